namespace ServiceCircle.Reachability;

/// <summary>
/// A contraction hierarchy over the core: an order of its nodes, and for each node the arcs to higher ones. Every shortest
/// walk between two core nodes is matched by one that first climbs and then descends along these arcs, so that one sweep up
/// and one down in the order find all times from any set of sources, with no queue.
/// </summary>
/// <remarks>
/// Geisberger, Sanders, Schultes, Vetter (2012), "Exact routing in large road networks using contraction hierarchies"; the
/// sweep is PHAST: Delling, Goldberg, Nowatzyk, Werneck (2013). Core nodes are renumbered by rank here, so that an arc always
/// leads from a smaller to a larger number. Shortcuts longer than the horizon are left out: no walk within it needs them.
/// </remarks>
internal sealed class Hierarchy
{
    /// <summary>The longest walk for which the hierarchy is complete: what 16 bits hold, 34 minutes.</summary>
    public const int DefaultHorizon = ushort.MaxValue - 1;

    /// <summary>Rank of each core node.</summary>
    public int[] Rank { get; }

    /// <summary>First upward arc of each rank.</summary>
    public int[] FirstArc { get; }

    /// <summary>The higher end of each arc, by rank.</summary>
    public int[] Upper { get; }

    /// <summary>Ticks from the lower to the higher end, <see cref="Graph.Unreachable"/> when closed.</summary>
    public int[] TicksUp { get; }

    /// <summary>Ticks from the higher to the lower end, <see cref="Graph.Unreachable"/> when closed.</summary>
    public int[] TicksDown { get; }

    /// <summary>Times up to this many ticks are exact.</summary>
    public int Horizon { get; }

    /// <summary>Number of core nodes.</summary>
    public int Count => Rank.Length;

    public Hierarchy(int[] rank, int[] firstArc, int[] upper, int[] ticksUp, int[] ticksDown, int horizon) =>
        (Rank, FirstArc, Upper, TicksUp, TicksDown, Horizon) = (rank, firstArc, upper, ticksUp, ticksDown, horizon);

    /// <summary>Writes the arrays; little endian, lengths first.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Horizon);
        writer.Write(Count);
        writer.Write(Upper.Length);
        foreach (int[] array in new[] { Rank, FirstArc, Upper, TicksUp, TicksDown })
            foreach (int value in array) writer.Write(value);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The arrays are not a hierarchy.</exception>
    public static Hierarchy Read(BinaryReader reader)
    {
        int horizon = reader.ReadInt32(), count = reader.ReadInt32(), arcs = reader.ReadInt32();
        if (horizon < 0 || count < 0 || arcs < 0) throw new InvalidDataException("a length of the hierarchy is negative");
        int[] rank = ReadArray(count), first = ReadArray(count + 1), upper = ReadArray(arcs);
        var hierarchy = new Hierarchy(rank, first, upper, ReadArray(arcs), ReadArray(arcs), horizon);
        hierarchy.Check();
        return hierarchy;

        int[] ReadArray(int length)
        {
            var array = new int[length];
            for (int i = 0; i < length; i++) array[i] = reader.ReadInt32();
            return array;
        }
    }

    private void Check()
    {
        if (FirstArc[0] != 0 || FirstArc[^1] != Upper.Length) throw new InvalidDataException("the hierarchy's arcs do not fill its lists");
        var seen = new bool[Count];
        foreach (int r in Rank)
        {
            if ((uint)r >= (uint)Count || seen[r]) throw new InvalidDataException("the hierarchy's order is not a permutation");
            seen[r] = true;
        }

        for (int r = 0; r < Count; r++)
        {
            if (FirstArc[r] > FirstArc[r + 1]) throw new InvalidDataException($"the hierarchy's list {r} has a negative length");
            for (int a = FirstArc[r]; a < FirstArc[r + 1]; a++)
                if (Upper[a] <= r || Upper[a] >= Count) throw new InvalidDataException($"arc {a} of the hierarchy does not lead upward");
        }
    }
}
