using System.Text;

namespace ServiceCircle.Formats.Layers;

/// <summary>Names of columns where a format does not take them as they are.</summary>
internal static class FieldNames
{
    /// <summary>Most bytes of a name in a DBF.</summary>
    private const int DbfBytes = 10;

    /// <summary>Words of many names, and what is left of them where there is no room.</summary>
    private static readonly Dictionary<string, string> Short = new()
    {
        ["population"] = "pop",
        ["communities"] = "com",
        ["community"] = "com",
        ["facilities"] = "fac",
        ["facility"] = "fac",
        ["minutes"] = "min",
        ["count"] = "n",
        ["covered"] = "cov",
        ["straight"] = "str",
        ["line"] = "",
        ["distance"] = "dist",
        ["category"] = "cat",
        ["categories"] = "cats",
        ["share"] = "shr",
        ["gained"] = "gain",
        ["before"] = "bef",
        ["after"] = "aft",
        ["snapped"] = "snap",
        ["access"] = "acc",
        ["circle"] = "circ",
        ["exclusive"] = "excl",
        ["opacity"] = "opac",
        ["capacity"] = "capa",
    };

    /// <summary>
    /// Names without dots and blanks, distinct whatever the case: underscores for them; <paramref name="taken"/> are not given.
    /// </summary>
    public static string[] Plain(IEnumerable<string> columns, params IReadOnlyList<string> taken) =>
        Distinct(columns, name => string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '_')), int.MaxValue, taken);

    /// <summary>
    /// Names of at most ten bytes of letters, digits and underscores, distinct whatever the case. Every word keeps its beginning:
    /// <c>elder.daycare.minutes</c> is <c>eld_da_min</c>; Chinese names keep their first three characters.
    /// </summary>
    public static string[] OfDbf(IEnumerable<string> columns) => Distinct(columns, Brief, DbfBytes, []);

    private static string Brief(string column)
    {
        if (column.Any(c => !char.IsAscii(c) && char.IsLetter(c)))
            return Cut(string.Concat(column.Select(c => char.IsLetterOrDigit(c) ? c : '_')).Trim('_'), DbfBytes);
        List<string> words = [.. Ascii(column).Split('_', StringSplitOptions.RemoveEmptyEntries)];
        if (words.Count == 0) return "field";
        if (Joined(words).Length <= DbfBytes) return Joined(words);
        for (int i = 0; i < words.Count; i++)
            if (Short.TryGetValue(words[i], out string? shorter)) words[i] = shorter;
        words.RemoveAll(w => w.Length == 0);
        // One letter from the longest word, of equally long ones the first, until all fits.
        while (Joined(words).Length > DbfBytes)
        {
            string longest = words.MaxBy(w => w.Length)!;
            if (longest.Length == 1) break;
            words[words.IndexOf(longest)] = longest[..^1];
        }
        return Joined(words)[..Math.Min(DbfBytes, Joined(words).Length)];
    }

    private static string Joined(IEnumerable<string> words) => string.Join('_', words);

    private static string Ascii(string column) => string.Concat(column.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string[] Distinct(IEnumerable<string> columns, Func<string, string> form, int most, IReadOnlyList<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        return [.. columns.Select(Next)];

        string Next(string column)
        {
            string name = form(column);
            if (name.Length == 0) name = "field";
            for (int n = 2; !used.Add(name); n++)
            {
                string number = FormattableString.Invariant($"_{n}"), stem = form(column);
                name = Cut(stem, most - number.Length) + number;
            }
            return name;
        }
    }

    /// <summary>The text cut to some bytes of UTF-8, at a whole character.</summary>
    public static string Cut(string text, int mostBytes)
    {
        int bytes = 0, end = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > mostBytes) break;
            bytes += rune.Utf8SequenceLength;
            end += rune.Utf16SequenceLength;
        }
        return text[..end];
    }
}
