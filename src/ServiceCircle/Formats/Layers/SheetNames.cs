namespace ServiceCircle.Formats.Layers;

/// <summary>Names of sheets as Excel takes them: at most 31 characters, none of <c>[]:*?/\</c>, distinct whatever the case.</summary>
internal static class SheetNames
{
    private const int MostCharacters = 31;

    /// <summary>A name for a sheet with a title, added to those in use.</summary>
    public static string Next(string title, HashSet<string> used)
    {
        string plain = string.Concat(title.Select(c => "[]:*?/\\".Contains(c) || char.IsControl(c) ? ' ' : c)).Trim(' ', '\'');
        // Excel keeps this name for itself.
        if (plain.Length == 0 || plain.Equals("history", StringComparison.OrdinalIgnoreCase)) plain = "sheet " + plain;
        string name = Cut(plain, MostCharacters);
        for (int n = 2; !used.Add(name); n++)
        {
            string number = FormattableString.Invariant($" ({n})");
            name = Cut(plain, MostCharacters - number.Length) + number;
        }
        return name;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text
        : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd(' ', '\'');
}
