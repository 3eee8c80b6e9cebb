using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;
using Position = ServiceCircle.Geo.Position;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>
/// Random paths added to a city as a scenario adds them: no circle may lose ground, except the new path's own line where it is
/// not reached, ground that only hung on across it, and what borders err.
/// </summary>
internal sealed class CircleEdits(CircleCity city, NetworkEditor editor)
{
    /// <summary>Half of the width of what two borders that err may lose between them, and of a line that is cut out.</summary>
    private const double ErrorMetres = 1, LineMetres = 2.5;

    /// <summary>Ground hangs together only where it is wider than this.</summary>
    private const double NarrowMetres = 0.6;

    private readonly List<NetworkEdit> _edits = [];

    /// <summary>Draws two paths at random about an origin's circle; those that meet no way are left out.</summary>
    public void AddAround(Position centre, double radius, Random random)
    {
        var scale = new LocalMetres(centre.LatE7);
        for (int i = 0; i < 2; i++)
        {
            Position from = Near(centre, radius), to = Near(from, 150);
            var edit = new NetworkEdit(NetworkEditKind.AddPath, [from, to], (PathKind)random.Next(3));
            var problems = new List<(int, Notice)>();
            editor.Check([edit], problems);
            if (problems.Count == 0 && from != to) _edits.Add(edit);
        }

        Position Near(Position p, double metres)
        {
            double angle = 2 * Math.PI * random.NextDouble(), distance = metres * Math.Sqrt(random.NextDouble());
            return new Position(
                p.LonE7 + (int)(distance * Math.Cos(angle) / scale.MetresPerLonUnit),
                p.LatE7 + (int)(distance * Math.Sin(angle) / scale.MetresPerLatUnit));
        }
    }

    /// <summary>Square metres that circles lose to the paths added and should not, for each origin.</summary>
    public IEnumerable<double> Lost(WalkGraph graph, IReadOnlyList<(Access Place, WalkTime Limit, Direction Direction)> circles)
    {
        EditedNetwork edited = editor.Apply(_edits);
        WalkGraph after = edited.GraphOf(graph);
        var drawers = new Dictionary<OpenGround, (CircleDrawer Before, CircleDrawer After)>();
        Geometry lines =
            GeometryFactory.Default.CreateMultiLineString(
                [.. Enumerable.Range(city.Network.EdgeCount, edited.Network.EdgeCount - city.Network.EdgeCount)
            .Where(e => edited.Network.OsmId[e] == 0 && edited.Network.LengthMetres[e] > 0)
            .Select(e => new ReachedEdge(e, 0, edited.Network.LengthMetres[e], 0, 0).Line(edited.Network))]);
        var scale = new LocalMetres(city.Network.NodePositions[0].LatE7);
        Geometry cut = Metres(lines, scale).Buffer(LineMetres);
        foreach ((Access place, WalkTime limit, Direction direction) in circles)
        {
            (int edge, double along) = edited.Place(place.Edge, place.AlongMetres);
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [place], limit, direction);
            OpenGround before = city.Ground(graph.Walker, limit);
            if (!drawers.TryGetValue(before, out (CircleDrawer Before, CircleDrawer After) drawer))
            {
                var ground = new OpenGround(edited.Network, before.Barriers, before.CellMetres, before.LeaveMetres);
                drawers[before] = drawer = (new CircleDrawer(graph, before), new CircleDrawer(after, ground));
            }
            Geometry old = drawer.Before.Draw(reached, [limit])[0].Geometry;
            Geometry now = drawer.After.Draw(ReachedEdges.Find(after, [new Access(edge, along, 0, 0)], limit, direction), [limit])[
                0].Geometry;
            Geometry lost = Metres(OverlayNGRobust.Overlay(old, now, SpatialFunction.Difference), scale).Buffer(-ErrorMetres)
                .Difference(cut);
            yield return lost.IsEmpty ? 0
                : OfThatOnPaths(lost, Metres(old, scale).Difference(cut).Buffer(-NarrowMetres / 2), reached, scale);
        }
    }

    /// <summary>
    /// Square metres of what was lost that do not hang on across the new lines alone: that lie in a part with a path of its own.
    /// </summary>
    private double OfThatOnPaths(Geometry lost, Geometry rest, IReadOnlyList<ReachedEdge> reached, LocalMetres scale)
    {
        Geometry[] paths = [.. reached.Select(r => Metres(r.Line(city.Network), scale))];
        return Enumerable.Range(0, rest.NumGeometries).Select(rest.GetGeometryN)
            .Where(part => part.Intersects(lost)
                && Array.Exists(paths, path => path.EnvelopeInternal.Intersects(part.EnvelopeInternal) && path.Intersects(part)))
            .Sum(part => part.Intersection(lost).Area);
    }

    private static Geometry Metres(Geometry geometry, LocalMetres scale)
    {
        Geometry copy = geometry.Copy();
        copy.Apply(new Scale(scale.MetresPerLonUnit * 1e7, scale.MetresPerLatUnit * 1e7));
        copy.GeometryChanged();
        return copy;
    }

    private sealed class Scale(double x, double y) : ICoordinateFilter
    {
        public void Filter(Coordinate c) => (c.X, c.Y) = (c.X * x, c.Y * y);
    }
}
