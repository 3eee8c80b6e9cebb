using System.Globalization;

namespace ServiceCircle.Formats;

internal static class NumberText
{
    /// <summary>Reads a finite number as people write it in files: a decimal point, no thousands separators.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>
    /// A number that is written as we write it, whole (long) or not (double); null of anything else, a code such as 007 too.
    /// </summary>
    public static object? AsWritten(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return whole.ToString(CultureInfo.InvariantCulture) == text ? whole : null;
        return TryParse(text, out double number) && number.ToString("R", CultureInfo.InvariantCulture) == text ? number : null;
    }

    /// <summary>Whether a number that is not negative can be reckoned with: its quotients and products stay numbers.</summary>
    public static bool IsAmount(double value) => value is 0 or >= 1e-9 and <= 1e15;
}
