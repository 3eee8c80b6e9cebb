namespace ServiceCircle.Siting.Problem;

/// <summary>
/// How far apart two numbers may be that mean the same. Each is relative to the numbers compared, and far above what rounding leaves of
/// them.
/// </summary>
internal static class Tolerance
{
    /// <summary>Products and quotients of a few numbers: each step is off by at most 1e-16 of the value.</summary>
    public const double Product = 1e-12;

    /// <summary>Sums of weights and costs: a city has some 10,000 terms, each off by at most 1e-16 of the sum.</summary>
    public const double Sum = 1e-9;

    /// <summary>Weight shared along augmenting paths: what is left of a demand may be <see cref="Sum"/> once for each path.</summary>
    public const double Shared = 1e-7;

    /// <summary>A bound on a number of sites: a sum of multipliers, rounded up to a whole number unless it lies just above one.</summary>
    public const double Whole = 1e-6;

    /// <summary>A tolerance in the unit of a value; of values below 1, as if they were 1.</summary>
    public static double For(double value, double relative) => relative * Math.Max(1, Math.Abs(value));

    /// <summary>The least whole number that a bound leaves possible.</summary>
    public static int RoundUp(double bound) => (int)Math.Ceiling(bound - Whole);
}
