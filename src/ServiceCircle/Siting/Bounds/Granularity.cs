namespace ServiceCircle.Siting.Bounds;

/// <summary>The largest step that all values are multiples of, so that a bound may be rounded to the next possible objective.</summary>
internal static class Granularity
{
    private const int Decimals = 6;

    /// <summary>The step (1 for whole numbers, 0.25, 300, ...); 0 if there is none of six decimals or fewer, or the sum is beyond exact arithmetic.</summary>
    public static double Of(IEnumerable<double> values)
    {
        const double scale = 1_000_000;
        long divisor = 0;
        double sum = 0;
        foreach (double value in values)
        {
            double scaled = Math.Abs(value) * scale, whole = Math.Round(scaled);
            sum += scaled;
            if (sum > 1L << 52 || Math.Abs(scaled - whole) > 1e-9 * Math.Max(1, scaled)) return Whole(values);
            divisor = Gcd(divisor, (long)whole);
        }
        return divisor == 0 ? 1 : Math.Round(divisor / scale, Decimals);
    }

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
