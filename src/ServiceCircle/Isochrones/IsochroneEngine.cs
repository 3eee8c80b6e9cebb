using System.Text.Json.Nodes;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Isochrones;

/// <summary>Draws service circles of one walker on one network. Make one and keep it: what lies beside the paths is found once.</summary>
/// <remarks>
/// The result does not depend on the number of cores. Separate circles come in the order of their origins as they are done,
/// so that a city's worth can be written while it is drawn, and a run that was stopped can go on with the origins left.
/// Several callers may draw at once; what they share is made once, under a lock.
/// </remarks>
public sealed class IsochroneEngine
{
    private const double SmallCircleMetres = 25, SmallCellMetres = 0.25;

    private readonly Dictionary<(double Cell, double Leave), OpenGround> _grounds = [];
    private readonly Barriers _barriers;
    private readonly Walker _walker;
    private WalkGraph? _timeGraph, _distanceGraph;

    internal IsochroneEngine(WalkNetwork network, Walker walker) =>
        (Network, _walker, _barriers) = (network, walker, Barriers.Among(network.Features));

    /// <summary>An engine for walks that have been prepared already.</summary>
    internal IsochroneEngine(WalkGraph graph)
        : this(graph.Network, graph.Walker) => _timeGraph = graph;

    internal WalkNetwork Network { get; }

    /// <summary>Opens a network for a walker.</summary>
    /// <param name="network">An OSM extract, or a cache (<c>.scnet</c>).</param>
    /// <param name="walker">Who walks.</param>
    /// <param name="progress">Told the stage and its share done; may be null.</param>
    /// <exception cref="InputException">The file is missing, broken or of another kind.</exception>
    public static IsochroneEngine Open(string network, Walker walker, Action<string, double>? progress = null) =>
        new(NetworkFiles.OpenAsOf(null, network, new NetworkOptions { Progress = progress }), walker);

    /// <summary>Draws circles.</summary>
    /// <param name="request">What to draw.</param>
    /// <param name="progress">Told the share of origins done.</param>
    /// <exception cref="InputException">The request makes no sense.</exception>
    public IEnumerable<Isochrone> Run(IsochroneRequest request, Action<double>? progress = null)
    {
        request.Check();
        return Draw(request, progress);
    }

    /// <summary>How circles were drawn and how exact they are: for the metadata of a file.</summary>
    public JsonObject Method(IsochroneRequest request)
    {
        double cell = CellMetres(request);
        var method = new JsonObject
        {
            ["metric"] = request.Metric == IsochroneMetric.Time ? "time" : "distance",
            ["direction"] = request.Direction == Direction.To ? "to" : "from",
            ["walker"] = _walker.Id,
            ["walk_speed_kmh"] = _walker.SpeedKmh,
            ["speed_uncertainty"] = request.SpeedUncertainty,
            ["leave_path_m"] = request.LeaveMetres,
            ["cell_m"] = cell,
            ["border_error_m"] = Math.Round(CircleDrawer.BorderErrorMetres(cell), 3),
            ["path_band_m"] = cell,
            ["barriers"] = _barriers.Count,
        };
        if (_walker.Riding is { } riding) method["ride_speed_kmh"] = riding.SpeedKmh;
        return method;
    }

    /// <summary>Puts homes onto the network, for <see cref="IsochroneRequest.Residents"/>: people may use the private ways there.</summary>
    internal PlaceLocator Homes(IsochroneRequest request) =>
        new(GraphOf(request.Metric), Graph(request.Metric, asResident: true), request.MaxSnapMetres);

    /// <summary>What the reader of a file should know about its limits.</summary>
    public IReadOnlyList<Notice> Warnings => _barriers.Count > 0 ? [] : [new("warning/no-barriers")];

    private IEnumerable<Isochrone> Draw(IsochroneRequest request, Action<double>? progress)
    {
        WalkGraph graph = GraphOf(request.Metric);
        var snapper = new Lazy<Snapper>(() => new Snapper(graph, request.MaxSnapMetres));
        PlaceAccess[] origins =
            [.. request.Origins.Select(o => o.Access ?? PlaceLocator.AtPoint(snapper.Value, o.Position, o.ExtraSeconds))];
        Snap[] snaps = [.. origins.Select(o => o.Snap)];
        IReadOnlyList<Access>[] places = [.. origins.Select(o => o.Accesses)];
        Band[] bands = Bands(request, graph.Walker);
        OpenGround Coarser(OpenGround ground) => GroundOf(2 * ground.CellMetres, ground.LeaveMetres);
        var run = new IsochroneRun(request, graph, GroundOf(CellMetres(request), request.LeaveMetres), Coarser, bands);
        return request.Overlap switch
        {
            IsochroneOverlap.Dissolve => run.Dissolved([.. places.SelectMany(p => p)], snaps),
            IsochroneOverlap.Split => run.Split(places, snaps),
            _ => run.Separate(places, snaps, progress),
        };
    }

    private static Band[] Bands(IsochroneRequest request, Walker walker)
    {
        double u = request.SpeedUncertainty ?? 0;
        (IsochroneCertainty Certainty, double Factor)[] drawn = request.SpeedUncertainty is null
            ? [(IsochroneCertainty.Nominal, 1)] : [(IsochroneCertainty.Sure, 1 - u), (IsochroneCertainty.Maybe, 1 + u)];
        IEnumerable<Band> bands = request.Contours.Distinct().Order()
            .SelectMany((contour, index) => drawn.Select(d => new Band(contour, index, d.Certainty, Limit(contour * d.Factor))));
        return [.. bands.OrderBy(band => band.Limit.Ticks).ThenBy(band => band.Index)];

        WalkTime Limit(double contour) => request.Metric == IsochroneMetric.Time
            ? WalkTime.FromMinutes(contour)
            : WalkTime.FromSeconds(contour / walker.SpeedMetresPerSecond);
    }

    private WalkGraph GraphOf(IsochroneMetric metric)
    {
        ref WalkGraph? graph = ref metric == IsochroneMetric.Time ? ref _timeGraph : ref _distanceGraph;
        lock (_grounds) return graph ??= Graph(metric, asResident: false);
    }

    private WalkGraph Graph(IsochroneMetric metric, bool asResident) =>
        metric == IsochroneMetric.Time ? WalkGraph.Of(Network, _walker, asResident) : WalkGraph.InMetres(Network, _walker, asResident);

    private OpenGround GroundOf(double cellMetres, double leaveMetres)
    {
        lock (_grounds)
        {
            if (!_grounds.TryGetValue((cellMetres, leaveMetres), out OpenGround? ground))
                _grounds[(cellMetres, leaveMetres)] = ground = new OpenGround(Network, _barriers, cellMetres, leaveMetres);
            return ground;
        }
    }

    /// <summary>Finer where circles are so small that samples could miss them.</summary>
    private double CellMetres(IsochroneRequest request)
    {
        double longest = request.Contours.Max() * (1 + (request.SpeedUncertainty ?? 0)), smallest = request.Contours.Min();
        if (request.Metric == IsochroneMetric.Time) (longest, smallest)
            = (longest * 60 * _walker.FastestMetresPerSecond, smallest * 60 * _walker.FastestMetresPerSecond);
        return request.CellMetres ?? (smallest < SmallCircleMetres ? SmallCellMetres : Lattice.CellMetresFor(longest));
    }
}
