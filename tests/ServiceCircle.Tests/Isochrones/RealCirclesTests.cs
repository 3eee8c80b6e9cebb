using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>Circles on real streets, against the network's own times; <c>circles-truth</c> does the same at length.</summary>
public class RealCirclesTests
{
    private const int Origins = 5;

    /// <summary>
    /// Where the circles are drawn from: five places for 5 minutes, five for 10, five for 15. They were drawn once, edges at random, and
    /// are kept as positions, so that a rule of the map that numbers edges anew does not draw other circles.
    /// </summary>
    private static readonly Dictionary<string, Position[]> Drawn = new()
    {
        ["laspalmas"] =
        [
            new(-154198326, 281132933), new(-154513276, 281296622), new(-154194504, 281040697),
            new(-154514570, 281201606), new(-155412925, 280469076),
            new(-154942178, 281126760), new(-154306361, 281163630), new(-154195447, 280864142),
            new(-154256042, 281367238), new(-154170003, 280962937),
            new(-154290214, 281346474), new(-154154244, 280898752), new(-154556755, 280951188),
            new(-154285370, 280961981), new(-154926781, 280956385),
        ],
        ["liechtenstein"] =
        [
            new(95402119, 471908884), new(95339109, 472146143), new(94888287, 471900001),
            new(95821632, 470962686), new(95140514, 471370639),
            new(95109842, 470763013), new(94957240, 470613362), new(95234494, 471421185),
            new(95264508, 471664617), new(96218042, 470999182),
            new(95253371, 471045077), new(95223337, 471368933), new(95247539, 471250522),
            new(95222217, 471507713), new(95619376, 471868147),
        ],
        ["porto"] =
        [
            new(-86111804, 411500068), new(-86044735, 411464353), new(-86071079, 411464576),
            new(-86136270, 411524696), new(-86212747, 411436897),
            new(-86149113, 411417289), new(-86159569, 411340673), new(-86155340, 411481585),
            new(-86071400, 411519983), new(-86124328, 411459206),
            new(-86063774, 411343410), new(-86175621, 411424434), new(-86200947, 411497177),
            new(-86060723, 411451003), new(-86045176, 411461125),
        ],
    };

    [Theory]
    [InlineData("laspalmas", "laspalmas.osm.pbf")]
    [InlineData("liechtenstein", "liechtenstein.osm.pbf")]
    [InlineData("porto", "porto_centre_full.osm.pbf")]
    public void Points_on_paths_are_inside_when_their_time_is(string folder, string file)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path(folder, file));
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        var barriers = Barriers.Among(network.Features);
        var random = new Random(21);
        var snapper = new Snapper(graph);
        var origins = new Queue<Position>(Drawn[folder]);
        var search = new WalkSearch(graph);
        double tolerance = 10 * WalkTime.TicksPerSecond / graph.Walker.SpeedMetresPerSecond;
        foreach (double minutes in (double[])[5, 10, 15])
        {
            WalkTime limit = WalkTime.FromMinutes(minutes);
            double cell = Lattice.CellMetresFor(minutes * 60 * graph.Walker.SpeedMetresPerSecond);
            var drawer = new CircleDrawer(graph, new OpenGround(network, barriers, cell, 25));
            int right = 0, wronglyInside = 0, wronglyOutside = 0, inWater = 0, overWater = 0;
            for (int o = 0; o < Origins; o++)
            {
                Snap snap = snapper.Snap(origins.Dequeue());
                var place = new Access(snap.Edge, snap.AlongMetres, 0, 0);
                search.Run([place], limit + limit, Direction.From);
                IReadOnlyList<ReachedEdge> within = ReachedEdges.Find(graph, search, [place], limit, Direction.From);
                ILookup<int, ReachedEdge> known = ReachedEdges.Find(graph, search, [place], limit + limit, Direction.From)
                    .ToLookup(r => r.Edge);
                Geometry circle = drawer.Draw(within, [limit])[0].Geometry;
                Assert.True(circle.IsValid);
                var locator = new IndexedPointInAreaLocator(circle);
                Position centre = network.PositionAt(place.Edge, place.AlongMetres);
                double radius = 1.5 * graph.Walker.StraightLineMetres(limit);
                for (int edge = 0; edge < network.EdgeCount; edge++)
                {
                    double length = network.LengthMetres[edge];
                    if (!graph.IsWalkable(edge) || LocalMetres.Between(centre, network.NodePositions[network.Tail[edge]]) > radius + length)
                        continue;
                    ReachedEdge[] stretches = [.. known[edge]];
                    for (double at = 5; at < length; at += 10)
                    {
                        Position p = network.PositionAt(edge, at);
                        if (LocalMetres.Between(centre, p) > radius) continue;
                        double ticks = stretches.Where(r => at >= r.FromMetres && at <= r.ToMetres).Select(r => r.TicksAt(at))
                            .DefaultIfEmpty(double.PositiveInfinity).Min();
                        bool isInside = Holds(locator, p), isTrue = ticks <= limit.Ticks;
                        if (isInside && ticks <= limit.Ticks + tolerance) right++;
                        else if (isInside) wronglyInside++;
                        else if (isTrue && ticks < limit.Ticks - tolerance) wronglyOutside++;
                    }
                }
                Envelope box = circle.EnvelopeInternal;
                for (int i = 0; i < 2_000; i++)
                {
                    Position p = Position.FromDegrees(
                        box.MinX + random.NextDouble() * box.Width, box.MinY + random.NextDouble() * box.Height);
                    if (!Holds(locator, p) || !IsDeepInWater(barriers, p)) continue;
                    // Only where a path crosses: a bridge or a pier is drawn, the water beside it is not.
                    overWater++;
                    if (!within.Any(r => r.Line(network).Distance(new Point(p.Lon, p.Lat)) < 3e-5)) inWater++;
                }
            }
            Assert.True(right >= 0.995 * (right + wronglyInside), $"{minutes} min: {wronglyInside} wrongly inside, {right} right");
            Assert.True(right >= 0.995 * (right + wronglyOutside), $"{minutes} min: {wronglyOutside} wrongly outside, {right} right");
            Assert.True(inWater == 0, $"{minutes} min: {inWater} of {overWater} places in the middle of water");
        }
    }

    [Fact]
    public void The_square_at_Cais_da_Ribeira_that_reaches_over_the_shore_holds_no_river()
    {
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path("porto", "porto_centre_full.osm.pbf"));
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        var barriers = Barriers.Among(network.Features);
        Position centre = Position.FromDegrees(-8.6126, 41.1402);
        IReadOnlyList<Access> place = Access.List(new Snapper(graph, 100).Snap(centre), graph.Walker, 0);
        WalkTime[] limits = [WalkTime.FromMinutes(5), WalkTime.FromMinutes(8), WalkTime.FromMinutes(12)];
        IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, place, limits[^1], Direction.From);
        Circle[] circles = new CircleDrawer(graph, new OpenGround(network, barriers, Lattice.DefaultCellMetres, 25)).Draw(reached, limits);
        IndexedPointInAreaLocator[] locators = Array.ConvertAll(circles, c => new IndexedPointInAreaLocator(c.Geometry));
        Geometry[] paths =
            [.. reached.Select(r => r.Line(network))
                .Where(l => Math.Abs(l.Coordinate.X - centre.Lon) < 0.004 && Math.Abs(l.Coordinate.Y - centre.Lat) < 0.003)];
        var scale = new LocalMetres(centre.LatE7);
        int[] inRiver = [0, 0, 0], onLand = [0, 0, 0];
        for (int x = -160; x <= 160; x += 4)
        {
            for (int y = -120; y <= 40; y += 4)
            {
                var p = new Position(centre.LonE7 + (int)(x / scale.MetresPerLonUnit), centre.LatE7 + (int)(y / scale.MetresPerLatUnit));
                var at = new Point(p.Lon, p.Lat);
                bool isOffPaths = IsDeepInWater(barriers, p)
                    && paths.All(l => !l.EnvelopeInternal.Intersects(new Envelope(at.X - 3e-5, at.X + 3e-5, at.Y - 3e-5, at.Y + 3e-5))
                        || l.Distance(at) >= 3e-5);
                for (int b = 0; b < limits.Length; b++)
                {
                    if (!Holds(locators[b], p)) continue;
                    if (isOffPaths) inRiver[b]++;
                    else onLand[b]++;
                }
            }
        }
        Assert.Equal([0, 0, 0], inRiver);
        Assert.All(onLand, land => Assert.True(land > 300, $"{land} places on land"));
    }

    [Fact]
    public void Circles_of_random_places_speeds_and_limits_are_valid_and_nested()
    {
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path("porto", "porto_centre_full.osm.pbf"));
        var barriers = Barriers.Among(network.Features);
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult") with { SpeedKmh = 2 + 6 * random.NextDouble() });
            Access place = RandomOrigin(graph, random);
            WalkTime[] limits = [.. Enumerable.Range(0, 3).Select(_ => WalkTime.FromSeconds(30 + random.Next(400))).Order()];
            double cell = Lattice.CellMetresFor(limits[^1].Ticks / (double)WalkTime.TicksPerSecond * graph.Walker.SpeedMetresPerSecond);
            Circle[] bands = new CircleDrawer(graph, new OpenGround(network, barriers, cell, 25))
                .Draw(ReachedEdges.Find(graph, [place], limits[^1], Direction.To), limits);
            Position p = network.PositionAt(place.Edge, place.AlongMetres);
            for (int b = 0; b < bands.Length; b++)
            {
                Assert.True(bands[b].Geometry.IsValid);
                Assert.True(bands[b].Geometry.Covers(new Point(p.Lon, p.Lat)));
                if (b > 0) Assert.True(bands[b].Geometry.Covers(bands[b - 1].Geometry));
            }
        }
    }

    [Fact]
    public void Paths_added_as_a_scenario_adds_them_take_no_ground_away()
    {
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path("porto", "porto_centre_full.osm.pbf"));
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        WalkTime limit = WalkTime.FromMinutes(5);
        double cell = Lattice.CellMetresFor(5 * 60 * graph.Walker.SpeedMetresPerSecond);
        var before = new OpenGround(network, Barriers.Among(network.Features), cell, 25);
        var editor = new NetworkEditor(network);
        var random = new Random(6);
        var scale = new LocalMetres(network.NodePositions[0].LatE7);
        Access[] places = [.. Enumerable.Range(0, 6).Select(_ => RandomOrigin(graph, random))];
        var edits = new List<NetworkEdit>();
        foreach (Access place in places)
        {
            // Three paths through each circle, from one street to another.
            Position centre = network.PositionAt(place.Edge, place.AlongMetres);
            for (int i = 0; i < 3; i++)
            {
                var edit = new NetworkEdit(NetworkEditKind.AddPath, [Aside(centre, 200), Aside(centre, 200)], (PathKind)i);
                var problems = new List<(int, Notice)>();
                editor.Check([edit], problems);
                if (problems.Count == 0) edits.Add(edit);
            }
        }
        EditedNetwork edited = editor.Apply(edits);
        WalkGraph after = edited.GraphOf(graph);
        var drawer = new CircleDrawer(graph, before);
        var drawerAfter = new CircleDrawer(after, new OpenGround(edited.Network, before.Barriers, before.CellMetres, before.LeaveMetres));
        Geometry cut = Metres(
            GeometryFactory.Default.CreateMultiLineString(
                [.. Enumerable.Range(network.EdgeCount, edited.Network.EdgeCount - network.EdgeCount)
            .Where(e => edited.Network.OsmId[e] == 0 && edited.Network.LengthMetres[e] > 0)
            .Select(e => new ReachedEdge(e, 0, edited.Network.LengthMetres[e], 0, 0).Line(edited.Network))])).Buffer(2.5 * cell);
        foreach (Access place in places)
        {
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [place], limit, Direction.From);
            Geometry old = drawer.Draw(reached, [limit])[0].Geometry;
            (int edge, double along) = edited.Place(place.Edge, place.AlongMetres);
            Geometry now = drawerAfter.Draw(ReachedEdges.Find(after, [new Access(edge, along, 0, 0)], limit, Direction.From), [limit])[
                0].Geometry;
            Geometry lost = Metres(OverlayNGRobust.Overlay(old, now, SpatialFunction.Difference)).Buffer(-cell).Difference(cut);
            // Ground that hung on across the new path alone may go: parts of the old circle without it that hold no path.
            Geometry rest = Metres(old).Difference(cut).Buffer(-0.3);
            Geometry paths = Metres(GeometryFactory.Default.CreateMultiLineString([.. reached.Select(r => r.Line(network))]));
            double area = Enumerable.Range(0, rest.NumGeometries).Select(rest.GetGeometryN)
                .Where(part => part.Intersects(lost) && part.Intersects(paths)).Sum(part => part.Intersection(lost).Area);
            Assert.True(area == 0, $"{area} square metres lost at {network.PositionAt(place.Edge, place.AlongMetres)}");
        }
        Assert.True(edits.Count > 6);

        Position Aside(Position p, double metres) => new(
            p.LonE7 + (int)((2 * random.NextDouble() - 1) * metres / scale.MetresPerLonUnit),
            p.LatE7 + (int)((2 * random.NextDouble() - 1) * metres / scale.MetresPerLatUnit));

        Geometry Metres(Geometry geometry) => InMetres.Of(geometry, scale);
    }

    private static bool Holds(IndexedPointInAreaLocator locator, Position p) =>
        locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior;

    private static bool IsDeepInWater(Barriers barriers, Position p) =>
        ((int Lon, int Lat)[])[(0, 0), (250, 0), (-250, 0), (0, 200), (0, -200)] is var around
        && around.All(d => barriers.IsInWater(new Position(p.LonE7 + d.Lon, p.LatE7 + d.Lat)));

    private static Access RandomOrigin(WalkGraph graph, Random random)
    {
        while (true)
        {
            int edge = random.Next(graph.Network.EdgeCount);
            if (graph.IsWalkable(edge) && !graph.Components.IsIsland(graph.Components.OfNode[graph.Network.Tail[edge]])
                && graph.Network.LengthMetres[edge] > 0)
                return new Access(edge, random.NextDouble() * graph.Network.LengthMetres[edge], 0, 0);
        }
    }
}
