using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// Where OpenStreetMap is the only source and holds not one facility of a class, the map is more likely silent than the town bare:
/// the verdict is open and asks for a facilities file. A planner's own file that may hold the class is believed.
/// </summary>
public class MapOnlyTests
{
    /// <summary>The same town with its facilities from a file (any category, or only one) or from the map, which has none.</summary>
    private static IReadOnlyList<Verdict> Judge(
        string source, string indicator, string target, AnalyticTown? town = null, string study = "")
    {
        using var folder = new Formats.TemporaryFolder();
        town ??= new AnalyticTown().Community("c0", 0, older: 20);
        town.MoreFiles.Add(("circles.csv", "id,communities\nr0,c0\n"));
        string path = town.Write(folder, indicator, target, """ "circles": { "file": "circles.csv" }, "circle_threshold": 0.5, """ + study);
        string text = File.ReadAllText(path);
        const string Files =
            """[ { "file": "facilities.csv", "columns": { "community": "community", "township": "township", "county": "county" } } ]""";
        Assert.Contains(Files, text);
        File.WriteAllText(path, text.Replace(Files, source));
        return Study.Run(StudyFile.Load(path)).Verdicts;
    }

    private const string Map = """[ { "osm": true } ]""", Table = """[ { "file": "facilities.csv" }, { "osm": true } ]""";
    private const string OfSport = """[ { "file": "facilities.csv", "category": "sport" }, { "osm": true } ]""",
        OfElder = """[ { "file": "facilities.csv", "category": "elder.daycare" } ]""";
    private const string AtLeastOne = """ "operator": ">=", "value": 1 """, All = """ "operator": ">=", "value": 100, "unit": "%" """;

    public static TheoryData<string, string> Kinds => new()
    {
        { """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """, All },
        { """ "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.daycare"] """, AtLeastOne },
        { """ "indicator": "tier_ladder", "tiers": [ { "level": "community", "categories": ["elder.daycare"] } ] """, AtLeastOne },
        { """ "indicator": "composite_set", "level": "community", "classes": [ { "zh": "养老", "en": "elder", "categories": ["elder.daycare"] } ] """, AtLeastOne },
        { """ "indicator": "walk_circle", "categories": ["elder.daycare"], "minutes": 15 """,
            """ "operator": "<=", "value": 15, "unit": "minutes" """ },
        { """ "indicator": "complete_circles", "level": "community", "categories": ["elder.daycare"] """, AtLeastOne },
        { """ "indicator": "share_of_people", "categories": ["elder.daycare"] """, All },
        { """ "indicator": "per_1000", "of": "capacity", "categories": ["elder.daycare"] """, AtLeastOne },
        { """ "indicator": "area_per_person", "categories": ["elder.daycare"] """, AtLeastOne },
        { """ "indicator": "count_facilities", "categories": ["elder.daycare"] """, AtLeastOne },
        { """ "indicator": "shared_sites", "categories": ["elder.daycare"] """, AtLeastOne },
        { """ "indicator": "added_capacity", "categories": ["elder.daycare"], "since": "2021-01-01" """, AtLeastOne },
        { """ "indicator": "floor_area_standard", "level": "community", "categories": ["elder.daycare"], "per_100_households": true, "standards": ["elder-area-20-existing"] """, All },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void None_on_the_map_is_open_and_none_in_a_file_is_a_miss(string indicator, string target)
    {
        AnalyticTown Town() => new AnalyticTown().Community("c0", 0, households: 1000, older: 20);
        foreach (string source in new[] { Map, OfSport })
        {
            IReadOnlyList<Verdict> open = Judge(source, indicator, target, Town());
            Assert.All(open, v => Assert.Null(v.Met));
            Assert.Contains("facilities.file.elder.daycare", open.Single(v => v.IsDeciding).Needs);
            Assert.Equal(Outcome.NotMeasurable, open.Single(v => v.IsDeciding).Outcome);
            Assert.DoesNotContain(open, v => v.Shortfall is not null);
        }
        foreach (string source in new[] { Table, OfElder })
            Assert.Contains(Judge(source, indicator, target, Town()), v => v is { Met: false, IsDeciding: true });
    }

    [Fact]
    public void New_areas_ask_for_the_file_too()
    {
        AnalyticTown Town()
        {
            var town = new AnalyticTown().Community("c0", 0);
            town.MoreFiles.Add(("areas.geojson", $$"""
                { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "id": "n1", "floor_area_m2": 1000 },
                  "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(900, 1100)}} } } ] }
                """));
            return town;
        }
        const string Study = """ "new_areas": { "file": "areas.geojson" }, """;
        foreach (string indicator in new[] { """ "indicator": "new_areas", "requires": { "categories": ["elder.daycare"] } """,
            """ "indicator": "floor_area_share", "categories": ["elder.daycare"] """ })
        {
            Verdict open = Assert.Single(Judge(Map, indicator, All, Town(), Study));
            Assert.Equal((null, "facilities.file.elder.daycare"), (open.Met, Assert.Single(open.Needs)));
            Assert.False(Assert.Single(Judge(Table, indicator, All, Town(), Study)).Met);
        }
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(1500, false)]
    public void A_set_is_missed_where_a_class_that_can_be_seen_is_out_of_reach_and_open_elsewhere(double metres, bool? met)
    {
        // Day cares come from a file; of markets only the map could tell, and it is silent.
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Facility("elder.daycare", metres);
        foreach (string kind in new[] { "\"indicator\": \"share_of_people\"", "\"indicator\": \"walk_circle\"",
            "\"indicator\": \"complete_circles\", \"level\": \"community\"",
            "\"indicator\": \"share_of_units\", \"level\": \"community\"" })
        {
            string target = kind.Contains("walk_circle") ? """ "operator": "<=", "value": 15, "unit": "minutes" """
                : kind.Contains("complete") ? AtLeastOne : All;
            Verdict verdict =
                Judge(OfElder, $$""" {{kind}}, "minutes": 15, "classes": [ { "zh": "养老", "en": "elder", "categories": ["elder.daycare"] }, { "zh": "菜市场", "en": "market", "categories": ["shop.market"] } ] """,
                target, town).First(v => v.Reading is Reading.ResidentsInReach or Reading.Total);
            Assert.Equal(met, verdict.Met);
            if (met is null) Assert.Contains("facilities.file.shop.market", verdict.Needs);
        }
    }

    [Fact]
    public void The_study_itself_says_that_a_service_has_no_facility_at_all()
    {
        StudyResult result = new AnalyticTown().Community("c0", 0).Facility("sport.pitch", 0).Run(""" "indicator": "rule" """);
        Assert.Contains(new Notice("warning/no-facility", ("category", "elder.daycare")), result.Warnings);
        Assert.DoesNotContain(
            new AnalyticTown().Community("c0", 0).Facility("elder.daycare", 0).Run(""" "indicator": "rule" """).Warnings, w =>
                w.Key == "warning/no-facility");
    }

    [Theory]
    [InlineData(200, true)] // enough, whatever there is beside it
    [InlineData(150, null)]
    public void Floor_that_the_map_may_not_show_could_be_enough(double area, bool? met)
    {
        // 1,000 households ask 200 m² of eldercare. Day cares come from a file; of stations only the map could tell, and it is silent.
        const string Floor = """
            "indicator": "floor_area_standard", "level": "community", "per_100_households": true, "standards": ["elder-area-20-existing"],
            "classes": [ { "zh": "日间照料", "en": "day care", "categories": ["elder.daycare"] }, { "zh": "驿站", "en": "station", "categories": ["elder.station"] } ]
            """;
        const string Source = """[ { "file": "facilities.csv", "category": "elder.daycare", "columns": { "community": "community" } } ]""";
        Verdict verdict = Assert.Single(Judge(
            Source, Floor, All, new AnalyticTown().Community("c0", 0, households: 1000).Facility("elder.daycare", 0, community: "c0", area: area)));
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met is null ? ["facilities.file.elder.station"] : [], verdict.Needs);
    }
}
