using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceCircle.Formats;

/// <summary>What our files often have in JSON: numbers that may be unknown, texts, and an object for each of some things.</summary>
internal static class JsonValues
{
    public static JsonArray Texts(IEnumerable<string> texts) => texts.ToJson(text => text);

    public static JsonArray ToJson<T>(this IEnumerable<T> things, Func<T, JsonNode?> json) => new([.. things.Select(json)]);

    /// <summary>An object with a key for each of some things.</summary>
    public static JsonObject ToJson<T>(this IEnumerable<T> things, Func<T, string> key, Func<T, JsonNode?> json) =>
        new(things.Select(thing => KeyValuePair.Create(key(thing), json(thing))));

    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
