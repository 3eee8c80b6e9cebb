using System.Text.Json;

namespace ServiceCircle.Ground;

/// <summary>
/// Every user-facing text: <c>data/messages.json</c>, key to English and Chinese. The file is embedded, so that a build
/// cannot go out without it, and a test refuses an entry that lacks a language or differs in its placeholders.
/// </summary>
internal static class MessageTable
{
    /// <summary>Key to texts, indexed by <see cref="Language"/>.</summary>
    public static IReadOnlyDictionary<string, string[]> Entries { get; } = Load();

    private static Dictionary<string, string[]> Load()
    {
        using JsonDocument json = JsonDocument.Parse(EmbeddedText.Read("messages.json"));
        var entries = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
        {
            string Of(string language) => entry.Value.GetProperty(language).GetString()!;
            entries.Add(entry.Name, [Of("en"), Of("zh")]);
        }
        return entries;
    }
}
