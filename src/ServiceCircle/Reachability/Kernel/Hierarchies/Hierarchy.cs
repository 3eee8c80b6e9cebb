using System.Runtime.InteropServices;

namespace ServiceCircle.Reachability.Kernel.Hierarchies;

/// <summary>
/// A contraction hierarchy over the junctions: an order of its nodes, and for each node the arcs to higher ones. Every shortest
/// walk between two junctions is matched by one that first climbs and then descends along these arcs, so that one sweep up
/// and one down in the order find all times from any set of sources, with no queue.
/// </summary>
/// <remarks>
/// Geisberger, Sanders, Schultes, Vetter (2012), "Exact routing in large road networks using contraction hierarchies"; the
/// sweep is PHAST: Delling, Goldberg, Nowatzyk, Werneck (2013). Junctions are renumbered by rank here, so that an arc always
/// leads from a smaller to a larger number. Shortcuts longer than the horizon are left out: no walk within it needs them.
/// </remarks>
internal sealed class Hierarchy
{
    /// <summary>The longest walk for which the hierarchy is complete: what 16 bits hold, 34 minutes.</summary>
    public const int DefaultHorizon = ushort.MaxValue - 1;

    public int[] Rank { get; }
    public int[] FirstArc { get; }

    /// <summary>The higher end of each arc, by rank.</summary>
    public int[] Upper { get; }

    /// <summary>Ticks from the lower to the higher end and back, <see cref="ArcGraph.Unreachable"/> when closed.</summary>
    public int[] TicksUp { get; }
    public int[] TicksDown { get; }

    /// <summary>Times up to this many ticks are exact.</summary>
    public int Horizon { get; }

    public int Count => Rank.Length;

    public Hierarchy(int[] rank, int[] firstArc, int[] upper, int[] ticksUp, int[] ticksDown, int horizon) =>
        (Rank, FirstArc, Upper, TicksUp, TicksDown, Horizon) = (rank, firstArc, upper, ticksUp, ticksDown, horizon);

    /// <summary>The arc between two ranks, or a negative number.</summary>
    public int ArcBetween(int lower, int upper) => Array.BinarySearch(Upper, FirstArc[lower], FirstArc[lower + 1] - FirstArc[lower], upper);

    /// <summary>The arrays one after the other, little endian, after the horizon and their lengths.</summary>
    public byte[] ToBytes()
    {
        int[] header = [Horizon, Count, Upper.Length];
        return [.. new[] { header, Rank, FirstArc, Upper, TicksUp, TicksDown }.SelectMany(
            a => MemoryMarshal.AsBytes(a.AsSpan()).ToArray())];
    }

    /// <summary>
    /// Reads what <see cref="ToBytes"/> wrote: any bytes give lists in which every index leads somewhere, or are refused.
    /// </summary>
    /// <exception cref="InvalidDataException">They are no hierarchy of so many junctions.</exception>
    public static Hierarchy FromBytes(ReadOnlySpan<byte> bytes, int count)
    {
        const int Header = 3;
        ReadOnlySpan<int> numbers = MemoryMarshal.Cast<byte, int>(bytes);
        if (bytes.Length % sizeof(int) != 0 || numbers.Length < Header) throw new InvalidDataException($"{bytes.Length} bytes");
        int horizon = numbers[0], arcs = numbers[2];
        if (horizon < 0 || numbers[1] != count || arcs < 0 || numbers.Length != Header + 2L * count + 1 + 3L * arcs)
            throw new InvalidDataException($"{numbers[1]} nodes and {arcs} arcs in {bytes.Length} bytes");
        int at = Header;
        int[] rank = Next(numbers, count), first = Next(numbers, count + 1), upper = Next(numbers, arcs);
        var hierarchy = new Hierarchy(rank, first, upper, Next(numbers, arcs), Next(numbers, arcs), horizon);
        hierarchy.Check();
        return hierarchy;

        int[] Next(ReadOnlySpan<int> numbers, int length) => numbers.Slice((at += length) - length, length).ToArray();
    }

    private void Check()
    {
        if (FirstArc[0] != 0 || FirstArc[^1] != Upper.Length) throw new InvalidDataException("arcs that do not fill the lists");
        var seen = new bool[Count];
        foreach (int r in Rank)
        {
            if ((uint)r >= (uint)Count || seen[r]) throw new InvalidDataException("an order that is no permutation");
            seen[r] = true;
        }
        for (int r = 0; r < Count; r++)
            if (FirstArc[r] > FirstArc[r + 1]) throw new InvalidDataException($"a list {r} of negative length");
        for (int r = 0; r < Count; r++)
        {
            int below = r;
            for (int a = FirstArc[r]; a < FirstArc[r + 1]; below = Upper[a++])
            {
                if (Upper[a] <= below || Upper[a] >= Count)
                    throw new InvalidDataException($"arc {a} that does not lead upward in its order");
                if (TicksUp[a] < 0 || TicksDown[a] < 0) throw new InvalidDataException($"arc {a} of negative time");
            }
        }
    }
}
