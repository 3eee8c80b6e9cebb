using System.Numerics;
using System.Runtime.Intrinsics;
using ServiceCircle.Reachability.Kernel.Buckets;
using ServiceCircle.Reachability.Kernel.Consumers;
using ServiceCircle.Reachability.Kernel.Hierarchies;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;
using ServiceCircle.Reachability.Kernel.Sweeps;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability.Kernel;

/// <summary>Which of the two engines runs.</summary>
internal enum SearchMethod
{
    Automatic, // the one that is expected to be faster for the number of sources
    Buckets, // bucket searches on the junctions, without preprocessing
    Sweeps, // sweeps over the hierarchy
}

/// <summary>
/// How a run is done. Nothing changes a time, and only <paramref name="Wanted"/>, the nodes that are reported, null for all, what is
/// reported. Lanes are sources per row of 16 bit times: 1, 16, 32, 64 or 128, half as many of 32 bit times; 0 chooses by their number
/// and density.
/// </summary>
internal sealed record RunOptions(int Threads = 1, bool[]? Wanted = null, SearchMethod Method = SearchMethod.Automatic, int Lanes = 0);

/// <summary>Walking times within a limit from many sources to all nodes, or from all nodes to many. Begin reading here.</summary>
/// <remarks>
/// <para><b>The kernel's face.</b> Make an engine from an <see cref="ArcGraph"/>, ask it for each source alone (<see cref="Run"/>, all
/// pairs included), the nearest of groups (<see cref="RunNearest"/>) or places with several doors (<see cref="RunPlaces"/>), and say with
/// an <see cref="IConsumer{TSelf}"/> what is kept: times (<see cref="NodeTimes"/>), counts (<see cref="NodeCounts"/>), sums
/// (<see cref="NodeSums"/>), or the rows of a matrix, as <see cref="TravelTimeMatrix"/> does. Everything else here is inside. Only
/// Reachability uses the kernel; the rest of the library asks <see cref="TravelTimeMatrix"/>, <see cref="StreetAccess"/> and
/// <see cref="MarginalValues"/>.</para>
/// <para><b>Idea.</b> Sources that are neighbours reach nearly the same nodes, so they are searched together: one row of 16 bit
/// times per node, one lane per source, and every step of the search is a few vector instructions for 16 to 128 sources. For
/// that the steps must not depend on the single source. Two engines do it, over the same rows (<see cref="ILabel{TSelf, T}"/>),
/// and give the same integers:</para>
/// <list type="bullet">
/// <item>Sweeps (<see cref="SweepRun{TRow, T}"/>): junctions in the order of a contraction hierarchy; all times follow from one
/// pass up and one pass down this order, without a queue. From the whole network down to the batch, a sweep with one lane per
/// group of sources finds which part of the region each group reaches, so that a batch sweeps little but its own ball.</item>
/// <item>Buckets (<see cref="BucketRun{TRow, T}"/>): a label-correcting search with a bucket queue. No preprocessing; for few
/// sources, for limits beyond the hierarchy's horizon, and for networks with edits, where only the junctions are found anew. Edits
/// never touch a stored hierarchy: such an engine is created without one.</item>
/// </list>
/// <para>Both run on the junctions only (<see cref="JunctionGraph"/>, a sixth of the nodes); the nodes between get the lesser of
/// the ways from both ends of their chain (<see cref="RowReport{TRow, T}"/>), block by block, into the consumer
/// (<see cref="IConsumer{TSelf}"/>). Nothing keeps all pairs unless a consumer does.</para>
/// <para><b>Order in space</b> (<see cref="SpatialOrder"/>) matters more than the instruction set: batches of 128 consecutive
/// nodes of a k-d order use half of their lanes on average, scattered ones a few hundredths.</para>
/// <para><b>Cost.</b> Linear in the reached pairs divided by the lanes. With C junctions and n sources: a sweep of C rows at each of
/// log32(n / lanes) levels, about six row operations per junction and four per interior node of each batch's region.
/// Preprocessing is a few seconds for a metropolis. Memory: the graph, the junctions, 24 bytes per upward arc and direction, per thread
/// the rows of one group's region; no allocation per batch once the arrays have grown.</para>
/// <para><b>Exactness.</b> Times are whole ticks of 1/32 s and additions saturate, so any engine, label, batch and thread count gives
/// the same bits. Up to 34 minutes a time has 16 bits; above it has 32, by the same code. Within the limit a time is exact;
/// beyond it a lane holds anything above the limit, which every consumer must treat as not reached.</para>
/// <para><b>Sources.</b> Contraction hierarchies: Geisberger, Sanders, Schultes, Vetter (2012). Sweeps: PHAST, Delling, Goldberg,
/// Nowatzyk, Werneck (2013). Restricting them to a region: RPHAST, Delling, Goldberg, Werneck (2011), and GRASP, Efentakis,
/// Pfoser (2014). Isochrones by such sweeps: Baum, Buchhold, Dibbelt, Wagner (2016). Buckets: Dial (1969).</para>
/// <para><b>Tried and rejected</b> (Porto metropolis, all 327,373 nodes, 15 minutes, 1,155 nodes per ball, one core with AVX-512):
/// a copied graph for every batch instead of sweeping in the group's region: a fifth of the run. 32 or 64 lanes where every node is
/// a source: 233 and 180 ms against 157; with 256 bit registers 64 lanes are best (Las Palmas: 64 ms, 128 lanes 79), so the
/// number of lanes follows the density of the sources and the width of the registers. Ways inside a source's own chain lane by
/// lane instead of two passes of rows: 7 % of the run. Orders of the sources made anew for each run: 60 ms, now part of the
/// preprocessing. Buckets for all nodes: about three times the sweeps.</para>
/// </remarks>
internal sealed class ReachEngine
{
    /// <summary>
    /// From so many sources on a run uses the hierarchy where there is one: about 60 in a city of 57,000 junctions. A run of
    /// sweeps costs 36 ns per junction at first, then 12 microseconds per scattered source; a bucket search 47.
    /// </summary>
    public int BreakEvenSources => 8 + Junctions.Count / 1000;

    private readonly DirectedMetric<ushort>[] _narrow;
    private readonly DirectedMetric<uint>[] _wide;

    /// <summary>An engine over the junctions of a graph and their hierarchy, null to search without one.</summary>
    public ReachEngine(JunctionGraph junctions, Hierarchy? hierarchy)
    {
        if (hierarchy != null && hierarchy.Count != junctions.Count)
            throw new ArgumentException("the hierarchy belongs to other junctions", nameof(hierarchy));
        (Junctions, Hierarchy) = (junctions, hierarchy);
        _narrow = [.. Enum.GetValues<Direction>().Select(d => new DirectedMetric<ushort>(junctions, hierarchy, d))];
        _wide = [.. Enum.GetValues<Direction>().Select(d => new DirectedMetric<uint>(junctions, hierarchy, d))];
    }

    public JunctionGraph Junctions { get; }
    private int NodeCount => Junctions.JunctionOf.Length;
    public Hierarchy? Hierarchy { get; }

    /// <summary>Contracts the graph and builds its hierarchy.</summary>
    public static ReachEngine Prepare(ArcGraph graph, int threads, int horizon = Hierarchy.DefaultHorizon)
    {
        var junctions = JunctionGraph.Build(graph);
        return new ReachEngine(junctions, HierarchyBuilder.Build(junctions, horizon, threads));
    }

    /// <summary>An engine that needs no preprocessing but the junctions, linear in the graph.</summary>
    public static ReachEngine WithoutHierarchy(ArcGraph graph) => new(JunctionGraph.Build(graph), null);

    /// <summary>Searches from all sources and hands every node that is reached within the limit, inclusive, to the consumer.</summary>
    /// <exception cref="ArgumentException">A source is not on the graph, or the limit is infinite.</exception>
    public TConsumer Run<TConsumer>(Source[] sources, Direction direction, WalkTime limit, TConsumer consumer, RunOptions? options = null)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        options ??= new RunOptions();
        Check(sources, limit);
        int[] order = SpatialOrder.OrderOf(sources, Junctions.SpaceRank);
        return RunSeeds(new Seeds(Junctions, sources, order, direction, limit.Ticks, options.Threads), consumer, options);
    }

    /// <summary>
    /// Searches from each group of sources as from one place: the times are those of the nearest source of the group, and what the consumer
    /// knows as the index of the source is the number of the group.
    /// </summary>
    public TConsumer RunNearest<TConsumer>(
        SourceGroups groups, Direction direction, WalkTime limit, TConsumer consumer, RunOptions? options = null)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        options ??= new RunOptions();
        Check(groups.Sources, limit);
        int[] order = [.. Enumerable.Range(0, groups.Count)];
        return RunSeeds(Seeds.Group(Junctions, groups, order, direction, limit.Ticks, options.Threads), consumer, options);
    }

    /// <summary>
    /// As <see cref="RunNearest"/> for many small groups, the doors of one place each: places are batched with their neighbours. One
    /// without doors reaches nothing.
    /// </summary>
    public TConsumer RunPlaces<TConsumer>(
        SourceGroups places, Direction direction, WalkTime limit, TConsumer consumer, RunOptions? options = null)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        options ??= new RunOptions();
        Source[] doors = places.Sources;
        Check(doors, limit);
        var key = new long[places.Count];
        for (int p = 0; p < key.Length; p++) key[p] = ((long)int.MaxValue << 32) | (uint)p;
        for (int d = doors.Length - 1; d >= 0; d--)
            key[places.GroupOf[d]] = ((long)Junctions.SpaceRank[doors[d].NodeA] << 32) | (uint)places.GroupOf[d];
        Array.Sort(key);
        int[] order = Array.ConvertAll(key, k => (int)k);
        return RunSeeds(Seeds.Group(Junctions, places, order, direction, limit.Ticks, options.Threads), consumer, options);
    }

    private TConsumer RunSeeds<TConsumer>(Seeds seeds, TConsumer consumer, RunOptions options)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        bool sweeps = Hierarchy != null && seeds.Limit <= Hierarchy.Horizon && options.Method switch
        {
            SearchMethod.Buckets => false,
            SearchMethod.Sweeps => true,
            _ => seeds.Junction.Length >= BreakEvenSources,
        };
        if (options.Method == SearchMethod.Sweeps && !sweeps)
            throw new ArgumentException("no hierarchy that reaches the limit", nameof(options));
        bool isNarrow = seeds.Limit < ushort.MaxValue;
        int lanes = options.Lanes != 0 ? options.Lanes : Lanes(seeds.Count, sweeps, isNarrow);
        var run = new Dispatch<TConsumer>(seeds, consumer, options, sweeps);
        int direction = (int)seeds.Direction;
        return isNarrow ? run.WithLanes(_narrow[direction], lanes) : run.WithLanes(_wide[direction], lanes);
    }

    private void Check(Source[] sources, WalkTime limit)
    {
        if (limit.Ticks is < 0 or >= int.MaxValue - 1)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "a finite limit is needed");
        for (int s = 0; s < sources.Length; s++)
            if (!IsOnGraph(in sources[s])) throw new ArgumentException($"source {s} is not on the graph: {sources[s]}", nameof(sources));
    }

    private bool IsOnGraph(in Source s) =>
        (uint)s.NodeA < (uint)NodeCount && s.NodeB < NodeCount && s.TicksA >= 0 && s.TicksB >= 0;

    private int Lanes(int sources, bool sweeps, bool isNarrow)
    {
        if (!sweeps) return sources < 8 ? 1 : sources <= 64 ? 32 : 64;
        if (sources == 1) return 1;
        if (sources <= (isNarrow ? 16 : 8)) return 16;
        if (sources > NodeCount / 8 && Vector512.IsHardwareAccelerated) return 128;
        return sources > NodeCount / 64 ? 64 : 32;
    }

    /// <summary>Turns the choices of a run into type arguments.</summary>
    private readonly struct Dispatch<TConsumer>(Seeds seeds, TConsumer consumer, RunOptions options, bool sweeps)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        public TConsumer WithLanes<T>(DirectedMetric<T> prepared, int lanes)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T> => lanes switch
            {
                1 => Run<ScalarRow<T>, T>(prepared),
                16 => Run<Row256<T>, T>(prepared),
                32 => Run<Row512<T>, T>(prepared),
                64 => Run<RowPair<Row512<T>, T>, T>(prepared),
                128 => Run<RowPair<RowPair<Row512<T>, T>, T>, T>(prepared),
                _ => throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "a row has 1, 16, 32, 64 or 128 lanes"),
            };

        private TConsumer Run<TRow, T>(DirectedMetric<T> prepared)
            where TRow : unmanaged, ILabel<TRow, T>
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T> => sweeps
                ? new SweepRun<TRow, T>(prepared, seeds, options.Wanted, options.Threads).Execute(consumer)
                : new BucketRun<TRow, T>(prepared, seeds, options.Wanted).Execute(consumer, options.Threads);
    }
}
