using System.Globalization;
using System.Text.RegularExpressions;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Tests.Places;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// A number that is quoted is judged: each quantity in the quotes of a plan is the value of a clause that quotes it, and where a sentence
/// has one number twice, of two clauses.
/// </summary>
public partial class JudgedNumbersTests
{
    public static TheoryData<string> Listed => PlanDigitsTests.Listed;

    /// <summary>Quantities in Arabic digits; not years, ages, grades of sights, hours of the day, nor the upper end of a range.</summary>
    [GeneratedRegex("(?<![0-9.-])(?!20[0-9]{2}年)(?<number>[0-9]+(?:[.][0-9]+)?)(?<unit>[百千万]?)(?![0-9.]|至?[0-9]*岁|A级|×|小时)")]
    private static partial Regex Quantity();

    [Theory]
    [MemberData(nameof(Listed))]
    public void Every_quantity_of_a_quote_is_the_value_of_a_clause_that_quotes_it(string id)
    {
        Plan plan = PlanDigitsTests.Find(id);
        string? path = SharedData.Find("reference/plans/" + plan.TextFile);
        Assert.SkipWhen(path is null, "shared data not present");
        string text = QuotedNumbers.WithoutBlanks(File.ReadAllText(path!));
        (Clause Clause, Range Place)[] quotes =
            [.. plan.Clauses.SelectMany(c => QuotedNumbers.Places(text, QuotedNumbers.WithoutBlanks(c.Quote)).Select(p => (c, p)))];
        (Match Match, Clause[] Quoting)[] quantities =
        [
            .. Quantity().Matches(text)
                .Select(m => (m,
                    quotes.Where(q => QuotedNumbers.IsWithin(m.Index..(m.Index + m.Length), q.Place)).Select(q => q.Clause).ToArray()))
                .Where(q => q.Item2.Length > 0 && q.Item2.All(c => c.Doubt is null)),
        ];
        PlanDigitsTests.AssertNone(quantities
            .GroupBy(q => (Number: q.Match.Value, Clauses: string.Join(' ', q.Quoting.Select(c => c.Id))))
            .Where(g => g.First().Quoting.Count(c => Asks(c, g.First().Match)) < g.Count())
            .Select(g => $"{g.Key.Number}: {g.Key.Clauses}"));
    }

    private static bool Asks(Clause clause, Match quantity)
    {
        double number = double.Parse(quantity.Groups["number"].Value, CultureInfo.InvariantCulture);
        double[] meant = quantity.Groups["unit"] is { Length: > 0 } unit ? [number, number * QuotedNumbers.Chinese(unit.Value)] : [number];
        return meant.Any(m => m == clause.Value || m == clause.Minutes || m == clause.Metres);
    }
}
