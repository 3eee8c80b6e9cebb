using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Isochrones;

public class IsochroneEngineTests
{
    private static readonly WalkNetwork Street = LongStreet();
    private static readonly IsochroneEngine Engine = new(Street, Town.OneMetreASecond);

    private static WalkNetwork LongStreet()
    {
        var town = new Town();
        town.Edge(town.Node(0, 0), town.Node(2_000, 0));
        return town.Build();
    }

    private static IsochroneOrigin At(string id, double east, double north = 0) => new(id, Town.At(east, north));

    [Fact]
    public void Every_origin_has_every_contour_with_a_status()
    {
        Isochrone[] rows =
        [
            .. Engine.Run(new IsochroneRequest
            {
                Origins = [At("far", 500, 900), At("near", 500), At("late", 500, 100)],
                Contours = [2, 1],
            }),
        ];

        Assert.Equal(["far", "far", "near", "near", "late", "late"], rows.Select(r => r.Id));
        Assert.Equal([1, 2, 1, 2, 1, 2], rows.Select(r => r.Contour));
        Assert.Equal(
            [IsochroneStatus.NotSnapped, IsochroneStatus.NotSnapped, IsochroneStatus.Ok, IsochroneStatus.Ok, IsochroneStatus.NotReachable,
                IsochroneStatus.Ok],
            rows.Select(r => r.Status));
        Assert.All(rows, r => Assert.Equal(r.Status == IsochroneStatus.Ok, r.Geometry is not null));
        Assert.Null(rows[0].SnapDistanceMetres);
        Assert.Equal(100, rows[5].SnapDistanceMetres!.Value, 1);
        Assert.Equal(120, rows[1].Value);
    }

    [Theory]
    [InlineData(0.25, 15, 0.25)] // less than a leg: seconds are metres here
    [InlineData(11.6, 25, 0.794)]
    [InlineData(11.7, 25, 1.28)]
    public void Circles_of_every_size_reach_as_far_aside_as_they_should_within_the_error_they_state(
        double minutes, double aside, double cell)
    {
        var request = new IsochroneRequest { Origins = [At("a", 900)], Contours = [minutes] };

        JsonObject method = Engine.Method(request);
        Envelope box = Assert.Single(Engine.Run(request)).Geometry!.EnvelopeInternal;

        Assert.Equal(cell, (double)method["cell_m"]!);
        double error = (double)method["border_error_m"]!;
        Assert.Equal(1.5 * cell + 0.2, error, 3);
        Position street = Town.At(0, 0);
        double metresPerDegree = new LocalMetres(street.LatE7).MetresPerLatUnit * 1e7;
        Assert.Equal(aside, (box.MaxY - street.Lat) * metresPerDegree, error);
        Assert.Equal(aside, (street.Lat - box.MinY) * metresPerDegree, error);
    }

    [Fact]
    public void What_spreads_too_far_is_drawn_from_fewer_samples_and_says_so()
    {
        // Too near to each other to be towns of their own.
        var town = new Town();
        double[] streets = [0, 5_000, 10_000, 15_000, 20_000];
        foreach (double at in streets) town.Edge(town.Node(at, at), town.Node(at + 100, at));
        var engine = new IsochroneEngine(town.Build(), Town.OneMetreASecond);
        var request = new IsochroneRequest { Origins = [.. streets.Select(s => At($"{s}", s + 50, s))], Contours = [0.4] };
        Isochrone[] each = [.. engine.Run(request)];
        Isochrone both = Assert.Single(engine.Run(request with { Overlap = IsochroneOverlap.Dissolve }));
        // 20 km by 20 km take 6.4 billion samples every 0.25 m, and 100 million every 2 m.
        Assert.All(each, e => Assert.Equal(1.5 * 0.25 + 0.2, e.BorderErrorMetres!.Value, 3));
        Assert.Equal(1.5 * 2 + 0.2, both.BorderErrorMetres!.Value, 3);
        double edge = Math.PI * 24 * streets.Length;
        Assert.Equal(each.Sum(e => e.AreaSquareMetres!.Value), both.AreaSquareMetres!.Value, 2 * edge * both.BorderErrorMetres.Value);
    }

    [Fact]
    public void Origins_that_are_done_are_left_out_but_their_people_are_nobody_elses_own()
    {
        var request = new IsochroneRequest
        {
            Origins = [At("a", 300), At("b", 400), At("c", 900)],
            Contours = [1],
            Residents = [new([new Access(0, 341, 0, 0)], 2), new([new Access(0, 450, 0, 0)], 4)],
        };
        Isochrone[] all = [.. Engine.Run(request)], rest = [.. Engine.Run(request with { OriginsDone = 1 })];
        Assert.Equal(["b", "c"], rest.Select(r => r.Id));
        Assert.Equal((6, 4), (rest[0].Population, rest[0].ExclusivePopulation));
        Assert.Equal(all[1..].Select(r => r.Geometry!.AsText()), rest.Select(r => r.Geometry!.AsText()));
        Assert.Throws<ArgumentException>(() => Engine.Run(request with { OriginsDone = 4 }));
        Assert.Throws<ArgumentException>(() => Engine.Run(request with { OriginsDone = 1, Overlap = IsochroneOverlap.Split }));
    }

    [Fact]
    public void Metres_and_minutes_give_the_same_shapes_at_constant_speed()
    {
        WalkNetwork network = Town.Grid(8, 8, 70).Build();
        Walker walker = Walker.Load("adult");
        var engine = new IsochroneEngine(network, walker);
        var request = new IsochroneRequest { Origins = [At("a", 150, 210)], Contours = [3] };

        Isochrone time = Assert.Single(engine.Run(request));
        Isochrone distance =
            Assert.Single(engine.Run(request with { Metric = IsochroneMetric.Distance, Contours = [180 * walker.SpeedMetresPerSecond] }));

        Assert.True(time.Geometry!.EqualsExact(distance.Geometry));
    }

    [Fact]
    public void Edges_carry_their_minutes_and_each_stretch_comes_once()
    {
        Isochrone[] rows =
            [.. Engine.Run(new IsochroneRequest { Origins = [At("a", 500)], Contours = [1, 3], Shape = IsochroneShape.Edges,
                Direction = Direction.From })];

        Assert.Equal(4, rows.Length);
        Assert.Equal(2 * 60, rows.Where(r => r.Contour == 1).Sum(r => Metres(r.Geometry!)), 0.2);
        Assert.Equal(4 * 60, rows.Where(r => r.Contour == 3).Sum(r => Metres(r.Geometry!)), 0.2);
        Assert.All(rows.Where(r => r.Contour == 3),
            r => Assert.Equal([1, 3], new[] { r.MinutesStart!.Value, r.MinutesEnd!.Value }.Order(), Close));
    }

    [Fact]
    public void Dissolved_circles_are_one_and_hold_each_separate_one()
    {
        var request = new IsochroneRequest { Origins = [At("a", 300), At("b", 360), At("c", 1_500)], Contours = [1] };
        Isochrone all = Assert.Single(Engine.Run(request with { Overlap = IsochroneOverlap.Dissolve }));

        Assert.Equal("all", all.Id);
        Assert.Equal(2, all.Geometry!.NumGeometries);
        Assert.All(Engine.Run(request), one => Assert.True(one.Geometry!.Difference(all.Geometry.Buffer(1.5e-5)).IsEmpty));
    }

    [Fact]
    public void Territories_meet_half_way_and_do_not_overlap()
    {
        Isochrone[] rows =
            [.. Engine.Run(new IsochroneRequest { Origins = [At("a", 300), At("b", 420)], Contours = [5],
                Overlap = IsochroneOverlap.Split })];

        Assert.Equal(2, rows.Length);
        Assert.True(Holds(rows[0], 355) && !Holds(rows[1], 355));
        Assert.True(Holds(rows[1], 365) && !Holds(rows[0], 365));
        Assert.True(rows[0].Geometry!.Intersection(rows[1].Geometry).Area < 1e-13);
        Assert.All(rows, r => Assert.True(r.Geometry!.IsValid));
    }

    [Theory]
    [InlineData(IsochroneOverlap.Separate, new[] { 11.0, 14 }, new[] { 1.0, 4 })]
    [InlineData(IsochroneOverlap.Split, new[] { 11.0, 4 }, new[] { 11.0, 4 })]
    [InlineData(IsochroneOverlap.Dissolve, new[] { 15.0 }, new[] { 15.0 })]
    public void People_are_counted_on_the_network(IsochroneOverlap overlap, double[] population, double[] exclusive)
    {
        // a at 300 and b at 400, one minute: 1 lives with a only, 2 and 8 nearer to a but with both, 4 with b only, 16 with nobody.
        IsochroneResidents[] residents = [Home(250, 1), Home(341, 2), Home(350, 8), Home(450, 4), Home(900, 16), new([], 32)];
        Isochrone[] rows =
        [
            .. Engine.Run(new IsochroneRequest
            {
                Origins = [At("a", 300), At("b", 400)],
                Contours = [1],
                Overlap = overlap,
                Residents = residents,
            }),
        ];
        Assert.Equal(population, rows.Select(r => r.Population!.Value));
        Assert.Equal(exclusive, rows.Select(r => r.ExclusivePopulation!.Value));

        static IsochroneResidents Home(double east, double people) => new([new Access(0, east, 0, 0)], people);
    }

    [Fact]
    public void An_uncertain_speed_gives_what_is_sure_and_what_may_be()
    {
        Isochrone[] rows = [.. Engine.Run(new IsochroneRequest { Origins = [At("a", 500)], Contours = [5], SpeedUncertainty = 0.1 })];

        Assert.Equal([IsochroneCertainty.Sure, IsochroneCertainty.Maybe], rows.Select(r => r.Certainty));
        Assert.True(Holds(rows[0], 500 + 265) && !Holds(rows[0], 500 + 275));
        Assert.True(Holds(rows[1], 500 + 325) && !Holds(rows[1], 500 + 335));
        Assert.True(rows[1].Geometry!.Covers(rows[0].Geometry));
    }

    [Fact]
    public void The_columns_are_those_of_the_contract()
    {
        Isochrone row = Assert.Single(Engine.Run(new IsochroneRequest { Origins = [At("a", 500)], Contours = [15] }));
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            IsochroneProperties.Write(json, row);
            json.WriteEndObject();
        }
        JsonObject properties = JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!.AsObject();

        Assert.Equal(
            ["id", "contour", "metric", "value", "area_m2", "center", "snap_distance_m", "walker", "status", "border_error_m", "stroke",
                "stroke-width", "fill", "fill-opacity"],
            properties.Select(p => p.Key));
        Assert.Equal(900, properties["value"]!.GetValue<double>());
        Assert.Equal("time", properties["metric"]!.GetValue<string>());
        Assert.Equal("ok", properties["status"]!.GetValue<string>());
    }

    [Fact]
    public void Territories_are_the_same_on_every_run_and_share_nothing_but_borders()
    {
        WalkNetwork network = Town.Grid(10, 10, 60).Build();
        var random = new Random(8);
        var request = new IsochroneRequest
        {
            Origins = [.. Enumerable.Range(0, 25).Select(i => At($"o{i}", random.Next(0, 540), random.Next(0, 540)))],
            Contours = [2, 4],
            Overlap = IsochroneOverlap.Split,
        };
        Isochrone[] rows = [.. new IsochroneEngine(network, Town.OneMetreASecond).Run(request)];
        Isochrone[] again = [.. new IsochroneEngine(network, Town.OneMetreASecond).Run(request)];

        Assert.Equal(rows.Select(r => (r.Id, r.Contour, r.Geometry?.AsText())), again.Select(r => (r.Id, r.Contour, r.Geometry?.AsText())));
        Geometry[] whole = [.. rows.Where(r => r.Contour == 4 && r.Geometry is not null).Select(r => r.Geometry!)];
        for (int a = 0; a < whole.Length; a++)
            for (int b = 0; b < a; b++) Assert.True(whole[a].Intersection(whole[b]).Area < 1e-12);
    }

    [Fact]
    public void The_style_for_qgis_is_xml_that_names_the_columns()
    {
        foreach (IsochroneShape shape in Enum.GetValues<IsochroneShape>())
        {
            string text = QgisStyle.Build(shape);
            var style = System.Xml.Linq.XDocument.Parse(text);
            string[] fields =
                [.. style.Descendants("Option").Where(o => (string?)o.Attribute("name") == "field")
                    .Select(o => (string)o.Attribute("value")!)];
            Assert.Equal(shape == IsochroneShape.Polygon ? ["fill", "stroke"] : ["stroke"], fields);
            Assert.Equal("\"value\"", style.Descendants("orderByClause").Single().Value);
        }
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused_at_once()
    {
        var request = new IsochroneRequest { Origins = [], Contours = [] };
        Assert.Throws<InputException>(() => Engine.Run(request));
        Assert.Throws<InputException>(() => Engine.Run(request with { Contours = [5, 0] }));
        Assert.Throws<InputException>(() => Engine.Run(request with { Contours = [double.NaN] }));
    }

    [Fact]
    public void The_number_of_cores_and_the_order_of_runs_change_nothing()
    {
        WalkNetwork network = Town.Grid(12, 12, 60).Build();
        var random = new Random(3);
        var request = new IsochroneRequest
        {
            Origins = [.. Enumerable.Range(0, 150).Select(i => At($"o{i}", random.Next(0, 600), random.Next(0, 600)))],
            Contours = [2, 4],
        };
        Isochrone[] first = [.. new IsochroneEngine(network, Town.OneMetreASecond).Run(request)];
        Isochrone[] alone =
            [.. request.Origins.SelectMany(o => new IsochroneEngine(network, Town.OneMetreASecond).Run(request with { Origins = [o] }))];

        Assert.Equal(first.Select(r => (r.Id, r.Contour, r.Geometry!.AsText())),
            alone.Select(r => (r.Id, r.Contour, r.Geometry!.AsText())));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-3;

    private static bool Holds(Isochrone circle, double east)
    {
        Position p = Town.At(east, 0);
        return circle.Geometry!.Contains(GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat)));
    }

    private static double Metres(Geometry line) => Enumerable.Range(1, line.NumPoints - 1)
        .Sum(i => Geo.LocalMetres.Between(At(line.Coordinates[i - 1]), At(line.Coordinates[i])));

    private static Position At(Coordinate c) => Position.FromDegrees(c.X, c.Y);
}
