using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Places;

namespace ServiceCircle.Tests.Plans;

/// <summary>The plans and standards that ship, and files of a planner's own.</summary>
public class CatalogueTests
{
    private static readonly CategoryCatalogue Categories = CategoryCatalogue.Load();
    private static readonly StandardCatalogue Standards = StandardCatalogue.Load(Categories);
    private static readonly IReadOnlyList<Plan> Plans = PlanCatalogue.LoadAll(FoundingPlans.Ids, Categories, Standards, "test");

    public static TheoryData<string> PlanIds => [.. FoundingPlans.Ids];

    [Fact]
    public void Five_plans_282_clauses_122_rules()
    {
        Assert.Equal(["city", "hebei", "lps", "sx", "tj"], Plans.Select(p => p.Id));
        Assert.Equal([53, 46, 62, 78, 43], Plans.Select(p => p.Clauses.Count));
        Assert.Equal(282, Plans.SelectMany(p => p.Clauses).Select(c => c.Id).Distinct().Count());
        Assert.Equal(122, Standards.Rules.Select(r => r.Id).Distinct().Count());
        Assert.Equal(13, Standards.WalkingSpeeds.Select(s => s.Id).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(PlanIds))]
    public void Every_quote_is_in_the_plan_word_for_word(string id)
    {
        Plan plan = Plans.Single(p => p.Id == id);
        string? path = SharedData.Find("reference/plans/" + plan.TextFile);
        Assert.SkipWhen(path is null, "shared data not present");
        string text = WithoutBlanks(File.ReadAllText(path!));
        Assert.Empty(plan.Clauses.Where(c => !text.Contains(WithoutBlanks(c.Quote), StringComparison.Ordinal)).Select(c => c.Id));
    }

    private static string WithoutBlanks(string text) => new([.. text.Where(c => !char.IsWhiteSpace(c))]);

    [Fact]
    public void Every_clause_has_a_quote_a_number_a_year_and_a_unit_or_nothing_to_compare()
    {
        foreach (Clause clause in Plans.SelectMany(p => p.Clauses))
        {
            Assert.True(clause.Quote.Length > 3, clause.Id);
            Assert.True(clause.Meaning.Length > 3, clause.Id);
            Assert.Equal(2025, clause.Year);
            Assert.NotEqual("", clause.Number);
            if (clause.Value is not null) Assert.NotEqual("", clause.Unit);
            if (clause.Strength == Strength.Permission) Assert.Equal("rule", clause.Indicator);
        }
    }

    [Theory]
    [InlineData("hebei-community-composite-set", 7, 7)]
    [InlineData("lps-community-composite-set", 6, 6)]
    [InlineData("tj-old-estate-facility-set", 7, 7)]
    [InlineData("sx-community-composite-set", 15, 15)]
    public void Composite_sets_have_their_classes(string id, int classes, double value)
    {
        Clause clause = Plans.SelectMany(p => p.Clauses).Single(c => c.Id == id);
        Assert.Equal((classes, value), (clause.Classes.Count, clause.Value));
    }

    [Theory]
    [InlineData("lps-2025-provincial-districts")]
    [InlineData("city-birth-defects")]
    public void Damaged_values_stay_empty_with_the_reason(string id)
    {
        Clause clause = Plans.SelectMany(p => p.Clauses).Single(c => c.Id == id);
        Assert.Null(clause.Value);
        Assert.NotNull(clause.Doubt);
    }

    [Fact]
    public void Values_agree_with_the_reference_but_for_the_doubtful()
    {
        string? path = SharedData.Find("reference/plan-targets.json");
        Assert.SkipWhen(path is null, "shared data not present");
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path!));
        Dictionary<string, Clause> ours = Plans.SelectMany(p => p.Clauses).ToDictionary(c => c.Id);
        var differing = new List<string>();
        foreach (var target in json.RootElement.GetProperty("targets").EnumerateArray())
        {
            Clause clause = ours[target.GetProperty("id").GetString()!];
            var value = target.GetProperty("value");
            double? theirs = value.ValueKind == System.Text.Json.JsonValueKind.Number ? value.GetDouble() : null;
            if (theirs != clause.Value || !clause.Quote.Contains(target.GetProperty("quote").GetString()!, StringComparison.Ordinal)
                || target.GetProperty("plan").GetString() != clause.Plan)
                differing.Add(clause.Id);
        }
        // Doubtful, or a number without a comparison (24 hours, seven functions named in passing).
        Assert.All(differing, id => Assert.True(ours[id].Doubt is not null || ours[id].Operator == Operator.None, id));
    }

    [Fact]
    public void Rules_from_memory_are_unverified_and_the_doubtful_have_no_single_radius()
    {
        Assert.False(Standards.Find("gb50180-health-station-300")!.IsVerified);
        Assert.True(Standards.Find("gb50437-daycare-300")!.IsVerified);
        Assert.All(Standards.Rules.Where(r => r.Doubt is not null), r => Assert.Null(r.RadiusMetres));
        Assert.All(Standards.Rules, r => Assert.NotEqual("", r.Source));
    }

    [Fact]
    public void Every_kind_of_indicator_is_used_by_a_plan() =>
        Assert.Equal(IndicatorTable.Kinds.Select(k => k.Id).Order(),
            FoundingPlans.AndDuties.SelectMany(p => p.Clauses).Select(c => c.Indicator).Distinct().Order());

    private static string Own(string clause) => $$"""
        {
          "schema": "servicecircle-plan-1", "id": "own", "title": "Own", "year": 2030,
          "clauses": [
            {{clause}}
          ]
        }
        """;

    [Theory]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "share_of_unit", "strength": "firm" }""",
        "line 4, clauses[0].indicator", "perhaps \"share_of_units\"")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "supplied", "strenght": "firm", "strength": "firm" }""",
        "line 4, clauses[0].strenght", "perhaps \"strength\"")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "share_of_units", "level": "townsip", "categories": ["elder"], "strength": "firm" }""", "line 4, clauses[0].level", "perhaps \"township\"")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "share_of_units", "level": "village", "categories": ["elder.daycar"], "strength": "firm" }""", "line 4, clauses[0].categories", "elder.daycare")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "supplied", "level": "village", "strength": "firm" }""",
        "line 4, clauses[0].level", "a key of the indicator \"supplied\"")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "supplied", "standards": ["gb50437-daycare-30"], "strength": "firm" }""", "line 4, clauses[0].standards", "perhaps \"gb50437-daycare-300\"")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "supplied", "operator": ">=", "strength": "firm" }""",
        "line 4, clauses[0].value", "a number")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "supplied", "value": "60", "strength": "firm" }""",
        "line 4, clauses[0].value", "a number, or null")]
    [InlineData("""{ "id": "a", "clause": "1", "quote": "q", "indicator": "count_facilities", "categories": ["elder"], "where": { "embeded": 1 }, "strength": "firm" }""", "line 4, clauses[0].where.embeded", "perhaps \"embedded\"")]
    [InlineData("""{ "id": "a", "clause": "1", "indicator": "supplied", "strength": "firm" }""", "line 4, clauses[0].quote", "a text")]
    public void A_mistake_is_shown_with_its_line_and_path_and_what_was_meant(string clause, string where, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("own.json", Own(clause));
        InputException e = Assert.Throws<InputException>(() => PlanCatalogue.Load(path, Categories, Standards, ("study.json", "plans[0]")));
        Assert.Equal(where, e.Where);
        Assert.Contains(expected, e.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_a_file_come_in_one_message()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("own.json", Own("""
            { "id": "a", "clause": "1", "quote": "q", "indicator": "suplied", "strength": "firm" },
                { "id": "b", "clause": "2", "quote": "q", "indicator": "supplied", "strength": "frim" }
            """));
        InputException e = Assert.Throws<InputException>(() => PlanCatalogue.Load(path, Categories, Standards, ("study.json", "plans[0]")));
        Assert.Contains("line 4, clauses[0].indicator", e.Message, StringComparison.Ordinal);
        Assert.Contains("line 5, clauses[1].strength", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_comma_is_shown_with_its_line()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("own.json", "{\n  \"schema\": \"servicecircle-plan-1\"\n  \"id\": \"own\"\n}");
        Assert.Equal("line 3", Assert.Throws<InputException>(() => PlanCatalogue.Load(path, Categories, Standards, ("", ""))).Where);
    }

    [Fact]
    public void Other_encodings_than_UTF_8_are_refused_in_words()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("own.json", [.. "{ \"id\": \""u8, 0xD5, 0xC5, .. "\" }"u8]);
        Assert.Equal("bytes that are not UTF-8",
            Assert.Throws<InputException>(() => PlanCatalogue.Load(path, Categories, Standards, ("", ""))).Found);
    }

    [Theory]
    [InlineData(""" "standards": ["gb5018"], """, "standards[0]", "perhaps \"gb50180\"")]
    [InlineData(""" "units": { "levels": ["townships"] }, """, "units.levels", "township")]
    [InlineData(""" "as_of": "2025-13-01", """, "as_of", "a day such as 2025-06-30")]
    [InlineData(""" "default_minutes": 0, """, "default_minutes", "above 0")]
    public void Slips_in_the_study_are_shown_where_they_are(string keys, string where, string expected)
    {
        InputException e =
            Assert.Throws<InputException>(() => new AnalyticTown().Community("c0", 0).Run(""" "indicator": "rule" """, study: keys));
        Assert.EndsWith(where, e.Where, StringComparison.Ordinal);
        Assert.Contains(expected, e.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_for_a_clause_that_no_plan_has_is_a_warning()
    {
        StudyResult result = new AnalyticTown().Community("c0", 0)
            .Run(""" "indicator": "supplied" """, study: """ "values": { "own-2": 5 }, """);
        Assert.Contains(result.Warnings, w => w == new Notice("warning/no-such-clause", ("where", "values.own-2"), ("near", "own-1")));
    }

    [Fact]
    public void An_unknown_plan_or_standard_comes_with_the_nearest()
    {
        InputException plan =
            Assert.Throws<InputException>(() => PlanCatalogue.Load("hebie", Categories, Standards, ("study.json", "plans[0]")));
        Assert.Equal(("plans[0]", "perhaps \"hebei\""), (plan.Where, plan.Expected));
        InputException rule = Assert.Throws<InputException>(() => Standards.Require("gb50180-lc51", "study.json", "services[0].standard"));
        Assert.Contains("gb50180-lc", rule.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_standard_of_ones_own_is_read_from_its_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("own.json", """
            { "schema": "servicecircle-standard-1", "id": "own", "title": "Own", "rules": [
              { "id": "own-250", "standard": "City rule", "facility": "站", "categories": ["elder.station"], "radius_m": 250, "confidence": "source", "source": "the rule" } ] }
            """);
        StandardRule rule = StandardCatalogue.Load(Categories, path).Find("own-250")!;
        Assert.Equal((250, "own", true), (rule.RadiusMetres, rule.Family, rule.IsVerified));
    }
}
