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
        var barriers = new Barriers(network.Features);
        var ground = new OpenGround(network, barriers, new Lattice(network, Lattice.DefaultCellMetres), 25);
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
                JudgeGround(network, barriers, drawer.Draw(within, [limit])[0].Geometry, within, random, score);
                Judge(graph, network.PositionAt(place.Edge, place.AlongMetres), limit, drawer.Draw(within, [limit])[0].Geometry, around, within, score);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{minutes,7} {score.Points,8} {score.Precision,11:0.0000} {score.Recall,9:0.0000} {score.NearPrecision,9:0.0000}   ground {score.GroundWithoutLeg} of {score.GroundPoints} without a leg"));
            foreach ((WayAttributes way, long count) in score.Wrong.OrderByDescending(w => w.Value).Take(3)) Console.WriteLine($"          wrongly inside: {count} on {way.Kind} {way.Flags}");
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
                    score.Wrong[network.Attributes(e)] = score.Wrong.GetValueOrDefault(network.Attributes(e)) + 1;
                    if (DistanceTo(reached, p) > ToleranceMetres) score.FarFalsePositive++;
                }
                else if (isTrue && !isDoubtful) score.FalseNegative++;
            }
        }
    }

    /// <summary>
    /// Random places inside the circle: each needs a straight leg to a reached path, looked for metre by metre, at most the
    /// stated distance and a cell's error long, that crosses no barrier. Beside the path itself, a cell wide, none is needed.
    /// </summary>
    private static void JudgeGround(WalkNetwork network, Barriers barriers, Geometry circle, IReadOnlyList<ReachedEdge> within, Random random, Score score)
    {
        const double Leave = 25 + 0.7, Band = 2.5 + 0.7;
        var locator = new IndexedPointInAreaLocator(circle);
        var paths = new NetTopologySuite.Index.KdTree.KdTree<object>();
        foreach (ReachedEdge r in within)
            for (double at = r.FromMetres; at <= r.ToMetres; at += 1)
                if (network.PositionAt(r.Edge, at) is var p) paths.Insert(new Coordinate(p.LonE7, p.LatE7));
        Envelope box = circle.EnvelopeInternal;
        var near = new List<(Position A, Position B)>();
        for (int i = 0; i < 400; i++)
        {
            Position q = Position.FromDegrees(box.MinX + random.NextDouble() * box.Width, box.MinY + random.NextDouble() * box.Height);
            if (locator.Locate(new Coordinate(q.Lon, q.Lat)) != Location.Interior) continue;
            var scale = new LocalMetres(q.LatE7);
            double x = Leave / scale.MetresPerLonUnit, y = Leave / scale.MetresPerLatUnit;
            barriers.Near(new Box((int)(q.LonE7 - x), (int)(q.LatE7 - y), (int)(q.LonE7 + x), (int)(q.LatE7 + y)), near);
            score.GroundPoints++;
            bool hasLeg = paths.Query(new Envelope(q.LonE7 - x, q.LonE7 + x, q.LatE7 - y, q.LatE7 + y)).Any(node =>
            {
                double east = (node.Coordinate.X - q.LonE7) * scale.MetresPerLonUnit, north = (node.Coordinate.Y - q.LatE7) * scale.MetresPerLatUnit;
                double metres = Math.Sqrt(east * east + north * north);
                var target = new Coordinate(node.Coordinate.X, node.Coordinate.Y);
                return metres <= Band || metres <= Leave && !near.Any(b => Crosses(b, q, target));
            });
            if (!hasLeg) score.GroundWithoutLeg++;
        }
    }

    private static bool Crosses((Position A, Position B) barrier, Position q, Coordinate target)
    {
        var intersector = new NetTopologySuite.Algorithm.RobustLineIntersector();
        intersector.ComputeIntersection(
            new Coordinate(barrier.A.LonE7, barrier.A.LatE7), new Coordinate(barrier.B.LonE7, barrier.B.LatE7), new Coordinate(q.LonE7, q.LatE7), target);
        return intersector.IsProper;
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
        /// <summary>What kind of way the points are on that are wrongly inside.</summary>
        public Dictionary<WayAttributes, long> Wrong { get; } = [];

        public long GroundPoints, GroundWithoutLeg;

        public long Points, TruePositive, FalsePositive, FarFalsePositive, FalseNegative;

        public double Precision => (double)TruePositive / (TruePositive + FalsePositive);

        public double NearPrecision => (double)(TruePositive + FalsePositive - FarFalsePositive) / (TruePositive + FalsePositive);

        public double Recall => (double)TruePositive / (TruePositive + FalseNegative);
    }
}
