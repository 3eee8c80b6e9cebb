using ServiceCircle.Formats;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;

namespace ServiceCircle.Output;

/// <summary><c>ledger.csv</c>: what each unit lacks of what the plans ask, one row per unit, clause and class (问题台账).</summary>
internal static class LedgerRows
{
    public static void Write(Stream stream, IReadOnlyList<Problem> ledger)
    {
        using var csv = new CsvWriter(stream,
            ["plan", "clause", "id", "level", "unit", "name", "population", "missing", "nearest_minutes", "reading", "year", "strength",
                "confidence", "quote"], byteOrderMark: true);
        foreach (Problem problem in ledger)
        {
            Clause clause = problem.Verdict.Clause;
            csv.Cell(clause.Plan).Cell(clause.Number).Cell(clause.Id);
            csv.Cell(problem.Unit.Level).Cell(problem.Unit.Id).Cell(problem.Unit.Name)
                .Cell(problem.People is { } people ? Rounded.People(people) : null);
            csv.Cell(problem.Missing.Categories.Count > 0 ? string.Join(' ', problem.Missing.Categories) : problem.Missing.Zh);
            csv.Cell(Rounded.Minutes(problem.NearestMinutes)).Cell(PlanWords.Of(problem.Verdict.Reading));
            csv.Cell((long)clause.Year).Cell(PlanWords.Of(clause.Strength))
                .Cell(clause.Confidence is { } confidence ? PlanWords.Of(confidence) : null).Cell(clause.Quote);
            csv.EndRow();
        }
    }
}
