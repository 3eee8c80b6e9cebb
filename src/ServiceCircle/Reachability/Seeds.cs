using System.Numerics;

namespace ServiceCircle.Reachability;

/// <summary>
/// The sources of a run in the order in which they are batched, expressed on the core: the core nodes from which each one
/// starts with the ticks to get there, and for a source inside a chain its place in the chain.
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

    public Seeds(Core core, ReadOnlySpan<Source> sources, int[] order, Direction direction, int limit)
    {
        Order = order;
        First = new int[order.Length + 1];
        FirstInside = new int[order.Length + 1];
        var nodes = new int[4 * order.Length];
        var ticks = new int[4 * order.Length];
        var inside = new Place[2 * order.Length];
        int seedCount = 0, insideCount = 0;
        for (int i = 0; i < order.Length; i++)
        {
            Source source = sources[order[i]];
            Start(source.NodeA, source.TicksA);
            if (source.NodeB >= 0) Start(source.NodeB, source.TicksB);
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
