namespace ServiceCircle.Plans;

/// <summary>Compares a measure with a clause's value, exactly: in decimals and without dividing.</summary>
internal static class Comparison
{
    /// <summary>Whether numerator × factor ÷ denominator stands to the value as the operator asks.</summary>
    /// <param name="op">The comparison; null is returned for <see cref="Operator.None"/>.</param>
    /// <param name="numerator">What there is.</param>
    /// <param name="factor">100 for percent, 1000 for "per 1,000".</param>
    /// <param name="denominator">Of how much; above zero.</param>
    /// <param name="value">The value; null gives null.</param>
    public static bool? Holds(Operator op, double numerator, double factor, double denominator, double? value)
    {
        if (value is not { } target || op == Operator.None) return null;
        decimal left = Exact(numerator) * Exact(factor), right = Exact(target) * Exact(denominator);
        return op switch
        {
            Operator.AtLeast or Operator.AllOf => left >= right,
            Operator.MoreThan or Operator.Increase => left > right,
            Operator.AtMost => left <= right,
            Operator.LessThan or Operator.Decrease => left < right,
            _ => left == right,
        };
    }

    /// <summary>The least numerator that holds; null if the operator does not ask for a least.</summary>
    /// <param name="op">The comparison.</param>
    /// <param name="factor">As in <see cref="Holds"/>.</param>
    /// <param name="denominator">As in <see cref="Holds"/>.</param>
    /// <param name="value">The value.</param>
    /// <param name="isWhole">Whether only whole numbers will do.</param>
    public static double? LeastNumerator(Operator op, double factor, double denominator, double? value, bool isWhole)
    {
        if (value is not { } target || op is not (Operator.AtLeast or Operator.AllOf or Operator.MoreThan or Operator.Increase)) return null;
        decimal least = Exact(target) * Exact(denominator) / Exact(factor);
        if (!isWhole) return (double)least;
        decimal whole = decimal.Ceiling(least);
        if (op is Operator.MoreThan or Operator.Increase && whole == least) whole++;
        return (double)whole;
    }

    /// <summary>What is missing in the numerator; zero when it holds, null when that is no question of a least.</summary>
    public static double? Shortfall(Clause clause, double numerator, double factor, double denominator, double? value, bool isWhole) =>
        LeastNumerator(clause.Operator, factor, denominator, value, isWhole) is { } least ? Math.Max(0, (double)(Exact(least) - Exact(numerator))) : null;

    /// <summary>More than any number that a plan speaks of, and small enough for products of two to fit a decimal.</summary>
    private const double Largest = 1e13;

    private static decimal Exact(double value) => (decimal)Math.Clamp(value, -Largest, Largest);
}
