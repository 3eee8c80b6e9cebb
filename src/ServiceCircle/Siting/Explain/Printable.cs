namespace ServiceCircle.Siting.Explain;

/// <summary>Numbers with few digits that may be followed as printed: rounded towards the side that helps.</summary>
internal static class Printable
{
    private const int LeastDecimals = 2, MostDecimals = 9, Figures = 5;

    /// <summary>The least number of few digits that is not below.</summary>
    public static double Up(double value) => Round(value, Math.Ceiling, 1);

    /// <summary>The greatest number of few digits that is not above.</summary>
    public static double Down(double value) => Round(value, Math.Floor, -1);

    private static double Round(double value, Func<double, double> whole, int side)
    {
        if (value == 0) return 0;
        int decimals = Math.Clamp(Figures - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), LeastDecimals, MostDecimals);
        double scale = Math.Pow(10, decimals), rounded = Math.Round(whole(value * scale) / scale, decimals);
        // 0.29 x 100 is a little more or less than 29.
        double nearest = Math.Round(value, decimals);
        if (nearest == value) return value;
        return side * (rounded - value) >= 0 ? rounded : Math.Round(rounded + side / scale, decimals);
    }
}
