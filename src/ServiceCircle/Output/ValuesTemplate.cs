using ServiceCircle.Formats;
using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Output;

/// <summary>
/// A table for a planner to fill in: one row for each clause that takes a figure from outside, ready to be named as <c>"values"</c> in a
/// study. Blank rows may stay; they are skipped.
/// </summary>
internal static class ValuesTemplate
{
    public static IReadOnlyList<string> Columns { get; } = ["clause", "year", "value", "unit", "source", "note"];

    /// <summary>The clauses of plans that take a figure from outside, in their order.</summary>
    public static IReadOnlyList<Clause> ClausesOf(IEnumerable<Plan> plans) =>
        [.. plans.SelectMany(p => p.Clauses)
            .Where(c => c.Indicator == "supplied" || c.Needs.Any(n => n == "values" || n.StartsWith("values.", StringComparison.Ordinal)))];

    /// <summary>Writes the template; the note of a row is the plan's own words. A table that was filled in must not be lost.</summary>
    /// <exception cref="InputException">Another extension than .csv, a file that exists, or a place that cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Clause> clauses)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new InputException("Template", "", Notice.AsIs(path), "expected/csv-name");
        if (File.Exists(path))
            throw new InputException("Template", "", new("found/existing-file", ("file", path)), "expected/new-file", "advice/filled-in");
        OutputFile.Write(path, stream =>
        {
            using var csv = new CsvWriter(stream, Columns, byteOrderMark: true);
            foreach (Clause clause in clauses)
                csv.Cell(clause.Id).Cell((long)clause.Year).Cell((string?)null).Cell(clause.Unit)
                    .Cell((string?)null).Cell(clause.Quote).EndRow();
        });
    }
}
