using System.Buffers;

namespace ServiceCircle.Formats;

/// <summary>Text that does nothing where it is shown: no characters that turn others round, no formulas in tables.</summary>
internal static class PlainText
{
    /// <summary>What spreadsheets take for the start of a formula, and what they pass over before it.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>
    /// Marks of direction (Unicode, Annex 9: they show "gpj.exe" as "exe.jpg" and mix one row with the next), and control characters of
    /// ASCII but for tabulators and line ends. Those above tell that a text was read in a wrong encoding (<see cref="GarbledText"/>).
    /// </summary>
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
        [
            '\u061C', '\u200E', '\u200F', .. Range('\u202A', '\u202E'), .. Range('\u2066', '\u2069'), .. Range('\u0000', '\u0008'),
            '\u000B', '\u000C', .. Range('\u000E', '\u001F'), '\u007F',
        ]);

    /// <summary>The text without hidden characters; the same text if it has none.</summary>
    public static string WithoutHidden(string text) =>
        text.AsSpan().ContainsAny(Hidden) ? string.Concat(text.Where(c => !Hidden.Contains(c))) : text;

    /// <summary>
    /// The text of a cell as a spreadsheet should take it: what might be a formula and is no number is preceded by an apostrophe, the sign
    /// for text (OWASP, CSV Injection).
    /// </summary>
    public static string? ToCell(string? text) =>
        text is { Length: > 0 } && FormulaStarts.Contains(text[0]) && !NumberText.TryParse(text, out _) ? "'" + text : text;

    /// <summary>The text of a cell without the apostrophe of <see cref="ToCell"/>.</summary>
    public static string FromCell(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && FormulaStarts.Contains(cell[1]) ? cell[1..] : cell;

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}
