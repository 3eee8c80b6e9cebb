using System.Globalization;
using System.Text.RegularExpressions;
using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Tests.Plans;

/// <summary>What the words of a clause say of its strength, its comparison and whom it is about.</summary>
public partial class PlanWordingTests
{
    /// <summary>Words that state a result.</summary>
    private static readonly string[] Results =
        ["提升至", "达到", "达", "建成", "不低于", "不少于", "至少", "以上", "以下", "以内", "大于", "小于", "超过", "完成", "确保", "保持", "控制在"];

    /// <summary>Words that state a direction.</summary>
    private static readonly string[] Directions = ["支持", "推动", "加快", "鼓励", "探索", "不断完善", "提升", "加强", "纳入"];

    public static TheoryData<string> EveryPlan => [.. FoundingPlans.AndDuties.Select(p => p.Id)];

    public static TheoryData<string> Listed => PlanDigitsTests.Listed;

    [GeneratedRegex(
        "(?<number>[0-9]+(?:[.][0-9]+)?)(?<unit>[^0-9,;、。岁]{0,4}?)(?<bound>以上|以下|以内)|(?<bound>大于|超过|不低于|不少于|至少[^0-9]{0,2}|低于|少于|小于)(?<number>[0-9]+(?:[.][0-9]+)?)")]
    private static partial Regex Bound();

    [Theory]
    [MemberData(nameof(Listed))]
    public void A_direction_without_a_result_is_not_firm(string id) => None(id, c =>
        c.Strength == Strength.Firm && !Results.Any(c.Quote.Contains) && Directions.Any(c.Quote.Contains));

    [Theory]
    [MemberData(nameof(Listed))]
    public void Li_zheng_is_an_aim(string id) => None(id, c => Says(c, "力争") && c.Strength != Strength.Strive);

    [Theory]
    [MemberData(nameof(Listed))]
    public void Zhu_bu_is_a_step(string id) =>
        None(id, c => Says(c, "逐步") && c.Strength is not (Strength.Gradual or Strength.Implied or Strength.Qualitative));

    [Theory]
    [MemberData(nameof(Listed))]
    public void Implied_needs_a_word_for_all(string id) => None(id, c => c.Strength == Strength.Implied && !QuotedNumbers.SaysAll(c.Quote));

    [Theory]
    [MemberData(nameof(Listed))]
    public void Firm_and_implied_clauses_say_what_they_ask(string id) => None(id, c =>
        c.Strength is Strength.Firm or Strength.Implied && c is { Value: null, Doubt: null });

    [Theory]
    [MemberData(nameof(Listed))]
    public void Old_estates_are_a_subset(string id) => None(id, c => Says(c, "老旧小区") && c.Subset != "old_estate");

    [Theory]
    [MemberData(nameof(Listed))]
    public void A_bound_holds_its_number_as_the_words_say(string id) => None(id, c => Bound().Matches(QuotedNumbers.WithoutBlanks(c.Quote))
        .Any(m => double.Parse(m.Groups["number"].Value, CultureInfo.InvariantCulture) == c.Value
            && c.Operator != Meant(m.Groups["bound"].Value)));

    /// <summary>"Clearly more" is more than "more", and nobody says how much: any rise would not be one.</summary>
    [Theory]
    [MemberData(nameof(EveryPlan))]
    public void A_marked_rise_is_not_any_rise(string id) => None(id, c =>
        new[] { "显著", "明显", "大幅" }.Any(c.Quote.Contains) && c is { Value: null, Operator: not Operator.None });

    /// <summary>Else one facility would count as two classes.</summary>
    [Theory]
    [MemberData(nameof(EveryPlan))]
    public void No_category_stands_in_two_classes_of_a_set(string id) => None(id, c =>
        c.Classes.SelectMany(k => k.Categories).Count() != c.Classes.SelectMany(k => k.Categories).Distinct().Count());

    private static Operator Meant(string bound) => bound switch
    {
        "以下" or "以内" => Operator.AtMost,
        "大于" or "超过" => Operator.MoreThan,
        "低于" or "少于" or "小于" => Operator.LessThan,
        _ => Operator.AtLeast,
    };

    private static bool Says(Clause clause, string word) => clause.Quote.Contains(word, StringComparison.Ordinal);

    private static void None(string plan, Func<Clause, bool> isWrong) =>
        PlanDigitsTests.AssertNone(
            FoundingPlans.AndDuties.Single(p => p.Id == plan).Clauses.Where(isWrong)
            .Select(c => $"{c.Id} {c.Strength} {c.Operator} {c.Value}: {c.Quote}"));
}
