using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Isochrones;

/// <summary>One circle to draw around every origin.</summary>
/// <param name="Contour">Minutes or metres as asked for.</param>
/// <param name="Index">Place among the contours, from 0.</param>
/// <param name="Certainty">Which speed it is for.</param>
/// <param name="Limit">The limit on the graph.</param>
internal readonly record struct Band(double Contour, int Index, IsochroneCertainty Certainty, WalkTime Limit);

/// <summary>Carries out one request.</summary>
/// <param name="request">The request.</param>
/// <param name="graph">The graph of its metric.</param>
/// <param name="ground">What lies beside the paths.</param>
/// <param name="coarser">The same for samples twice as far apart, for what spreads too far.</param>
/// <param name="bands">Circles per origin, by rising limit.</param>
/// <param name="walker">Id of the walker.</param>
internal sealed class IsochroneRun(
    IsochroneRequest request, WalkGraph graph, OpenGround ground, Func<OpenGround, OpenGround> coarser, Band[] bands, string walker)
{
    private readonly WalkTime[] _limits = [.. bands.Select(b => b.Limit)];

    private WalkTime Longest => _limits[^1];

    /// <summary>Circles of each origin, in the order of the origins.</summary>
    public IEnumerable<Isochrone> Separate(IReadOnlyList<Access>[] places, Snap[] snaps, int batchSize, Action<double>? progress)
    {
        Counted[][] people = CountPeople(places);
        var workers = new System.Collections.Concurrent.ConcurrentBag<Worker>();
        for (int start = request.OriginsDone; start < places.Length; start += batchSize)
        {
            int count = Math.Min(batchSize, places.Length - start);
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

    /// <summary>One circle of all origins together.</summary>
    public IEnumerable<Isochrone> Dissolved(IReadOnlyList<Access> place, Snap[] snaps)
    {
        Counted[][] people = CountPeople([place]);
        IsochroneStatus status = snaps.Length == 0 || snaps.Any(s => s.IsSnapped) ? IsochroneStatus.NotReachable
            : IsochroneStatus.NotSnapped;
        var stretches = new List<ReachedEdge>(ReachedEdges.Of(graph, place, Longest, request.Direction));
        return Shapes(new CircleDrawer(graph, ground), stretches, b => new Isochrone("all", bands[b].Contour, request.Metric, status, null)
        {
            Walker = walker,
            Band = bands[b].Index,
            Certainty = bands[b].Certainty,
            Population = people[b][0].All,
            ExclusivePopulation = people[b][0].Exclusive,
        });
    }

    /// <summary>
    /// The territory of each origin. Paths belong to one territory each; ground that two of them reach goes to the first.
    /// </summary>
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
        OpenGround drawn = ground;
        Circle[]? circles = drawer.TryDraw(stretches, _limits);
        while (circles is null)
        {
            drawn = coarser(drawn);
            circles = new CircleDrawer(graph, drawn).TryDraw(stretches, _limits);
        }
        double error = CircleDrawer.BorderErrorMetres(drawn.CellMetres);
        return circles.Select((circle, b) => circle.Geometry.IsEmpty
            ? frame(b)
            : frame(b) with
            {
                Status = IsochroneStatus.Ok,
                Geometry = circle.Geometry,
                AreaSquareMetres = circle.SquareMetres,
                BorderErrorMetres = error
            });
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
        new(request.Origins[origin].Id, bands[band].Contour, request.Metric,
            snap.IsSnapped ? IsochroneStatus.NotReachable : IsochroneStatus.NotSnapped, null)
        {
            Center = request.Origins[origin].Position,
            SnapDistanceMetres = snap.IsSnapped ? snap.DistanceMetres : null,
            Walker = walker,
            Band = bands[band].Index,
            Certainty = bands[band].Certainty,
            Population = people.All,
            ExclusivePopulation = people.Exclusive,
        };

    private Counted[][] CountPeople(IReadOnlyList<Access>[] circles)
    {
        var population = new CountedPopulation(
            graph, circles, request.Residents, Longest, request.Direction, request.Overlap == IsochroneOverlap.Split);
        return [.. _limits.Select(limit => population.Within(limit))];
    }

    private sealed record Worker(WalkSearch Search, CircleDrawer Drawer, List<ReachedEdge> Stretches);
}
