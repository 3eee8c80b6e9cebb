using System.Numerics;
using ServiceCircle.Reachability.Kernel.Hierarchies;
using ServiceCircle.Reachability.Kernel.Labels;
using ServiceCircle.Reachability.Kernel.Sweeps;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>
/// The weights of one direction in one label type, shared by all runs of that kind: streets, chains and hierarchy, narrowed.
/// </summary>
internal sealed class DirectedMetric<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private const int Piece = 4096;

    private readonly Hierarchy? _hierarchy;
    private readonly Lazy<InteriorTimes<T>> _interiors;
    private readonly Lazy<T[]> _ticks;
    private readonly Lazy<Region<T>> _root;
    private readonly Lazy<GraphOrder<T>> _graphOrder;
    private object? _memory;

    public DirectedMetric(JunctionGraph junctions, Hierarchy? hierarchy, Direction direction)
    {
        (Junctions, Direction, _hierarchy) = (junctions, direction, hierarchy);
        _interiors = new(() => new InteriorTimes<T>(junctions, direction, null));
        _ticks = new(() => Array.ConvertAll(junctions.Arcs.Ticks(direction), Seeds.Narrow<T>));
        _root = new(BuildRoot);
        _graphOrder = new(() => new GraphOrder<T>(_root.Value.Node, _root.Value.Chains, _interiors.Value));
    }

    public JunctionGraph Junctions { get; }
    public Direction Direction { get; }

    /// <summary>Ticks of each slot of the graph of junctions.</summary>
    public T[] Ticks => _ticks.Value;

    /// <summary>All of the network in the order of the graph.</summary>
    public GraphOrder<T> GraphOrder => _graphOrder.Value;

    /// <summary>The interior nodes that are wanted.</summary>
    public InteriorTimes<T> Interiors(bool[]? wanted) =>
        wanted == null ? _interiors.Value : new InteriorTimes<T>(Junctions, Direction, wanted);

    /// <summary>Takes the memory of the last run, if it had the same rows and no other run has it.</summary>
    public SweepMemory<TRow, T> TakeMemory<TRow>()
        where TRow : unmanaged, ILabel<TRow, T> =>
        Interlocked.Exchange(ref _memory, null) as SweepMemory<TRow, T> ?? new SweepMemory<TRow, T>(Junctions, Direction);

    /// <summary>Gives memory back for the next run.</summary>
    public void GiveMemory<TRow>(SweepMemory<TRow, T> memory)
        where TRow : unmanaged, ILabel<TRow, T> => _memory = memory;

    /// <summary>
    /// A region of all nodes, for some sources; local numbers are ranks plus one. Its arrays are shared: do not write them.
    /// </summary>
    public void Root(Seeds seeds, InteriorTimes<T> interiors, Region<T> into, int threads)
    {
        Region<T> all = _root.Value;
        (into.Count, into.Node, into.FirstArc, into.Arcs) = (all.Count, all.Node, all.FirstArc, all.Arcs);
        (into.Chains, into.ChainCount) = (all.Chains, all.ChainCount);
        if (interiors.First != Junctions.FirstInterior)
        {
            into.Chains = Array.FindAll(all.Chains, c => interiors.First[c.Chain] < interiors.First[c.Chain + 1]);
            into.ChainCount = into.Chains.Length;
        }
        (into.FirstSource, into.SourceCount) = (0, seeds.Count);
        int seedCount = seeds.Junction.Length;
        Region<T>.Room(ref into.Seeds, seedCount);
        Region<T>.Seed[] numbered = into.Seeds;
        int[] rank = _hierarchy!.Rank;
        Workers.Run(threads, (seedCount + Piece - 1) / Piece, 1, (_, p) =>
        {
            for (int k = p * Piece; k < Math.Min(seedCount, (p + 1) * Piece); k++)
                numbered[k] = new Region<T>.Seed(rank[seeds.Junction[k]] + 1, Seeds.Narrow<T>(seeds.Ticks[k]));
        });
    }

    private Region<T> BuildRoot()
    {
        Hierarchy hierarchy = _hierarchy!;
        (int[] up, int[] down) = Direction == Direction.From
            ? (hierarchy.TicksUp, hierarchy.TicksDown)
            : (hierarchy.TicksDown, hierarchy.TicksUp);
        var root = new Region<T> { Count = hierarchy.Count, Node = new int[hierarchy.Count + 1], FirstArc = new int[hierarchy.Count + 2] };
        for (int v = 0; v < root.Count; v++)
        {
            root.Node[hierarchy.Rank[v] + 1] = Junctions.Node[v];
            root.FirstArc[v + 2] = hierarchy.FirstArc[v + 1];
        }
        root.Arcs = new Region<T>.Arc[hierarchy.Upper.Length];
        for (int a = 0; a < root.Arcs.Length; a++)
            root.Arcs[a] = new Region<T>.Arc
            {
                Upper = hierarchy.Upper[a] + 1,
                Up = Seeds.Narrow<T>(up[a]),
                Down = Seeds.Narrow<T>(down[a])
            };
        root.Chains = new LocalChain[Junctions.ChainCount];
        root.ChainCount = Junctions.ChainCount;
        for (int c = 0; c < root.Chains.Length; c++)
            root.Chains[c] =
                new LocalChain(hierarchy.Rank[Junctions.EndA[c]] + 1, Junctions.EndB[c] < 0 ? 0 : hierarchy.Rank[Junctions.EndB[c]] + 1, c);
        return root;
    }
}
