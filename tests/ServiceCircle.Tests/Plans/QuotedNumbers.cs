using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceCircle.Tests.Plans;

/// <summary>Numbers in Chinese texts: where they stand, and what they may mean.</summary>
internal static partial class QuotedNumbers
{
    private const string Numerals = "零〇一二两三四五六七八九十百千万亿";

    /// <summary>
    /// A number of a text: Arabic digits wherever they stand, Chinese numerals where a unit follows that targets have
    /// (十五分钟, 一刻钟, 百户, 一社区).
    /// </summary>
    [GeneratedRegex(
        $"[0-9]+(?:[.,][0-9]+)*|百分之[{Numerals}]+|[{Numerals}]+(?=刻钟|分钟|小时|户|人|次|名|所|家|处|张|个|座|年|岁|级|甲|成|倍|公里|米|平方米|区|街道|社区|中心|阵地|场所|县|市|乡|村|镇)")]
    private static partial Regex InText();

    [GeneratedRegex($"(?<digits>[0-9]+(?:[.][0-9]+)?)(?<unit>[百千万亿]?)|(?<chinese>[{Numerals}]+)")]
    private static partial Regex InQuote();

    /// <summary>Words that mean all, where no number is needed: 100 %, or one in every unit.</summary>
    [GeneratedRegex("所有|(?<![健安])全(?!民)|均(?!等|衡)|各(?!类)|每|同步|配齐")]
    private static partial Regex ForAll();

    public static bool SaysAll(string quote) => ForAll().IsMatch(quote);

    public static string WithoutBlanks(string text) => new([.. text.Where(c => !char.IsWhiteSpace(c))]);

    /// <summary>The numbers of a text without blanks: first character, and the one after the last.</summary>
    public static IReadOnlyList<Range> Of(string text) => [.. InText().Matches(text).Select(m => m.Index..(m.Index + m.Length))];

    /// <summary>Every place where some words stand in a text.</summary>
    public static IEnumerable<Range> Places(string text, string words)
    {
        for (int at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
            yield return at..(at + words.Length);
    }

    public static bool IsWithin(Range inner, Range outer) => inner.Start.Value >= outer.Start.Value && inner.End.Value <= outer.End.Value;

    /// <summary>A number with the words around it, to be found in a text.</summary>
    public static string Around(string text, Range number) =>
        $"{text[Math.Max(0, number.Start.Value - 8)..number.Start.Value]}[{text[number]}]{text[number.End.Value..Math.Min(text.Length, number.End.Value + 8)]}";

    /// <summary>What the numbers of a quote may mean: 3.4万 is 3.4 (of a unit of ten thousand) or 34,000, 一刻钟 is 15.</summary>
    public static IEnumerable<double> Values(string quote)
    {
        foreach (Match match in InQuote().Matches(WithoutBlanks(quote)))
        {
            if (match.Groups["digits"] is { Success: true } digits)
            {
                double value = double.Parse(digits.Value, CultureInfo.InvariantCulture);
                yield return value;
                if (match.Groups["unit"].Length > 0) yield return value * Chinese(match.Groups["unit"].Value);
            }
            else
            {
                yield return Chinese(match.Groups["chinese"].Value);
            }
        }
        foreach (Match quarters in Quarters().Matches(quote)) yield return 15 * Chinese(quarters.Groups[1].Value);
    }

    [GeneratedRegex("([一两二三])刻钟")]
    private static partial Regex Quarters();

    /// <summary>十五 is 15, 两百 200, 万 10,000.</summary>
    public static double Chinese(string numeral)
    {
        double all = 0, below = 0, digit = 0;
        foreach (char c in numeral)
        {
            int value = "零一二三四五六七八九".IndexOf(c, StringComparison.Ordinal);
            double unit = c switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 1e4, '亿' => 1e8, _ => 0 };
            if (c is '两' or '〇') digit = c == '两' ? 2 : 0;
            else if (value >= 0) digit = value;
            else if (unit < 1e4)
            {
                below += Math.Max(1, digit) * unit;
                digit = 0;
            }
            else
            {
                all = (all + Math.Max(1, below + digit)) * unit;
                below = digit = 0;
            }
        }
        return all + below + digit;
    }
}
