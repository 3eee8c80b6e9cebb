using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceCircle.Studies;

/// <summary>Figures from outside: clause ids with their figures, or a table of them.</summary>
[JsonConverter(typeof(ValuesInputConverter))]
public sealed record ValuesInput
{
    /// <summary>A table with columns clause, year, value, unit, source, note; null if the figures stand in the study itself.</summary>
    public string? File { get; init; }

    /// <summary>Clause id to its figure, in the clause's unit.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();
}

/// <summary>Reads the path of a table, or an object of numbers.</summary>
internal sealed class ValuesInputConverter : JsonConverter<ValuesInput>
{
    public override ValuesInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new ValuesInput { File = reader.GetString()! };
        using JsonDocument item = JsonDocument.ParseValue(ref reader);
        if (item.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (JsonProperty member in item.RootElement.EnumerateObject()) figures[member.Name] = Number(member.Value);
        return new ValuesInput { Figures = figures };
    }

    public override void Write(Utf8JsonWriter writer, ValuesInput value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => number,
        _ => throw new JsonException(),
    };
}
