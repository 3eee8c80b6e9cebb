using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Plans;

/// <summary>A file of standards of a planner's own: what is read of it, and how mistakes are shown.</summary>
public sealed class StandardFileTests : IDisposable
{
    private const string Least =
        """ "id": "own-1", "standard": "City rule", "facility": "站", "categories": ["elder.station"], "confidence": "source", "source": "the rule" """,
        Speed = """ "id": "own-slow", "who": "people of 80 years", "metres_per_second": [0.6, null], "confidence": "derived" """;

    private static readonly CategoryCatalogue Categories = CategoryCatalogue.Load();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The rules stand from line 2 on, one a line; the speeds come after.</summary>
    private StandardCatalogue Load(string rules, string speeds = "", string schema = "servicecircle-standard-1") =>
        StandardCatalogue.Load(Categories, _folder.Write("own.json", $$"""
            { "schema": "{{schema}}", "id": "own", "title": "Own", "rules": [
            {{rules}}
            ], "walking_speeds": [ {{speeds}} ] }
            """));

    [Fact]
    public void What_a_rule_does_not_say_is_empty()
    {
        StandardRule rule = Load($"{{ {Least} }}").Find("own-1")!;
        Assert.Equal(("own", "City rule", "站", Confidence.Source, "the rule"),
            (rule.Family, rule.Standard, rule.Facility, rule.Confidence, rule.Source));
        Assert.All((string[])[rule.Clause, rule.Level, rule.Wording, rule.Requirement, rule.Applies, rule.Status], Assert.Empty);
        Assert.All((string?[])[rule.Distance, rule.Doubt, rule.Note], Assert.Null);
        Assert.All((double?[])[rule.RadiusMetres, rule.Minutes, rule.FloorSquareMetresPer100HouseholdsNew,
            rule.FloorSquareMetresPer100HouseholdsExisting], n => Assert.Null(n));
        Assert.All(((double?, double?)?[])[rule.RadiusRangeMetres, rule.PopulationServed, rule.FloorSquareMetres, rule.LandSquareMetres],
            n => Assert.Null(n));
    }

    [Fact]
    public void What_a_rule_says_is_read()
    {
        StandardRule rule = Load($$"""
            { {{Least}}, "clause": "4.2", "radius_m": 300, "minutes": 5, "level": "5", "radius_range_m": [200, 300], "distance": "service_radius", "wording": "不宜大于", "population_served": [1000, null], "floor_area_m2": [150, 200], "land_area_m2": [null, 400], "floor_m2_per_100_households_new": 30, "floor_m2_per_100_households_existing": 20, "requirement": "a lift", "applies": "urban", "status": "draft", "doubt": "blurred", "note": "see 4.3" }
            """).Find("own-1")!;
        Assert.Equal(("4.2", 300, 5, "5", "service_radius", "不宜大于"),
            (rule.Clause, rule.RadiusMetres, rule.Minutes, rule.Level, rule.Distance, rule.Wording));
        Assert.Equal(((200, 300), (1000, null), (150, 200), (null, 400)),
            (rule.RadiusRangeMetres, rule.PopulationServed, rule.FloorSquareMetres, rule.LandSquareMetres));
        Assert.Equal((30, 20), (rule.FloorSquareMetresPer100HouseholdsNew, rule.FloorSquareMetresPer100HouseholdsExisting));
        Assert.Equal(("a lift", "urban", "draft", "blurred", "see 4.3"), (rule.Requirement, rule.Applies, rule.Status, rule.Doubt, rule.Note));
    }

    [Fact]
    public void Walking_speeds_are_read_and_what_they_do_not_say_is_empty()
    {
        StandardCatalogue catalogue = Load("", $$"""
            { {{Speed}} }, { "id": "own-fast", "who": "runners", "metres_per_second": [2, 3], "confidence": "memory", "confidence_note": "abstract only", "source": "a paper", "note": "downhill" }
            """);
        Assert.Equal(new WalkingSpeed("own-slow", "people of 80 years", (0.6, null), Confidence.Derived, "", ""), catalogue.WalkingSpeeds[^2]);
        Assert.Equal(
            new WalkingSpeed("own-fast", "runners", (2, 3), Confidence.Memory, "a paper", "downhill") { ConfidenceNote = "abstract only" },
            catalogue.WalkingSpeeds[^1]);
    }

    [Theory]
    [InlineData("", ", \"radius\": 300", "rules[0].radius", "the key \"radius\"", "perhaps \"radius_m\"")]
    [InlineData("", ", \"radius_m\": \"300 m\"", "rules[0].radius_m", "\"300 m\"", "a number, or null")]
    [InlineData("", ", \"radius_range_m\": 300", "rules[0].radius_range_m", "300", "two numbers [from, to]")]
    [InlineData("", ", \"clause\": 4", "rules[0].clause", "4", "a text in quotation marks")]
    [InlineData("\"City rule\"", "\"\"", "rules[0].standard", "nothing", "a text")]
    [InlineData("\"facility\": \"站\",", "", "rules[0].facility", "nothing", "a text")]
    [InlineData(", \"source\": \"the rule\"", "", "rules[0].source", "nothing", "a text")]
    [InlineData("\"own-1\"", "null", "rules[0].id", "nothing", "a text")]
    [InlineData("\"source\",", "\"sauce\",", "rules[0].confidence", "\"sauce\"", "perhaps \"source\"")]
    [InlineData("\"confidence\": \"source\",", "", "rules[0].confidence", "nothing", "one of source, secondary")]
    [InlineData("elder.station", "elder.stations", "rules[0].categories", "\"elder.stations\"", "elder.station")]
    public void A_mistake_in_a_rule_is_shown_with_its_line_and_path(string old, string with, string where, string found, string expected)
    {
        string rule = old.Length > 0 ? Least.Replace(old, with, StringComparison.Ordinal) : Least + with;
        Assert.NotEqual(Least, rule);
        AssertRefused($"line 2, {where}", found, expected, () => Load($"{{ {rule} }}"));
    }

    [Theory]
    [InlineData("\"own-slow\"", "\"\"", "walking_speeds[0].id", "nothing", "a text")]
    [InlineData("\"confidence\"", "\"notes\": \"n\", \"confidence\"", "walking_speeds[0].notes", "the key \"notes\"", "perhaps \"note\"")]
    [InlineData("[0.6, null]", "0.6", "walking_speeds[0].metres_per_second", "0.6", "two numbers [from, to]")]
    [InlineData("derived", "derive", "walking_speeds[0].confidence", "\"derive\"", "perhaps \"derived\"")]
    public void A_mistake_in_a_walking_speed_is_shown_too(string old, string with, string where, string found, string expected) =>
        AssertRefused($"line 3, {where}", found, expected, () => Load("", $"{{ {Speed.Replace(old, with, StringComparison.Ordinal)} }}"));

    [Fact]
    public void A_file_of_another_schema_is_refused() => AssertRefused(
        "line 1, schema", "\"servicecircle-plan-1\"", "\"servicecircle-standard-1\"", () => Load("", schema: "servicecircle-plan-1"));

    [Fact]
    public void An_id_stands_once_in_a_file() => AssertRefused(
        "line 3, rules[1].id", "the id \"own-1\" a second time", "unique ids", () => Load($"{{ {Least} }},\n{{ {Least} }}"));

    [Fact]
    public void An_id_that_a_shipped_rule_has_is_refused_with_the_file_that_has_it() => AssertRefused(
        "gb50437-daycare-300", "gb50437", "", () => Load($"{{ {Least.Replace("own-1", "gb50437-daycare-300", StringComparison.Ordinal)} }}"));

    [Fact]
    public void Files_are_families_beside_those_that_ship()
    {
        StandardCatalogue catalogue = Load($"{{ {Least} }}");
        Assert.Equal("own", catalogue.Rules[^1].Family);
        Assert.Equal(catalogue.Families.Order(StringComparer.Ordinal), catalogue.Families);
        Assert.Contains("own", catalogue.Families);
        Assert.Equal("own.json", Path.GetFileName(catalogue.FileOf(catalogue.Find("own-1")!)));
        catalogue.RequireRuleOrFamily("own", "study.json", "standards[0]");
        catalogue.RequireRuleOrFamily("own-1", "study.json", "standards[0]");
        AssertRefused("standards[0]", "own-2", "perhaps \"own-1\"", () =>
        {
            catalogue.RequireRuleOrFamily("own-2", "study.json", "standards[0]");
            return catalogue;
        }, "study.json");
    }

    private static void AssertRefused(string where, string found, string expected, Func<StandardCatalogue> load, string file = "own.json")
    {
        InputException e = Assert.Throws<InputException>(load);
        Assert.Equal((file, where), (Path.GetFileName(e.File), e.Where));
        Assert.Contains(found, e.Found, StringComparison.Ordinal);
        Assert.Contains(expected, e.Expected, StringComparison.Ordinal);
    }
}
