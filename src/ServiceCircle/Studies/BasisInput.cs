using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceCircle.Coverage.Bases;

namespace ServiceCircle.Studies;

/// <summary>A further basis of coverage: its name alone means "from OpenStreetMap", an object may name a file.</summary>
[JsonConverter(typeof(BasisInputConverter))]
public sealed record BasisInput
{
    /// <summary>"buildings" or "residential_land".</summary>
    [JsonPropertyName("basis")] public string Basis { get; init; } = "";

    /// <summary>A planner's file (buildings as points or polygons, land as polygons), or the OSM extract to read buildings from; null takes the study's network file.</summary>
    [JsonPropertyName("file")] public string? File { get; init; }

    /// <summary>Datum of the file's coordinates.</summary>
    [JsonPropertyName("crs")] public string Crs { get; init; } = "wgs84";

    /// <summary>Text encoding, or "auto".</summary>
    [JsonPropertyName("encoding")] public string Encoding { get; init; } = "auto";

    /// <summary>Metres between the sample points of residential land.</summary>
    [JsonPropertyName("spacing_m")] public double SpacingMetres { get; init; } = ResidentialLand.DefaultSpacingMetres;
}

/// <summary>Reads a text or an object.</summary>
internal sealed class BasisInputConverter : JsonConverter<BasisInput>
{
    public override BasisInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new BasisInput { Basis = reader.GetString()! };
        using JsonDocument item = JsonDocument.ParseValue(ref reader);
        if (item.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
        var basis = new BasisInput();
        foreach (JsonProperty member in item.RootElement.EnumerateObject())
        {
            basis = member.Name switch
            {
                "basis" => basis with { Basis = Text(member) },
                "file" => basis with { File = Text(member) },
                "crs" => basis with { Crs = Text(member) },
                "encoding" => basis with { Encoding = Text(member) },
                "spacing_m" when member.Value.ValueKind == JsonValueKind.Number => basis with { SpacingMetres = member.Value.GetDouble() },
                _ => throw new JsonException(),
            };
        }
        return basis;
    }

    public override void Write(Utf8JsonWriter writer, BasisInput value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static string Text(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : throw new JsonException();
}
