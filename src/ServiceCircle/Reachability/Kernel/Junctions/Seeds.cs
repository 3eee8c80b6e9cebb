using System.Numerics;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>
/// The sources of a run in the order in which they are batched, expressed on the junctions: the junctions from which each one
/// starts with the ticks to get there, and for a source inside a chain its place in the chain. A group of sources that is
/// searched as one, for the nearest of them, is here one source with many starts.
/// </summary>
internal sealed class Seeds
{
    private const int Piece = 1024;

    public Direction Direction { get; }

    /// <summary>In ticks, inclusive.</summary>
    public int Limit { get; }

    /// <summary>Given index of each source, in batch order.</summary>
    public int[] Order { get; }

    /// <summary>
    /// First seed of each source in batch order, and the end of the last; of each seed its junction and the ticks from the source.
    /// </summary>
    public int[] First { get; }
    public int[] Junction { get; }
    public int[] Ticks { get; }

    /// <summary>First place inside a chain of each source in batch order, and the end of the last.</summary>
    public int[] FirstInside { get; }
    public Place[] Inside { get; }
    public int Count => Order.Length;

    /// <summary>Each source on its own, in batch order; the number of threads changes nothing.</summary>
    public Seeds(JunctionGraph junctions, Source[] sources, int[] order, Direction direction, int limit, int threads)
        : this(new Starts(junctions, sources, order, null, direction, limit), order, threads)
    {
    }

    /// <summary>Groups of sources in batch order, each searched as one; the group's number takes the place of the source's index.</summary>
    public static Seeds Group(JunctionGraph junctions, SourceGroups groups, int[] order, Direction direction, int limit, int threads)
    {
        var place = new int[order.Length];
        for (int i = 0; i < order.Length; i++) place[order[i]] = i;
        var first = new int[order.Length + 1];
        foreach (int g in groups.GroupOf) first[place[g] + 1]++;
        for (int i = 0; i < order.Length; i++) first[i + 1] += first[i];
        int[] next = first[..order.Length], members = new int[groups.Sources.Length];
        for (int i = 0; i < members.Length; i++) members[next[place[groups.GroupOf[i]]]++] = i;
        return new Seeds(new Starts(junctions, groups.Sources, members, first, direction, limit), order, threads);
    }

    private Seeds(Starts starts, int[] order, int threads)
    {
        (Order, Direction, Limit) = (order, starts.Direction, starts.Limit);
        First = new int[order.Length + 1];
        FirstInside = new int[order.Length + 1];

        // Every piece is counted, which gives its place in the arrays, and then written there.
        var pieces = new (int Seeds, int Places)[(order.Length + Piece - 1) / Piece];
        Workers.Run(threads, pieces.Length, 1, (_, p) => pieces[p] = starts.Write(p * Piece, Length(p), [], [], [], [], []));
        int seedCount = 0, placeCount = 0;
        for (int p = 0; p < pieces.Length; p++)
        {
            (int seeds, int places) = pieces[p];
            pieces[p] = (seedCount, placeCount);
            (seedCount, placeCount) = (seedCount + seeds, placeCount + places);
        }
        Junction = GC.AllocateUninitializedArray<int>(seedCount);
        Ticks = GC.AllocateUninitializedArray<int>(seedCount);
        Inside = GC.AllocateUninitializedArray<Place>(placeCount);
        Workers.Run(threads, pieces.Length, 1, (_, p) =>
        {
            (int seeds, int places) = pieces[p];
            Span<int> first = First.AsSpan(p * Piece + 1, Length(p)), firstInside = FirstInside.AsSpan(p * Piece + 1, Length(p));
            starts.Write(p * Piece, Length(p), Junction.AsSpan(seeds), Ticks.AsSpan(seeds), Inside.AsSpan(places), first, firstInside);
            for (int i = 0; i < first.Length; i++) (first[i], firstInside[i]) = (first[i] + seeds, firstInside[i] + places);
        });

        int Length(int piece) => Math.Min(Piece, order.Length - piece * Piece);
    }

    /// <summary>Where the members of groups start; firstMember is null where every group is one source.</summary>
    private sealed class Starts(
        JunctionGraph junctions, Source[] sources, int[] members, int[]? firstMember, Direction direction, int limit)
    {
        public Direction Direction => direction;
        public int Limit => limit;

        /// <summary>Writes the starts of some groups one after another, as far as there is room, and counts all.</summary>
        public (int Seeds, int Places) Write(
            int firstGroup, int groups, Span<int> nodes, Span<int> ticks, Span<Place> inside, Span<int> end, Span<int> endInside)
        {
            Source[] all = sources;
            int[] rank = junctions.SpaceRank;
            Start[] starts = junctions.Starts;
            int seeds = 0, places = 0, most = limit;
            bool from = direction == Direction.From;
            for (int i = 0; i < groups; i++)
            {
                int g = firstGroup + i;
                int m = firstMember == null ? g : firstMember[g], last = firstMember == null ? g : firstMember[g + 1] - 1;
                for (; m <= last; m++)
                {
                    ref readonly Source source = ref all[members[m]];
                    int node = source.NodeA, already = source.TicksA;
                    for (bool isLast = source.NodeB < 0; ; isLast = true)
                    {
                        ref readonly Start start = ref starts[rank[node]];
                        int viaA = ArcGraph.Sum(already, from ? start.ToA : start.FromA),
                            viaB = ArcGraph.Sum(already, from ? start.ToB : start.FromB);
                        if (viaA <= most)
                        {
                            if (seeds < nodes.Length) (nodes[seeds], ticks[seeds]) = (start.A, viaA);
                            seeds++;
                        }
                        if (viaB <= most)
                        {
                            if (seeds < nodes.Length) (nodes[seeds], ticks[seeds]) = (start.B, viaB);
                            seeds++;
                        }
                        if (start.Chain >= 0 && already <= most)
                        {
                            if (places < inside.Length) inside[places] = new Place(start.Chain, start.Interior, already);
                            places++;
                        }
                        if (isLast) break;
                        (node, already) = (source.NodeB, source.TicksB);
                    }
                }
                if (i < end.Length) (end[i], endInside[i]) = (seeds, places);
            }
            return (seeds, places);
        }
    }

    /// <summary>A start inside a chain: ticks between the source and an interior node.</summary>
    public readonly record struct Place(int Chain, int Interior, int Ticks);

    /// <summary>A number of ticks in a label's type; what does not fit is never reached.</summary>
    public static T Narrow<T>(int ticks)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => T.CreateSaturating(ticks);
}
