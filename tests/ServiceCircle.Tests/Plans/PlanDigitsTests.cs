using System.Text.Json;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Tests.EndToEnd;
using ServiceCircle.Tests.Places;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// No number of a plan is lost and none is invented: each number of a text is in the quote of a clause or in the plan's list
/// of numbers that are no target (digits/PLAN.json), and the value of each clause is in its quote.
/// </summary>
public class PlanDigitsTests
{
    private static readonly CategoryCatalogue Categories = CategoryCatalogue.Load();
    private static readonly IReadOnlyList<Plan> Plans =
        PlanCatalogue.LoadAll(FoundingPlans.Ids, Categories, StandardCatalogue.Load(Categories), "test");

    private static readonly string Folder =
        Path.Combine(QuickstartFilesTests.QuickstartFolder(), "..", "..", "tests", "ServiceCircle.Tests", "Plans", "digits");

    private static readonly JsonSerializerOptions Strict =
        new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>Words around numbers that are no target, and why they are none: a date, a heading, a name.</summary>
    /// <param name="Text">As in the plan; blanks do not matter.</param>
    /// <param name="Why">What the number is instead.</param>
    /// <param name="Times">How often the words stand in the text.</param>
    private sealed record NoTarget(string Text, string Why, int Times = 1);

    private sealed record DigitsFile(string Plan, IReadOnlyList<NoTarget> NoTargets);

    /// <summary>Plans whose list is there.</summary>
    public static TheoryData<string> Listed => [.. ListedIds];

    private static IEnumerable<string> ListedIds =>
        Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    [Fact]
    public void Every_plan_has_a_list() => Assert.Equal(FoundingPlans.Ids.Order(StringComparer.Ordinal), ListedIds);

    [Theory]
    [MemberData(nameof(Listed))]
    public void Every_number_of_the_text_is_quoted_by_a_clause_or_listed_as_no_target(string id)
    {
        (Plan plan, DigitsFile file, string text) = Open(id);
        Range[] accounted =
            [.. Quoted(plan, text), .. file.NoTargets.SelectMany(n => QuotedNumbers.Places(text, QuotedNumbers.WithoutBlanks(n.Text)))];
        IEnumerable<Range> lost = QuotedNumbers.Of(text).Where(n => !accounted.Any(a => QuotedNumbers.IsWithin(n, a)));
        AssertNone(lost.Select(n => QuotedNumbers.Around(text, n)));
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void The_list_holds_nothing_but_numbers_of_the_text_that_no_clause_quotes(string id)
    {
        (Plan plan, DigitsFile file, string text) = Open(id);
        Range[] quoted = [.. Quoted(plan, text)];
        Range[] left = [.. QuotedNumbers.Of(text).Where(n => !quoted.Any(q => QuotedNumbers.IsWithin(n, q)))];
        Assert.Equal(id, file.Plan);
        Assert.All(file.NoTargets, n =>
        {
            Range[] places = [.. QuotedNumbers.Places(text, QuotedNumbers.WithoutBlanks(n.Text))];
            Assert.True(places.Length == n.Times, $"{n.Text}: {places.Length} times in the text");
            Assert.True(places.All(p => left.Any(number => QuotedNumbers.IsWithin(number, p))),
                $"{n.Text}: holds no number that is left over");
            Assert.True(n.Why.Length > 3, $"{n.Text}: why it is no target");
        });
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void Every_value_is_in_its_quote(string id) =>
        AssertNone(Find(id).Clauses.Where(c => !IsInQuote(c)).Select(c => $"{c.Id}: {c.Value}"));

    [Theory]
    [InlineData("十五分钟", 15)]
    [InlineData("一刻钟", 15)]
    [InlineData("每百户30平方米", 100)]
    [InlineData("3.4万次", 34000)]
    [InlineData("3.4万次", 3.4)]
    [InlineData("达到85%", 85)]
    [InlineData("两千二百户", 2200)]
    [InlineData("动态清零", 0)]
    [InlineData("二十五万", 250000)]
    public void A_quote_is_read_in_digits_and_in_words(string quote, double value) => Assert.Contains(value, QuotedNumbers.Values(quote));

    [Theory]
    [InlineData("辐射所有城乡社区", true)]
    [InlineData("服务城乡全覆盖", true)]
    [InlineData("各设区的市", true)]
    [InlineData("健全全民健身安全设施均等化", false)]
    public void Words_for_all(string quote, bool all) => Assert.Equal(all, QuotedNumbers.SaysAll(quote));

    [Fact]
    public void Numbers_are_found_in_digits_and_where_a_unit_of_targets_follows() =>
        Assert.Equal(["2025", "十五", "一", "60", "3.5", "百"],
            QuotedNumbers.Of("到2025年一批十五分钟圈、一社区60%,第一,3.5人,百户").Select(r => "到2025年一批十五分钟圈、一社区60%,第一,3.5人,百户"[r]));

    /// <summary>
    /// A set asks as many classes as it lists; a word for all stands for 100 % and for one in every unit; any other value is
    /// written in the quote, or its doubt says why it is not.
    /// </summary>
    private static bool IsInQuote(Clause clause) => clause.Value is not { } value || clause.Doubt is not null
        || (clause.Operator == Operator.AllOf ? value == clause.Classes.Count : QuotedNumbers.Values(clause.Quote).Contains(value))
        || ((value == 100 && clause.Unit == "%") || value == 1) && QuotedNumbers.SaysAll(clause.Quote);

    /// <summary>A shipped plan.</summary>
    internal static Plan Find(string id) => Plans.Single(p => p.Id == id);

    /// <summary>Fails with every line, uncut.</summary>
    internal static void AssertNone(IEnumerable<string> lines)
    {
        string all = string.Join('\n', lines);
        Assert.True(all.Length == 0, all);
    }

    private static IEnumerable<Range> Quoted(Plan plan, string text) =>
        plan.Clauses.SelectMany(c => QuotedNumbers.Places(text, QuotedNumbers.WithoutBlanks(c.Quote)));

    private static (Plan Plan, DigitsFile File, string Text) Open(string id)
    {
        Plan plan = Find(id);
        string? path = SharedData.Find("reference/plans/" + plan.TextFile);
        Assert.SkipWhen(path is null, "shared data not present");
        DigitsFile file = JsonSerializer.Deserialize<DigitsFile>(File.ReadAllBytes(Path.Combine(Folder, id + ".json")), Strict)!;
        return (plan, file, QuotedNumbers.WithoutBlanks(File.ReadAllText(path!)));
    }
}
