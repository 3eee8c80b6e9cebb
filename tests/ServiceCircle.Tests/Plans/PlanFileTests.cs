using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Plans;

/// <summary>Units, values and words of plan files.</summary>
public sealed class PlanFileTests : IDisposable
{
    private static readonly CategoryCatalogue Categories = CategoryCatalogue.Load();
    private static readonly StandardCatalogue Standards = StandardCatalogue.Load(Categories);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Shipped => [.. PlanCatalogue.ShippedIds];

    public void Dispose() => _folder.Dispose();

    private Clause Read(string keys, string quote = "q", int year = 2025)
    {
        string path = _folder.Write("own.json", $$"""
            { "schema": "servicecircle-plan-1", "id": "own", "title": "Own", "year": {{year}}, "clauses": [
            { "id": "a", "clause": "1", "quote": "{{quote}}", "strength": "firm", {{keys}} } ] }
            """);
        return PlanCatalogue.Load(path, Categories, Standards, ("study.json", "plans[0]")).Clauses[0];
    }

    private const string Share = """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """;
    private const string Places = """ "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """;
    private const string Circle = """ "indicator": "walk_circle", "categories": ["sport"] """;
    private const string TwoClasses =
        """ "indicator": "composite_set", "level": "community", "classes": [ { "zh": "a", "en": "a", "categories": ["elder"] }, { "zh": "b", "en": "b", "categories": ["sport"] } ] """;
    private const string Supplied = """ "indicator": "supplied" """;

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_plan_loads_with_units_that_fit(string id)
    {
        Plan plan = PlanCatalogue.Load(id, Categories, Standards, ("test", ""));
        Assert.NotEmpty(plan.Clauses);
        Assert.All(plan.Clauses.Where(c => c is { Value: not null, Operator: not Operator.None }), c => Assert.NotNull(c.Measure));
    }

    [Theory]
    [InlineData(Share, "％", "%", 100)]
    [InlineData(Share, "‰", "‰", 1000)]
    [InlineData(Places, "托位/千人", "places per 1,000 people", 1000)]
    [InlineData(""" "indicator": "count_facilities", "categories": ["elder"] """, "个", "facilities", 1)]
    [InlineData(""" "indicator": "shared_sites", "categories": ["elder"] """, "处", "sites", 1)]
    [InlineData(""" "indicator": "complete_circles", "level": "community", "categories": ["elder"] """, "个", "circles", 1)]
    [InlineData(""" "indicator": "added_capacity", "categories": ["elder.home"], "since": "2021-01-01" """, "个", "places", 1)]
    [InlineData(""" "indicator": "gap", "between": "type", "categories": ["elder"] """, "个百分点", "percentage points", 100)]
    [InlineData(""" "indicator": "gap", "between": "county", "of": "capacity", "categories": ["elder"] """, "个/千人", "per 1,000 people",
        1000)]
    [InlineData(Supplied, "万人次", "10k person-times", 0.0001)]
    public void A_unit_is_read_in_any_spelling(string indicator, string unit, string text, double factor)
    {
        Clause clause = Read($"""{indicator}, "operator": ">=", "value": 20, "unit": "{unit}" """);
        Assert.Equal((text, (decimal)factor), (clause.Unit, clause.Factor));
    }

    [Theory]
    [InlineData(Share, 100)]
    [InlineData(Places, 1000)]
    [InlineData(""" "indicator": "area_per_person", "categories": ["sport"] """, 1)]
    [InlineData(""" "indicator": "count_facilities", "categories": ["elder"] """, 1)]
    [InlineData(""" "indicator": "gap", "between": "county", "of": "capacity", "categories": ["elder"] """, 1000)]
    [InlineData(""" "indicator": "gap", "between": "county", "categories": ["elder"] """, 100)]
    [InlineData(Supplied, 1)]
    public void Without_a_unit_the_customary_one_is_meant(string indicator, int factor)
    {
        Clause clause = Read($"""{indicator}, "operator": ">=", "value": 20 """);
        Assert.Equal(("", (decimal)factor), (clause.Unit, clause.Factor));
    }

    [Theory]
    [InlineData(Share, "\"unit\": \"precent\"", "unit", "perhaps \"percent\"")]
    [InlineData(Supplied, "\"unit\": \"万人刺\"", "unit", "perhaps \"万人")]
    [InlineData(Places, "\"unit\": \"places per 1,000 peple\"", "unit", "perhaps \"places per 1,000 people\"")]
    [InlineData(Share, "\"unit\": \"minutes\"", "unit", "one of \"%\", \"‰\"")]
    [InlineData(Places, "\"unit\": \"%\"", "unit", "\"places per 1,000 people\"")]
    [InlineData(Places, "\"unit\": \"places\"", "unit", "\"per 10,000 people\"")]
    [InlineData(""" "indicator": "walk_circle", "categories": ["sport"], "minutes": 15 """, "\"unit\": \"minutes by road\"", "unit",
        "one of \"minutes\"")]
    [InlineData(""" "indicator": "gap", "between": "type", "categories": ["sport"] """, "\"unit\": \"%\"", "unit",
        "one of \"percentage points\"")]
    [InlineData(Circle, "\"minutes\": 15, \"operator\": \"<=\", \"value\": 10", "value", "15, as in \"minutes\"")]
    [InlineData(Circle, "\"minutes\": 15, \"operator\": \">=\", \"value\": 15", "operator", "\"<=\"")]
    [InlineData(Circle, "\"minutes\": 15, \"operator\": \"<\", \"value\": 15", "operator", "\"<=\"")]
    [InlineData(Circle, "\"minutes\": 15, \"operator\": \"<=\", \"value\": 15, \"interim\": [ { \"year\": 2023, \"value\": 20 } ]",
        "interim", "15, as in \"minutes\"")]
    [InlineData(Circle, "\"operator\": \"<=\", \"doubt\": \"d\"", "minutes", "which the indicator \"walk_circle\" needs")]
    [InlineData(Places, "\"unit\": \"处/万人\"", "unit", "\"per 10,000 people\"")]
    [InlineData(""" "indicator": "gap", "between": "county", "of": "capacity", "categories": ["elder"] """, "\"unit\": \"所/万人\"", "unit",
        "\"per 10,000 people\"")]
    [InlineData(""" "indicator": "per_1000", "of": "physicians", "categories": ["health"] """, "\"unit\": \"张/千人\"", "unit",
        "\"persons per 1,000 people\"")]
    [InlineData(""" "indicator": "count_facilities", "categories": ["elder"] """, "\"unit\": \"张床位\"", "unit", "one of \"facilities\"")]
    [InlineData(TwoClasses, "\"operator\": \">=\", \"value\": 3", "value", "at most 2")]
    [InlineData(TwoClasses, "\"operator\": \">=\", \"value\": 2, \"interim\": [ { \"year\": 2023, \"value\": 3 } ]", "interim",
        "at most 2")]
    [InlineData(Share, "\"unit\": \"%\", \"operator\": \">=\", \"value\": 0.6", "value", "60 for 60 %")]
    [InlineData(Share, "\"operator\": \">=\", \"value\": 0.6", "value", "60 for 60 %")]
    [InlineData(Share, "\"value\": 60", "operator", "how the value is compared")]
    [InlineData(""" "indicator": "units_lacking", "level": "community", "categories": ["elder"] """, "\"unit\": \"%\"", "unit",
        "\"communities\"")]
    [InlineData(Share, "\"unit\": \"%\", \"operator\": \">=\", \"value\": 1", "value", "hundredths")]
    [InlineData(Share, "\"unit\": \"%\", \"operator\": \">=\", \"value\": 101", "value", "at most 100")]
    [InlineData(Share, "\"unit\": \"‰\", \"operator\": \">=\", \"value\": 1001", "value", "at most 1000")]
    [InlineData(Share, "\"unit\": \"%\", \"operator\": \">=\", \"value\": -5", "value", "not negative")]
    [InlineData(Places, "\"operator\": \">=\", \"value\": -5", "value", "not negative")]
    [InlineData(Share, "\"level\": \"township\"", "level", "each key once")]
    [InlineData(Share, "\"people\": \"population_65pluss\"", "people", "perhaps \"population_65plus\"")]
    [InlineData(Share, "\"where\": { \"embeded\": 1 }", "where.embeded", "perhaps \"embedded\"")]
    [InlineData(Share, "\"modes\": [\"bycicle\"]", "modes", "perhaps \"bicycle\"")]
    [InlineData(Share, "\"binding\": \"expeced\"", "binding", "perhaps \"expected\"")]
    [InlineData(Share, "\"counts\": \"al\"", "counts", "perhaps \"all\"")]
    [InlineData(Share, "\"threshold\": 50", "threshold", "at most 1")]
    [InlineData(Share, "\"metres\": 0", "metres", "above 0")]
    [InlineData(Share, "\"metres\": 500, \"minutes\": 10", "metres", "one of them")]
    [InlineData(Share, "\"operator\": \"at least\", \"value\": 60", "operator", "perhaps \"")]
    [InlineData(Share, "\"year\": 20255", "year", "1949 to 2100")]
    [InlineData(Share, "\"interim\": [ { \"year\": 2025, \"value\": 50 } ]", "interim", "to 2024")]
    [InlineData(Share, "\"interim\": [ { \"year\": 2023, \"value\": 50 }, { \"year\": 2023, \"value\": 60 } ]", "interim",
        "each year once")]
    [InlineData(Share, "\"unit\": \"%\", \"interim\": [ { \"year\": 2023, \"value\": 0.5 } ]", "interim", "60 for 60 %")]
    [InlineData(Share, "\"interim\": [ { \"value\": 50 } ]", "interim[0].year", "a year")]
    [InlineData(""" "indicator": "per_1000", "categories": ["health"] """, "\"of\": \"physician\"", "of", "perhaps \"physicians\"")]
    [InlineData(""" "indicator": "share_of_capacity", "of": "capacity", "categories": ["elder.home"] """, "\"part\": \"nursing_bed\"",
        "part", "perhaps \"nursing_beds\"")]
    [InlineData(""" "indicator": "at_least_per_unit", "categories": ["health"] """, "\"level\": \"town\"", "level", "perhaps \"township\"")]
    [InlineData(""" "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """,
        "\"unit\": \"places per 1,000 children\"", "unit", "places per 1,000 people")]
    [InlineData(""" "indicator": "gap", "categories": ["health"] """, "\"between\": \"countie\"", "between", "perhaps \"count")]
    [InlineData(""" "indicator": "at_least_per_unit", "categories": ["health"] """, "\"level\": \"comunity\"", "level",
        "perhaps \"community\"")]
    [InlineData(""" "indicator": "gap", "between": "county" """, "\"of\": \"capacity\"", "classes", "which the indicator \"gap\" needs")]
    [InlineData(""" "indicator": "gap", "between": "county", "study_services": true """, "\"of\": \"capacity\"", "categories",
        "which \"of\" needs")]
    [InlineData(""" "indicator": "share_of_facilities", "where": { "accessible": 1 } """, "\"categories\": []", "categories",
        "at least one category")]
    [InlineData(""" "indicator": "share_of_facilities", "where": { "accessible": 1 } """, "\"categories\": null", "categories",
        "which the indicator \"share_of_facilities\" needs")]
    [InlineData(""" "indicator": "share_of_capacity", "of": "capacity", "part": "inclusive" """, "\"categories\": []", "categories",
        "at least one category")]
    [InlineData(""" "indicator": "share_of_people", "minutes": 15 """, "\"classes\": []", "classes", "at least one class")]
    [InlineData(""" "indicator": "share_of_people", "minutes": 15 """, "\"study_services\": false", "classes",
        "which the indicator \"share_of_people\" needs")]
    [InlineData(""" "indicator": "new_areas" """, "\"requires\": { \"inclusive\": true }", "requires.categories", "every new area")]
    [InlineData(""" "indicator": "new_areas" """, "\"requires\": { \"classes\": [], \"inclusive\": true }", "requires.classes",
        "at least one class")]
    public void What_cannot_be_meant_is_shown_with_its_line_and_what_was_meant(string indicator, string keys, string where, string expected)
    {
        InputException e = Assert.Throws<InputException>(() => Read($"{indicator}, {keys}"));
        Assert.Equal("own.json", Path.GetFileName(e.File));
        Assert.Equal($"line 2, clauses[0].{where}", e.Where);
        Assert.Contains(expected, e.Expected + e.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"minutes\": 15", null)]
    [InlineData("\"minutes\": 15, \"operator\": \"<=\"", 15.0)]
    [InlineData("\"value\": 15", 15.0)]
    [InlineData("\"minutes\": 15, \"threshold\": 0.8", 15.0)]
    [InlineData("\"operator\": \"<=\", \"value\": 15, \"unit\": \"minutes\"", 15.0)]
    public void A_circle_asks_the_same_however_it_is_written(string keys, double? asked)
    {
        Clause clause = Read($"{Circle}, {keys}");
        Assert.Equal((15.0, asked, asked is null ? Operator.None : Operator.AtMost), (clause.Minutes, clause.Value, clause.Operator));
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("\"year\": null,", "nothing")]
    [InlineData("\"year\": 20255,", "the year 20255")]
    [InlineData("\"year\": 0,", "the year 0")]
    [InlineData("\"year\": 1e20,", "the year 1E+20")]
    [InlineData("\"year\": 2025.5,", "the year 2025.5")]
    public void A_plan_has_a_year(string year, string found)
    {
        string path = _folder.Write("own.json", $$"""
            { "schema": "servicecircle-plan-1", "id": "own", "title": "Own", {{year}} "clauses": [ { "id": "a", "clause": "1", "quote": "q", "strength": "firm", "indicator": "rule" } ] }
            """);
        InputException e = Assert.Throws<InputException>(() => PlanCatalogue.Load(path, Categories, Standards, ("study.json", "plans[0]")));
        Assert.Equal(("line 1, year", found, "a year from 1949 to 2100"), (e.Where, e.Found, e.Expected));
    }

    [Fact]
    public void The_number_of_circles_asks_no_level() =>
        Assert.Null(Read(""" "indicator": "complete_circles", "categories": ["elder"] """).Level);

    [Theory]
    [InlineData("0.5%以下", 0.5)]
    [InlineData("控制在0.5 ％以内", 0.5)]
    [InlineData("控制在百分之零点五以内", 0.5)]
    [InlineData("达到1%", 1)]
    public void A_share_of_one_percent_or_less_is_believed_if_the_quote_holds_it(string quote, double value) =>
        Assert.Equal(value,
            Read(FormattableString.Invariant($"""{Share}, "operator": ">=", "value": {value}, "unit": "%" """), quote).Value);

    [Theory]
    [InlineData("达到10.5%")]
    [InlineData("达到60%，服务0.5万人")]
    public void Another_number_of_the_quote_does_not_make_it_one(string quote) =>
        Assert.Throws<InputException>(() => Read($"""{Share}, "operator": ">=", "value": 0.5, "unit": "%" """, quote));

    [Fact]
    public void Growth_may_be_negative_or_more_than_all()
    {
        Assert.Equal(-2, Read($"""{Supplied}, "operator": ">=", "value": -2, "unit": "‰" """).Value);
        Assert.Equal(120, Read($"""{Supplied}, "operator": ">=", "value": 120, "unit": "%" """).Value);
    }

    [Fact]
    public void The_value_of_a_circle_is_its_minutes() =>
        Assert.Equal(10, Read($"""{Circle}, "operator": "<=", "value": 10, "unit": "minutes" """).Minutes);

    [Theory]
    [InlineData("≥", Operator.AtLeast)]
    [InlineData("＞＝", Operator.AtLeast)]
    [InlineData("＞", Operator.MoreThan)]
    [InlineData("≤", Operator.AtMost)]
    [InlineData("＜＝", Operator.AtMost)]
    [InlineData("＜", Operator.LessThan)]
    [InlineData("=", Operator.Equal)]
    [InlineData("＝", Operator.Equal)]
    [InlineData(">=", Operator.AtLeast)]
    [InlineData("==", Operator.Equal)]
    public void Operators_are_read_in_any_width(string text, Operator expected)
    {
        Clause clause = Read($"""{Share}, "operator": "{text}", "value": 60 """);
        Assert.Equal(expected, clause.Operator);
        // Files that we write have the plain form.
        Assert.DoesNotContain(PlanWords.Of(clause.Operator)!, c => c > '~');
    }

    [Fact]
    public void Keys_beside_the_target_are_read()
    {
        Clause clause = Read($"""
            {Share}, "operator": ">=", "value": 90, "unit": "%", "threshold": 0.8, "metres": 500, "modes": ["foot", "bicycle"], "binding": "binding",
            "counts": "all", "subset": "old_estate", "people": "population_65plus", "interim": [ {"{"} "year": 2024, "value": 80 {"}"}, {"{"} "year": 2022, "value": 60 {"}"} ]
            """);
        Assert.Equal([(2022, 60.0), (2024, 80.0)], clause.Interim);
        Assert.Equal(["foot", "bicycle"], clause.Modes);
        Assert.Equal((0.8, 500.0, Binding.Binding, "old_estate", "population_65plus"),
            (clause.Threshold!.Value, clause.Metres!.Value, clause.Binding, clause.Subset!, clause.People));
        Assert.True(clause.Classes[0].CountsAll);
    }
}
