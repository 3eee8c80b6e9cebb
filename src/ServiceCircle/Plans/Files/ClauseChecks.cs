using System.Globalization;
using System.Text.RegularExpressions;
using ServiceCircle.Formats;
using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Plans.Files;

/// <summary>
/// Notes what of a clause cannot be meant: units that are none or do not fit, values at odds with their unit, years out of order.
/// </summary>
internal static partial class ClauseChecks
{
    internal const int FirstYear = 1949, LastYear = 2100;

    /// <summary>The unit of a clause; null, and noted where it is written wrongly, if there is none.</summary>
    public static ClauseUnit? ReadUnit(JsonFields fields, string indicator)
    {
        if (fields.TextOrNull("unit") is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        if (ClauseUnit.Find(text) is not { } written)
        {
            fields.Note("unit", new("found/unit", ("unit", text)), new("expected/perhaps", ("word", ClauseUnit.Nearest(text))),
                "advice/units");
            return null;
        }
        string? of = fields.TextOrNull("of");
        ClauseUnit unit = IndicatorUnits.Named(written, indicator, of);
        if (IndicatorUnits.Fits(unit, indicator, of)) return unit;
        fields.Note("unit",
            of is null ? new("found/unit-of-indicator", ("unit", text), ("indicator", indicator))
                : new("found/unit-with-of", ("unit", text), ("indicator", indicator), ("of", of)),
            Notice.OneOf(IndicatorUnits.Fitting(indicator, of)));
        return null;
    }

    /// <summary>
    /// A circle's value is its minutes, whichever of the two is written, and what is asked is "at most so many": said by the operator, by a
    /// value, or by the share of people who must. Minutes alone ask nothing.
    /// </summary>
    public static Clause CompleteCircle(Clause clause)
    {
        if (clause is not { Indicator: "walk_circle", Operator: Operator.None or Operator.AtMost }) return clause;
        bool isAsked = clause.Operator == Operator.AtMost || clause.Value is not null || clause.Threshold is not null;
        return clause with
        {
            Minutes = clause.Minutes ?? clause.Value,
            Value = clause.Value ?? (isAsked ? clause.Minutes : null),
            Operator = isAsked ? Operator.AtMost : Operator.None
        };
    }

    /// <summary>Notes values and years that cannot be meant.</summary>
    public static void Check(Clause clause, JsonFields fields)
    {
        if (clause.Metres is <= 0 or > 20_000) fields.Note("metres", Shown(clause.Metres), new("expected/metres", ("most", "20,000")));
        if (clause is { Minutes: not null, Metres: not null }) fields.Note("metres", "found/minutes-and-metres", "expected/one-of-them");
        if (clause.Threshold is <= 0 or > 1) fields.Note("threshold", Shown(clause.Threshold), "expected/share");
        if (clause.Minutes is <= 0 or > 180) fields.Note("minutes", Shown(clause.Minutes), new("expected/minutes", ("most", "180")));
        bool compares = clause.Operator is Operator.AtLeast or Operator.MoreThan or Operator.AtMost or Operator.LessThan or Operator.Equal
            or Operator.AllOf;
        if (compares && clause is { Value: null, Doubt: null })
            fields.Note("value", "found/no-value", "expected/value-or-doubt");
        if (clause is { Value: not null, Operator: Operator.None } && !fields.Has("operator"))
            fields.Note("operator", "found/no-operator", "expected/operator");
        if (clause.Indicator == "walk_circle") CheckCircle(clause, fields);
        CheckValue(clause, fields, "value", clause.Value);
        foreach ((_, double value) in clause.Interim) CheckValue(clause, fields, "interim", value);
        if (fields.Has("year")) CheckYear(fields, "year", fields.Number("year"), LastYear);
        int[] years = [.. clause.Interim.Select(i => i.Year)];
        if (years.Distinct().Count() < years.Length) fields.Note("interim", "found/year-twice", "expected/each-year-once");
        foreach (int year in years.Distinct()) CheckYear(fields, "interim", year, clause.Year - 1);
    }

    /// <summary>Notes a year that is none, or not before the clause's.</summary>
    private static void CheckYear(JsonFields fields, string key, double? year, int last)
    {
        if (year is { } number && (number != Math.Floor(number) || number < FirstYear || number > last))
            fields.Note(
                key, new("found/year", ("year", Number(year))), ExpectedYear(last), key == "interim" ? "advice/interim-years" : null);
    }

    /// <summary>
    /// A circle is judged by who walks no longer than its minutes: they are its value, and nothing else can be compared with them.
    /// </summary>
    private static void CheckCircle(Clause clause, JsonFields fields)
    {
        if (clause.Minutes is null)
            fields.Note("minutes", "found/nothing", new("expected/needed-key", ("key", "minutes"), ("indicator", "walk_circle")));
        if (clause.Operator is not (Operator.None or Operator.AtMost))
            fields.Note("operator", Notice.Quoted(PlanWords.Of(clause.Operator)!), Notice.Quoted("<="), "advice/circle-operator");
        (string Key, double Value)[] stated =
        [
            .. clause.Value is { } own ? [("value", own)] : Array.Empty<(string, double)>(),
            .. clause.Interim.Select(i => ("interim", i.Value)),
        ];
        foreach ((string key, double value) in stated)
            if (clause.Minutes is { } minutes && value != minutes)
                fields.Note(key, new("found/minutes", ("minutes", Number(value))),
                    new("expected/as-in-minutes", ("minutes", Number(minutes))), "advice/circle-limit");
    }

    private static void CheckValue(Clause clause, JsonFields fields, string key, double? stated)
    {
        if (stated is not { } value) return;
        bool isOwn = clause.Indicator is "supplied";
        if (value < 0 && !isOwn) fields.Note(key, Shown(value), "expected/not-negative");
        if (clause is { Indicator: "composite_set", AsksStudyServices: false } && value > clause.Classes.Count)
            fields.Note(key, new("found/of-classes", ("value", Number(value)), ("count", $"{clause.Classes.Count}")),
                new("expected/most-classes", ("count", $"{clause.Classes.Count}")));
        if (clause.StatedIn is not { Kind: UnitKind.Share or UnitKind.Points } unit) return;
        if (value > (double)unit.Factor && !isOwn)
            fields.Note(key, Notice.AsIs($"{Number(value)} {unit.Text}"), new("expected/most-of-all", ("most", $"{unit.Factor}")));
        // Where no unit is written, 1 may be one of a hundred.
        if (unit.Text == "%" && (value is > 0 and < 1 || value == 1 && clause.Measure is not null) && !SaysSo(clause.Quote, value))
            fields.Note(key, Notice.AsIs($"{Number(value)} %"), "expected/hundredths",
                new("advice/share-in-quote", ("share", Number(value))));
    }

    /// <summary>Whether a quote holds a share in digits, or speaks of parts of a hundred in words.</summary>
    private static bool SaysSo(string quote, double value) =>
        quote.Contains("百分之", StringComparison.Ordinal) || quote.Contains("千分之", StringComparison.Ordinal)
        || Share().Matches(quote).Any(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) == value);

    private static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    private static Notice Shown(double? number) => Notice.AsIs(Number(number));

    /// <summary>What to expect of a year.</summary>
    internal static Notice ExpectedYear(int last) => new("expected/year-between", ("first", $"{FirstYear}"), ("last", $"{last}"));

    [GeneratedRegex(@"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)\s*[%％]")]
    private static partial Regex Share();
}
