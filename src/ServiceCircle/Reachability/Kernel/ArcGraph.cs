namespace ServiceCircle.Reachability.Kernel;

/// <summary>
/// The walking graph as flat arrays. Every edge stands in the list of both its ends, with the ticks of both directions,
/// so that a search from or to a source reads one list only. A tick is 1/32 second (see <see cref="Walking.Rules.WalkTime"/>).
/// </summary>
/// <remarks>
/// Loops, parallel edges, zero lengths and islands are allowed. Tail v owns the slots FirstOut[v] .. FirstOut[v + 1].
/// </remarks>
internal sealed class ArcGraph
{
    /// <summary>The ticks of a direction that cannot be walked.</summary>
    public const int Unreachable = int.MaxValue;

    /// <summary>First slot of each node; length is the number of nodes plus one.</summary>
    public int[] FirstOut { get; }

    /// <summary>
    /// The other end of each slot, and the ticks from the node that owns the slot to it and back; <see cref="Unreachable"/> when closed.
    /// </summary>
    public int[] Head { get; }
    public int[] TicksOut { get; }
    public int[] TicksBack { get; }

    /// <summary>Used only to find neighbours that are searched together, never for times.</summary>
    public Position[] Positions { get; }

    public int NodeCount => FirstOut.Length - 1;

    /// <summary>Wraps arrays that already hold both slots of every edge.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit each other, a head does not exist, or ticks are negative.</exception>
    public ArcGraph(int[] firstOut, int[] head, int[] ticksOut, int[] ticksBack, Position[] positions)
    {
        if (firstOut.Length == 0 || firstOut[0] != 0 || firstOut[^1] != head.Length)
            throw new ArgumentException("firstOut must start at 0 and end at the number of slots", nameof(firstOut));
        if (ticksOut.Length != head.Length || ticksBack.Length != head.Length)
            throw new ArgumentException("head, ticksOut and ticksBack must have one entry per slot", nameof(head));
        if (positions.Length != firstOut.Length - 1)
            throw new ArgumentException("one position per node is needed", nameof(positions));
        for (int v = 0; v + 1 < firstOut.Length; v++)
            if (firstOut[v] > firstOut[v + 1]) throw new ArgumentException($"firstOut decreases at node {v}", nameof(firstOut));
        for (int slot = 0; slot < head.Length; slot++)
        {
            if ((uint)head[slot] >= (uint)positions.Length)
                throw new ArgumentException($"slot {slot} has no such head: {head[slot]}", nameof(head));
            if (ticksOut[slot] < 0 || ticksBack[slot] < 0) throw new ArgumentException($"slot {slot} has negative ticks", nameof(ticksOut));
        }
        (FirstOut, Head, TicksOut, TicksBack, Positions) = (firstOut, head, ticksOut, ticksBack, positions);
    }

    /// <summary>Builds the lists from edges, each given once.</summary>
    public static ArcGraph FromEdges(Position[] positions, ReadOnlySpan<Edge> edges)
    {
        var first = new int[positions.Length + 1];
        foreach (Edge e in edges)
        {
            first[e.A + 1]++;
            first[e.B + 1]++;
        }
        for (int v = 0; v < positions.Length; v++) first[v + 1] += first[v];
        var next = first.AsSpan(0, positions.Length).ToArray();
        int slots = 2 * edges.Length;
        int[] head = new int[slots], there = new int[slots], back = new int[slots];
        foreach (Edge e in edges)
        {
            int a = next[e.A]++;
            (head[a], there[a], back[a]) = (e.B, e.TicksAToB, e.TicksBToA);
            int b = next[e.B]++;
            (head[b], there[b], back[b]) = (e.A, e.TicksBToA, e.TicksAToB);
        }
        return new ArcGraph(first, head, there, back, positions);
    }

    public int[] Ticks(Direction direction) => direction == Direction.From ? TicksOut : TicksBack;

    /// <summary>Sum of ticks; unreachable stays unreachable and no sum wraps around.</summary>
    public static int Sum(int a, int b) => (int)Math.Min((long)a + b, Unreachable);
}

/// <summary>An edge with the ticks of both directions, <see cref="ArcGraph.Unreachable"/> when closed; both ends may be one node.</summary>
internal readonly record struct Edge(int A, int B, int TicksAToB, int TicksBToA);

/// <summary>
/// Where a search begins: one node, or a point inside an edge, which is its two ends with the ticks to each of them; NodeB is -1 when there
/// is only one.
/// </summary>
internal readonly record struct Source(int NodeA, int TicksA = 0, int NodeB = -1, int TicksB = 0);

/// <summary>Sources in groups, each searched as one place: the group of each source, 0 .. Count - 1.</summary>
internal sealed record SourceGroups(Source[] Sources, int[] GroupOf, int Count);
