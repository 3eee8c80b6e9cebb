using System.Numerics;

namespace ServiceCircle.Reachability;

/// <summary>Walking times within a limit from many sources to all nodes, or from all nodes to many.</summary>
internal sealed class ReachEngine
{
    private readonly Graph _graph;

    /// <summary>An engine over a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="hierarchy">Its hierarchy, or null to search without one.</param>
    public ReachEngine(Graph graph, Hierarchy? hierarchy = null) : this(graph, Core.Build(graph), hierarchy)
    {
    }

    private ReachEngine(Graph graph, Core core, Hierarchy? hierarchy) => (_graph, Core, Hierarchy) = (graph, core, hierarchy);

    /// <summary>The junctions and chains of the graph.</summary>
    public Core Core { get; }

    /// <summary>The order in which sweeps run.</summary>
    public Hierarchy? Hierarchy { get; }

    /// <summary>Contracts the graph and builds its hierarchy.</summary>
    public static ReachEngine Prepare(Graph graph, int threads, int horizon = Hierarchy.DefaultHorizon)
    {
        var core = Core.Build(graph);
        return new ReachEngine(graph, core, HierarchyBuilder.Build(core, horizon, threads));
    }

    /// <summary>Runs.</summary>
    public TConsumer Run<TConsumer>(ReadOnlySpan<Source> sources, Direction direction, int limitTicks, TConsumer consumer, RunOptions options)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        return options.Lanes switch
        {
            32 => Run<Row1<ushort>, ushort, TConsumer>(sources, direction, limitTicks, consumer, options),
            64 => Run<Row2<ushort>, ushort, TConsumer>(sources, direction, limitTicks, consumer, options),
            _ => Run<Row4<ushort>, ushort, TConsumer>(sources, direction, limitTicks, consumer, options),
        };
    }

    private TConsumer Run<TRow, T, TConsumer>(
        ReadOnlySpan<Source> sources, Direction direction, int limitTicks, TConsumer consumer, RunOptions options)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
        where TConsumer : struct, IConsumer<TConsumer>
    {
        var t0=System.Diagnostics.Stopwatch.StartNew();
        int[] order = SpatialOrder.Of(sources, Core.SpaceRank);
        var t1=t0.Elapsed.TotalMilliseconds;
        var seeds = new Seeds(_graph, Core, sources, order, direction, limitTicks);
        var t2=t0.Elapsed.TotalMilliseconds;
        var run = new SweepRun<TRow, T>(Core, Hierarchy!, seeds, direction, limitTicks, options.Wanted);
        var t3=t0.Elapsed.TotalMilliseconds;var c0=System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
        var r= run.Execute(consumer, options.Threads);
        var t4=t0.Elapsed.TotalMilliseconds;
        Console.Error.WriteLine($"order {t1} seeds {t2-t1} root {t3-t2} exec {t4-t3} cpu {System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds-c0} arcs {run.ArcsSwept}");
        return r;
    }
}

internal sealed record RunOptions(int Threads = 1, int Lanes = 64, bool[]? Wanted = null);
