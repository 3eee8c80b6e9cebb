using ServiceCircle.Plans;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>New areas, floor areas and supplied values, on both sides of the limit and exactly on it.</summary>
public class NewAreaTests
{
    private const string StudyKeys = """ "new_areas": { "file": "areas.geojson" }, """;

    private static AnalyticTown Town(string households = "1000", string delivered = "\"2024-06-01\"", string floor = "10000")
    {
        var town = new AnalyticTown();
        town.Community("c0", 0);
        town.MoreFiles.Add(("areas.geojson", $$"""
            { "type": "FeatureCollection", "features": [ { "type": "Feature",
              "properties": { "id": "n1", "households": {{households}}, "delivered_on": {{delivered}}, "floor_area_m2": {{floor}} },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(900, 1100)}} } } ] }
            """));
        return town;
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    [InlineData(null, null)]
    public void Eldercare_floor_area_of_30_square_metres_per_100_households(int? area, bool? met)
    {
        Verdict verdict =
            Assert.Single(Town().Facility("elder.daycare", 1000, area: area).Facility("elder.daycare", 1200, area: 5000).Judge(
            """ "indicator": "new_areas", "requires": { "categories": ["elder"], "floor_area_standard": true }, "standards": ["elder-area-30-per-100hh"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """, StudyKeys));
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met is null ? ["facilities.columns.area_m2"] : [], verdict.Needs);
        Assert.Equal(met is null ? (double?)null : met == true ? 0 : 1, verdict.Shortfall);
    }

    [Theory]
    [InlineData("2024-06-01", true)]
    [InlineData("2024-06-02", false)]
    [InlineData("", null)]
    public void Shops_are_open_on_the_day_of_delivery(string opened, bool? met)
    {
        Verdict verdict = Assert.Single(Town().Facility("shop.convenience", 1000, opened: opened).Judge(
            """ "indicator": "new_areas", "requires": { "categories": ["shop"], "open_at_delivery": true } """,
            """ "operator": ">=", "value": 100, "unit": "%" """, StudyKeys));
        Assert.Equal(met, verdict.Met);
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    [InlineData(1001, true)]
    public void Shops_and_services_have_a_tenth_of_the_floor_area(double area, bool met)
    {
        Verdict verdict = Assert.Single(Town().Facility("shop.market", 1000, area: area).Judge(
            """ "indicator": "floor_area_share", "categories": ["shop"] """, """ "operator": ">=", "value": 10, "unit": "%" """,
            StudyKeys));
        Assert.Equal((area / 100, met), (verdict.Measured!.Value, verdict.Met));
    }

    [Fact]
    public void Without_new_areas_their_file_is_what_is_missing()
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Judge(
            """ "indicator": "floor_area_share", "categories": ["shop"] """, """ "operator": ">=", "value": 10, "unit": "%" """));
        Assert.Equal(["new_areas.file"], verdict.Needs);
    }

    [Theory]
    [InlineData(119, 0)]
    [InlineData(120, 1)]
    public void A_health_station_has_its_least_floor_area(double area, double compliant)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0).Facility("health.station", 0, community: "c0", area: area).Judge(
            """ "indicator": "floor_area_standard", "level": "community", "categories": ["health.station"], "standards": ["wanzheng-health-station"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """)[0];
        Assert.Equal((compliant, compliant == 1), (verdict.Numerator!.Value, verdict.Met));
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    public void Existing_communities_have_20_square_metres_per_100_households(double area, bool met)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0, households: 1000).Facility("elder.station", 0, community: "c0", area: area)
        .Judge(
            """ "indicator": "floor_area_standard", "level": "community", "categories": ["elder.station"], "per_100_households": true, "standards": ["elder-area-20-existing"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """)[0];
        Assert.Equal(met, verdict.Met);
    }

    [Theory]
    [InlineData(">=", 90, 89.9, false)]
    [InlineData(">=", 90, 90, true)]
    [InlineData(">", 20, 20, false)]
    [InlineData(">", 20, 20.1, true)]
    [InlineData("<=", 8, 8, true)]
    [InlineData("<=", 8, 8.1, false)]
    [InlineData("<", 8, 8, false)]
    [InlineData("==", 0, 0, true)]
    [InlineData("==", 0, 1, false)]
    public void Supplied_values_are_compared_as_the_clause_says(string op, double value, double supplied, bool met)
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Judge(""" "indicator": "supplied" """,
            FormattableString.Invariant($""" "operator": "{op}", "value": {value}, "unit": "%" """),
            FormattableString.Invariant($$""" "values": { "own-1": {{supplied}} }, """)));
        Assert.Equal((supplied, met, Basis.Supplied), (verdict.Measured!.Value, verdict.Met, verdict.Basis));
    }

    [Fact]
    public void A_supplied_value_decides_and_the_measure_stands_beside_it()
    {
        IReadOnlyList<Verdict> verdicts = new AnalyticTown().Community("c0", 0).Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 60, "unit": "%" """, """ "values": { "own-1": 61 }, """);
        Assert.Equal([Reading.Supplied, Reading.FacilityInUnit, Reading.ResidentsInReach], verdicts.Select(v => v.Reading));
        Assert.Equal([true, false, false], verdicts.Select(v => v.IsDeciding));
        Assert.Equal([true, false, false], verdicts.Select(v => v.Met));
    }

    [Theory]
    [InlineData("firm", "verdict/missed-firm", true)]
    [InlineData("strive", "verdict/missed-strive", false)]
    [InlineData("gradual", "verdict/missed-gradual", false)]
    [InlineData("implied", "verdict/missed-implied", false)]
    public void Only_a_missed_firm_target_is_a_breach(string strength, string remark, bool breach)
    {
        IReadOnlyList<Verdict> verdicts = new AnalyticTown().Community("c0", 0).Judge(
            """ "indicator": "supplied" """, """ "operator": ">=", "value": 60, "unit": "%" """, """ "values": { "own-1": 59 }, """,
            strength);
        Assert.Contains(verdicts[0].Remarks, r => r.Key == remark);
        Assert.Equal(breach, ClauseCount.MissesFirm(verdicts));
    }

    [Theory]
    [InlineData("2024-06-30", true)]
    [InlineData("2024-07-01", false)]
    [InlineData("2025-01-01", false)]
    public void As_of_a_day_only_what_is_open_counts(string opened, bool met)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0).Facility("elder.daycare", 0, community: "c0", opened: opened).Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """, """ "as_of": "2024-06-30", """)[0];
        Assert.Equal(met, verdict.Met);
        Assert.Equal(!met, verdict.Remarks.Any(r => r.Key == "verdict/not-due"));
    }

    [Theory]
    [InlineData("2024-12-31", true)]
    [InlineData("2025-03-01", true)]
    [InlineData("2025-12-30", true)]
    [InlineData("2025-12-31", false)]
    [InlineData("2025", false)]
    [InlineData("2026-01-01", false)]
    public void A_target_of_a_year_is_due_on_its_last_day(string asOf, bool notDue)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0).Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """, $""" "as_of": "{asOf}", """)[0];
        Assert.Equal((false, notDue ? Outcome.NotDue : Outcome.NotMet), (verdict.Met, verdict.Outcome));
        Assert.Equal(notDue, verdict.Remarks.Any(r => r.Key == "verdict/not-due"));
    }

    [Fact]
    public void A_year_means_its_last_day()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Facility("elder.daycare", 0, opened: "2024-12-31")
            .Facility("elder.daycare", 2000, opened: "2025-01-01");
        StudyResult result = town.Run(""" "indicator": "rule" """, study: """ "as_of": "2024", """);
        Assert.Equal(["f1"], result.Facilities.Facilities.Select(f => f.Id));
        Assert.Equal("opens on 2025-01-01, after 2024-12-31", Assert.Single(result.Facilities.Audit).Reason);
    }

    [Fact]
    public void New_built_holds_what_lies_in_a_delivered_new_area()
    {
        // n0 is around 1,000 m and delivered, n1 around 2,000 m and comes later; c1 and a day care of 10 places are in the first.
        AnalyticTown town = new AnalyticTown().Community("c0", 0, people: 900).Community("c1", 1000, people: 100)
            .Community("c2", 2000, people: 500)
            .Facility("elder.daycare", 1000, capacity: 10).Facility("elder.daycare", 0, capacity: 90);
        string Area(int i, string day) => $$"""
            { "type": "Feature", "properties": { "id": "n{{i}}", "delivered_on": "{{day}}" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(1000 * i + 900, 1000 * i + 1100)}} } }
            """;
        town.MoreFiles.Add(
            ("areas.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ {{Area(0, "2024-01-01")}}, {{Area(1, "2027-01-01")}} ] }"""));
        const string Beds = """ "indicator": "per_1000", "of": "capacity", "categories": ["elder.daycare"], "scope": "new_built" """,
            Target = """ "operator": ">=", "value": 100, "unit": "places per 1,000 people" """;
        Verdict verdict = Assert.Single(town.Judge(Beds, Target, """ "new_areas": { "file": "areas.geojson" }, "as_of": "2025", """));
        Assert.Equal((true, 10.0, 100.0), (verdict.Met, verdict.Numerator, verdict.Denominator));
        Assert.Equal(["new_areas.file"], Assert.Single(town.Judge(Beds, Target)).Needs);
    }
}
