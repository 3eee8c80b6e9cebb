using ServiceCircle.Reachability.Kernel.Junctions;

namespace ServiceCircle.Reachability.Kernel.Hierarchies;

/// <summary>
/// Contracts the junctions in rounds: every node that is less important than all its neighbours, at once. The rounds do not
/// depend on the number of threads, nor does the result.
/// </summary>
/// <remarks>
/// Rounds of independent sets: Vetter (2009), "Parallel time-dependent contraction hierarchies". Importance is the usual mix:
/// how many contracted nodes lie below, and shortcuts added per edge removed. Measured on Porto metropolis (65,246 junctions):
/// a share of shortcuts that weighs as much as one level leaves 217,719 arcs, one that weighs 12 to 100 times as much 196,000 to
/// 197,000. Counting shortcuts for the importance with searches of 60 nodes took three quarters of the preprocessing (3.8 s of
/// processor time in all); with 8 nodes it takes 1.5 s and leaves 0.3 % more arcs. Counting again only for nodes about to be
/// contracted (lazy updates) takes 1.4 s but leaves 12 % more.
/// </remarks>
internal sealed class HierarchyBuilder
{
    private const int ShareWeight = 20, SettledForShortcuts = 60, SettledForImportance = 8;

    private readonly int _threads;
    private readonly RemainingGraph _graph;
    private readonly WitnessSearch[] _searches;
    private readonly long[] _importance;
    private readonly int[] _level;
    private readonly int[] _order;
    private readonly bool _symmetric;
    private readonly bool[] _inRound;

    private HierarchyBuilder(JunctionGraph junctions, int horizon, int threads)
    {
        _threads = threads;
        _graph = new RemainingGraph(junctions.Count, junctions.Edges);
        _symmetric = junctions.Edges.All(e => e.TicksAToB == e.TicksBToA);
        _inRound = new bool[junctions.Count];
        _searches = new WitnessSearch[threads];
        for (int t = 0; t < threads; t++) _searches[t] = new WitnessSearch(_graph, junctions.Count, _symmetric, horizon, _inRound);
        _importance = new long[junctions.Count];
        _level = new int[junctions.Count];
        _order = new int[junctions.Count];
    }

    /// <summary>Builds a hierarchy whose times are exact up to a horizon; the number of threads does not change it.</summary>
    public static Hierarchy Build(JunctionGraph junctions, int horizon, int threads)
    {
        var builder = new HierarchyBuilder(junctions, horizon, threads);
        int[] rank = builder.Contract(junctions.Count);
        return builder.Collect(junctions.Count, rank, horizon);
    }

    private int[] Contract(int count)
    {
        var rank = new int[count];
        int[] remaining = [.. Enumerable.Range(0, count)];
        int[] chosen = new int[count], affected = new int[count];
        var shortcuts = new Edge[count][];
        var seen = new bool[count];
        UpdateImportance(remaining, count);
        int done = 0, left = count;
        while (left > 0)
        {
            int chosenCount = 0, kept = 0;
            for (int i = 0; i < left; i++)
            {
                int v = remaining[i];
                if (IsLeastImportant(v)) chosen[chosenCount++] = v;
                else remaining[kept++] = v;
            }
            left = kept;
            for (int i = 0; i < chosenCount; i++) _inRound[chosen[i]] = true;
            Workers.Run(_threads, chosenCount, 16, (worker, i) =>
            {
                _searches[worker].Find(chosen[i], SettledForShortcuts);
                shortcuts[chosen[i]] = [.. _searches[worker].Shortcuts];
            });
            int affectedCount = 0;
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
                    if (seen[arc.Head]) continue;
                    seen[arc.Head] = true;
                    affected[affectedCount++] = arc.Head;
                }
            }
            for (int i = 0; i < chosenCount; i++)
            {
                foreach (Edge e in shortcuts[chosen[i]]) _graph.Improve(e);
                shortcuts[chosen[i]] = [];
            }
            for (int i = 0; i < affectedCount; i++) seen[affected[i]] = false;
            UpdateImportance(affected, affectedCount);
        }
        return rank;
    }

    private bool IsLeastImportant(int v)
    {
        long own = _importance[v];
        foreach (RemainingGraph.Arc arc in _graph.Of(v))
        {
            long other = _importance[arc.Head];
            if (other < own || (other == own && Scatter(arc.Head) < Scatter(v))) return false;
        }
        return true;
    }

    /// <summary>Breaks ties differently everywhere: by number, a row of equal nodes would be contracted one per round.</summary>
    private static uint Scatter(int v) => (uint)v * 0x9E3779B1u;

    private void UpdateImportance(int[] nodes, int count) => Workers.Run(_threads, count, 64, (worker, i) =>
    {
        int v = nodes[i], edges = _graph.Of(v).Length;
        _searches[worker].Find(v, SettledForImportance);
        int added = _searches[worker].Shortcuts.Count * (_symmetric ? 2 : 1);
        _importance[v] = 1_000L * _level[v] + 1_000L * ShareWeight * added / Math.Max(1, 2 * edges);
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
        return new Hierarchy(
            rank, first, [.. arcs.Select(a => a.Upper)], [.. arcs.Select(a => a.Up)], [.. arcs.Select(a => a.Down)], horizon);
    }
}
