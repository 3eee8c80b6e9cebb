using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// GeoJSON (RFC 7946): a FeatureCollection, a Feature or a bare geometry. Columns are the union of the properties in the order
/// of first appearance, then "id" if features carry ids of their own. Nested properties stay JSON text.
/// </summary>
internal static class GeoJsonReader
{
    public static Table Read(string path, TableOptions options)
    {
        var file = TextFile.Read(path, options.Encoding);
        using var document = Parse(path, file.Text);
        var root = document.RootElement;
        Crs crs = options.Crs ?? (options.WithoutGeometry ? null : CrsMember(path, root)) ?? Crs.Wgs84;
        var problems = new RowProblems(path);
        var rows = new GrowingTable(path, file.Text.Length);
        switch (TextOf(root, "type"))
        {
            case "FeatureCollection":
                if (!root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
                    throw new InputException(path, "features", "found/no-array", "expected/features");
                int index = 0;
                foreach (var feature in features.EnumerateArray()) Add(feature, $"features[{index++}]", $"features[{index - 1}].");
                break;
            case "Feature":
                Add(root, "feature", "");
                break;
            default:
                rows.Add("geometry", [], GeometryOf(root, ""));
                break;
        }
        problems.ThrowIfAny();
        return rows.ToTable() with { Notes = file.Note is null ? [] : [file.Note], Crs = crs };

        void Add(JsonElement feature, string where, string prefix)
        {
            if (TextOf(feature, "type") is var type && type != "Feature")
            {
                problems.Add(where, type is null ? new("found/no-key", ("key", "type"))
                    : new("found/cell", ("column", "type"), ("text", type)), Notice.AsIs("\"type\": \"Feature\""));
                return;
            }
            var cells = new Dictionary<int, string?>();
            if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
                foreach (var property in properties.EnumerateObject()) cells[rows.Column(property.Name)] = Text(property.Value);
            if (feature.TryGetProperty("id", out var id) && Text(id) is { } own && !cells.ContainsKey(rows.Column("id")))
                cells[rows.Column("id")] = own;
            Geometry? geometry = feature.TryGetProperty("geometry", out var g)
                ? GeometryOf(g, prefix + "geometry") : null;
            rows.Add(where, cells, geometry);
        }

        Geometry? GeometryOf(JsonElement element, string where) =>
            options.WithoutGeometry ? null : Geometry(element, where, crs, problems);
    }

    /// <summary>The text under a key of an object; null if it is no object or has none.</summary>
    private static string? TextOf(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() : null;

    private static Geometry? Geometry(JsonElement element, string where, Crs crs, RowProblems problems)
    {
        try
        {
            return GeoJsonGeometry.Read(element, crs);
        }
        catch (GeoJsonGeometry.Fault fault)
        {
            fault.AddTo(problems, where);
            return null;
        }
    }

    private static JsonDocument Parse(string path, string text)
    {
        try
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (text.Contains("\\u", StringComparison.Ordinal)) CheckEscapes(path, bytes);
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException e)
        {
            throw new InputException(path, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", "found/no-json-text",
                "expected/geojson", Notice.SaidBy(e), e);
        }
    }

    /// <summary>Half a character written as an escape, "\ud800", which no string can hold.</summary>
    private static void CheckEscapes(string path, byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped) continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException e)
            {
                int line = new JsonText.LineCounter(bytes).At((int)reader.TokenStartIndex);
                throw new InputException(path, $"line {line}", "found/half-character", "expected/whole-characters", null, e);
            }
        }
    }

    /// <summary>The legacy "crs" member of GeoJSON 2008; null without. What it names must not pass for degrees of WGS-84.</summary>
    private static Crs? CrsMember(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("crs", out var crs) || crs.ValueKind == JsonValueKind.Null)
            return null;
        string name = crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var p)
            && TextOf(p, "name") is { } own ? own : crs.GetRawText();
        return DeclaredCrs.Of(path, "crs", name, "");
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => PlainText.WithoutHidden(value.GetString()!).Trim() is { Length: > 0 } text ? text : null,
        _ => value.GetRawText(),
    };
}
