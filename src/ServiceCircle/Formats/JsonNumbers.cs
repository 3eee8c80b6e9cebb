using System.Text.Json;

namespace ServiceCircle.Formats;

/// <summary>Numbers that may be unknown, in JSON.</summary>
internal static class JsonNumbers
{
    /// <summary>Writes a number, or null for one that is not known.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
