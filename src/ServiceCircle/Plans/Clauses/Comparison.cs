namespace ServiceCircle.Plans.Clauses;

/// <summary>How far a measure is from a clause's value, in decimals.</summary>
internal static class Comparison
{
    /// <summary>
    /// The least numerator with which numerator × factor ÷ denominator stands to the value as the operator asks; null if it does not ask
    /// for a least. Where more than a value is asked and parts will do, the next number above it is the least.
    /// </summary>
    public static double? LeastNumerator(Operator op, double factor, double denominator, double? value, bool isWhole)
    {
        if (value is not { } target || op is not (Operator.AtLeast or Operator.AllOf or Operator.MoreThan or Operator.Increase))
            return null;
        decimal least = Quantity.Exact(target) * Quantity.Exact(denominator) / Quantity.Exact(factor);
        bool isMore = op is Operator.MoreThan or Operator.Increase;
        if (!isWhole) return isMore ? Math.BitIncrement((double)least) : (double)least;
        decimal whole = decimal.Ceiling(least);
        if (isMore && whole == least) whole++;
        return (double)whole;
    }

    /// <summary>What is missing in the numerator; zero when it holds, null when that is no question of a least.</summary>
    public static double? Shortfall(Clause clause, double numerator, double factor, double denominator, double? value, bool isWhole) =>
        LeastNumerator(clause.Operator, factor, denominator, value, isWhole) is { } least
        ? Math.Max(0, (double)(Quantity.Exact(least) - Quantity.Exact(numerator))) : null;
}
