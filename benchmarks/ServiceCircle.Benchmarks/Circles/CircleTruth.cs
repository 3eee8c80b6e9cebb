using System.Globalization;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>
/// Measures circles against the network. On paths: points every five metres along every walkable path within 1.5 times the
/// circle's radius, each with its exact walking time. Off them: random places in the same disc, each with its legs.
/// </summary>
internal static class CircleTruth
{
    public static int Run(string osm, int origins)
    {
        CircleCity city = CircleCity.Read(osm);
        (WalkNetwork network, WalkGraph graph) = city;
        var random = new Random(7);
        Access[] places = [.. Enumerable.Range(0, origins).Select(_ => CircleCity.RandomOrigin(graph, random))];
        Console.WriteLine(FormattableString.Invariant($"{network.Source.FileName}: {network.EdgeCount} edges, {origins} origins"));
        Console.WriteLine(
            "         points on paths: 10 m of walking tolerated, per path and per place | or 10 m of ground | off paths: inside, of these wrong, in water | outside, of these wrong");
        bool isGood = true;
        foreach (double minutes in (double[])[5, 10, 15])
        {
            WalkTime limit = WalkTime.FromMinutes(minutes);
            OpenGround ground = city.Ground(graph.Walker, limit);
            var score = new CircleScore();
            Parallel.For(0, origins, () => (Search: new WalkSearch(graph), Drawer: new CircleDrawer(graph, ground)), (o, _, own) =>
            {
                own.Search.Run([places[o]], limit + limit, Direction.From);
                IReadOnlyList<ReachedEdge> within = ReachedEdges.Find(graph, own.Search, [places[o]], limit, Direction.From);
                IReadOnlyList<ReachedEdge> around = ReachedEdges.Find(graph, own.Search, [places[o]], limit + limit, Direction.From);
                Geometry circle = own.Drawer.Draw(within, [limit])[0].Geometry;
                var locator = new IndexedPointInAreaLocator(circle);
                var judge = new CircleJudge(graph, ground, network.PositionAt(places[o].Edge, places[o].AlongMetres), limit, around);
                CircleScore one = judge.Judge(p => locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior, new Random(o));
                lock (score) score.Add(one);
                return own;
            }, _ => { });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{minutes,3} min {score.Points,9}: precision {score.Precision:0.0000} {score.PlacePrecision:0.0000} recall {score.Recall:0.0000} | {score.NearPrecision:0.0000} {score.NearRecall:0.0000} | {score.GroundInside} {score.GroundWronglyInside} {score.InWater} | {score.GroundOutside} {score.GroundWronglyOutside}"));
            isGood &= score.Precision >= 0.995 && score.Recall >= 0.995 && score.InWater == 0;
        }
        return isGood ? 0 : 1;
    }
}
