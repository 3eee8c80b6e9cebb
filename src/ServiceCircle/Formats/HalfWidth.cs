namespace ServiceCircle.Formats;

/// <summary>Full-width forms, as Chinese keyboards write them, and their ASCII twins.</summary>
internal static class HalfWidth
{
    /// <summary>"３" as "3", "（" as "(", every other character as it is.</summary>
    public static char Of(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    /// <summary>A text in ASCII twins, every kind of blank as a blank.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => char.IsWhiteSpace(c) ? ' ' : Of(c)));
}
