using ServiceCircle.Places;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>What a name or a date in a table may mean, and what it must not be taken for.</summary>
public sealed class NamesAndDatesTests
{
    private const string Share =
        """ "indicator": "share_of_units", "level": "community", "categories": ["elder.station"], "served_only": true """,
        All = """ "operator": ">=", "value": 100, "unit": "%" """;

    [Theory]
    [InlineData("东风村", 50.0, 50.0)] // The village, not the town of its name.
    [InlineData("东风镇", 100.0, 100.0)] // The town: both villages.
    [InlineData("西山", 50.0, 50.0)]
    [InlineData("东风", 0.0, 100.0)] // Village or town, nobody knows.
    [InlineData("西岗村", 0.0, 50.0)] // A slip of the pen for 西山村, perhaps.
    [InlineData("南洼村", 0.0, 0.0)]
    public void Whom_a_facility_serves_is_who_has_the_name(string serves, double low, double high)
    {
        Verdict verdict = new AnalyticTown().Community("a", 0, township: "东风镇", community: "东风村")
        .Community("b", 3000, township: "东风镇", community: "西山村")
            .Facility("elder.station", 0, community: "东风村", serves: serves).Judge(Share, All).Single();
        Assert.Equal((low, high), (verdict.Low, verdict.High));
        Assert.Equal(low >= 100 ? true : high < 100 ? false : null, verdict.Met);
    }

    [Fact]
    public void An_id_of_two_levels_may_be_either()
    {
        Verdict verdict = new AnalyticTown().Community("1", 0, township: "1").Community("2", 3000, township: "1")
            .Facility("elder.station", 0, serves: "1").Judge(Share, All).Single();
        Assert.Equal((null, 0, 100), (verdict.Met, verdict.Low, verdict.High));
    }

    [Theory]
    [InlineData("城关镇", 1, true)]
    [InlineData("城关", 1, true)]
    [InlineData("城关街道", 1, true)]
    public void The_main_urban_district_is_named_with_or_without_endings(string name, double measured, bool met)
    {
        Verdict verdict = TwoTowns()
            .Judge(""" "indicator": "count_facilities", "categories": ["elder.daycare"], "scope": "main_urban" """,
                """ "operator": ">=", "value": 1 """, MainUrban(name)).Single();
        Assert.Equal((measured, met), (verdict.Measured, verdict.Met));
    }

    [Fact]
    public void A_name_that_no_unit_or_community_has_is_refused_with_the_nearest()
    {
        InputException urban = Assert.Throws<InputException>(() => TwoTowns().Judge("\"indicator\": \"rule\"", study: MainUrban("城管镇")));
        Assert.Contains("units.main_urban", urban.Message, StringComparison.Ordinal);
        Assert.Contains("城关镇", urban.Message, StringComparison.Ordinal);
        InputException pilot =
            Assert.Throws<InputException>(
                () => TwoTowns().Judge("\"indicator\": \"rule\"", study: """ "subsets": { "pilot": { "communities": ["a", "c"] } }, """));
        Assert.Contains("subsets.pilot.communities", pilot.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b", 0, 0)]
    [InlineData("a", 1, 1)]
    [InlineData("a;东凤", 0, 1)] // Nothing has the name: who it is may reach it or not.
    [InlineData("东凤", 0, 1)]
    public void A_circle_with_a_name_that_nothing_has_stays_open(string communities, double low, double high)
    {
        AnalyticTown town = TwoTowns();
        town.MoreFiles.Add(("circles.csv", $"id,communities\n1,{communities}\n"));
        StudyResult result =
            town.Run(Complete, """ "operator": ">=", "value": 1, "unit": "circles" """,
                """ "circle_threshold": 0.8, "circles": { "file": "circles.csv" }, """);
        Assert.Equal((low, high), (result.Verdicts[0].Low, result.Verdicts[0].High));
        Assert.Equal(communities.Contains("东凤", StringComparison.Ordinal), result.Warnings.Any(w => w.Key == "warning/circles-not-found"));
    }

    [Fact]
    public void A_drawn_circle_with_a_community_of_which_no_row_tells_stays_open()
    {
        AnalyticTown town = TwoTowns();
        string Feature(string properties, double from, double to) =>
            $$"""{ "type": "Feature", "properties": { {{properties}} }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to)}} } }""";
        town.MoreFiles.Add(
            ("circles.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{Feature("\"id\": \"1\"", -100, 900)}} ] }"""));
        town.MoreFiles.Add(
            ("units.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ {{Feature("\"id\": \"u1\", \"level\": \"community\"", -100, 300)}}, {{Feature("\"id\": \"u2\", \"level\": \"community\"", 300, 900)}} ] }"""));
        const string circles = """ "circle_threshold": 0.8, "circles": { "file": "circles.geojson" }, """,
            one = """ "operator": ">=", "value": 1, "unit": "circles" """;
        Assert.Equal(true, town.Judge(Complete, one, circles)[0].Met);
        Verdict open = town.Judge(
            Complete, one, circles + """ "units": { "file": "units.geojson", "levels": ["township", "community"] }, """)[0];
        Assert.Equal((null, 0, 1), (open.Met, open.Low, open.High));
    }

    [Theory]
    [InlineData("", 0, 1, 2)] // Undated while another opens in 2030: it may not be there.
    [InlineData("2024", 0, 2, 2)]
    [InlineData("2031", 0, 1, 1)]
    [InlineData("2024", 400, 1, 2)] // Off the street: whose centre it is nobody knows.
    public void A_circle_around_a_centre_that_may_not_be_there_is_open(string opened, double metresNorth, double low, double high)
    {
        Verdict verdict = new AnalyticTown().Community("a", 0).Community("b", 4000).Facility("elder.daycare", 0, opened: "2020-01-01")
        .Facility("elder.daycare", 4000, opened: "2020-01-01")
            .Facility("comm.centre", 0, opened: "2020-01-01").Facility("comm.centre", 4000, opened: opened, metresNorth: metresNorth)
            .Facility("culture.centre", 9000, opened: "2030-01-01")
            .Judge(Complete, """ "operator": ">=", "value": 2, "unit": "circles" """,
                """ "as_of": "2025", "circle_threshold": 0.8, "circles": { "around": "comm.centre", "minutes": 15 }, """).Single();
        Assert.Equal((low, high), (verdict.Low, verdict.High));
    }

    [Fact]
    public void People_off_the_network_may_belong_to_the_circle_around_a_centre()
    {
        // 900 people live 500 m off the street: they may belong to the centre's circle and reach nothing.
        Verdict verdict = new AnalyticTown().Community("a", 0, people: 100).Community("far", 20_000, people: 50)
            .Facility("elder.daycare", 0).Facility("comm.centre", 0)
            .Judge(Complete, """ "operator": ">=", "value": 1, "unit": "circles" """,
                """ "circle_threshold": 0.8, "circles": { "around": "comm.centre", "minutes": 15 }, """).Single();
        Assert.Equal(true, verdict.Met);
        AnalyticTown town = new AnalyticTown().Community("a", 0, people: 100).Facility("elder.daycare", 0).Facility("comm.centre", 0);
        town.Community("off", 0, people: 900, metresNorth: 500);
        Verdict open = town.Judge(
            Complete, """ "operator": ">=", "value": 1, "unit": "circles" """,
            """ "circle_threshold": 0.8, "circles": { "around": "comm.centre", "minutes": 15 }, """).Single();
        Assert.Equal((null, 0, 1), (open.Met, open.Low, open.High));
    }

    [Fact]
    public void A_unit_that_is_not_found_is_told_in_the_words_of_its_level()
    {
        StudyResult result = TwoTowns().Facility("elder.daycare", 3000, township: "南坡镇").Run("\"indicator\": \"rule\"");
        Notice warning = Assert.Single(result.Warnings, w => w.Key == "warning/unit-not-found");
        Assert.Contains("乡镇（街道）", Messages.In(Language.Zh).Text(warning), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-05", "2024-05-01", "2024-05-31", "2024-05")]
    [InlineData("2024", "2024-01-01", "2024-12-31", "2024")]
    [InlineData("2024年", "2024-01-01", "2024-12-31", "2024")]
    [InlineData("2024/2", "2024-02-01", "2024-02-29", "2024-02")]
    [InlineData("2024.9.1", "2024-09-01", "2024-09-01", "2024-09-01")]
    public void A_date_is_as_exact_as_the_table(string text, string first, string last, string written)
    {
        RoughDate date = RoughDate.Read(text)!.Value;
        Assert.Equal((DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture),
            DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture), written), (date.First, date.Last, date.ToString()));
    }

    [Theory]
    [InlineData("9999")]
    [InlineData("9999-12")]
    [InlineData("9999-12-31")]
    public void A_date_that_stands_for_none_is_none(string text) => Assert.Null(RoughDate.Read(text));

    [Theory]
    [InlineData("2025", "2025", true)]
    [InlineData("2025", "2025-03-01", null)]
    [InlineData("2025-02", "2025-03-01", true)]
    [InlineData("2026", "2025", false)]
    public void A_year_alone_may_be_any_day_of_it(string opened, string asOf, bool? met)
    {
        Verdict verdict = new AnalyticTown().Community("a", 0).Facility("elder.daycare", 0, community: "a", opened: opened)
        .Facility("elder.daycare", 3000, community: "b", opened: "2020")
            .Judge(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """, All,
                $""" "as_of": "{asOf}", """)[0];
        Assert.Equal(met, verdict.Met);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(""", "covers": "county" """, true)]
    public void What_a_study_covers_is_said_and_not_assumed(string covers, bool? met)
    {
        Verdict verdict = TwoTowns()
        .Judge(""" "indicator": "count_facilities", "categories": ["elder.daycare"], "covers": "county" """,
            """ "operator": "<=", "value": 1 """,
            $$""" "units": { "levels": ["county", "township", "community"]{{covers}} }, """).Single();
        Assert.Equal(met, verdict.Met);
    }

    [Fact]
    public void A_village_with_the_name_of_the_township_does_not_swallow_its_neighbours()
    {
        // Three villages without outlines; the first is called as the township is.
        var communities = new List<Community>();
        foreach ((string id, string name) in new[] { ("v1", "南坝村"), ("v2", "下滩村"), ("v3", "青石坡林场") })
            communities.Add(
                new Community(id, name, "rural", "南坝镇", Position.FromDegrees(110, 30), new NetTopologySuite.Geometries.Point(110, 30),
                    new People { Total = 100 }));
        UnitMap units = UnitMap.Build(["township", "community"], [], communities, []);
        Assert.Equal(["v1", "v2", "v3"], units.At(UnitLevels.Community).Select(u => u.Id));
        Assert.Equal("南坝镇", Assert.Single(units.At(UnitLevels.Township)).Name);
    }

    [Fact]
    public void Townships_that_rows_name_are_as_many_as_their_names()
    {
        Verdict verdict = new AnalyticTown().Community("a", 0, township: "东风街道").Community("b", 3000, township: "东风镇")
        .Facility("elder.centre", 0, township: "东风街道", community: "a")
            .Judge(""" "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.centre"] """,
                """ "operator": ">=", "value": 1 """).Single();
        Assert.Equal((false, 1, 2), (verdict.Met, verdict.Numerator, verdict.Denominator));
    }

    [Theory]
    [InlineData("甲县", 0)]
    [InlineData("乙县", 1)]
    [InlineData(null, -1)]
    public void Townships_of_one_name_in_two_counties_are_two(string? countyOfFacility, int township)
    {
        Position at = Position.FromDegrees(110, 30);
        var point = new NetTopologySuite.Geometries.Point(110, 30);
        Community[] communities =
        [
            .. new[] { "甲县", "乙县" }.Select(
                (county, i) => new Community($"c{i}", "", "urban", null, at, point, new People { Total = 100 })
            {
                Units = new Dictionary<string, string> { ["county"] = county, ["township"] = "城关镇" },
            }),
        ];
        var units = new Dictionary<string, string> { ["township"] = "城关镇" };
        if (countyOfFacility is not null) units["county"] = countyOfFacility;
        UnitMap map = UnitMap.Build(
            ["county", "township", "community"], [], communities,
            [new Facility("f", "f", ["elder.centre"], at, point, "t") { Units = units }]);
        Assert.Equal(["乙县/城关镇", "城关镇"], map.At("township").Select(u => u.Id).Order(StringComparer.Ordinal));
        // Without its county the facility may be in either.
        int[] of = [map.OfCommunity("township", 0), map.OfCommunity("township", 1)];
        Assert.Equal(township < 0 ? -1 : of[township], map.OfFacility("township", 0));
        Assert.NotEqual(of[0], of[1]);
    }

    [Fact]
    public void A_name_that_means_several_places_but_for_its_ending_serves_none_surely()
    {
        // 新华 may be the village, the estate or the whole street.
        Verdict verdict = new AnalyticTown().Community("a", 0, township: "新华街道", community: "新华社区")
            .Community("b", 3000, township: "新华街道", community: "新华村")
            .Facility("elder.station", 0, serves: "新华").Judge(Share, All).Single();
        Assert.Equal((null, 0, 100), (verdict.Met, verdict.Low, verdict.High));
    }

    [Fact]
    public void A_type_that_is_no_word_may_be_either()
    {
        Verdict verdict = new AnalyticTown().Community("a", 0).Community("b", 3000, type: "urbn")
        .Facility("elder.daycare", 0, community: "a")
            .Judge(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "scope": "urban" """, All)[0];
        Assert.Equal((null, 50, 100), (verdict.Met, verdict.Low, verdict.High));
        Assert.Contains("communities.columns.type", verdict.Needs);
    }

    [Theory]
    [InlineData("2025", "2025-06-30", 0, 20)]
    [InlineData("2025", "2025", 20, 20)]
    public void Places_that_may_open_later_are_not_surely_added(string opened, string asOf, double low, double high)
    {
        Verdict verdict = new AnalyticTown().Community("a", 0).Facility("elder.daycare", 0, community: "a", capacity: 20, opened: opened)
            .Judge(""" "indicator": "added_capacity", "categories": ["elder.daycare"], "since": "2022-01-01" """,
                """ "operator": ">=", "value": 20 """, $""" "as_of": "{asOf}", """).Single();
        Assert.Equal((low, high), (verdict.Low, verdict.High));
    }

    private const string Complete =
        """ "indicator": "complete_circles", "level": "community", "categories": ["elder.daycare"], "minutes": 15 """;

    private static string MainUrban(string name) => $$""" "units": { "levels": ["township", "community"], "main_urban": ["{{name}}"] }, """;

    private static AnalyticTown TwoTowns() =>
        new AnalyticTown().Community("a", 0, township: "城关镇").Community("b", 3000, township: "河口乡")
        .Facility("elder.daycare", 0, community: "a", township: "城关镇");
}
