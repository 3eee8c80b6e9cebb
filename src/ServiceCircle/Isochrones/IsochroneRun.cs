using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Isochrones;

/// <summary>
/// One circle to draw around every origin: for a contour as asked for and its place among them, from 0, for which speed, and the limit on
/// the graph.
/// </summary>
internal readonly record struct Band(double Contour, int Index, IsochroneCertainty Certainty, WalkTime Limit);

/// <summary>
/// Carries out one request on the graph of its metric. Coarser ground is for samples twice as far apart, for what spreads too far; bands
/// are the circles of each origin, by rising limit.
/// </summary>
internal sealed class IsochroneRun(
    IsochroneRequest request, WalkGraph graph, OpenGround ground, Func<OpenGround, OpenGround> coarser, Band[] bands)
{
    private const int BatchSize = 64;

    private readonly WalkTime[] _limits = [.. bands.Select(b => b.Limit)];

    private WalkTime Longest => _limits[^1];

    public IEnumerable<Isochrone> Separate(IReadOnlyList<Access>[] places, Snap[] snaps, Action<double>? progress)
    {
        Counted[][] people = CountPeople(places);
        var workers = new System.Collections.Concurrent.ConcurrentBag<Worker>();
        for (int start = request.OriginsDone; start < places.Length; start += BatchSize)
        {
            int count = Math.Min(BatchSize, places.Length - start);
            var done = new Isochrone[count][];
            Parallel.For(0, count, i =>
            {
                if (!workers.TryTake(out Worker? worker)) worker = new Worker(new WalkSearch(graph), new CircleDrawer(graph, ground), []);
                int origin = start + i;
                worker.Search.Run(places[origin], Longest, request.Direction);
                worker.Stretches.Clear();
                ReachedEdges.Collect(graph, worker.Search, places[origin], Longest, request.Direction, worker.Stretches);
                done[i] = [.. Shapes(worker.Drawer, worker.Stretches, b => Frame(origin, snaps[origin], b, people[b][origin]))];
                workers.Add(worker);
            });
            foreach (Isochrone[] circles in done)
                foreach (Isochrone circle in circles) yield return circle;
            progress?.Invoke((double)(start + count) / places.Length);
        }
    }

    public IEnumerable<Isochrone> Dissolved(IReadOnlyList<Access> place, Snap[] snaps)
    {
        Counted[][] people = CountPeople([place]);
        bool isSnapped = snaps.Length == 0 || snaps.Any(s => s.IsSnapped);
        var stretches = new List<ReachedEdge>(ReachedEdges.Find(graph, place, Longest, request.Direction));
        return Shapes(new CircleDrawer(graph, ground), stretches, b => Frame("all", isSnapped, b, people[b][0]));
    }

    /// <summary>The territory of each origin. Paths belong to one each; ground that two of them reach goes to the first.</summary>
    public IEnumerable<Isochrone> Split(IReadOnlyList<Access>[] places, Snap[] snaps)
    {
        Counted[][] people = CountPeople(places);
        List<ReachedEdge>[] territories = NearestOrigins.Divide(graph, places, Longest, request.Direction);
        var circles = new Isochrone[territories.Length][];
        Parallel.For(0, circles.Length, () => new CircleDrawer(graph, ground), (origin, _, drawer) =>
        {
            circles[origin] = [.. Shapes(drawer, territories[origin], b => Frame(origin, snaps[origin], b, people[b][origin]))];
            return drawer;
        }, _ => { });
        if (request.Shape == IsochroneShape.Polygon)
            for (int b = 0; b < bands.Length; b++) MakeDisjoint(circles, b);
        return circles.SelectMany(c => c);
    }

    private static void MakeDisjoint(Isochrone[][] circles, int band)
    {
        var wholes = new Geometry?[circles.Length];
        var tree = new NetTopologySuite.Index.Strtree.STRtree<int>();
        for (int c = 0; c < circles.Length; c++)
            if ((wholes[c] = circles[c][band].Geometry) is { } whole) tree.Insert(whole.EnvelopeInternal, c);
        tree.Build();
        Parallel.For(0, circles.Length, c =>
        {
            if (wholes[c] is not { } whole) return;
            Geometry rest = whole;
            foreach (int other in tree.Query(whole.EnvelopeInternal).Where(o => o < c).Order())
                if (wholes[other]!.EnvelopeInternal.Intersects(rest.EnvelopeInternal))
                    rest = OverlayNGRobust.Overlay(rest, wholes[other], NetTopologySuite.Operation.Overlay.SpatialFunction.Difference);
            if (!ReferenceEquals(rest, whole))
                circles[c][band] = circles[c][band] with { Geometry = rest, AreaSquareMetres = PolygonArea.SquareMetres(rest) };
        });
    }

    /// <summary>The features of one origin; each band as its frame says, with its geometry.</summary>
    private IEnumerable<Isochrone> Shapes(CircleDrawer drawer, List<ReachedEdge> stretches, Func<int, Isochrone> frame)
    {
        if (request.Shape == IsochroneShape.Edges) return Paths(stretches, frame);
        (Circle[] circles, double cellMetres) = Draw(drawer, stretches);
        double error = CircleDrawer.BorderErrorMetres(cellMetres);
        return circles.Select((circle, b) => circle.Geometry.IsEmpty ? frame(b) : frame(b) with
        {
            Status = IsochroneStatus.Ok,
            Geometry = circle.Geometry,
            AreaSquareMetres = circle.SquareMetres,
            BorderErrorMetres = error,
        });
    }

    /// <summary>
    /// The circles, and the distance of their samples. What spreads too far for one lattice is drawn town by town; a town that is too
    /// large itself, from samples farther apart.
    /// </summary>
    private (Circle[] Circles, double CellMetres) Draw(CircleDrawer drawer, List<ReachedEdge> stretches)
    {
        if (drawer.TryDraw(stretches, _limits) is { } whole) return (whole, ground.CellMetres);
        // From fine to coarse, each made when a town asks for it: a drawer takes memory for all edges of the network.
        var drawers = new List<(CircleDrawer Drawer, OpenGround Ground)> { (drawer, ground) };
        double cellMetres = ground.CellMetres;
        var towns = new List<Circle[]>();
        foreach (List<ReachedEdge> town in FarApart.Divide(graph.Network, stretches))
        {
            Circle[]? circles = town.Count == stretches.Count ? null : drawer.TryDraw(town, _limits);
            for (int level = 1; circles is null; level++)
            {
                if (level == drawers.Count)
                {
                    OpenGround next = coarser(drawers[^1].Ground);
                    drawers.Add((new CircleDrawer(graph, next), next));
                }
                circles = drawers[level].Drawer.TryDraw(town, _limits);
                cellMetres = Math.Max(cellMetres, drawers[level].Ground.CellMetres);
            }
            towns.Add(circles);
        }
        return (towns.Count == 1 ? towns[0] : [.. _limits.Select((_, b) => Together(towns.Select(t => t[b])))], cellMetres);
    }

    /// <summary>Circles of towns far apart as one, parts from large to small: nothing of one touches another.</summary>
    private static Circle Together(IEnumerable<Circle> towns)
    {
        Polygon[] parts =
        [
            .. towns.SelectMany(t => Enumerable.Range(0, t.Geometry.NumGeometries).Select(t.Geometry.GetGeometryN)).Cast<Polygon>()
                .Where(p => !p.IsEmpty).OrderByDescending(p => p.Area),
        ];
        return new Circle(
            parts.Length == 1 ? parts[0] : GeometryFactory.Default.CreateMultiPolygon(parts), towns.Sum(t => t.SquareMetres));
    }

    /// <summary>Every stretch once, in the band that it first belongs to; one row without geometry for a band without any.</summary>
    private IEnumerable<Isochrone> Paths(List<ReachedEdge> stretches, Func<int, Isochrone> frame)
    {
        stretches.Sort((a, b) => a.Edge != b.Edge ? a.Edge.CompareTo(b.Edge) : a.FromMetres.CompareTo(b.FromMetres));
        for (int b = 0; b < bands.Length; b++)
        {
            double above = b == 0 ? double.NegativeInfinity : _limits[b - 1].Ticks;
            Isochrone outline = frame(b);
            bool isReached = false;
            foreach (ReachedEdge stretch in stretches)
            {
                isReached |= Math.Min(stretch.TicksAtFrom, stretch.TicksAtTo) < _limits[b].Ticks;
                if (stretch.Between(above, _limits[b].Ticks) is not { } part) continue;
                yield return outline with
                {
                    Status = IsochroneStatus.Ok,
                    Geometry = part.Line(graph.Network),
                    MinutesStart = part.MinutesAtFrom,
                    MinutesEnd = part.MinutesAtTo,
                };
            }
            if (!isReached) yield return outline;
        }
    }

    private Isochrone Frame(int origin, Snap snap, int band, Counted people) =>
        Frame(request.Origins[origin].Id, snap.IsSnapped, band, people) with
        {
            Center = request.Origins[origin].Position,
            SnapDistanceMetres = snap.IsSnapped ? snap.DistanceMetres : null,
        };

    private Isochrone Frame(string id, bool isSnapped, int band, Counted people) =>
        new(id, bands[band].Contour, request.Metric, isSnapped ? IsochroneStatus.NotReachable : IsochroneStatus.NotSnapped, null)
        {
            Walker = graph.Walker.Id,
            Band = bands[band].Index,
            Certainty = bands[band].Certainty,
            Population = people.All,
            ExclusivePopulation = people.Exclusive,
        };

    private Counted[][] CountPeople(IReadOnlyList<Access>[] circles)
    {
        var population = new CountedPopulation(request, graph, circles, Longest);
        return [.. _limits.Select(limit => population.Within(limit))];
    }

    private sealed record Worker(WalkSearch Search, CircleDrawer Drawer, List<ReachedEdge> Stretches);
}
