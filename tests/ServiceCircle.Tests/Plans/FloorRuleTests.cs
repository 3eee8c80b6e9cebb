using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>Floor area of several classes, each by the rule that is on it, and shares of floor in several areas.</summary>
public class FloorRuleTests
{
    private const string StudyKeys = """ "new_areas": { "file": "areas.geojson" }, """,
        All = """ "operator": ">=", "value": 100, "unit": "%" """;
    private const string Elder = """{ "zh": "养老", "en": "e", "categories": ["elder.station"] }""",
        Health = """{ "zh": "卫生", "en": "h", "categories": ["health.station"] }""",
        Parcels = """{ "zh": "快递", "en": "p", "categories": ["svc.courier"] }""";

    /// <summary>Areas of 1,000 households and 10,000 m² of floor around 1,000 m, 2,000 m ...</summary>
    private static AnalyticTown Town(int areas = 1)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0);
        IEnumerable<string> features = Enumerable.Range(1, areas).Select(i => $$"""
            { "type": "Feature", "properties": { "id": "n{{i}}", "households": 1000, "floor_area_m2": 10000 },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(1000 * i - 100, 1000 * i + 100)}} } }
            """);
        town.MoreFiles.Add(("areas.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{string.Join(',', features)}} ] }"""));
        return town;
    }

    [Theory]
    [InlineData(350, 200, true)]
    [InlineData(150, 200, false)]
    [InlineData(350, 140, false)]
    public void A_new_area_has_of_every_class_the_floor_that_the_rule_on_it_asks(double elder, double health, bool met)
    {
        // 1,000 households: 300 m² of eldercare on sites of 350 m² and more, 70 m² of health stations on sites of 150 m² and more.
        foreach (string rules in (string[])[
            "\"changsha-2021-elder\", \"changsha-2021-health-station\"", "\"changsha-2021-health-station\", \"changsha-2021-elder\""])
        {
            Verdict verdict =
                Assert.Single(Town().Facility("elder.station", 1000, area: elder).Facility("health.station", 1050, area: health).Judge(
                $$""" "indicator": "new_areas", "requires": { "classes": [ {{Elder}}, {{Health}} ], "floor_area_standard": true }, "standards": [ {{rules}} ] """, All, StudyKeys));
            Assert.Equal(met, verdict.Met);
            Assert.Equal(2, verdict.Remarks.Count(r => r.Key == "verdict/floor-standard"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_class_that_no_rule_is_on_any_facility_will_do_but_one_must_be_there(bool isThere)
    {
        AnalyticTown area = Town().Facility("elder.station", 1000, area: 350),
            home = new AnalyticTown().Community("c0", 0).Facility("health.station", 0, community: "c0", area: 150);
        if (isThere) area.Facility("svc.courier", 1050);
        if (isThere) home.Facility("svc.courier", 0, community: "c0");
        Verdict inArea = Assert.Single(area.Judge(
            $$""" "indicator": "new_areas", "requires": { "classes": [ {{Elder}}, {{Parcels}} ], "floor_area_standard": true }, "standards": ["changsha-2021-elder"] """, All, StudyKeys));
        Verdict perSite =
            Assert.Single(home.Judge(
                $$""" "indicator": "floor_area_standard", "level": "community", "classes": [ {{Health}}, {{Parcels}} ], "standards": ["wanzheng-health-station"] """, All));
        Assert.Equal((isThere, isThere), (inArea.Met, perSite.Met));
        Assert.All((Verdict[])[inArea, perSite], v => Assert.Contains(v.Remarks, r => r.Key == "verdict/floor-no-rule"));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(199, false)]
    public void The_floor_of_the_services_that_the_study_asks_is_that_of_their_rule(double area, bool met)
    {
        // The study asks for day care, of which 1,000 households need 200 m².
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0, households: 1000).Facility("elder.daycare", 0, community: "c0", area: area)
                .Judge(
            """ "indicator": "floor_area_standard", "level": "community", "per_100_households": true, "standards": ["elder-area-20-existing"], "study_services": true """, All));
        Assert.Equal((met, Basis.Attributes), (verdict.Met, verdict.Basis));
    }

    [Fact]
    public void Classes_that_one_rule_is_on_have_its_floor_together_and_others_must_be_there()
    {
        // 1,000 households ask 200 m² of eldercare: 120 m² of a station and 80 m² of a day care; and a parcel point of any size.
        const string Clause =
            """ "indicator": "floor_area_standard", "level": "community", "per_100_households": true, "standards": ["elder-area-20-existing"], """
            + $$""" "classes": [ {{Elder}}, { "zh": "b", "en": "b", "categories": ["elder.daycare"] }, {{Parcels}} ] """;
        AnalyticTown town = new AnalyticTown().Community("c0", 0, households: 1000).Facility("elder.station", 0, community: "c0", area: 120)
            .Facility("elder.daycare", 0, community: "c0", area: 80);
        Assert.False(Assert.Single(town.Judge(Clause, All)).Met);
        Assert.True(Assert.Single(town.Facility("svc.courier", 0, community: "c0").Judge(Clause, All)).Met);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""" "standards": ["health-station-150m2"], """, false)]
    public void The_rule_that_the_study_names_comes_before_the_first_listed(string study, bool met)
    {
        // 130 m²: enough for the rule of 120 m², which is listed first, and too little for that of 150 m².
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0).Facility("health.station", 0, community: "c0", area: 130).Judge(
            """ "indicator": "floor_area_standard", "level": "community", "categories": ["health.station"], "standards": ["wanzheng-health-station", "health-station-150m2"] """, All, study));
        Assert.Equal(met, verdict.Met);
    }

    [Theory]
    [InlineData("%", ">=", 10, 12, 0.1)]
    [InlineData("‰", ">=", 100, 120, 1)]
    [InlineData("%", "<=", 10, 12, 0.1)]
    [InlineData("‰", "<=", 100, 120, 1)]
    public void Every_area_must_comply_in_any_unit_and_the_worst_is_measured(
        string unit, string op, double value, double most, double least)
    {
        // Of 10,000 m² each, 1,200 m² in one area and 10 m² in the other.
        Verdict verdict = Assert.Single(Town(2).Facility("shop.market", 1000, area: 1200).Facility("shop.market", 2000, area: 10).Judge(
            """ "indicator": "floor_area_share", "categories": ["shop"] """,
            FormattableString.Invariant($""" "operator": "{op}", "value": {value}, "unit": "{unit}" """), StudyKeys));
        double worst = op == "<=" ? most : least;
        Assert.Equal((false, worst, worst, worst), (verdict.Met, verdict.Measured, verdict.Low, verdict.High));
        Assert.Equal((1.0, 2.0, 1.0), (verdict.Numerator, verdict.Denominator, verdict.Shortfall));
    }

    [Fact]
    public void A_share_with_a_blank_area_has_bounds()
    {
        // 500 m² and a shop that does not state its floor, of 10,000 m²: 5 % or more.
        Verdict verdict = Assert.Single(Town().Facility("shop.market", 1000, area: 500).Facility("shop.market", 1050).Judge(
            """ "indicator": "floor_area_share", "categories": ["shop"] """, """ "operator": ">=", "value": 10, "unit": "%" """,
            StudyKeys));
        Assert.Equal((null, 5.0, 5.0, null), (verdict.Met, verdict.Measured, verdict.Low, verdict.High));
    }
}
