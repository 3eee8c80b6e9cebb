using System.Text.RegularExpressions;

namespace ServiceCircle.Formats;

/// <summary>What a column counts.</summary>
internal enum Quantity
{
    People,
    Households,
    Area, // square metres
    Share, // of something: no amount at all
}

/// <summary>The unit that a header names: "常住人口（万人）", "人口[千人]", "面积(公顷)", "占比".</summary>
/// <param name="Text">As written.</param>
/// <param name="Counts">What it counts; null where the word fits anything ("万").</param>
/// <param name="Factor">What its numbers are multiplied by.</param>
internal readonly partial record struct UnitWord(string Text, Quantity? Counts, double Factor)
{
    /// <summary>The unit in the brackets or at the end of a header; null if it names none that is known.</summary>
    public static UnitWord? Of(string header)
    {
        if (Share().Match(header) is { Success: true } share) return new(share.Value, Quantity.Share, 1);
        Match counted = Counted().Match(header);
        if (counted.Success)
            return new(counted.Value, CountsOf(counted.Groups["what"].Value), TimesOf(counted.Groups["times"].Value));
        Match bracketed = Bracketed().Match(header);
        return bracketed.Success ? Alone(bracketed.Groups["unit"].Value.Trim()) : null;
    }

    /// <summary>The header without the unit in its brackets; the whole of it where they hold something else than a known unit.</summary>
    public static string NameOf(string header) =>
        Bracketed().Match(header) is { Success: true } match && Of(header) is not null ? header[..match.Index].Trim() : header.Trim();

    private static Quantity CountsOf(string what) => what switch
    {
        "户" => Quantity.Households,
        "人" => Quantity.People,
        _ => Quantity.Area,
    };

    private static double TimesOf(string times) => times switch
    {
        "百" => 100,
        "千" => 1_000,
        "万" => 10_000,
        "百万" => 1_000_000,
        "亿" => 100_000_000,
        _ => 1,
    };

    private static UnitWord? Alone(string unit) => unit.ToLowerInvariant() switch
    {
        "人" or "口" or "persons" or "people" => new(unit, Quantity.People, 1),
        "户" or "households" => new(unit, Quantity.Households, 1),
        "千" or "thousand" or "thousands" or "1,000" => new(unit, null, 1_000),
        "万" or "10,000" or "10k" or "ten thousand" or "ten thousands" => new(unit, null, 10_000),
        "million" or "millions" => new(unit, null, 1_000_000),
        "平方米" or "平米" or "㎡" or "m2" or "m²" => new(unit, Quantity.Area, 1),
        "亩" => new(unit, Quantity.Area, 10_000.0 / 15),
        "公顷" or "ha" => new(unit, Quantity.Area, 10_000),
        "平方公里" or "平方千米" or "km2" or "km²" => new(unit, Quantity.Area, 1_000_000),
        _ => null,
    };

    [GeneratedRegex("(?<times>百万|亿|百|千|万)(?<what>人|户|平方米|平米|㎡|m2|m²)")]
    private static partial Regex Counted();

    [GeneratedRegex(@"[（(\[【]\s*(单位[:：])?\s*(?<unit>[^（(\[【）)\]】]+?)\s*[）)\]】]\s*$")]
    private static partial Regex Bracketed();

    [GeneratedRegex("[%％]|占比|比例|比重|百分比|share|percent", RegexOptions.IgnoreCase)]
    private static partial Regex Share();
}
