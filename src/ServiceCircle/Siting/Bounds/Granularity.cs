using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Bounds;

/// <summary>The largest step that all values are multiples of, so that a bound may be rounded to the next possible objective.</summary>
internal static class Granularity
{
    private const int Decimals = 6;

    /// <summary>A bound may be off by this part of a step before it is taken for the next multiple.</summary>
    private const double PartOfStep = 0.001;

    /// <summary>Where values have no step, an answer is better only if by this part of the value: less is not worth a search.</summary>
    private const double PartOfValue = 1e-10;

    /// <summary>The step (1, 0.25, 300, ...); 0 if there is none of six decimals or fewer, or the sum is beyond exact arithmetic.</summary>
    public static double Find(IEnumerable<double> values)
    {
        const double scale = 1_000_000;
        long divisor = 0;
        double sum = 0;
        foreach (double value in values)
        {
            double scaled = Math.Abs(value) * scale, whole = Math.Round(scaled);
            sum += scaled;
            if (sum > 1L << 52 || Math.Abs(scaled - whole) > Tolerance.For(scaled, Tolerance.Sum)) return Whole(values);
            divisor = Gcd(divisor, (long)whole);
        }
        return divisor == 0 ? 1 : Math.Round(divisor / scale, Decimals);
    }

    /// <summary>A bound above this leaves no value possible that is better (lower); the step is 0 if there is none.</summary>
    public static double Better(double value, double step) =>
        value - (step > 0 ? (1 - PartOfStep) * step : Tolerance.For(value, PartOfValue));

    public static double RoundUp(double bound, double step) => Math.Ceiling((bound - PartOfStep * step) / step) * step;

    private static double Whole(IEnumerable<double> values)
    {
        double sum = 0;
        long divisor = 0;
        foreach (double value in values)
        {
            sum += Math.Abs(value);
            if (sum > 1L << 52 || value != Math.Floor(value)) return 0;
            divisor = Gcd(divisor, (long)Math.Abs(value));
        }
        return divisor == 0 ? 1 : divisor;
    }

    private static long Gcd(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
