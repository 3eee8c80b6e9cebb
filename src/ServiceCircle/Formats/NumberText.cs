using System.Globalization;

namespace ServiceCircle.Formats;

internal static class NumberText
{
    /// <summary>Reads a finite number as people write it in files: a decimal point, no thousands separators.</summary>
    public static bool TryParse(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
