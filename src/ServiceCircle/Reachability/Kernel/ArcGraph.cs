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

    /// <summary>The other end of each slot.</summary>
    public int[] Head { get; }

    /// <summary>Ticks from the node that owns the slot to its head; <see cref="Unreachable"/> when closed.</summary>
    public int[] TicksOut { get; }

    /// <summary>Ticks from the head of the slot back to the node that owns it; <see cref="Unreachable"/> when closed.</summary>
    public int[] TicksBack { get; }

    /// <summary>Where each node is; used only to find neighbours that are searched together, never for times.</summary>
    public Position[] Positions { get; }

    /// <summary>Number of nodes.</summary>
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
    /// <param name="positions">Where each node is.</param>
    /// <param name="edges">Ends, and the ticks there and back; <see cref="Unreachable"/> for a closed direction.</param>
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

    /// <summary>The ticks of leaving along each slot for a search in a direction.</summary>
    public int[] Ticks(Direction direction) => direction == Direction.From ? TicksOut : TicksBack;

    /// <summary>Sum of ticks; unreachable stays unreachable and no sum wraps around.</summary>
    public static int Sum(int a, int b) => (int)Math.Min((long)a + b, Unreachable);
}

/// <summary>An edge of a walking graph with the ticks of both its directions.</summary>
/// <param name="A">One end.</param>
/// <param name="B">The other end; may be the same node.</param>
/// <param name="TicksAToB">Ticks from A to B, or <see cref="ArcGraph.Unreachable"/>.</param>
/// <param name="TicksBToA">Ticks from B to A, or <see cref="ArcGraph.Unreachable"/>.</param>
internal readonly record struct Edge(int A, int B, int TicksAToB, int TicksBToA);

/// <summary>
/// Where a search begins: one node, or a point inside an edge, which is its two ends with the ticks to each of them.
/// </summary>
/// <param name="NodeA">The first node.</param>
/// <param name="TicksA">Ticks between the source and the first node.</param>
/// <param name="NodeB">The second node, or -1 when there is only one.</param>
/// <param name="TicksB">Ticks between the source and the second node.</param>
internal readonly record struct Source(int NodeA, int TicksA = 0, int NodeB = -1, int TicksB = 0);
