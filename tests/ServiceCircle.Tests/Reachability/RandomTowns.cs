using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;

namespace ServiceCircle.Tests.Reachability;

/// <summary>Small networks with everything that streets can do wrong, from a seed.</summary>
internal static class RandomTowns
{
    /// <summary>Loops, parallel edges, zero lengths, islands, one-way and closed arcs, dead ends, circles without a junction.</summary>
    public static ArcGraph Create(Random random, int maxNodes, int maxTicks)
    {
        int n = random.Next(1, maxNodes + 1);
        var edges = new List<Edge>();
        int style = random.Next(4);
        int count = style == 0 ? random.Next(0, n + 1) : random.Next(n, 2 * n + 2);
        bool oneWay = random.Next(2) == 0;
        for (int i = 0; i < count; i++)
        {
            int a = random.Next(n);
            // Mostly streets: neighbours by number make chains; sometimes anything, also loops.
            int b = style != 1 && random.Next(5) > 0 ? (a + 1) % n : random.Next(n);
            int there = Ticks(), back = oneWay && random.Next(3) == 0 ? Ticks() : there;
            if (oneWay && random.Next(8) == 0) there = ArcGraph.Unreachable;
            if (oneWay && random.Next(8) == 0) back = ArcGraph.Unreachable;
            edges.Add(new Edge(a, b, there, back));
        }

        return ArcGraph.FromEdges(
            [.. Enumerable.Range(0, n).Select(i => new Position(100_000 + i % 7 * 1_000, 200_000 + i / 7 * 1_000))], edges.ToArray());

        int Ticks() => random.Next(6) switch { 0 => 0, 1 => maxTicks, _ => random.Next(maxTicks) };
    }

    /// <summary>Every node, and some points inside edges; each may occur twice.</summary>
    public static Source[] Sources(Random random, ArcGraph graph, int maxTicks)
    {
        var sources = new List<Source>();
        for (int v = 0; v < graph.NodeCount; v++) sources.Add(new Source(v));
        for (int i = random.Next(0, 6); i > 0; i--)
            sources.Add(new Source(
                random.Next(graph.NodeCount), random.Next(maxTicks), random.Next(-1, graph.NodeCount), random.Next(maxTicks)));
        Source[] all = [.. sources];
        random.Shuffle(all);
        return all;
    }

    /// <summary>All times by Floyd (1962) and Warshall, from the arcs of the graph, in 64 bits.</summary>
    public static long[,] FloydWarshall(ArcGraph graph)
    {
        int n = graph.NodeCount;
        var time = new long[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) time[i, j] = i == j ? 0 : long.MaxValue / 4;
        for (int v = 0; v < n; v++)
            for (int slot = graph.FirstOut[v]; slot < graph.FirstOut[v + 1]; slot++)
                if (graph.TicksOut[slot] != ArcGraph.Unreachable)
                    time[v, graph.Head[slot]] = Math.Min(time[v, graph.Head[slot]], graph.TicksOut[slot]);
        for (int k = 0; k < n; k++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) time[i, j] = Math.Min(time[i, j], time[i, k] + time[k, j]);
        return time;
    }

    /// <summary>The pairs within a limit, by definition.</summary>
    public static Dictionary<(int Source, int Node), int> Expected(
        ArcGraph graph, Source[] sources, Direction direction, int limit, bool[]? wanted)
    {
        long[,] time = FloydWarshall(graph);
        var expected = new Dictionary<(int, int), int>();
        for (int s = 0; s < sources.Length; s++)
        {
            for (int v = 0; v < graph.NodeCount; v++)
            {
                if (wanted != null && !wanted[v]) continue;
                Source source = sources[s];
                long best = source.TicksA + Between(source.NodeA, v);
                if (source.NodeB >= 0) best = Math.Min(best, source.TicksB + Between(source.NodeB, v));
                if (best <= limit) expected[(s, v)] = (int)best;
            }
        }

        return expected;

        long Between(int source, int node) => direction == Direction.From ? time[source, node] : time[node, source];
    }
}
