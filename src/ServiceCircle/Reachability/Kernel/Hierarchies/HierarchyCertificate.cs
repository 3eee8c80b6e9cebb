using ServiceCircle.Reachability.Kernel.Junctions;

namespace ServiceCircle.Reachability.Kernel.Hierarchies;

/// <summary>
/// Proves that arrays from a file are a hierarchy of some junctions: that every time found by climbing and descending is the time of a
/// walk, and that no shorter walk within the horizon is missed. So a file can be refused, but never lead to a wrong time.
/// </summary>
/// <remarks>
/// <para>No time is too short: an arc takes at least as long as the street between its ends, or as some way over a common
/// lower neighbour; by induction from the lowest node upward, it takes at least as long as a walk.</para>
/// <para>No time is too long: each street has an arc that takes no longer; and for each node and any two of its upper
/// neighbours, a climb and descent between them takes no longer than the way over the node. Then in any walk a node between two
/// higher ones can be replaced, again and again, until the walk only climbs and then descends.</para>
/// <para>Where an arc joins the two neighbours one look is enough, else two small searches upward. These are the two conditions
/// by which contraction hierarchies are proved correct (Geisberger and others, 2012).</para>
/// </remarks>
internal static class HierarchyCertificate
{
    /// <summary>Checks a hierarchy of the right number of nodes whose lists are sorted.</summary>
    /// <exception cref="InvalidDataException">It is not one of these junctions.</exception>
    public static void Check(JunctionGraph junctions, Hierarchy hierarchy, int threads)
    {
        CheckNoArcIsTooShort(junctions, hierarchy);
        bool symmetric = hierarchy.TicksUp.AsSpan().SequenceEqual(hierarchy.TicksDown);
        var climbs = new (Climb From, Climb To)[threads];
        for (int t = 0; t < threads; t++) climbs[t] = (new Climb(hierarchy, hierarchy.TicksUp), new Climb(hierarchy, hierarchy.TicksDown));
        int wrong = int.MaxValue;
        Workers.Run(threads, hierarchy.Count, 64, (worker, low) =>
        {
            if (IsNeverNeeded(hierarchy, low, symmetric, climbs[worker].From, climbs[worker].To)) return;
            int known = wrong;
            while (low < known && known != (known = Interlocked.CompareExchange(ref wrong, low, known))) { }
        });
        if (wrong != int.MaxValue) throw new InvalidDataException($"a way over node {wrong} that nothing above it replaces");
    }

    private static void CheckNoArcIsTooShort(JunctionGraph junctions, Hierarchy hierarchy)
    {
        int[] upper = hierarchy.Upper, up = hierarchy.TicksUp, down = hierarchy.TicksDown;

        // What an arc must not undercut: the street itself, then the ways over lower nodes.
        int[] leastUp = new int[upper.Length], leastDown = new int[upper.Length];
        Array.Fill(leastUp, ArcGraph.Unreachable);
        Array.Fill(leastDown, ArcGraph.Unreachable);
        foreach (Edge edge in junctions.Edges)
        {
            (int low, int high, int there, int back) = (hierarchy.Rank[edge.A], hierarchy.Rank[edge.B], edge.TicksAToB, edge.TicksBToA);
            if (low > high) (low, high, there, back) = (high, low, back, there);
            int arc = hierarchy.ArcBetween(low, high);
            bool isMissing = arc < 0 ? Math.Min(there, back) <= hierarchy.Horizon : IsLonger(up[arc], there) || IsLonger(down[arc], back);
            if (isMissing) throw new InvalidDataException($"no arc for the street between nodes {low} and {high}");
            if (arc >= 0) (leastUp[arc], leastDown[arc]) = (there, back);
        }
        for (int low = 0; low < hierarchy.Count; low++)
        {
            int first = hierarchy.FirstArc[low], end = hierarchy.FirstArc[low + 1];
            for (int a = first; a < end; a++)
            {
                if (up[a] < leastUp[a] || down[a] < leastDown[a]) throw new InvalidDataException($"arc {a} that is shorter than any walk");
                for (int b = a + 1; b < end; b++)
                {
                    int arc = hierarchy.ArcBetween(upper[a], upper[b]);
                    if (arc < 0) continue;
                    leastUp[arc] = Math.Min(leastUp[arc], ArcGraph.Sum(down[a], up[b]));
                    leastDown[arc] = Math.Min(leastDown[arc], ArcGraph.Sum(down[b], up[a]));
                }
            }
        }

        bool IsLonger(int arc, int street) => street <= hierarchy.Horizon && arc > street;
    }

    /// <summary>Whether between any two upper neighbours of a node something above it is as short as the way over it.</summary>
    private static bool IsNeverNeeded(Hierarchy hierarchy, int low, bool symmetric, Climb from, Climb to)
    {
        int first = hierarchy.FirstArc[low], end = hierarchy.FirstArc[low + 1];
        int[] upper = hierarchy.Upper, up = hierarchy.TicksUp, down = hierarchy.TicksDown;
        for (int a = first; a < end; a++)
        {
            int farthest = -1;
            for (int b = symmetric ? a + 1 : first; b < end; b++)
                if (!HasArc(a, b)) farthest = Math.Max(farthest, Over(a, b));
            if (farthest < 0) continue;
            from.Run(upper[a], farthest);
            for (int b = symmetric ? a + 1 : first; b < end; b++)
            {
                if (HasArc(a, b)) continue;
                to.Run(upper[b], Over(a, b));
                if (!to.Meets(from, Over(a, b))) return false;
            }
        }
        return true;

        int Over(int a, int b) => ArcGraph.Sum(down[a], up[b]);

        // Also true where no walk within the horizon leads this way.
        bool HasArc(int a, int b)
        {
            int over = Over(a, b);
            if (a == b || over > hierarchy.Horizon) return true;
            int arc = a < b ? hierarchy.ArcBetween(upper[a], upper[b]) : hierarchy.ArcBetween(upper[b], upper[a]);
            return arc >= 0 && (a < b ? up[arc] : down[arc]) <= over;
        }
    }

    /// <summary>Times to all higher nodes by climbing only, within a limit: nodes leave the queue by rank, each once.</summary>
    private sealed class Climb
    {
        private readonly Hierarchy _hierarchy;
        private readonly int[] _ticksOfArc, _ticks;
        private readonly List<int> _touched = [];
        private readonly PriorityQueue<int, int> _queue = new();

        public Climb(Hierarchy hierarchy, int[] ticksOfArc)
        {
            (_hierarchy, _ticksOfArc, _ticks) = (hierarchy, ticksOfArc, new int[hierarchy.Count]);
            Array.Fill(_ticks, ArcGraph.Unreachable);
        }

        public void Run(int source, int limit)
        {
            foreach (int v in _touched) _ticks[v] = ArcGraph.Unreachable;
            _touched.Clear();
            Reach(source, 0);
            while (_queue.TryDequeue(out int v, out _))
            {
                for (int arc = _hierarchy.FirstArc[v]; arc < _hierarchy.FirstArc[v + 1]; arc++)
                {
                    int then = ArcGraph.Sum(_ticks[v], _ticksOfArc[arc]);
                    if (then <= limit) Reach(_hierarchy.Upper[arc], then);
                }
            }

            void Reach(int node, int ticks)
            {
                if (_ticks[node] == ArcGraph.Unreachable)
                {
                    _touched.Add(node);
                    _queue.Enqueue(node, node);
                }
                _ticks[node] = Math.Min(_ticks[node], ticks);
            }
        }

        public bool Meets(Climb other, int limit)
        {
            foreach (int v in _touched)
                if (ArcGraph.Sum(_ticks[v], other._ticks[v]) <= limit) return true;
            return false;
        }
    }
}
