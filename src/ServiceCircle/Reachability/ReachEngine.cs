using System.Numerics;
using System.Runtime.Intrinsics;
using ServiceCircle.Walking;

namespace ServiceCircle.Reachability;

/// <summary>Which of the two engines runs.</summary>
internal enum Method
{
    /// <summary>The one that is expected to be faster for the number of sources.</summary>
    Automatic,

    /// <summary>Bucket searches on the core, without preprocessing.</summary>
    Buckets,

    /// <summary>Sweeps over the hierarchy.</summary>
    Sweeps,
}

/// <summary>How a run is done; only <paramref name="Wanted"/> changes what is reported, nothing changes a time.</summary>
/// <param name="Threads">Worker threads.</param>
/// <param name="Wanted">Which nodes are reported, null for all.</param>
/// <param name="Method">Engine.</param>
/// <param name="Vectors">512 bit vectors per row: 1, 2 or 4; 0 chooses by the density of the sources.</param>
internal sealed record RunOptions(int Threads = 1, bool[]? Wanted = null, Method Method = Method.Automatic, int Vectors = 0);

/// <summary>Walking times within a limit from many sources to all nodes, or from all nodes to many.</summary>
internal sealed class ReachEngine
{
    /// <summary>
    /// From so many sources on a run uses the hierarchy where there is one: about 60 in a city of 57,000 junctions. A run of
    /// sweeps costs 36 ns per junction at first, then 12 microseconds per scattered source; a bucket search 47.
    /// </summary>
    public int BreakEvenSources => 8 + Core.Count / 1000;

    private readonly Graph _graph;
    private readonly Lazy<Graph> _coreGraph;
    private readonly Lazy<CoreChains> _coreChains;
    private readonly Prepared<ushort>[] _narrow;
    private readonly Prepared<uint>[] _wide;

    /// <summary>An engine over a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="core">Its core.</param>
    /// <param name="hierarchy">Its hierarchy, or null to search without one.</param>
    public ReachEngine(Graph graph, Core core, Hierarchy? hierarchy)
    {
        if (core.CoreOf.Length != graph.NodeCount || (hierarchy != null && hierarchy.Count != core.Count))
            throw new ArgumentException("the core or the hierarchy belongs to another graph", nameof(core));
        (_graph, Core, Hierarchy) = (graph, core, hierarchy);
        _coreGraph = new(() => core.ToGraph(graph));
        _coreChains = new(() => new CoreChains(core));
        _narrow = [.. Enum.GetValues<Direction>().Select(d => new Prepared<ushort>(core, _coreGraph, hierarchy, d))];
        _wide = [.. Enum.GetValues<Direction>().Select(d => new Prepared<uint>(core, _coreGraph, hierarchy, d))];
    }

    /// <summary>The junctions and chains of the graph.</summary>
    public Core Core { get; }

    /// <summary>The order in which sweeps run, if there is one.</summary>
    public Hierarchy? Hierarchy { get; }

    /// <summary>Contracts the graph and builds its hierarchy.</summary>
    public static ReachEngine Prepare(Graph graph, int threads, int horizon = Hierarchy.DefaultHorizon)
    {
        var core = Core.Build(graph);
        return new ReachEngine(graph, core, HierarchyBuilder.Build(core, horizon, threads));
    }

    /// <summary>Searches from all sources and hands every node that is reached to the consumer.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="direction">Whether people walk from the sources or to them.</param>
    /// <param name="limit">Longest walk, inclusive.</param>
    /// <param name="consumer">Receives the times.</param>
    /// <param name="options">How the run is done.</param>
    /// <returns>The consumer.</returns>
    /// <exception cref="ArgumentException">A source is not on the graph, or the limit is infinite.</exception>
    public TConsumer Run<TConsumer>(ReadOnlySpan<Source> sources, Direction direction, WalkTime limit, TConsumer consumer, RunOptions? options = null)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        Check(sources, limit);
        int[] order = SpatialOrder.Of(sources, Core.SpaceRank);
        var seeds = new Seeds(Core, sources, order, direction, limit.Ticks);
        return Run(seeds, direction, limit.Ticks, consumer, options ?? new RunOptions());
    }

    /// <summary>
    /// Searches from each group of sources as from one place: the times are those of the nearest source of the group, and what
    /// the consumer knows as the index of the source is the number of the group.
    /// </summary>
    /// <param name="sources">The sources.</param>
    /// <param name="group">Group of each source, 0 .. groups - 1: its category.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="direction">Whether people walk from the sources or to them.</param>
    /// <param name="limit">Longest walk, inclusive.</param>
    /// <param name="consumer">Receives the times.</param>
    /// <param name="options">How the run is done.</param>
    /// <returns>The consumer.</returns>
    /// <exception cref="ArgumentException">A source is not on the graph, or the limit is infinite.</exception>
    public TConsumer RunNearest<TConsumer>(
        ReadOnlySpan<Source> sources, ReadOnlySpan<int> group, int groups, Direction direction, WalkTime limit, TConsumer consumer, RunOptions? options = null)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        Check(sources, limit);
        var seeds = Seeds.OfGroups(Core, sources, group, groups, direction, limit.Ticks);
        return Run(seeds, direction, limit.Ticks, consumer, options ?? new RunOptions());
    }

    private TConsumer Run<TConsumer>(Seeds seeds, Direction direction, int limit, TConsumer consumer, RunOptions options)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        bool sweeps = Hierarchy != null && limit <= Hierarchy.Horizon && options.Method switch
        {
            Method.Buckets => false,
            Method.Sweeps => true,
            _ => seeds.CoreNode.Length >= BreakEvenSources,
        };
        if (options.Method == Method.Sweeps && !sweeps) throw new ArgumentException("no hierarchy that reaches the limit", nameof(options));
        int vectors = options.Vectors != 0 ? options.Vectors : Vectors(seeds.Count, sweeps);
        var run = new Dispatch<TConsumer>(this, seeds, limit, consumer, options, sweeps);
        return limit < ushort.MaxValue ? run.WithVectors(_narrow[(int)direction], vectors) : run.WithVectors(_wide[(int)direction], vectors);
    }

    private void Check(ReadOnlySpan<Source> sources, WalkTime limit)
    {
        if (limit.Ticks is < 0 or >= int.MaxValue - 1) throw new ArgumentOutOfRangeException(nameof(limit), limit, "a finite limit is needed");
        for (int s = 0; s < sources.Length; s++)
            if (!IsOnGraph(sources[s])) throw new ArgumentException($"source {s} is not on the graph: {sources[s]}", nameof(sources));
    }

    private bool IsOnGraph(Source s) =>
        (uint)s.NodeA < (uint)_graph.NodeCount && s.NodeB < _graph.NodeCount && s.TicksA >= 0 && s.TicksB >= 0;

    private int Vectors(int sources, bool sweeps)
    {
        if (!sweeps) return sources < 8 ? 0 : sources <= 64 ? 1 : 2;
        if (sources > _graph.NodeCount / 8 && Vector512.IsHardwareAccelerated) return 4;
        return sources > _graph.NodeCount / 64 ? 2 : 1;
    }

    /// <summary>Turns the choices of a run into type arguments.</summary>
    private readonly struct Dispatch<TConsumer>(ReachEngine engine, Seeds seeds, int limit, TConsumer consumer, RunOptions options, bool sweeps)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        public TConsumer WithVectors<T>(Prepared<T> prepared, int vectors)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T> => vectors switch
            {
                0 => Run<Single<T>, T>(prepared),
                1 => Run<Row1<T>, T>(prepared),
                2 => Run<Row2<T>, T>(prepared),
                4 => Run<Row4<T>, T>(prepared),
                _ => throw new ArgumentOutOfRangeException(nameof(vectors), vectors, "a row has 1, 2 or 4 vectors"),
            };

        private TConsumer Run<TRow, T>(Prepared<T> prepared)
            where TRow : unmanaged, ILabel<TRow, T>
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T> => sweeps
                ? new SweepRun<TRow, T>(prepared, seeds, limit, options.Wanted).Execute(consumer, options.Threads)
                : new BucketRun<TRow, T>(prepared, engine._coreGraph.Value, engine._coreChains.Value, seeds, limit, options.Wanted)
                    .Execute(consumer, options.Threads);
    }
}
