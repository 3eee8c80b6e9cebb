using System.Numerics;

namespace ServiceCircle.Reachability;

/// <summary>
/// The sources of a run in the order in which they are batched, expressed on the core: the core nodes from which each one
/// starts with the ticks to get there, and for a source inside a chain its place in the chain. A group of sources that is
/// searched as one, for the nearest of them, is here one source with many starts.
/// </summary>
internal sealed class Seeds
{
    /// <summary>Given index of each source, in batch order.</summary>
    public int[] Order { get; }

    /// <summary>First seed of each source in batch order, and the end of the last.</summary>
    public int[] First { get; }

    /// <summary>Core node of each seed.</summary>
    public int[] CoreNode { get; }

    /// <summary>Ticks between the source and the core node.</summary>
    public int[] Ticks { get; }

    /// <summary>First place inside a chain of each source in batch order, and the end of the last.</summary>
    public int[] FirstInside { get; }

    /// <summary>Places inside chains.</summary>
    public Place[] Inside { get; }

    /// <summary>Number of sources.</summary>
    public int Count => Order.Length;

    /// <summary>Each source on its own.</summary>
    /// <param name="core">The core.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="order">Their indices in batch order.</param>
    /// <param name="direction">Direction of the run.</param>
    /// <param name="limit">Inclusive limit in ticks.</param>
    public Seeds(Core core, ReadOnlySpan<Source> sources, int[] order, Direction direction, int limit)
        : this(core, sources, order, [.. Enumerable.Range(0, order.Length + 1)], order, direction, limit)
    {
    }

    /// <summary>Groups of sources, each searched as one; the group's number takes the place of the source's index.</summary>
    /// <param name="core">The core.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="group">Group of each source.</param>
    /// <param name="order">The groups in batch order.</param>
    /// <param name="direction">Direction of the run.</param>
    /// <param name="limit">Inclusive limit in ticks.</param>
    public static Seeds OfGroups(Core core, ReadOnlySpan<Source> sources, ReadOnlySpan<int> group, int[] order, Direction direction, int limit)
    {
        var place = new int[order.Length];
        for (int i = 0; i < order.Length; i++) place[order[i]] = i;
        var first = new int[order.Length + 1];
        foreach (int g in group) first[place[g] + 1]++;
        for (int i = 0; i < order.Length; i++) first[i + 1] += first[i];
        int[] next = first[..order.Length], members = new int[sources.Length];
        for (int i = 0; i < sources.Length; i++) members[next[place[group[i]]]++] = i;
        return new Seeds(core, sources, members, first, order, direction, limit);
    }

    private Seeds(Core core, ReadOnlySpan<Source> sources, int[] members, int[] firstMember, int[] order, Direction direction, int limit)
    {
        Order = order;
        First = new int[order.Length + 1];
        FirstInside = new int[order.Length + 1];
        var nodes = new int[4 * members.Length];
        var ticks = new int[4 * members.Length];
        var inside = new Place[2 * members.Length];
        int seedCount = 0, insideCount = 0;
        for (int i = 0; i < order.Length; i++)
        {
            for (int m = firstMember[i]; m < firstMember[i + 1]; m++)
            {
                Source source = sources[members[m]];
                Start(source.NodeA, source.TicksA);
                if (source.NodeB >= 0) Start(source.NodeB, source.TicksB);
            }

            First[i + 1] = seedCount;
            FirstInside[i + 1] = insideCount;
        }

        (CoreNode, Ticks, Inside) = (nodes[..seedCount], ticks[..seedCount], inside[..insideCount]);

        void Start(int node, int already)
        {
            if (core.CoreOf[node] >= 0)
            {
                Add(core.CoreOf[node], already);
                return;
            }

            int chain = core.ChainOf[node];
            Interior interior = core.Interiors[core.InteriorOf[node]];
            Add(core.EndA[chain], Core.Sum(already, direction == Direction.From ? interior.ToA : interior.FromA));
            if (core.EndB[chain] >= 0) Add(core.EndB[chain], Core.Sum(already, direction == Direction.From ? interior.ToB : interior.FromB));
            if (already <= limit) inside[insideCount++] = new Place(chain, core.InteriorOf[node], already);
        }

        void Add(int coreNode, int at)
        {
            if (at > limit) return;
            nodes[seedCount] = coreNode;
            ticks[seedCount++] = at;
        }
    }

    /// <summary>A start inside a chain.</summary>
    /// <param name="Chain">The chain.</param>
    /// <param name="Interior">The interior node.</param>
    /// <param name="Ticks">Ticks between the source and that node.</param>
    public readonly record struct Place(int Chain, int Interior, int Ticks);

    /// <summary>A number of ticks in a label's type; what does not fit is never reached.</summary>
    public static T Narrow<T>(int ticks)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => T.CreateSaturating(ticks);
}
