using System.Text;

namespace ServiceCircle.Osm;

/// <summary>
/// Gives equal texts the same string, so that a city's few thousand distinct keys and values are not made anew for
/// every block. Bounded: when full it forgets everything and starts again, and long texts (they do not repeat) are not kept.
/// For one thread at a time.
/// </summary>
internal sealed class StringPool
{
    private const int MaxStrings = 1 << 16;
    private const int MaxBytes = 128;

    private readonly HashSet<string> strings = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> byChars;

    public StringPool() => byChars = strings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The text of UTF-8 bytes. A byte sequence that is not UTF-8 becomes U+FFFD: one damaged name must not make a city unreadable.
    /// </summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes) return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[MaxBytes];
        return Get(chars[..Encoding.UTF8.GetChars(utf8, chars)]);
    }

    /// <summary>The string equal to the characters.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "";
        if (byChars.TryGetValue(text, out string? known)) return known;
        string made = text.ToString();
        if (strings.Count >= MaxStrings) strings.Clear();
        if (text.Length <= MaxBytes) strings.Add(made);
        return made;
    }
}
