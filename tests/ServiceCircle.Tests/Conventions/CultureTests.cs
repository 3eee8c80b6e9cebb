using System.Globalization;
using System.Text;
using ServiceCircle.Coverage;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Tests.Conventions;

/// <summary>A number is a number wherever the computer stands: the same bytes under every culture.</summary>
public sealed class CultureTests
{
    [Fact]
    public void A_comma_for_a_decimal_point_changes_nothing()
    {
        byte[] expected = Pipeline(CultureInfo.InvariantCulture);
        foreach (CultureInfo culture in (CultureInfo[])[
            Like(".", ",", "-", "yyyy/M/d"), Like(",", ".", "-", "dd.MM.yyyy"), Like(",", "\u00a0", "\u2212", "yyyy-MM-dd")])
            Assert.Equal(expected, Pipeline(culture));
    }

    /// <summary>
    /// What matters about zh-CN, de-DE and sv-SE, set by hand: the program itself runs with invariant globalization, but whoever
    /// uses the library may not.
    /// </summary>
    private static CultureInfo Like(string decimalPoint, string group, string minus, string date)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalPoint;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.NumberFormat.NegativeSign = minus;
        culture.DateTimeFormat.ShortDatePattern = date;
        return culture;
    }

    private static byte[] Pipeline(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = culture;
        try
        {
            using var town = new Town("""
                A--B--C
                |  |  |
                D--E--F
                """, metresPerCharacter: 33.3).Way("ABCFEDA").Way("BE", "highway=steps").Way("AD", "route=ferry duration=00:01:30.5").Node('C', "amenity=clinic name=İıß");
            CoverageResult result = town.Coverage("A:clinic", "BCDEF", null, ("clinic", 77.7));
            var stream = new MemoryStream();
            NetworkFile.Write(town.Network, stream);
            string source = town.Network.Source.FileName;
            stream.Write(Encoding.UTF8.GetBytes(
                string.Join('|', result.Communities.Select(c => $"{c.Reach[0].Nearest.Ticks} {c.Status}")) + town.At('A', -0.05, -0.05)));
            // The name of the temporary file is the one thing that differs between two towns, and so does the hash over it.
            byte[] bytes = stream.ToArray()[40..];
            int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(source));
            return [.. bytes[..at], .. bytes[(at + source.Length)..]];
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
            CultureInfo.DefaultThreadCurrentCulture = null;
        }
    }
}
