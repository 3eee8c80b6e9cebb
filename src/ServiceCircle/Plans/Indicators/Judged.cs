using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Turns what was tallied into a verdict, the same way for every kind of indicator.</summary>
internal static class Judged
{
    /// <summary>
    /// The verdict on a tally: decided if every way of filling the blanks decides it alike, else open with what would close it.
    /// </summary>
    /// <param name="tally">What was counted.</param>
    /// <param name="clause">The clause; its operator and value are compared.</param>
    /// <param name="reading">How it is read.</param>
    /// <param name="basis">What it rests on.</param>
    /// <param name="factor">100 for percent, 1000 for "per 1,000".</param>
    /// <param name="unit">Unit of the shortfall.</param>
    /// <param name="isWhole">Whether only whole numbers of the unit can be added.</param>
    /// <param name="remarks">Remarks.</param>
    public static Verdict Judge(
        this Tally tally, Clause clause, Reading reading, Basis basis, decimal factor, string unit, bool isWhole, List<Notice> remarks)
    {
        bool? met = tally.Holds(clause.Operator, factor, clause.Value is { } value ? Quantity.Exact(value) : null);
        Quantity? bounds = tally.Ratio(factor);
        return new Verdict
        {
            Clause = clause,
            Reading = reading,
            Basis = basis,
            // Where no whole is stated and the figure is the same for every one, it is known: of beds of any number none is 0 %.
            Measured = tally.Stated(factor) ?? (bounds is { IsKnown: true } sure ? (double)sure.Low : null),
            Low = bounds is { } low ? (double)low.Low : null,
            High = bounds is { } high && high.High < Quantity.Unbounded ? (double)high.High : null,
            Numerator = (double)tally.Part,
            Denominator = (double)tally.Whole,
            Met = met,
            Shortfall = met == true ? 0
                : met is null && tally.IsOpen ? null
                : Comparison.Shortfall(clause, (double)tally.Part, (double)factor, (double)tally.Whole, clause.Value, isWhole),
            ShortfallUnit = unit,
            Needs = met is null && tally.IsOpen ? [.. tally.Needs] : [],
            Remarks = remarks,
        };
    }

    /// <summary>
    /// Whether a bounded number stands to a value as an operator asks; unknown if that depends on where in the bounds it is.
    /// </summary>
    public static Answer Holds(Operator op, Quantity number, double value)
    {
        var tally = Tally.OfAmount();
        tally.AddPart(number, Answer.Yes);
        return Answers.Of(tally.Holds(op, 1, Quantity.Exact(value)));
    }
}
