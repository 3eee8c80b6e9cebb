using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceCircle.Studies;

/// <summary>The days as of which facilities count: one year or day, or several, as <c>"2025"</c>, <c>2025</c>, <c>"2021,2025"</c>, <c>["2021", "2025-06-30"]</c>.</summary>
internal sealed class AsOfDays : JsonConverter<IReadOnlyList<string>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return [];
        if (reader.TokenType != JsonTokenType.StartArray) return [TextOf(ref reader)];
        var days = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) days.Add(TextOf(ref reader));
        return days;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string day in value) writer.WriteStringValue(day);
        writer.WriteEndArray();
    }

    /// <summary>The days as of which a study is asked, each once and the earliest first; empty if all facilities count.</summary>
    /// <exception cref="InputException">Neither a year nor a day.</exception>
    public static IReadOnlyList<DateOnly> Of(StudyFile study) =>
        [.. study.AsOf.SelectMany(days => days.Split([',', '，'], StringSplitOptions.TrimEntries)).Select(day => DayOf(study, day)).Distinct().Order()];

    private static DateOnly DayOf(StudyFile study, string text)
    {
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year >= 1900) return new DateOnly(year, 12, 31);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return day;
        throw new InputException(study.Path, "as_of", $"\"{text}\"", "a year such as 2025 or a day such as 2025-06-30");
    }

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException(),
    };
}
