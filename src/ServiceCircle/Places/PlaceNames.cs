using System.Text;
using System.Text.RegularExpressions;
using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>Whether two names may mean the same place.</summary>
internal static partial class PlaceNames
{
    /// <summary>Share of common character pairs from which on names are similar; see <see cref="AreSimilar"/>.</summary>
    private const double Similar = 0.75;

    /// <summary>Characters that tell neighbours apart: No. 1 and No. 2 kindergarten, east and west estate.</summary>
    private const string TellingOnes = "0123456789一二三四五六七八九十东西南北";

    /// <summary>Letters and digits only, lower case, full-width forms made narrow.</summary>
    public static string Normalize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char raw in name)
        {
            char c = HalfWidth.Of(raw);
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    /// <summary>
    /// Whether two normalized names are similar: equal, one within the other, or the Dice coefficient of their character
    /// pairs (Dice, 1945) is at least 0.75; and never if their numbers or points of the compass differ, or if one is a branch of the other.
    /// </summary>
    public static bool AreSimilar(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return false;
        if (a == b) return true;
        if (Telling(a) != Telling(b) || AreBranches(a, b)) return false;
        int shortest = Math.Min(a.Length, b.Length);
        int enough = a.Concat(b).Any(c => c >= 0x2E80) ? 2 : 4; // a Chinese character says about as much as two letters
        if (shortest >= enough && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))) return true;
        return shortest >= 2 && Dice(a, b) >= Similar;
    }

    /// <summary>
    /// Whether one normalized name says that it is a branch or a campus (分校, 分院, 院区) and the other does not say the same: two places,
    /// however like the names are.
    /// </summary>
    public static bool AreBranches(string a, string b) => BranchOf(a) != BranchOf(b);

    /// <summary>
    /// Whether a name is another with a part's name after it ("人民医院门诊楼" of "人民医院"), so that the other is the name of the whole.
    /// </summary>
    public static bool IsPartOf(string name, string whole) =>
        name.Length > whole.Length && name.StartsWith(whole, StringComparison.Ordinal) && Whole().IsMatch(whole);

    private static string BranchOf(string name) => Branch().Match(name) is { Success: true } branch ? branch.Value : "";

    [GeneratedRegex("分(校|院|园|部|馆|店|站|社|中心|诊所)|[^\\s]{0,2}(校区|院区|园区)", RegexOptions.CultureInvariant)]
    private static partial Regex Branch();

    [GeneratedRegex("(医院|卫生院|中心|服务站|卫生室|诊所|门诊部|养老院|敬老院|公寓|学校|小学|中学|幼儿园|托儿所|图书馆|文化馆|体育馆|公园|市场)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    /// <summary>The numbers and points of the compass in a normalized name: names that differ in them are not similar.</summary>
    public static string Telling(string name)
    {
        Span<char> told = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        int count = 0;
        foreach (char c in name)
            if (TellingOnes.Contains(c)) told[count++] = c;
        return count == 0 ? "" : new string(told[..count]);
    }

    private static double Dice(string a, string b)
    {
        var pairs = new Dictionary<(char, char), int>();
        for (int i = 1; i < a.Length; i++) pairs[(a[i - 1], a[i])] = pairs.GetValueOrDefault((a[i - 1], a[i])) + 1;
        int common = 0;
        for (int i = 1; i < b.Length; i++)
        {
            int left = pairs.GetValueOrDefault((b[i - 1], b[i]));
            if (left == 0) continue;
            pairs[(b[i - 1], b[i])] = left - 1;
            common++;
        }
        return 2.0 * common / (a.Length + b.Length - 2);
    }
}
