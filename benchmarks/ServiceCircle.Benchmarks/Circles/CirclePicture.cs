using System.Globalization;
using System.Text;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;
using Position = ServiceCircle.Geo.Position;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>
/// Draws the same five-minute circle four ways, side by side, and marks every sampled point of a path that each gets wrong.
/// </summary>
internal static class CirclePicture
{
    private const double Minutes = 5, BufferMetres = 300, StepMetres = 4, PanelPixels = 380, HalfWindowMetres = 480;
    private const int GridUnits = 10_000; // 0.001 degree

    public static int Run(string osm, double lon, double lat, string output)
    {
        CircleCity city = CircleCity.Read(osm);
        (WalkNetwork network, WalkGraph graph) = city;
        Snap snap = new Snapper(graph).Snap(Position.FromDegrees(lon, lat));
        IReadOnlyList<Access> place = Access.List(snap, graph.Walker);
        WalkTime limit = WalkTime.FromMinutes(Minutes);
        IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, place, limit, Direction.From);
        List<Sample> samples = Samples(graph, ReachedEdges.Find(graph, place, limit + limit, Direction.From), snap.Position);
        var plane = new Plane(snap.Position);

        (string Title, Geometry Shape)[] panels =
        [
            ("ServiceCircle", new CircleDrawer(graph, city.Ground(graph.Walker, limit)).Draw(reached, [limit])[0].Geometry),
            ("Contour of a 0.001° grid (111 m)", GridContour(samples, limit)),
            ("Convex hull of the reached paths",
                GeometryFactory.Default.BuildGeometry([.. reached.Select(r => (Geometry)r.Line(network))]).ConvexHull()),
            ("Buffer of 300 m", Disc(snap.Position, plane)),
        ];
        File.WriteAllText(output, Svg(network, panels, samples, limit, graph, snap.Position, plane));
        return 0;
    }

    private readonly record struct Sample(Position Position, double Ticks);

    private static List<Sample> Samples(WalkGraph graph, IReadOnlyList<ReachedEdge> around, Position centre)
    {
        WalkNetwork network = graph.Network;
        var known = around.ToLookup(r => r.Edge);
        var samples = new List<Sample>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!graph.IsWalkable(e)) continue;
            for (double at = StepMetres / 2; at < network.LengthMetres[e]; at += StepMetres)
            {
                Position p = network.PositionAt(e, at);
                if (LocalMetres.Between(p, centre) > 1.5 * graph.Walker.StraightLineMetres(WalkTime.FromMinutes(Minutes))) continue;
                samples.Add(new Sample(
                    p, known[e].Where(r => at >= r.FromMetres && at <= r.ToMetres).Select(r => r.TicksAt(at))
                    .DefaultIfEmpty(double.PositiveInfinity).Min()));
            }
        }
        return samples;
    }

    /// <summary>Each grid cell knows the best time of any path in it; the border runs straight between the cells' middles.</summary>
    private static Geometry GridContour(List<Sample> samples, WalkTime limit)
    {
        Dictionary<(int X, int Y), double> cells = samples.GroupBy(s => (X: Cell(s.Position.LonE7), Y: Cell(s.Position.LatE7)))
            .ToDictionary(g => g.Key, g => Math.Min(g.Min(s => s.Ticks), 2 * limit.Ticks));
        var parts = new List<Geometry>();
        foreach ((int x, int y) in cells.Keys.SelectMany(
            c => ((int X, int Y)[])[(c.X, c.Y), (c.X - 1, c.Y), (c.X, c.Y - 1), (c.X - 1, c.Y - 1)]).Distinct())
        {
            (double X, double Y, double T)[] corners = [At(x, y), At(x + 1, y), At(x + 1, y + 1), At(x, y + 1)];
            var ring = new List<Coordinate>();
            for (int i = 0; i < 4; i++)
            {
                (double X, double Y, double T) a = corners[i], b = corners[(i + 1) % 4];
                if (a.T <= limit.Ticks) ring.Add(new Coordinate(a.X, a.Y));
                if (a.T <= limit.Ticks == b.T <= limit.Ticks) continue;
                double share = (limit.Ticks - a.T) / (b.T - a.T);
                ring.Add(new Coordinate(a.X + share * (b.X - a.X), a.Y + share * (b.Y - a.Y)));
            }
            if (ring.Count < 3) continue;
            ring.Add(ring[0].Copy());
            parts.Add(GeometryFactory.Default.CreatePolygon([.. ring]).Buffer(0));
        }
        return UnaryUnionOp.Union(parts);

        (double, double, double) At(int x, int y) =>
            ((x + 0.5) * GridUnits / 1e7, (y + 0.5) * GridUnits / 1e7, cells.GetValueOrDefault((x, y), 2 * limit.Ticks));

        static int Cell(int units) => (int)Math.Floor((double)units / GridUnits);
    }

    private static Geometry Disc(Position centre, Plane plane) => GeometryFactory.Default.CreatePolygon(
        [.. Enumerable.Range(0, 97)
            .Select(i => plane.Back(
                centre, BufferMetres * Math.Cos(i % 96 * Math.PI / 48), BufferMetres * Math.Sin(i % 96 * Math.PI / 48)))]);

    private static string Svg(
        WalkNetwork network, (string Title, Geometry Shape)[] panels, List<Sample> samples, WalkTime limit, WalkGraph graph,
        Position centre, Plane plane)
    {
        const double Gap = 16, Caption = 58;
        double width = 2 * PanelPixels + 3 * Gap, height = 2 * (PanelPixels + Caption) + 2 * Gap + 26;
        double tolerance = 10 * WalkTime.TicksPerSecond / graph.Walker.SpeedMetresPerSecond;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"Helvetica, Arial, sans-serif\">\n");
        svg.Append("<title>The same five-minute walk drawn four ways</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<defs>\n");
        svg.Append(CultureInfo.InvariantCulture,
            $"<clipPath id=\"c\"><rect width=\"{PanelPixels}\" height=\"{PanelPixels}\"/></clipPath>\n");
        svg.Append("<path id=\"water\" fill=\"#d5e6f2\" fill-rule=\"evenodd\" d=\"");
        foreach (Geometry water in network.Features.Find(FeatureGroups.Water).Select(f => f.Geometry)
            .Where(g => g is Polygon or MultiPolygon)) svg.Append(Path(water, plane));
        svg.Append("\"/>\n<path id=\"streets\" fill=\"none\" stroke=\"#a3a3a3\" stroke-width=\"0.8\" d=\"");
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!graph.IsWalkable(e) || !(network.LengthMetres[e] > 0)) continue;
            svg.Append(Path(new ReachedEdge(e, 0, network.LengthMetres[e], 0, 0).Line(network), plane));
        }
        svg.Append("\"/>\n</defs>\n");
        for (int i = 0; i < panels.Length; i++)
        {
            (string title, Geometry shape) = panels[i];
            var locator = new IndexedPointInAreaLocator(shape);
            Sample[] judged = [.. samples.Where(s => Math.Abs(s.Ticks - limit.Ticks) > tolerance)];
            Sample[] wrong =
                [.. judged.Where(
                    s => locator.Locate(new Coordinate(s.Position.Lon, s.Position.Lat)) != Location.Exterior != s.Ticks <= limit.Ticks)];
            int tooMuch = wrong.Count(s => s.Ticks > limit.Ticks);
            double x = Gap + i % 2 * (PanelPixels + Gap), y = Gap + i / 2 * (PanelPixels + Caption);
            svg.Append(CultureInfo.InvariantCulture,
                $"<g transform=\"translate({x} {y})\"><g clip-path=\"url(#c)\"><rect width=\"{PanelPixels}\" height=\"{PanelPixels}\" fill=\"#f7f6f3\"/><use href=\"#water\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<path d=\"{Path(shape, plane)}\" fill=\"#2e8fa3\" fill-opacity=\"0.38\" fill-rule=\"evenodd\" stroke=\"#0b5a70\" stroke-width=\"1.2\"/><use href=\"#streets\"/>");
            svg.Append("<path fill=\"none\" stroke=\"#c8102e\" stroke-width=\"2.6\" stroke-linecap=\"round\" d=\"");
            foreach (Sample s in wrong)
                svg.Append(CultureInfo.InvariantCulture, $"M{plane.X(s.Position.Lon):0.#} {plane.Y(s.Position.Lat):0.#}h0");
            svg.Append(CultureInfo.InvariantCulture,
                $"\"/><circle cx=\"{plane.X(centre.Lon):0.#}\" cy=\"{plane.Y(centre.Lat):0.#}\" r=\"5\" fill=\"#fff\" stroke=\"#111\" stroke-width=\"2\"/></g>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect width=\"{PanelPixels}\" height=\"{PanelPixels}\" fill=\"none\" stroke=\"#ccc\"/><text y=\"{PanelPixels + 20}\" font-size=\"16\" font-weight=\"bold\" fill=\"#111\">{title}</text>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text y=\"{PanelPixels + 40}\" font-size=\"14\" fill=\"#333\">{100.0 * wrong.Length / judged.Length:0.0} % of path points wrong: {100.0 * tooMuch / judged.Length:0.0} % too much, {100.0 * (wrong.Length - tooMuch) / judged.Length:0.0} % missing</text></g>\n");
        }
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{Gap}\" y=\"{height - 25}\" font-size=\"12\" fill=\"#555\">Five minutes at {graph.Walker.SpeedKmh} km/h. Red: points on paths that are on the wrong side of the border, 10 m of walking tolerated.</text>\n<text x=\"{Gap}\" y=\"{height - 8}\" font-size=\"12\" fill=\"#555\">Porto; the bridge has two decks, one above the other. Map data © OpenStreetMap contributors, ODbL 1.0.</text>\n</svg>\n");
        return svg.ToString();
    }

    private static string Path(Geometry geometry, Plane plane)
    {
        if (geometry is MultiPolygon or GeometryCollection)
            return string.Concat(Enumerable.Range(0, geometry.NumGeometries).Select(i => Path(geometry.GetGeometryN(i), plane)));
        if (geometry is Polygon polygon)
            return string.Concat(
                polygon.InteriorRings.Prepend(polygon.ExteriorRing)
                .Select(ring => Line(ring, plane) is { Length: > 0 } text ? text + "Z" : ""));
        return Line((LineString)geometry, plane);
    }

    private static string Line(LineString line, Plane plane)
    {
        var text = new StringBuilder();
        if (!line.EnvelopeInternal.Intersects(plane.Window)) return "";
        // Half a metre is a fifth of a pixel.
        Coordinate[] simple = line is LinearRing && line.NumPoints < 9 ? line.Coordinates
            : NetTopologySuite.Simplify.DouglasPeuckerLineSimplifier.Simplify(line.Coordinates, 6e-6);
        foreach (Coordinate c in simple)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? 'M' : 'L')}{plane.X(c.X):0.#} {plane.Y(c.Y):0.#}");
        return text.ToString();
    }

    /// <summary>Degrees to pixels of a panel.</summary>
    private sealed class Plane(Position centre)
    {
        private readonly LocalMetres _scale = new(centre.LatE7);

        public Envelope Window => new(Back(centre, -HalfWindowMetres, -HalfWindowMetres), Back(centre, HalfWindowMetres, HalfWindowMetres));

        public double X(double lon) =>
            PanelPixels / 2 + (lon - centre.Lon) * 1e7 * _scale.MetresPerLonUnit * PanelPixels / (2 * HalfWindowMetres);

        public double Y(double lat) =>
            PanelPixels / 2 - (lat - centre.Lat) * 1e7 * _scale.MetresPerLatUnit * PanelPixels / (2 * HalfWindowMetres);

        public Coordinate Back(Position from, double east, double north) =>
            new(from.Lon + east / _scale.MetresPerLonUnit / 1e7, from.Lat + north / _scale.MetresPerLatUnit / 1e7);
    }
}
