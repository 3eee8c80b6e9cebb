using System.Globalization;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using Position = ServiceCircle.Geo.Position;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>
/// Measures circles against the network: points every few metres along every walkable path within 1.5 times the circle's
/// radius, each with its exact walking time, are they inside the polygon or not?
/// </summary>
internal static class CircleTruth
{
    private const double StepMetres = 5, ToleranceMetres = 10;

    public static int Run(string osm, int origins)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(osm);
        Walker walker = Walker.Load("adult");
        WalkGraph graph = WalkGraph.Of(network, walker);
        var ground = new OpenGround(network, new Barriers(network.Features), new Lattice(network, Lattice.DefaultCellMetres), 25);
        var drawer = new CircleDrawer(graph, ground);
        var search = new WalkSearch(graph);
        Console.WriteLine(FormattableString.Invariant($"{network.Source.FileName}: {network.EdgeCount} edges, {origins} origins, tolerance {ToleranceMetres} m of walking"));
        Console.WriteLine("minutes  points     precision  recall    precision beside the path too (wrong only if further than 10 m from every reached path)");
        foreach (double minutes in (double[])[5, 10, 15])
        {
            var random = new Random(7);
            WalkTime limit = WalkTime.FromMinutes(minutes);
            var score = new Score();
            for (int o = 0; o < origins; o++)
            {
                Access place = RandomOrigin(graph, random);
                search.Run([place], limit + limit, Direction.From);
                IReadOnlyList<ReachedEdge> within = ReachedEdges.Of(graph, search, [place], limit, Direction.From);
                IReadOnlyList<ReachedEdge> around = ReachedEdges.Of(graph, search, [place], limit + limit, Direction.From);
                Judge(graph, network.PositionAt(place.Edge, place.AlongMetres), limit, drawer.Draw(within, [limit])[0].Geometry, around, within, score);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{minutes,7} {score.Points,8} {score.Precision,11:0.0000} {score.Recall,9:0.0000} {score.NearPrecision,9:0.0000}"));
        }
        return 0;
    }

    public static Access RandomOrigin(WalkGraph graph, Random random)
    {
        while (true)
        {
            int edge = random.Next(graph.Network.EdgeCount);
            int part = graph.Components.OfNode[graph.Network.Tail[edge]];
            if (graph.IsWalkable(edge) && !graph.Components.IsIsland(part) && graph.Network.LengthMetres[edge] > 0)
                return new Access(edge, random.NextDouble() * graph.Network.LengthMetres[edge], 0, 0);
        }
    }

    private static void Judge(
        WalkGraph graph, Position centre, WalkTime limit, Geometry circle, IReadOnlyList<ReachedEdge> around, IReadOnlyList<ReachedEdge> within, Score score)
    {
        WalkNetwork network = graph.Network;
        double radius = 1.5 * graph.Walker.StraightLineMetres(limit), tolerance = ToleranceMetres * 32 / graph.Walker.SpeedMetresPerSecond;
        var known = around.ToLookup(r => r.Edge);
        var locator = new IndexedPointInAreaLocator(circle);
        var reached = new NetTopologySuite.Index.Strtree.STRtree<LineString>();
        foreach (LineString line in within.Select(r => r.Line(network))) reached.Insert(line.EnvelopeInternal, line);
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!graph.IsWalkable(e) || LocalMetres.Between(centre, network.NodePositions[network.Tail[e]]) > radius + 500) continue;
            for (double at = StepMetres / 2; at < network.LengthMetres[e]; at += StepMetres)
            {
                Position p = network.PositionAt(e, at);
                if (LocalMetres.Between(centre, p) > radius) continue;
                double ticks = known[e].Where(r => at >= r.FromMetres && at <= r.ToMetres).Select(r => r.TicksAt(at)).DefaultIfEmpty(double.PositiveInfinity).Min();
                bool isInside = locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior;
                score.Points++;
                bool isTrue = ticks <= limit.Ticks, isDoubtful = Math.Abs(ticks - limit.Ticks) <= tolerance;
                if (isInside && (isTrue || isDoubtful)) score.TruePositive++;
                else if (isInside)
                {
                    score.FalsePositive++;
                    if (DistanceTo(reached, p) > ToleranceMetres) score.FarFalsePositive++;
                }
                else if (isTrue && !isDoubtful) score.FalseNegative++;
            }
        }
    }

    private static double DistanceTo(NetTopologySuite.Index.Strtree.STRtree<LineString> lines, Position p)
    {
        var scale = new LocalMetres(p.LatE7);
        double x = 30 / scale.MetresPerLonUnit / 1e7, y = 30 / scale.MetresPerLatUnit / 1e7, best = double.PositiveInfinity;
        foreach (LineString line in lines.Query(new Envelope(p.Lon - x, p.Lon + x, p.Lat - y, p.Lat + y)))
        {
            Coordinate[] scaled = [.. line.Coordinates.Select(c => new Coordinate((c.X - p.Lon) * 1e7 * scale.MetresPerLonUnit, (c.Y - p.Lat) * 1e7 * scale.MetresPerLatUnit))];
            best = Math.Min(best, NetTopologySuite.Algorithm.DistanceComputer.PointToSegmentString(new Coordinate(0, 0), scaled));
        }
        return best;
    }

    private sealed class Score
    {
        public long Points, TruePositive, FalsePositive, FarFalsePositive, FalseNegative;

        public double Precision => (double)TruePositive / (TruePositive + FalsePositive);

        public double NearPrecision => (double)(TruePositive + FalsePositive - FarFalsePositive) / (TruePositive + FalsePositive);

        public double Recall => (double)TruePositive / (TruePositive + FalseNegative);
    }
}
