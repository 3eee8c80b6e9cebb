using ServiceCircle.Formats;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Files;

namespace ServiceCircle.Output;

/// <summary><c>ledger.csv</c>: what each unit lacks of what the plans ask, one row per unit, clause and class (问题台账).</summary>
internal static class LedgerRows
{
    private static readonly TableColumn<Problem>[] Columns =
    [
        new("plan", p => p.Verdict.Clause.Plan), new("clause", p => p.Verdict.Clause.Number), new("id", p => p.Verdict.Clause.Id),
        new("level", p => p.Unit.Level), new("unit", p => p.Unit.Id), new("name", p => p.Unit.Name),
        new("population", p => p.People is { } people ? Rounded.People(people) : null),
        new("missing", p => p.Missing.Categories.Count > 0 ? string.Join(' ', p.Missing.Categories) : p.Missing.Zh),
        new("nearest_minutes", p => Rounded.Minutes(p.NearestMinutes)), new("reading", p => PlanWords.Of(p.Verdict.Reading)),
        new("year", p => p.Verdict.Clause.Year), new("strength", p => PlanWords.Of(p.Verdict.Clause.Strength)),
        new("confidence", p => p.Verdict.Clause.Confidence is { } confidence ? PlanWords.Of(confidence) : null),
        new("quote", p => p.Verdict.Clause.Quote),
    ];

    public static void Write(Stream stream, IReadOnlyList<Problem> ledger) => Columns.WriteCsv(stream, ledger, byteOrderMark: true);
}
