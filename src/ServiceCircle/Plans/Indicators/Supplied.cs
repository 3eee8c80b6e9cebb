namespace ServiceCircle.Plans.Indicators;

/// <summary>A figure that comes from outside: the study's "values".</summary>
internal static class Supplied
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) =>
        [NotMeasurable.For(clause, Reading.Supplied, ["values." + clause.Id])];

    /// <summary>The verdict on a supplied value, in the clause's own unit.</summary>
    public static Verdict Of(Clause clause, double value)
    {
        bool? met = Comparison.Holds(clause.Operator, value, 1, 1, clause.Value);
        return new Verdict
        {
            Clause = clause,
            Reading = Reading.Supplied,
            Basis = Basis.Supplied,
            Measured = value,
            Met = met,
            Shortfall = Comparison.Shortfall(clause, value, 1, 1, clause.Value, isWhole: false),
            ShortfallUnit = clause.Unit,
        };
    }
}
