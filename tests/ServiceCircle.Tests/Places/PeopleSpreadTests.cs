using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Osm;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;
using ServiceCircle.Studies.Spreading;
using ServiceCircle.Tests.EndToEnd;
using ServiceCircle.Tests.Plans;
using ServiceCircle.Tests.Towns;
using TemporaryFolder = ServiceCircle.Tests.Formats.TemporaryFolder;

namespace ServiceCircle.Tests.Places;

/// <summary>
/// People of areas at buildings and streets in them, on one straight street where a walk is a difference of two numbers.
/// </summary>
public sealed class PeopleSpreadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10, new long[] { 1, 1, 1 }, new double[] { 4, 3, 3 })]
    [InlineData(7, new long[] { 600, 300, 100 }, new double[] { 4, 2, 1 })]
    [InlineData(8, new long[] { 600, 300, 100 }, new double[] { 5, 2, 1 })]
    [InlineData(0, new long[] { 5, 7 }, new double[] { 0, 0 })]
    [InlineData(3, new long[] { 0, 9 }, new double[] { 0, 3 })]
    [InlineData(10.25, new long[] { 1, 3 }, new double[] { 3, 7.25 })]
    [InlineData(0.9, new long[] { 1, 9 }, new double[] { 0, 0.9 })]
    [InlineData(2.5, new long[] { 4, 5 }, new double[] { 1, 1.5 })]
    public void Quotas_are_rounded_down_and_the_largest_remainders_get_what_is_left(double amount, long[] weights, double[] expected) =>
        Assert.Equal(expected, WholePeople.Deal(amount, weights));

    [Fact]
    public void Every_age_adds_up_to_what_was_dealt_and_no_home_has_more_of_an_age_than_people()
    {
        var random = new Random(5);
        for (int round = 0; round < 300; round++)
        {
            long[] weights = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => 1 + random.NextInt64(1L << random.Next(1, 40)))];
            int aged60 = random.Next(300), aged65 = random.Next(aged60 + 1), aged0 = random.Next(100), aged3 = random.Next(100);
            int total = aged60 + aged0 + aged3 + random.Next(2000);
            (People[] people, double?[] households) =
                WholePeople.Deal(new People(total, aged60, aged0, aged3, aged65), total / 3, weights);
            Assert.Equal(
                (total, aged60, aged65, aged0, aged3, total / 3),
                (people.Sum(p => p.Total), people.Sum(p => p.Aged60Plus), people.Sum(p => p.Aged65Plus), people.Sum(p => p.Aged0To2),
                    people.Sum(p => p.Aged3To6), households.Sum()));
            double all = weights.Sum(w => (double)w);
            for (int i = 0; i < weights.Length; i++)
            {
                People home = people[i];
                Assert.True(home.Total >= 0 && home.Total == Math.Floor(home.Total!.Value));
                Assert.InRange(home.Total.Value, total * (weights[i] / all) - 1, total * (weights[i] / all) + 1);
                Assert.True(home.Aged60Plus + home.Aged0To2 + home.Aged3To6 <= home.Total, $"{home}");
                Assert.True(home.Aged65Plus <= home.Aged60Plus && home.Aged65Plus >= 0, $"{home}");
                Assert.True(households[i] <= home.Total);
            }
        }
    }

    [Fact]
    public void What_is_not_given_stays_not_given_and_more_old_people_than_people_are_dealt_by_weight()
    {
        (People[] people, double?[] households) = WholePeople.Deal(new People(null, 6), null, [2, 1]);
        Assert.Equal([new People(null, 4), new People(null, 2)], people);
        Assert.Equal([null, null], households);
        Assert.Equal([new People(1, 4), new People(0, 2)], WholePeople.Deal(new People(1, 6), null, [2, 1]).People);
    }

    [Fact]
    public void A_place_in_two_areas_is_of_the_first_by_id_and_one_in_none_is_left_out()
    {
        PeopleSpread spread = PeopleSpread.Over(
            new SpreadInput { Over = "buildings" }, [Area("a", 0, 2, 10), Area("a/b", 1, 3, 5), Area("c", 9, 10, 3)],
            [Place(1.5, 3), Place(0.5, 2), Place(2.5, 1), Place(7, 1)]);
        Assert.Equal(
            [("a//1", "A · 1", 6.0, 1.5), ("a//2", "A · 2", 4, 0.5), ("a/b//1", "A/B · 1", 5, 2.5), ("c", "C", 3, 9.5)],
            spread.Communities.Select(c => (c.Id, c.Name, c.People.Total!.Value, c.Position.Lon)));
        Assert.Equal(["a", "a", "a/b", "c"], spread.Communities.Select(c => c.AsGiven.Id));
        Assert.Equal((2, 15.0, 3, 3, 1, 3.0),
            (spread.Areas, spread.PeopleDealt, spread.PlacesFound, spread.Homes, spread.AreasKept, spread.PeopleKept));
    }

    [Fact]
    public void A_building_that_nobody_is_left_for_is_no_home_and_an_area_without_people_stays_as_it_is()
    {
        PeopleSpread spread = PeopleSpread.Over(
            new SpreadInput { Over = "buildings" }, [Area("a", 0, 2, 1), Area("b", 4, 6, 0)], [Place(0.5, 1), Place(1, 5), Place(5, 1)]);
        Assert.Equal([("a/1", 1.0, 1.0), ("b", 0, 5)], spread.Communities.Select(c => (c.Id, c.People.Total!.Value, c.Position.Lon)));
        Assert.Equal((1, 2, 1, 0), (spread.Areas, spread.PlacesFound, spread.Homes, spread.AreasKept));
    }

    /// <summary>
    /// Three buildings of 100 m by 100 m with six levels, none stated (three) and one: 700 people are 420, 210 and 70, who walk 560, 960
    /// and 1,260 m; a day care is at the start of the street, 15 minutes are 1,000 m. Of 70 old people 42, 21 and 7. No building is in B.
    /// </summary>
    [Fact]
    public void People_of_an_area_start_at_its_buildings_and_the_area_stays_the_unit()
    {
        StudyResult result = Study.Run(StudyFile.Load(Write("\"buildings\"")));
        Assert.Equal([420, 210, 70, 50], result.Communities.Select(c => c.People.Total));
        Assert.Equal([42, 21, 7, null], result.Communities.Select(c => c.People.Aged60Plus));
        ServiceSummary daycare = Assert.Single(result.Coverage.Summaries);
        Assert.Equal((750, 630), (daycare.Population, daycare.PopulationCovered));
        Assert.Equal(["A", "B"], result.Units.At(UnitLevels.Community).Select(u => u.Id));
        Assert.Equal([0, 1, 2], result.Units.Members(UnitLevels.Community, 0));
        PeopleSpread spread = result.Givens.Spread!;
        Assert.Equal((1, 3, 3, 1, 1), (spread.Areas, spread.PlacesFound, spread.Homes, spread.LevelsNotStated, spread.AreasKept));
    }

    /// <summary>With one level for what is not stated: 600, 100 and 100 parts of 800.</summary>
    [Fact]
    public void Levels_that_are_not_stated_are_those_that_the_study_says()
    {
        StudyResult result = Study.Run(StudyFile.Load(Write("""{ "over": "buildings", "default_levels": 1 }""", people: 800)));
        Assert.Equal([600, 100, 100, 50], result.Communities.Select(c => c.People.Total));
    }

    /// <summary>The planner's outlines, one of two levels and one of eight: 140 and 560 people.</summary>
    [Fact]
    public void Buildings_of_a_table_have_the_levels_of_its_column()
    {
        string house(int at, int levels) => $$"""
            { "type": "Feature", "properties": { "F": {{levels}} },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(at, at + 20, 20)}} } }
            """;
        _folder.Write("houses.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{house(300, 2)}}, {{house(1200, 8)}} ] }""");
        StudyResult result = Study.Run(StudyFile.Load(
            Write("""{ "over": "buildings", "file": "houses.geojson", "columns": { "levels": "F" } }""")));
        Assert.Equal([140, 560, 50], result.Communities.Select(c => c.People.Total));
        Assert.Equal(140, Assert.Single(result.Coverage.Summaries).PopulationCovered);
        Assert.Contains("houses.geojson", result.Givens.Files.Value.Select(f => f.Name));
    }

    [Fact]
    public void Along_streets_people_live_in_proportion_to_length_and_walk_from_where_they_live()
    {
        StudyResult result = Study.Run(StudyFile.Load(Write("\"streets\"")));
        Community[] homes = [.. result.Communities.Where(c => c.AsGiven.Id == "A")];
        Assert.Equal(700, homes.Sum(c => c.People.Total));
        // 1,500 m of street in pieces of at most 50 m; 700 people are about 23 in each.
        Assert.InRange(homes.Length, 30, 32);
        Assert.All(homes, c => Assert.InRange(c.People.Total!.Value, 22, 24));
        double[] places = [.. homes.Select(c => AnalyticTown.MetresAt(c.Position.Lon)).Order()];
        Assert.All(places.Skip(1).Zip(places), pair => Assert.InRange(pair.First - pair.Second, 45, 50.1));
        Assert.Equal(
            result.Communities.Where(c => AnalyticTown.MetresAt(c.Position.Lon) <= 1000).Sum(c => c.People.Total),
            Assert.Single(result.Coverage.Summaries).PopulationCovered);
        // B has a street, if no building.
        Assert.Equal(0, result.Givens.Spread!.AreasKept);
    }

    [Fact]
    public void A_table_of_totals_takes_the_areas_of_the_units_of_its_names()
    {
        string study = Write("\"buildings\"");
        _folder.Write("areas.csv", "名称,人口\n甲街道,700\n");
        File.WriteAllText(study, File.ReadAllText(study)
            .Replace("areas.geojson", "areas.csv", StringComparison.Ordinal)
            .Replace("\"services\"", "\"units\": { \"file\": \"units.geojson\" }, \"services\"", StringComparison.Ordinal));
        _folder.Write("units.geojson", $$"""
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "level": "township", "id": "t", "name": "甲街道" },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(0, 1500, 300)}} } } ] }
            """);
        StudyResult result = Study.Run(StudyFile.Load(study));
        Assert.Equal([420, 210, 70], result.Communities.Select(c => c.People.Total));
        Assert.Equal([0, 1, 2], result.Units.Members(UnitLevels.Township, 0));
    }

    /// <summary>Nine tenths of an old person live with the others, not in a hut where nobody does.</summary>
    [Fact]
    public void What_is_less_than_a_person_is_where_the_people_are()
    {
        (People[] people, _) = WholePeople.Deal(new People(50, 0.9), null, [1, 9_999]);
        Assert.Equal([(0.0, 0.0), (50.0, 0.9)], people.Select(p => (p.Total!.Value, p.Aged60Plus!.Value)));
    }

    /// <summary>A township and a community may have one number, and rows may be numbered as units are.</summary>
    [Theory]
    [InlineData("1", "甲社区", "community")]
    [InlineData("2", "大镇", "township")]
    [InlineData("9", "大镇", "township")]
    [InlineData("1", "丙社区", null)]
    [InlineData("1", "甲村", null)]
    [InlineData("9", "乙社区", null)]
    public void A_row_has_the_area_of_the_one_unit_that_it_can_mean(string id, string name, string? level)
    {
        AdministrativeUnit Unit(string of, string number, string called) =>
            new(of, number, called, null, GeometryFactory.Default.ToGeometry(new Envelope(0, of.Length, 0, 1)));
        AdministrativeUnit[] units =
        [
            Unit("township", "1", "大镇"), Unit("community", "1", "甲社区"), Unit("community", "2", "乙社区"), Unit("county", "3", "乙社区"),
        ];
        var table = new ServiceCircle.Formats.Table("t.csv", ["id", "name"], [new("line 2", [id, name], null)]);
        Geometry? lent = UnitAreas.Lend(table, new Dictionary<string, string>(), units).Rows[0].Geometry;
        Assert.Equal(level?.Length, lent?.EnvelopeInternal.MaxX);
    }

    /// <summary>Homes at 500, 900 and 1,200 m; the middle of their area is at 750.</summary>
    [Theory]
    [InlineData(0, 1000, new double[] { 420, 210 })]
    [InlineData(1100, 1500, new double[] { 70 })]
    [InlineData(800, 1900, new double[] { 210, 70, 50 })]
    public void Homes_are_in_the_study_s_area_or_not_wherever_the_middle_of_theirs_is(int from, int to, double[] people)
    {
        string study = Write("\"buildings\"");
        _folder.Write("judged.geojson", $$"""
            { "type": "Feature", "properties": {},
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to, 400)}} } }
            """);
        File.WriteAllText(study, File.ReadAllText(study).Replace(
            "\"services\"", "\"area\": \"judged.geojson\", \"services\"", StringComparison.Ordinal));
        StudyResult result = Study.Run(StudyFile.Load(study));
        Assert.Equal(people, result.Communities.Select(c => c.People.Total!.Value));
        Assert.Contains(result.Warnings, w => w.Key == "warning/outside-area");
    }

    [Theory]
    [InlineData("\"3;6层\"", 350)]
    [InlineData("6", 350)]
    [InlineData("\"0\"", 233)]
    [InlineData("2004", null)]
    [InlineData("\"tall\"", null)]
    public void Levels_of_a_table_are_those_that_a_building_can_have(string levels, int? people)
    {
        string house(int at, string of) => $$"""
            { "type": "Feature", "properties": { "levels": {{of}} },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(at, at + 20, 20)}} } }
            """;
        _folder.Write("houses.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{house(300, levels)}}, {{house(1200, "6")}} ] }""");
        StudyFile study = StudyFile.Load(Write("""{ "over": "buildings", "file": "houses.geojson" }"""));
        if (people is null) Assert.Contains("at most 200", Assert.Throws<InputException>(() => Study.Run(study)).Message);
        else Assert.Equal(people.Value, Study.Run(study).Communities[0].People.Total);
    }

    /// <summary>The outline of a relation that says "building" too is the same building; one in its yard is another.</summary>
    [Fact]
    public void A_building_drawn_as_relation_and_outline_is_one()
    {
        const string Tag = "<tag k=\"building\" v=\"apartments\"/>";
        IReadOnlyList<Building> buildings = OsmBuildings.All(_folder.Write("twice.osm", $"""
            <osm version="0.6">{Square(1, 0, 0, 100, Tag)}{Square(11, 25, 25, 50, Tag)}
            <relation id="9"><member type="way" ref="1" role="outer"/><member type="way" ref="11" role="inner"/>
            <tag k="type" v="multipolygon"/>{Tag}</relation></osm>
            """));
        Assert.Equal([new OsmId(OsmType.Way, 11), new OsmId(OsmType.Relation, 9)], buildings.Select(b => b.Id));
    }

    [Fact]
    public void Where_nobody_at_all_could_be_spread_the_headline_says_so()
    {
        string study = Write("\"buildings\"");
        File.WriteAllText(_folder["town.osm"], File.ReadAllText(_folder["town.osm"]).Replace("\"building\"", "\"ruin\"", StringComparison.Ordinal));
        CommandLine.Outcome run = CommandLine.Run("coverage", study, "-o", _folder["out"], "--lang", "en");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 areas (750 people) stay one point each, not spread", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_between_numbers_tell_ids_and_names_apart()
    {
        NameIndex names = NameIndex.Of([("c1", "c1"), ("c11", "c11"), ("x", "35号院"), ("y", "7-1号院")]);
        Assert.Equal(
            [NameIndex.None, 1, NameIndex.None, 2, 3, 3],
            new[] { "c1/1", "C-11", "3-5号院", "35 号院", "7－1号院", "7/1号院" }.Select(names.Find));
    }

    [Fact]
    public void Points_have_no_buildings_in_them_and_a_cache_has_none_either()
    {
        string study = Write("\"buildings\""), areas = File.ReadAllText(_folder["areas.geojson"]);
        _folder.Write("areas.geojson", """
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "id": "A", "population": 5 },
              "geometry": { "type": "Point", "coordinates": [110.001, 30] } } ] }
            """);
        Assert.Equal("communities.spread", Assert.Throws<InputException>(() => Study.Run(StudyFile.Load(study))).Where);
        _folder.Write("areas.geojson", areas);
        Assert.Equal(0, CommandLine.Run("build", _folder["town.osm"], "-o", _folder["town.scnet"], "--quiet").ExitCode);
        File.WriteAllText(study, File.ReadAllText(study).Replace("town.osm", "town.scnet", StringComparison.Ordinal));
        CommandLine.Outcome refused = CommandLine.Run("coverage", study, "-o", _folder["out"], "--quiet");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("town.scnet, a network cache, which holds no buildings", refused.Error, StringComparison.Ordinal);
        File.WriteAllText(study, File.ReadAllText(study).Replace("\"buildings\"", "\"streets\"", StringComparison.Ordinal));
        Assert.Equal(0, CommandLine.Run("coverage", study, "-o", _folder["out"], "--quiet").ExitCode);
    }

    [Theory]
    [InlineData("en", "Hamilton", "A community is here one of 3 places", "1 area (50 people) stays one point, not spread")]
    [InlineData("zh", "最大余数法", "1个区域的人口分配到3处", "另有1个区域（50人）未作分配")]
    public void The_report_says_how_people_were_spread_and_whose_were_not(string language, string method, string spread, string kept)
    {
        CommandLine.Outcome run = CommandLine.Run("coverage", Write("\"buildings\""), "-o", _folder["out"], "--lang", language);
        Assert.Equal(0, run.ExitCode);
        string report = File.ReadAllText(_folder["out/report.html"]);
        foreach (string text in (string[])[method, spread, kept]) Assert.Contains(text, report, StringComparison.Ordinal);
        Assert.Contains(spread, run.Error, StringComparison.Ordinal);
        JsonNode told = JsonNode.Parse(File.ReadAllText(_folder["out/summary.json"]))!["spread"]!;
        Assert.Equal(
            ("buildings", 1, 700, 3, 3, 1, 3, 1, 50),
            ((string)told["over"]!, (int)told["areas"]!, (int)told["population"]!, (int)told["places"]!, (int)told["homes"]!,
                (int)told["levels_not_stated"]!, (int)told["default_levels"]!, (int)told["areas_kept"]!, (int)told["population_kept"]!));
        Assert.Equal(
            ["A", "A", "A", "B"],
            ServiceCircle.Formats.Tables.Read(_folder["out/communities.csv"]) is var table
                ? table.Rows.Select(r => r.Values[table.IndexOf("area")]) : []);
    }

    [Fact]
    public void A_scenario_scales_the_people_of_the_area_that_it_names()
    {
        string study = Write("\"buildings\"");
        _folder.Write("more.json", """{ "name": "m", "changes": [ { "op": "scale_population", "community": "A", "factor": 2 } ] }""");
        CommandLine.Outcome run = CommandLine.Run("whatif", study, _folder["more.json"], "-o", _folder["out"], "--quiet");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonNode after = JsonNode.Parse(File.ReadAllText(_folder["out/scenario/summary.json"]))!;
        Assert.Equal(1450, (int)after["population_total"]!);
        Assert.Equal(1260, (int)after["services"]![0]!["population_covered"]!);
    }

    /// <summary>100 m by 100 m with a yard of 50 m by 50 m cover 7,500 square metres.</summary>
    [Fact]
    public void A_yard_is_no_footprint_and_of_several_levels_the_most_count()
    {
        Building building = Assert.Single(OsmBuildings.All(_folder.Write("yard.osm", $"""
            <osm version="0.6">{Square(1, 0, 0, 100)}{Square(11, 25, 25, 50)}
            <relation id="9"><member type="way" ref="1" role="outer"/><member type="way" ref="11" role="inner"/>
            <tag k="type" v="multipolygon"/><tag k="building" v="apartments"/><tag k="building:levels" v="3;5"/></relation></osm>
            """)));
        Assert.InRange(building.Footprint, 7495, 7505);
        Assert.Equal((5, new OsmId(OsmType.Relation, 9)), (building.Levels, building.Id));
    }

    [Theory]
    [InlineData("6", 6.0)]
    [InlineData("2.5", 2.5)]
    [InlineData("4-6", 6.0)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("many", null)]
    [InlineData("1999", null)]
    [InlineData(null, null)]
    public void Levels_are_read_as_mappers_write_them(string? text, double? levels) => Assert.Equal(levels, Building.LevelsOf(text));

    /// <summary>Las Palmas in squares of a hundredth of a degree, with the people of the neighbourhoods whose points lie in them.</summary>
    [Fact]
    public void In_a_whole_city_every_area_keeps_its_people_to_the_last()
    {
        ServiceCircle.Formats.Table points = ServiceCircle.Formats.Tables.Read(Shared.Path("laspalmas", "communities_located.csv"));
        int people = points.IndexOf("poblacion");
        var areas = points.Rows.GroupBy(r => (X: Math.Floor(r.Geometry!.Coordinate.X * 100), Y: Math.Floor(r.Geometry.Coordinate.Y * 100)))
            .ToDictionary(g => $"x{g.Key.X}y{g.Key.Y}", g => (g.Key, People: g.Sum(r => int.Parse(r.Values[people]!))));
        string features = string.Join(",\n", areas.Select(a => $$"""
            { "type": "Feature", "properties": { "id": "{{a.Key}}", "population": {{a.Value.People}}, "population_60plus": {{a.Value.People / 5}} },
              "geometry": { "type": "Polygon", "coordinates": {{Cell(a.Value.Key.X, a.Value.Key.Y)}} } }
            """));
        _folder.Write("areas.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{features}} ] }""");
        StudyResult result = Study.Run(StudyFile.Load(_folder.Write("study.json", $$"""
            { "network": { "osm": "{{Shared.Path("laspalmas", "laspalmas.osm.pbf")}}" },
              "communities": { "file": "areas.geojson", "spread": "buildings" }, "facilities": [ { "osm": true } ],
              "services": [ { "category": "health", "minutes": 15 } ] }
            """)));
        foreach (var homes in result.Communities.GroupBy(c => c.AsGiven.Id))
        {
            Assert.Equal(areas[homes.Key].People, homes.Sum(h => h.People.Total));
            Assert.Equal(areas[homes.Key].People / 5, homes.Sum(h => h.People.Aged60Plus));
        }
        Assert.Equal(
            areas.Keys.Order(StringComparer.Ordinal),
            result.Communities.Select(c => c.AsGiven.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.True(result.Communities.Count > 5000, $"{result.Communities.Count}");

        static string Cell(double x, double y) => FormattableString.Invariant(
            $"[[[{x / 100},{y / 100}],[{(x + 1) / 100},{y / 100}],[{(x + 1) / 100},{(y + 1) / 100}],[{x / 100},{(y + 1) / 100}],[{x / 100},{y / 100}]]]");
    }

    private static Community Area(string id, double from, double to, double people)
    {
        var area = new Polygon(new LinearRing(
            [new(from, 0), new(to, 0), new(to, 1), new(from, 1), new(from, 0)]));
        return new Community(
            id, id.ToUpperInvariant(), null, null, Position.FromDegrees((from + to) / 2, 0.5), area, new People(people));
    }

    private static SpreadPlace Place(double lon, long weight) => new(Position.FromDegrees(lon, 0.5), weight, true);

    /// <summary>A town on a street of residential kind, with three buildings in area A and none in B; and a study of it.</summary>
    private string Write(string spread, int people = 700)
    {
        string street = string.Concat(Enumerable.Range(-40, 81).Select(i =>
            $"<node id=\"{i + 100}\" lon=\"{AnalyticTown.LonAt(i * 100)}\" lat=\"{AnalyticTown.LatAt(0)}\"/>"));
        string refs = string.Concat(Enumerable.Range(-40, 81).Select(i => $"<nd ref=\"{i + 100}\"/>"));
        _folder.Write("town.osm", $"""
            <osm version="0.6">{street}
            {Square(1001, 450, 10, 100, "<tag k=\"building\" v=\"apartments\"/><tag k=\"building:levels\" v=\"6\"/>")}
            {Square(1011, 850, 10, 100, "<tag k=\"building\" v=\"yes\"/>")}
            {Square(1021, 1150, 10, 100, "<tag k=\"building\" v=\"house\"/><tag k=\"building:levels\" v=\"1\"/>")}
            {Square(1031, 1700, 10, 100, "<tag k=\"building\" v=\"school\"/>")}
            <way id="1">{refs}<tag k="highway" v="residential"/></way></osm>
            """);
        string area(string id, int from, int to, string people) => $$"""
            { "type": "Feature", "properties": { "id": "{{id}}", {{people}} },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to, 300)}} } }
            """;
        _folder.Write("areas.geojson", $$"""
            { "type": "FeatureCollection", "features": [ {{area("A", 0, 1500, $"\"population\": {people}, \"population_60plus\": {people / 10}")}},
              {{area("B", 1600, 2000, "\"population\": 50")}} ] }
            """);
        _folder.Write("daycare.csv", $"id,lon,lat\nf1,{AnalyticTown.LonAt(0)},{AnalyticTown.LatAt(0)}\n");
        return _folder.Write("study.json", $$"""
            { "network": { "osm": "town.osm" }, "communities": { "file": "areas.geojson", "spread": {{spread}} },
              "facilities": [ { "file": "daycare.csv", "category": "elder.daycare" } ],
              "services": [ { "category": "elder.daycare", "minutes": 15 } ] }
            """);
    }

    /// <summary>A square way with its nodes, its south-west corner metres east and north of the start of the street.</summary>
    private static string Square(int id, double east, double north, double side, string tags = "")
    {
        (double East, double North)[] corners = [(0, 0), (side, 0), (side, side), (0, side)];
        return string.Concat(corners.Select((c, i) =>
                $"<node id=\"{id + i}\" lon=\"{AnalyticTown.LonAt(east + c.East)}\" lat=\"{AnalyticTown.LatAt(north + c.North)}\"/>"))
            + $"<way id=\"{id}\">" + string.Concat(Enumerable.Range(0, 5).Select(i => $"<nd ref=\"{id + i % 4}\"/>")) + tags + "</way>";
    }
}
