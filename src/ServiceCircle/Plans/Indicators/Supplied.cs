using System.Globalization;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>A figure that comes from outside: the study's "values".</summary>
internal static class Supplied
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) =>
        [new Draft(clause, Reading.Supplied).Missing("values." + clause.Id)];

    /// <summary>Figures that differ by no more than this share of the larger are the same figure, rounded.</summary>
    private const double Rounding = 0.01;

    /// <summary>The verdict on a supplied figure, with where it comes from, and a remark if what is measured contradicts it.</summary>
    public static Verdict JudgeFigure(Clause clause, SuppliedValue supplied, IReadOnlyList<Verdict> measured)
    {
        double value = supplied.Value;
        bool? met = clause.Value is { } asked ? Tally.Holds(clause.Operator, Quantity.Known(value), asked).Known() : null;
        return new Verdict
        {
            Clause = clause,
            Reading = Reading.Supplied,
            Basis = Basis.Supplied,
            Measured = value,
            MeasuredUnit = supplied.Unit,
            Met = met,
            Shortfall = Comparison.Shortfall(Comparison.LeastNumber(clause, isWhole: false), value),
            ShortfallUnit = clause.Unit,
            Remarks = [.. Origin(clause, supplied), .. Contradiction(value, met, measured)],
        };
    }

    private static IEnumerable<Notice> Origin(Clause clause, SuppliedValue supplied)
    {
        if (supplied.Year is { } year)
            yield return new Notice("verdict/supplied-year", ("year", year.ToString(CultureInfo.InvariantCulture)));
        if (supplied.Source.Length > 0) yield return new Notice("verdict/supplied-source", ("source", supplied.Source));
        // A template has the plan's own words for a note.
        if (supplied.Note.Length > 0 && supplied.Note != clause.Quote)
            yield return new Notice("verdict/supplied-note", ("note", supplied.Note));
    }

    /// <summary>A remark if the first figure that was measured leads to another verdict, or differs by more than rounding.</summary>
    private static IEnumerable<Notice> Contradiction(double value, bool? met, IReadOnlyList<Verdict> measured)
    {
        if (measured.FirstOrDefault(v => v is { Measured: not null, MeasuredUnit: null, Tier: null }) is not { Measured: { } figure } other)
            yield break;
        bool isOtherVerdict = met is not null && other.Met is not null && met != other.Met;
        if (isOtherVerdict || Math.Abs(value - figure) > Rounding * Math.Max(Math.Abs(value), Math.Abs(figure)))
            yield return new Notice("verdict/supplied-differs", ("supplied", Shown(value)), ("measured", Shown(figure)));
    }

    private static string Shown(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
