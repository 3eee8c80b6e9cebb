using System.Text.Json.Nodes;
using ServiceCircle.Output;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>Every kind of indicator on a street whose answers are arithmetic: below the limit, exactly on it, above it.</summary>
public class VerdictTests
{
    /// <summary>Ten communities, 500 m apart, 100 people each; the first so many have a day care at their door.</summary>
    private static AnalyticTown TenWith(int daycares)
    {
        var town = new AnalyticTown();
        for (int i = 0; i < 10; i++) town.Community($"c{i}", 500 * i, older: 20);
        for (int i = 0; i < daycares; i++) town.Facility("elder.daycare", 500 * i, community: $"c{i}");
        return town;
    }

    [Theory]
    [InlineData(5, ">=", 60, false, 1)]
    [InlineData(6, ">=", 60, true, 0)]
    [InlineData(7, ">=", 60, true, 0)]
    [InlineData(6, ">", 60, false, 1)]
    [InlineData(7, ">", 60, true, 0)]
    [InlineData(9, ">=", 95, false, 1)]
    [InlineData(10, ">=", 100, true, 0)]
    public void Share_of_communities_with_a_facility(int with, string op, double value, bool met, double shortfall)
    {
        Verdict verdict = TenWith(with).Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            $""" "operator": "{op}", "value": {value}, "unit": "%" """)[0];
        Assert.Equal(Reading.FacilityInUnit, verdict.Reading);
        Assert.True(verdict.IsDeciding);
        Assert.Equal((with * 10.0, (double)with, 10.0), (verdict.Measured, verdict.Numerator, verdict.Denominator));
        Assert.Equal((met, shortfall, "communities"), (verdict.Met, verdict.Shortfall, verdict.ShortfallUnit));
        Assert.Equal(Enumerable.Range(with, 10 - with).Select(i => $"c{i}"), verdict.Lacking.Select(u => u.Id));
    }

    [Theory]
    [InlineData("gb50437-daycare-300", 300, 4.5, true)]
    [InlineData("gb50437-daycare-300", 400, 4.5, false)]
    [InlineData("gb50180-lc15", 1000, 15.0, true)]
    [InlineData("gb50180-lc15", 1100, 15.0, false)]
    [InlineData("mofcom-circle-15", 1000, 15.0, true)]
    public void A_standard_supplies_the_walk_exactly_to_its_metres(string standard, double metres, double minutes, bool inReach)
    {
        IReadOnlyList<Verdict> verdicts = new AnalyticTown().Community("c0", 0, older: 20)
        .Facility("elder.daycare", metres, community: "elsewhere").Judge(
            $""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "standards": ["{standard}"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """);
        Assert.Equal([Reading.FacilityInUnit, Reading.ResidentsInReach], verdicts.Select(v => v.Reading));
        Assert.Equal((false, inReach), (verdicts[0].Met, verdicts[1].Met));
        Assert.Equal((standard, minutes), (verdicts[1].Limit!.Rule!.Id, verdicts[1].Limit!.Time.Minutes));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(""" "standards": ["gb50180"], """, false)]
    [InlineData(""" "standards": ["gb50180-health-station-300"], """, true)]
    public void A_standard_known_from_memory_counts_only_when_the_study_names_it_itself(string study, bool used)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0).Facility("health.station", 300).Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["health.station"], "standards": ["gb50180-health-station-300"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """, study)[1];
        Assert.Equal(used ? true : null, verdict.Met);
        Assert.Equal(used, verdict.Remarks.Any(r => r.Key == "verdict/unverified"));
        Assert.Equal(used ? [] : ["services.minutes.health.station"], verdict.Needs);
    }

    [Theory]
    [InlineData(0.5, 50, true)]
    [InlineData(0.5, 49, false)]
    [InlineData(0.8, 80, true)]
    [InlineData(0.8, 79, false)]
    public void A_unit_counts_when_the_threshold_share_of_its_people_is_in_reach(double threshold, double near, bool met)
    {
        Verdict verdict = new AnalyticTown()
            .Community("near", 0, older: near, community: "U").Community("far", 3000, older: 100 - near, community: "U")
            .Facility("elder.meal", 0)
            .Judge(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.meal"], "people": "population_60plus" """,
                """ "operator": ">=", "value": 100, "unit": "%" """,
                FormattableString.Invariant($""" "coverage_threshold": {threshold}, "default_minutes": 15, """))[1];
        Assert.Equal(met, verdict.Met);
        Assert.Equal([(0.5, near >= 50), (0.8, near >= 80), (1.0, near >= 100)],
            verdict.Sensitivities.Select(s => (s.Threshold, s.Met!.Value)));
    }

    [Fact]
    public void Villages_are_the_rural_communities_and_may_share_a_facility_that_serves_them()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("v1", 1000, type: "rural").Community("v2", 2000, type: "rural")
            .Facility("elder.mutual", 1000, community: "v1", serves: "v2");
        Verdict verdict =
            town.Judge(""" "indicator": "share_of_units", "level": "village", "categories": ["elder.mutual"] """,
                """ "operator": ">=", "value": 100, "unit": "%" """)[0];
        Assert.Equal((2.0, 2.0, true), (verdict.Numerator, verdict.Denominator, verdict.Met));
        Notice several = Assert.Single(verdict.Remarks, r => r.Key == "verdict/serves-several");
        Assert.Equal("有1个设施同时计入其声明服务的多个单元：f1。", Messages.In(Language.Zh).Text(several));
    }

    [Fact]
    public void A_facility_says_in_its_file_whom_it_serves()
    {
        StudyResult result = new AnalyticTown().Community("c0", 0).Community("c1", 1000)
        .Facility("elder.station", 0, community: "c0", serves: "c0;c1").Facility("elder.station", 0, community: "c0")
            .Run("\"indicator\": \"rule\"");
        using var stream = new MemoryStream();
        FacilityRows.WriteGeoJson(stream, result);
        JsonArray features = JsonNode.Parse(stream.ToArray())!["features"]!.AsArray();
        Assert.Equal(["c0", "c1"], features[0]!["properties"]!["serves"]!.AsArray().Select(s => (string?)s));
        Assert.Null(features[1]!["properties"]!["serves"]);
    }

    [Fact]
    public void A_service_that_comes_home_counts_by_its_service_area_only()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 1000)
            .Facility("elder.station", 0, community: "c0", serves: "c1");
        Verdict verdict = Assert.Single(town.Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.station"], "served_only": true """,
            """ "operator": ">=", "value": 80, "unit": "%" """));
        Assert.Equal((1.0, false, 1.0), (verdict.Numerator, verdict.Met, verdict.Shortfall));
        Assert.Equal("c0", Assert.Single(verdict.Lacking).Id);
    }

    [Fact]
    public void Without_areas_presence_is_unknown_and_the_missing_input_is_named()
    {
        var town = new AnalyticTown { FacilitiesNameCommunities = false };
        Verdict verdict = town.Community("c0", 0).Facility("elder.daycare", 0).Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """)[0];
        Assert.Null(verdict.Measured);
        Assert.Null(verdict.Met);
        Assert.Equal(["units.polygons.community"], verdict.Needs);
        Assert.Equal(Outcome.NotMeasurable, verdict.Outcome);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(201, false)]
    public void Polygons_say_which_unit_a_facility_is_in(double metres, bool met)
    {
        var town = new AnalyticTown { FacilitiesNameCommunities = false };
        town.Community("c0", 0).Facility("elder.daycare", metres);
        town.MoreFiles.Add(("units.geojson", $$"""
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "level": "community", "id": "c0", "name": "C" },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(-200, 200)}} } } ] }
            """));
        Verdict verdict = town.Judge(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """, """ "units": { "file": "units.geojson", "levels": ["community"] }, """)[0];
        Assert.Equal(met, verdict.Met);
    }

    [Theory]
    [InlineData(1, 1, 0, false, 1, 0)]
    [InlineData(1, 1, 1, true, 0, 1)]
    [InlineData(2, 2, 1, false, 1, 1)]
    [InlineData(2, 3, 2, true, 0, 2)]
    public void At_least_so_many_in_every_township(int asked, int inFirst, int inSecond, bool met, double shortfall, double fewest)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, township: "T1").Community("c1", 3000, township: "T2");
        for (int i = 0; i < inFirst; i++) town.Facility("elder.centre", 0, township: "T1");
        for (int i = 0; i < inSecond; i++) town.Facility("elder.centre", 0, township: "T2");
        Verdict verdict =
            Assert.Single(town.Judge(""" "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.centre"] """,
            $""" "operator": ">=", "value": {asked}, "unit": "facilities per unit" """));
        Assert.Equal((met, shortfall, fewest), (verdict.Met, verdict.Shortfall, verdict.Measured));
        Assert.Equal("facilities", verdict.ShortfallUnit);
    }

    [Theory]
    [InlineData("三级甲等", true)]
    [InlineData("3", true)]
    [InlineData("二级甲等", false)]
    [InlineData("", null)]
    public void A_county_with_a_hospital_of_a_grade(string grade, bool? met)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0, township: "T").Facility("health.hospital", 0, township: "T", grade: grade)
        .Judge(
            """ "indicator": "at_least_per_unit", "level": "township", "categories": ["health.hospital"], "where": { "grade": 3 } """,
            """ "operator": ">=", "value": 1, "unit": "facilities per unit" """)[0];
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met is null ? ["facilities.columns.grade"] : [], verdict.Needs);
    }

    [Fact]
    public void A_ladder_is_judged_rung_by_rung_and_no_rung_stands_in_for_another()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 1000)
            .Facility("elder.centre", 0, community: "c0", township: "T1");
        IReadOnlyList<Verdict> verdicts = town.Judge("""
            "indicator": "tier_ladder", "tiers": [ { "level": "county", "categories": ["elder.centre"] }, { "level": "township", "categories": ["elder.centre"] },
            { "level": "community", "categories": ["elder.daycare"] } ]
            """, """ "operator": ">=", "value": 1, "unit": "facilities per unit" """);
        Assert.Equal([null, true, false], verdicts.Select(v => v.Met));
        Assert.Equal(["units.levels.county"], verdicts[0].Needs);
        Assert.Equal(2, verdicts[2].Shortfall);
        Assert.All(verdicts, v => Assert.True(v.IsDeciding));
        Assert.Equal(1, ClauseCount.Of(verdicts).NotMet);
    }

    [Fact]
    public void What_stands_at_one_level_does_not_stand_in_at_another()
    {
        // GB 50180-2018, 5.0.3: a street's centre is no community's day care, nor the other way round, and each is judged where it is
        // asked.
        AnalyticTown town = new AnalyticTown().Community("c0", 0, township: "T1").Community("c1", 1000, township: "T1")
            .Community("c2", 2000, township: "T2")
            .Facility("elder.centre", 0, community: "c0", township: "T1").Facility("elder.daycare", 2000, community: "c2", township: "T2");
        bool?[] Met(string level, string category) => [.. town.Judge(
            $""" "indicator": "share_of_units", "level": "{level}", "categories": ["{category}"] """,
            """ "operator": ">=", "value": 50, "unit": "%" """).Select(v => v.Met).Take(1)];
        Assert.Equal([true], Met("township", "elder.centre"));
        Assert.Equal([true], Met("township", "elder.daycare"));
        Assert.Equal([false], Met("community", "elder.centre"));
        Assert.Equal([false], Met("community", "elder.daycare"));
        // The other township's, or the other community's, does not make up for one that is missing, however many there are.
        for (int i = 0; i < 5; i++) town.Facility("elder.centre", 0, community: "c0", township: "T1");
        Verdict verdict =
            town.Judge(""" "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.centre"] """,
                """ "operator": ">=", "value": 1, "unit": "facilities per unit" """)[0];
        Assert.Equal((false, 0.0, 1.0), (verdict.Met, verdict.Measured, verdict.Shortfall));
    }

    [Theory]
    [InlineData(40, false, 1)]
    [InlineData(41, true, 0)]
    [InlineData(42, true, 0)]
    public void Places_per_1000_people(double places, bool met, double shortfall)
    {
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0, people: 10_000, small: 300).Facility("child.nursery", 0, capacity: places)
            .Judge(""" "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """,
                """ "operator": ">=", "value": 4.1, "unit": "places per 1,000 people" """));
        Assert.Equal((places / 10, met, shortfall, "places"),
            (verdict.Measured!.Value, verdict.Met, verdict.Shortfall, verdict.ShortfallUnit));
    }

    [Theory]
    [InlineData(41, true)]
    [InlineData(40, null)]
    public void A_facility_that_does_not_state_its_places_leaves_a_miss_open_but_not_a_hit(double places, bool? met)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0, people: 10_000).Facility("child.nursery", 0, capacity: places)
        .Facility("child.nursery", 500)
            .Judge(""" "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """,
                """ "operator": ">=", "value": 4.1, "unit": "places per 1,000 people" """)[0];
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met is null ? ["facilities.columns.capacity"] : [], verdict.Needs);
    }

    [Theory]
    [InlineData(2599, false, 1)]
    [InlineData(2600, true, 0)]
    public void Square_metres_per_person(double area, bool met, double shortfall)
    {
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0, people: 1000).Facility("sport.pitch", 0, area: area)
                .Facility("sport.gym", 0, area: 5000)
            .Judge(""" "indicator": "area_per_person", "categories": ["sport"] """,
                """ "operator": ">=", "value": 2.6, "unit": "m² per person" """));
        // The commercial gym does not count toward a public target.
        Assert.Equal((area, met, shortfall, "m2"), (verdict.Numerator!.Value, verdict.Met, verdict.Shortfall, verdict.ShortfallUnit));
    }

    [Theory]
    [InlineData(54, false, 1)]
    [InlineData(55, true, 0)]
    public void Share_of_nursing_beds(double nursing, bool met, double shortfall)
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Facility("elder.home", 0, capacity: 100, nursing: nursing)
            .Judge(""" "indicator": "share_of_capacity", "of": "capacity", "part": "nursing_beds", "categories": ["elder.home"] """,
                """ "operator": ">=", "value": 55, "unit": "%" """));
        Assert.Equal((nursing, met, shortfall), (verdict.Measured!.Value, verdict.Met, verdict.Shortfall));
    }

    [Theory]
    [InlineData(64, "否", false)]
    [InlineData(65, "否", true)]
    [InlineData(65, "", true)]
    [InlineData(64, "", null)]
    public void Share_of_inclusive_places(double inclusive, string other, bool? met)
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0)
            .Facility("child.nursery", 0, capacity: inclusive, inclusive: "是")
            .Facility("child.nursery", 500, capacity: 100 - inclusive, inclusive: other)
            .Judge(""" "indicator": "share_of_capacity", "of": "capacity", "part": "inclusive", "categories": ["child.nursery"] """,
                """ "operator": ">=", "value": 65, "unit": "%" """));
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met is null ? ["facilities.columns.inclusive"] : [], verdict.Needs);
    }

    private const string Set = """
        "indicator": "composite_set", "level": "community", "classes": [ { "zh": "养老", "en": "elder", "categories": ["elder.daycare"] },
        { "zh": "托育", "en": "child", "categories": ["child.nursery"] }{0} ]
        """;

    [Fact]
    public void A_set_counts_communities_with_every_class()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 1500).Facility("elder.daycare", 500)
            .Facility("child.nursery", 1000);
        // c0 reaches both within 1,000 m; c1 reaches both too (1,000 m and 500 m).
        Verdict both = town.Judge(
            Set.Replace("{0}", ""), """ "operator": "all_of", "value": 2, "unit": "facility classes" """, """ "default_minutes": 15, """)[
                0];
        Assert.Equal((true, 2.0, 2.0), (both.Met, both.Measured, both.Numerator));
        // At 14 minutes (933 m) each loses the farther one; the day care keeps the 15 minutes of the study's service.
        Verdict less = town.Judge(
            Set.Replace("{0}", ""), """ "operator": "all_of", "value": 2, "unit": "facility classes" """, """ "default_minutes": 14, """)[
                0];
        Assert.Equal((false, 1.0, 1.0, 1.0), (less.Met, less.Measured, less.Numerator, less.Shortfall));
        Assert.Equal("c0", Assert.Single(less.Lacking).Id);
    }

    [Fact]
    public void A_class_without_category_leaves_the_set_open_unless_another_class_is_missing()
    {
        string set = Set.Replace("{0}", """ , { "zh": "广播电视", "en": "broadcasting", "categories": [] } """);
        const string Target = """ "operator": "all_of", "value": 3, "unit": "facility classes" """, Study = """ "default_minutes": 15, """;
        Verdict open = new AnalyticTown().Community("c0", 0).Facility("elder.daycare", 0).Facility("child.nursery", 0)
            .Judge(set, Target, Study)[0];
        Assert.Null(open.Met);
        Assert.Contains("facilities.class.广播电视", open.Needs);
        Verdict missed = new AnalyticTown().Community("c0", 0).Facility("elder.daycare", 0).Judge(set, Target, Study)[0];
        Assert.False(missed.Met);
    }

    [Theory]
    [InlineData(499, 501, false, 1)]
    [InlineData(500, 500, true, 0)]
    [InlineData(501, 499, true, 0)]
    public void A_walk_circle_holds_when_the_threshold_share_has_everything_within_the_minutes(
        double near, double far, bool met, double shortfall)
    {
        IReadOnlyList<Verdict> verdicts = new AnalyticTown().Community("c0", 0, people: near).Community("c1", 3000, people: far)
        .Facility("sport.pitch", 600)
            .Judge(""" "indicator": "walk_circle", "categories": ["sport"], "minutes": 15 """,
                """ "operator": "<=", "value": 15, "unit": "minutes" """, """ "circle_threshold": 0.5, """);
        Assert.Equal((met, shortfall, near, 1000.0),
            (verdicts[0].Met, verdicts[0].Shortfall, verdicts[0].Numerator, verdicts[0].Denominator));
        // Measured is the share; 600 m at 4 km/h are 9 minutes, and within the limit no minutes are enough for more people.
        Assert.Equal((near / 10, "%"), (verdicts[0].Measured!.Value, verdicts[0].MeasuredUnit));
        Assert.Equal(met ? 9.0 : (double?)null, verdicts[0].Minutes is { } minutes ? Math.Round(minutes, 2) : (double?)null);
        Assert.Equal(50, verdicts[1].Measured);
    }

    [Fact]
    public void Without_a_threshold_of_its_own_a_circle_is_measured_graded_and_not_judged()
    {
        Verdict verdict = new AnalyticTown().Community("near", 0, people: 50).Community("far", 3000, people: 50).Facility("sport.pitch", 0)
            .Judge(""" "indicator": "walk_circle", "categories": ["sport"], "minutes": 15 """,
                """ "operator": "<=", "value": 15, "unit": "minutes" """, """ "coverage_threshold": 0.5, """)[0];
        Assert.Equal((null, 50.0, "%", "C"), (verdict.Met, verdict.Measured!.Value, verdict.MeasuredUnit, verdict.Grade));
        Assert.Equal(["circle_threshold"], verdict.Needs);
        Assert.Equal("far", Assert.Single(verdict.Lacking).Id);
    }

    [Fact]
    public void A_threshold_is_compared_to_the_last_digit()
    {
        // 0.55 of 100 people are 55; in binary fractions it is a little more.
        Verdict verdict = new AnalyticTown().Community("near", 0, people: 55).Community("far", 3000, people: 45).Facility("sport.pitch", 0)
            .Judge(""" "indicator": "walk_circle", "categories": ["sport"], "minutes": 15 """,
                """ "operator": "<=", "value": 15, "unit": "minutes" """, """ "circle_threshold": 0.55, """)[0];
        Assert.Equal((true, 0.0), (verdict.Met, verdict.Shortfall));
    }

    [Fact]
    public void Communities_are_no_circles()
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Facility("shop.market", 500)
            .Judge(""" "indicator": "complete_circles", "level": "community", "categories": ["shop.market"], "minutes": 15 """,
                """ "operator": ">=", "value": 1, "unit": "circles" """));
        Assert.Equal((null, null), (verdict.Met, verdict.Measured));
        Assert.Equal(["circles"], verdict.Needs);
    }

    [Fact]
    public void Centres_make_circles_of_the_communities_that_reach_them_first()
    {
        // Markets at 0 and 3,000 m; c0 and c1 go to the first, c2 to the second, c3 to none. The second has no day care in reach.
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0).Community("c1", 500).Community("c2", 3000).Community("c3", 5500)
            .Facility("shop.market", 0).Facility("shop.market", 3000).Facility("elder.daycare", 0)
            .Judge(""" "indicator": "complete_circles", "level": "community", "categories": ["elder.daycare"], "minutes": 15 """,
                """ "operator": ">=", "value": 2, "unit": "circles" """,
                """ "circles": { "around": "shop.market", "minutes": 15 }, "circle_threshold": 0.9, """));
        Assert.Equal((false, 1.0, 1.0), (verdict.Met, verdict.Measured!.Value, verdict.Shortfall!.Value));
    }

    [Theory]
    [InlineData(1, "city", true, 0)]
    [InlineData(2, "city", true, 0)]
    [InlineData(3, "city", false, 1)]
    [InlineData(3, "county", null, null)]
    [InlineData(2, "county", true, 0)]
    [InlineData(3, "province", false, 1)]
    public void Complete_circles_are_counted_where_the_study_covers_the_whole(double asked, string covers, bool? met, int? shortfall)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 1000).Community("c2", 4000).Facility("shop.market", 500);
        town.MoreFiles.Add(("circles.csv", "id,communities\nr0,c0\nr1,c1\nr2,c2\n"));
        Verdict verdict = Assert.Single(town
            .Judge(""" "indicator": "complete_circles", "level": "community", "categories": ["shop.market"], "minutes": 15, "covers": "city" """,
                $""" "operator": ">=", "value": {asked}, "unit": "circles" """,
                $$""" "units": { "levels": ["community"], "covers": "{{covers}}" }, "circles": { "file": "circles.csv" }, "circle_threshold": 0.9, """));
        Assert.Equal((2.0, met, shortfall), (verdict.Measured!.Value, verdict.Met, verdict.Shortfall));
        Assert.Equal(met is null ? ["units.covers.city"] : [], verdict.Needs);
    }

    [Theory]
    [InlineData(59, true, 0)]
    [InlineData(60, true, 0)]
    [InlineData(61, false, 10)]
    public void Share_of_people_in_reach(double value, bool met, double shortfall)
    {
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0, people: 600).Community("c1", 4000, people: 400).Facility("shop.market", 0)
            .Judge(""" "indicator": "share_of_people", "categories": ["shop.market"], "minutes": 15 """,
                $""" "operator": ">=", "value": {value}, "unit": "%" """));
        Assert.Equal((60.0, met, shortfall, "people"), (verdict.Measured!.Value, verdict.Met, verdict.Shortfall, verdict.ShortfallUnit));
    }

    [Theory]
    [InlineData("2020-12-31", 0, false)]
    [InlineData("2021-01-01", 50, true)]
    public void Added_places_count_from_the_first_day_on(string opened, double measured, bool met)
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Facility("child.nursery", 0, capacity: 50, opened: opened)
            .Judge(""" "indicator": "added_capacity", "categories": ["child.nursery"] """,
                """ "operator": ">=", "value": 50, "unit": "places" """, """ "since": { "own-1": "2021-01-01" }, """));
        Assert.Equal((measured, met), (verdict.Measured!.Value, verdict.Met));
    }

    [Fact]
    public void Added_places_need_the_first_day()
    {
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0).Facility("child.nursery", 0, capacity: 50, opened: "2024-01-01")
            .Judge(""" "indicator": "added_capacity", "categories": ["child.nursery"] """,
                """ "operator": ">=", "value": 50, "unit": "places" """));
        Assert.Equal(["since.own-1"], verdict.Needs);
    }

    [Theory]
    [InlineData("是", "是", 2, true)]
    [InlineData("是", "否", 2, false)]
    [InlineData("是", "", 2, null)]
    [InlineData("是", "", 1, true)]
    public void Facilities_with_an_attribute_are_counted(string first, string second, double asked, bool? met)
    {
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0).Facility("elder.home", 0, embedded: first)
                .Facility("elder.home", 900, embedded: second)
            .Judge(""" "indicator": "count_facilities", "categories": ["elder.home"], "where": { "embedded": 1 } """,
                $""" "operator": ">=", "value": {asked}, "unit": "facilities" """));
        Assert.Equal(met, verdict.Met);
    }

    [Fact]
    public void Sites_with_several_uses_and_shares_of_facilities()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Facility("elder.daycare;health.station", 0, inclusive: "是")
            .Facility("elder.daycare;elder.meal", 2000, inclusive: "否");
        Verdict shared = Assert.Single(town.Judge(""" "indicator": "shared_sites", "categories": ["elder"] """));
        Assert.Equal((1.0, Outcome.NoTarget), (shared.Measured!.Value, shared.Outcome));
        Verdict share = Assert.Single(
            town.Judge(""" "indicator": "share_of_facilities", "categories": ["elder"], "where": { "inclusive": 1 } """,
                """ "operator": ">=", "value": 50, "unit": "%" """));
        Assert.Equal((50.0, true), (share.Measured!.Value, share.Met));
    }

    [Theory]
    [InlineData("20", 1, true)]
    [InlineData("20.1", 1, false)]
    public void A_gap_that_is_to_fall_is_judged_by_the_baseline(string baseline, int _, bool stillOpen)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, people: 80).Community("c1", 4000, people: 20)
            .Community("v", 100, people: 50, type: "rural").Facility("elder.daycare", 0);
        // Town: 80 of 100 in reach; country: 50 of 50; the gap is 20 points.
        Verdict verdict = Assert.Single(town.Judge(""" "indicator": "gap", "between": "type", "categories": ["elder.daycare"] """,
            """ "operator": "decrease", "unit": "percentage points" """, $$""" "baselines": { "own-1": {{baseline}} }, """));
        Assert.Equal((20.0, !stillOpen), (Math.Round(verdict.Measured!.Value, 9), verdict.Met));
    }

    [Fact]
    public void A_direction_without_a_baseline_is_measured_and_asks_for_it()
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0).Facility("elder.mutual", 0, community: "c0").Judge(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.mutual"] """,
            """ "operator": "increase", "unit": "%" """)[0];
        Assert.Equal((100.0, Outcome.NotMeasurable), (verdict.Measured!.Value, verdict.Outcome));
        Assert.Equal(["baselines.own-1"], verdict.Needs);
    }

    [Fact]
    public void The_main_urban_district_is_what_the_study_says()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, people: 300, township: "T1")
            .Community("c1", 4000, people: 700, township: "T2").Facility("shop.market", 0);
        const string Indicator =
            """ "indicator": "share_of_people", "scope": "main_urban", "categories": ["shop.market"], "minutes": 15 """,
            Target = """ "operator": ">=", "value": 100, "unit": "%" """;
        Assert.Equal(["units.main_urban"], Assert.Single(town.Judge(Indicator, Target)).Needs);
        Verdict verdict =
            Assert.Single(town.Judge(Indicator, Target, """ "units": { "levels": ["township", "community"], "main_urban": ["T1"] }, """));
        Assert.Equal((300.0, true), (verdict.Denominator, verdict.Met));
    }

    [Fact]
    public void The_same_figure_stands_per_unit_and_the_units_add_up_to_the_whole()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, people: 600, township: "T1")
        .Community("c1", 500, people: 200, township: "T2").Community("c2", 4000, people: 200, township: "T2")
            .Facility("shop.market", 0);
        Verdict verdict =
            Assert.Single(town.Judge(
                """ "indicator": "share_of_people", "categories": ["shop.market"], "minutes": 15 """,
                """ "operator": ">=", "value": 80, "unit": "%" """));
        Assert.Equal((80.0, true), (verdict.Measured, verdict.Met));
        Assert.Equal([("T1", 100.0, true), ("T2", 50.0, false)], verdict.ByUnit.Select(u => (u.Unit.Id, u.Measured!.Value, u.Met!.Value)));
        Assert.Equal((verdict.Numerator, verdict.Denominator),
            (verdict.ByUnit.Sum(u => u.Numerator), verdict.ByUnit.Sum(u => u.Denominator)));
    }

    [Fact]
    public void A_community_off_the_network_counts_for_presence_and_is_open_for_reach()
    {
        // Two kilometres beyond the eastern end of the street.
        var town = new AnalyticTown();
        town.Community("c0", 0).Community("off", 12000).Facility("elder.daycare", 0, community: "c0");
        IReadOnlyList<Verdict> verdicts =
            town.Judge(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 60, "unit": "%" """, """ "default_minutes": 15, """);
        Assert.Equal((1.0, 2.0, false), (verdicts[0].Numerator, verdicts[0].Denominator, verdicts[0].Met));
        Assert.Null(verdicts[1].Met);
        Assert.Equal(["communities.on_network"], verdicts[1].Needs);
    }
}
