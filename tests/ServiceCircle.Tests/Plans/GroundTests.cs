using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// Ground per person where outlines overlap and not all of them surely count: 1,000 people, so that 2.5 m² per person are 2,500 m².
/// </summary>
public class GroundTests
{
    private const string Clause = """ "indicator": "area_per_person", "categories": ["sport"] """, Dated = """ "as_of": "2025", """;

    /// <summary>A ground along the street.</summary>
    private static string Ground(string id, double from, double to, double width, string keys = "") => $$"""
        { "type": "Feature", "properties": { "id": "{{id}}", "category": "sport.pitch"{{keys}} }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to, width)}} } }
        """;

    private const string Open = ", \"opened_on\": \"2020-01-01\"", Later = ", \"opened_on\": \"2030-01-01\"", Undated = "";

    private static Verdict Judge(AnalyticTown town, string value, string study, string scope, params string[] grounds)
    {
        using var folder = new TemporaryFolder();
        folder.Write("grounds.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{string.Join(',', grounds)}} ] }""");
        string path = town.Community("c0", 0, people: 1000).Community("v0", 6000, people: 0, type: "rural")
            .Write(folder, Clause + scope, $""" "operator": ">=", "value": {value} """, study);
        File.WriteAllText(
            path, File.ReadAllText(path)
            .Replace("\"facilities\": [ {", "\"facilities\": [ { \"file\": \"grounds.geojson\" }, {", StringComparison.Ordinal));
        return Assert.Single(Study.Run(StudyFile.Load(path)).Verdicts);
    }

    private static (double, double) Rounded(Verdict verdict) => (Math.Round(verdict.Low!.Value, 1), Math.Round(verdict.High!.Value, 1));

    [Theory]
    [InlineData("2", true)]
    [InlineData("5", null)]
    [InlineData("11", false)]
    public void Ground_around_that_perhaps_is_not_open_yet_counts_perhaps(string value, bool? met)
    {
        // A pitch of 50 m x 50 m is open; the park of 100 m x 100 m around it has no date, and another ground opens later: 2,500 to 10,000
        // m².
        Verdict verdict =
            Judge(new AnalyticTown(), value, Dated, "", Ground("g1", 0, 50, 50, Open), Ground("g2", 0, 100, 100, Undated),
                Ground("g3", 3000, 3050, 50, Later));
        Assert.Equal(met, verdict.Met);
        Assert.Equal((2.5, 10.0), Rounded(verdict));
        Assert.Equal(2.5, Math.Round(verdict.Measured!.Value, 1));
        Assert.Equal(met is null ? ["facilities.columns.opened_on"] : [], verdict.Needs);
    }

    [Fact]
    public void An_outline_that_crosses_itself_is_mended()
    {
        // Drawn corner to corner, the ground is two triangles of 2,500 m²; they lie in a park of 10,000 m².
        string north = AnalyticTown.LatAt(50), south = AnalyticTown.LatAt(-50), west = AnalyticTown.LonAt(0),
            east = AnalyticTown.LonAt(100);
        string crossed = $$"""
            { "type": "Feature", "properties": { "id": "g1", "category": "sport.pitch" }, "geometry": { "type": "Polygon",
              "coordinates": [[[{{west}}, {{south}}], [{{east}}, {{north}}], [{{east}}, {{south}}], [{{west}}, {{north}}], [{{west}}, {{south}}]]] } }
            """;
        Assert.Equal((5.0, 5.0), Rounded(Judge(new AnalyticTown(), "2", "", "", crossed)));
        Assert.Equal((10.0, 10.0), Rounded(Judge(new AnalyticTown(), "2", "", "", crossed, Ground("g2", 0, 100, 100))));
        // Half beside a pitch of 5,000 m², with which the eastern triangle has 1,875 m² in common.
        Assert.Equal((8.1, 8.1), Rounded(Judge(new AnalyticTown(), "2", "", "", crossed, Ground("g2", 50, 150, 50))));
    }

    [Fact]
    public void A_unit_and_an_area_that_cross_themselves_are_mended()
    {
        string Crossed(double from, double to) => $$"""
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "level": "township", "id": "t", "name": "t" }, "geometry": { "type": "Polygon",
              "coordinates": [[[{{AnalyticTown.LonAt(from)}}, {{AnalyticTown.LatAt(-300)}}], [{{AnalyticTown.LonAt(to)}}, {{AnalyticTown.LatAt(300)}}], [{{AnalyticTown.LonAt(to)}}, {{AnalyticTown.LatAt(-300)}}],
                [{{AnalyticTown.LonAt(from)}}, {{AnalyticTown.LatAt(300)}}], [{{AnalyticTown.LonAt(from)}}, {{AnalyticTown.LatAt(-300)}}]]] } } ] }
            """;
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Facility("elder.daycare", 0);
        town.MoreFiles.AddRange([("area.geojson", Crossed(-500, 600)), ("units.geojson", Crossed(-400, 900))]);
        Verdict verdict =
            town.Judge(""" "indicator": "share_of_units", "level": "township", "categories": ["elder.daycare"], "minutes": 15 """,
                """ "operator": ">=", "value": 100, "unit": "%" """,
            """ "area": "area.geojson", "units": { "file": "units.geojson", "levels": ["township"] }, """)[0];
        Assert.Equal((1, 1), (verdict.Numerator, verdict.Denominator));
    }

    [Fact]
    public void Ground_around_that_perhaps_is_rural_counts_perhaps_for_the_town()
    {
        // The pitch says that it is urban, the park around it says nothing and no area tells: 2,500 to 10,000 m².
        Verdict verdict =
            Judge(new AnalyticTown(), "5", "", """, "scope": "urban" """, Ground("g1", 0, 50, 50, ", \"urban_rural\": \"urban\""),
                Ground("g2", 0, 100, 100));
        Assert.Null(verdict.Met);
        Assert.Equal((2.5, 10.0), Rounded(verdict));
    }

    [Fact]
    public void Ground_that_perhaps_joins_two_others_takes_nothing_from_them()
    {
        // Two grounds of 50 m x 100 m that state 5,000 m² each, 50 m apart; one between them without a date meets both: 10,000 m² and at
        // most 5,000 more.
        const string Stated = ", \"area_m2\": 5000" + Open;
        Verdict verdict =
            Judge(new AnalyticTown(), "9.9", Dated, "", Ground("g1", 0, 50, 100, Stated), Ground("g2", 49, 101, 96, Undated),
                Ground("g3", 100, 150, 100, Stated), Ground("g4", 3000, 3050, 50, Later));
        Assert.True(verdict.Met);
        Assert.Equal(10.0, verdict.Low);
        Assert.InRange(verdict.High!.Value, 14.7, 15);
    }

    [Fact]
    public void A_stated_area_of_a_point_may_lie_on_ground_that_is_counted_already()
    {
        // A park of 10,000 m²; in it a pitch with an outline of 2,500 m² that states 100 m², and a point that states 3,000 m²: 10,000 to
        // 13,000 m².
        Verdict verdict =
            Judge(new AnalyticTown().Facility("sport.outdoor", 80, area: 3000), "10.4", "", "", Ground("g1", 0, 100, 100),
                Ground("g2", 0, 50, 50, ", \"area_m2\": 100"));
        Assert.Null(verdict.Met);
        Assert.Equal((10.0, 13.0), Rounded(verdict));
    }
}
