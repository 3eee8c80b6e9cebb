using System.Text.RegularExpressions;

namespace ServiceCircle.Formats;

/// <summary>
/// Numbers as people write them in tables, where there is one reading: "2,450", full-width digits, 约1200人, 1.2万. A comma that does not
/// group thousands has two readings ("2,45") and is refused.
/// </summary>
internal static partial class HumanNumber
{
    private const int Longest = 40;

    /// <summary>Cells in which a program or a person says that there is no number.</summary>
    private static readonly HashSet<string> Blanks = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "N/A", "NA", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "NaN", "null", "-", "--", "—", "——",
    };

    public static bool IsBlank(string text) => text.Length <= Longest && Blanks.Contains(text.Trim());

    /// <summary>A finite number, and whether it is written plainly; else a reader should be told what it was taken for.</summary>
    /// <param name="Value">The number.</param>
    /// <param name="IsPlain">Whether it is nothing but digits, a sign and a point.</param>
    /// <param name="IsScaled">Whether it is written in thousands or ten thousands.</param>
    /// <param name="Counts">What its cell says that it counts; null if nothing.</param>
    public readonly record struct Reading(double Value, bool IsPlain, bool IsScaled, Quantity? Counts);

    /// <summary>Reads a number; null where it is none, or has two readings.</summary>
    public static Reading? Read(string text)
    {
        if (NumberText.TryParse(text, out double plain)) return new(plain, true, false, null);
        if (text.Length > Longest) return null;
        Match match = Written().Match(HalfWidth.Of(text).Trim());
        if (!match.Success || !NumberText.TryParse(Separators().Replace(match.Groups["number"].Value, ""), out double value)) return null;
        string times = match.Groups["times"].Value;
        return new(value * (times == "万" ? 10_000 : times == "千" ? 1_000 : 1), false, times.Length > 0, match.Groups["unit"].Value switch
        {
            "人" or "口" or "名" => Quantity.People,
            "户" => Quantity.Households,
            "平方米" or "平米" or "㎡" or "m2" => Quantity.Area,
            _ => null,
        });
    }

    [GeneratedRegex("^(约|大约|近|≈|~)? ?(?<number>-?([1-9][0-9]{0,2}((?<by>[,' ])[0-9]{3})(\\k<by>[0-9]{3})*|[0-9]+)(\\.[0-9]+)?)"
        + " ?(?<times>[万千])? ?(?<unit>人|口|名|户|张|个|座|位|平方米|平米|㎡|m2)?$")]
    private static partial Regex Written();

    [GeneratedRegex("[,' ]")]
    private static partial Regex Separators();
}
