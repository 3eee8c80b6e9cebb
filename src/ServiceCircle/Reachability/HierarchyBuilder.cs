namespace ServiceCircle.Reachability;

/// <summary>
/// Contracts the core in rounds: every node that is less important than all its neighbours, at once. The rounds do not
/// depend on the number of threads, nor does the result.
/// </summary>
/// <remarks>
/// Rounds of independent sets: Vetter (2009), "Parallel time-dependent contraction hierarchies". Importance is the usual mix:
/// how many contracted nodes lie below, and shortcuts added per edge removed. Shortcuts are counted again only for nodes that
/// would be contracted next (the lazy updates of Geisberger and others, 2012, in rounds): counting them for every neighbour of a
/// contracted node took three quarters of the preprocessing, for 1 % fewer arcs (Porto: 217,719 instead of 220,658 when one level
/// weighs a twelfth of a shortcut per edge; weights of 1, 1/3 and 1/6 gave 233,847, 226,892 and 222,697).
/// </remarks>
internal sealed class HierarchyBuilder
{
    private const int LevelWeight = 1_000, ShareWeight = 12_000;

    private readonly int _threads;
    private readonly RemainingGraph _graph;
    private readonly WitnessSearch[] _searches;
    private readonly int[] _shortcutShare;
    private readonly bool[] _isStale;
    private readonly int[] _level;
    private readonly int[] _order;
    private readonly bool _symmetric;
    private readonly bool[] _inRound;

    private HierarchyBuilder(Core core, int horizon, int threads)
    {
        _threads = threads;
        _graph = new RemainingGraph(core.Count, core.Edges);
        _symmetric = core.Edges.All(e => e.TicksAToB == e.TicksBToA);
        _inRound = new bool[core.Count];
        _searches = new WitnessSearch[threads];
        for (int t = 0; t < threads; t++) _searches[t] = new WitnessSearch(_graph, core.Count, _symmetric, horizon, _inRound);
        _shortcutShare = new int[core.Count];
        _isStale = new bool[core.Count];
        _level = new int[core.Count];
        _order = new int[core.Count];
    }

    /// <summary>Builds the hierarchy of a core.</summary>
    /// <param name="core">The core.</param>
    /// <param name="horizon">Ticks up to which times must be exact.</param>
    /// <param name="threads">Worker threads; does not change the result.</param>
    public static Hierarchy Build(Core core, int horizon, int threads)
    {
        var builder = new HierarchyBuilder(core, horizon, threads);
        int[] rank = builder.Contract(core.Count);
        return builder.Collect(core.Count, rank, horizon);
    }

    private int[] Contract(int count)
    {
        var rank = new int[count];
        int[] remaining = [.. Enumerable.Range(0, count)];
        int[] chosen = new int[count], candidates = new int[count];
        var shortcuts = new Edge[count][];
        CountShortcuts(remaining, count);
        int done = 0, left = count;
        while (left > 0)
        {
            // Only who looks least important is asked again how many shortcuts it costs by now, and may turn out not to be.
            int candidateCount = 0, staleCount = 0;
            for (int i = 0; i < left; i++)
            {
                int v = remaining[i];
                if (!IsLeastImportant(v)) continue;
                candidates[candidateCount++] = v;
                if (_isStale[v]) chosen[staleCount++] = v;
            }

            CountShortcuts(chosen, staleCount);
            int chosenCount = 0;
            for (int i = 0; i < candidateCount; i++)
                if (IsLeastImportant(candidates[i])) chosen[chosenCount++] = candidates[i];
            for (int i = 0; i < chosenCount; i++) _inRound[chosen[i]] = true;
            int kept = 0;
            for (int i = 0; i < left; i++)
                if (!_inRound[remaining[i]]) remaining[kept++] = remaining[i];
            left = kept;
            Workers.Run(_threads, chosenCount, 16, (worker, i) =>
            {
                _searches[worker].Find(chosen[i]);
                shortcuts[chosen[i]] = [.. _searches[worker].Shortcuts];
            });

            for (int i = 0; i < chosenCount; i++)
            {
                int v = chosen[i];
                _inRound[v] = false;
                _order[done] = v;
                rank[v] = done++;
                _graph.Contract(v);
                foreach (RemainingGraph.Arc arc in _graph.Of(v))
                {
                    _level[arc.Head] = Math.Max(_level[arc.Head], _level[v] + 1);
                    _isStale[arc.Head] = true;
                }
            }

            for (int i = 0; i < chosenCount; i++)
            {
                foreach (Edge e in shortcuts[chosen[i]]) _graph.Improve(e);
                shortcuts[chosen[i]] = [];
            }
        }

        return rank;
    }

    private bool IsLeastImportant(int v)
    {
        int own = Importance(v);
        foreach (RemainingGraph.Arc arc in _graph.Of(v))
        {
            int other = Importance(arc.Head);
            if (other < own || (other == own && Scatter(arc.Head) < Scatter(v))) return false;
        }

        return true;
    }

    private int Importance(int v) => LevelWeight * _level[v] + _shortcutShare[v];

    /// <summary>Breaks ties differently everywhere: by number, a row of equal nodes would be contracted one per round.</summary>
    private static uint Scatter(int v) => (uint)v * 0x9E3779B1u;

    private void CountShortcuts(int[] nodes, int count) => Workers.Run(_threads, count, 64, (worker, i) =>
    {
        int v = nodes[i], edges = _graph.Of(v).Length;
        _searches[worker].Find(v);
        int added = _searches[worker].Shortcuts.Count * (_symmetric ? 2 : 1);
        _shortcutShare[v] = ShareWeight * added / Math.Max(1, 2 * edges);
        _isStale[v] = false;
    });

    private Hierarchy Collect(int count, int[] rank, int horizon)
    {
        var first = new int[count + 1];
        var arcs = new List<(int Upper, int Up, int Down)>();
        for (int r = 0; r < count; r++)
        {
            int begin = arcs.Count;
            foreach (RemainingGraph.Arc arc in _graph.Of(_order[r]))
                if (Math.Min(arc.There, arc.Back) <= horizon) arcs.Add((rank[arc.Head], arc.There, arc.Back));
            arcs.Sort(begin, arcs.Count - begin, null);
            first[r + 1] = arcs.Count;
        }

        return new Hierarchy(rank, first, [.. arcs.Select(a => a.Upper)], [.. arcs.Select(a => a.Up)], [.. arcs.Select(a => a.Down)], horizon);
    }
}
