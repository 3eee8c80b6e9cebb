namespace ServiceCircle.Plans.Clauses;

/// <summary>How far a measure is from a clause's value, in decimals.</summary>
internal static class Comparison
{
    /// <summary>
    /// The least numerator with which numerator × the clause's factor ÷ denominator stands to its value as its operator asks; null if it
    /// does not ask for a least. Where more than a value is asked and parts will do, the next number above it is the least.
    /// </summary>
    public static double? LeastNumerator(Clause clause, double denominator, bool isWhole) =>
        Least(clause, Quantity.Exact(denominator), clause.Factor, isWhole);

    /// <summary>The least number that stands to a clause's value as its operator asks; null likewise.</summary>
    public static double? LeastNumber(Clause clause, bool isWhole) => Least(clause, 1, 1, isWhole);

    /// <summary>What is missing until a number is the least; zero when it is more, null when no least is asked.</summary>
    public static double? Shortfall(double? least, double number) =>
        least is { } asked ? Math.Max(0, (double)(Quantity.Exact(asked) - Quantity.Exact(number))) : null;

    private static double? Least(Clause clause, decimal denominator, decimal factor, bool isWhole)
    {
        bool isMore = clause.Operator is Operator.MoreThan or Operator.Increase;
        if (clause.Asked is not { } asked || !(isMore || clause.Operator is Operator.AtLeast or Operator.AllOf)) return null;
        decimal least = asked * denominator / factor;
        if (!isWhole) return isMore ? Math.BitIncrement((double)least) : (double)least;
        decimal whole = decimal.Ceiling(least);
        return (double)(isMore && whole == least ? whole + 1 : whole);
    }
}
