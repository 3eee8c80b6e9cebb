using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats;

/// <summary>The "metadata" object at the head of every GeoJSON that we write.</summary>
internal sealed record GeoJsonMetadata(string EngineName, string EngineVersion)
{
    /// <summary>Timestamp of the OSM data, as the file states it; null if unknown or not used.</summary>
    public string? OsmDate { get; init; }

    /// <summary>Whom to credit for the data; null if nobody needs it.</summary>
    public string? Attribution { get; init; }

    /// <summary>What was asked: the parameters of the run.</summary>
    public JsonNode? Query { get; init; }

    /// <summary>
    /// What the coordinates are where they are not WGS-84, for a member "crs" as GeoJSON 2008 had it; null for WGS-84, as RFC 7946 asks.
    /// </summary>
    public string? Crs { get; init; }

    /// <summary>What the reader of the file should know about its limits.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>
/// Streams a FeatureCollection (RFC 7946): one feature per line, exterior rings counter-clockwise, at most seven decimals
/// (about a centimetre), Chinese text as it is (only characters beyond U+FFFF are escaped). The same features give the same bytes.
/// </summary>
internal sealed class GeoJsonWriter
{
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;

    private GeoJsonWriter(Stream stream, Utf8JsonWriter json) => (_stream, _json) = (stream, json);

    /// <summary>
    /// Writes a whole collection; it is closed only if <paramref name="features"/> returns, which writes them in their order by calling
    /// <see cref="Feature"/> or <see cref="Raw"/>. The stream is left open.
    /// </summary>
    public static void Write(Stream stream, GeoJsonMetadata metadata, Action<GeoJsonWriter> features)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        if (metadata.Crs is not null)
        {
            json.WriteStartObject("crs");
            json.WriteString("type", "name");
            json.WriteStartObject("properties");
            json.WriteString("name", metadata.Crs);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        WriteMetadata(json, metadata);
        json.WriteStartArray("features");
        features(new GeoJsonWriter(stream, json));
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>
    /// Writes one feature; a geometry that is null or empty becomes null. <paramref name="properties"/> writes names and values into the
    /// open "properties" object.
    /// </summary>
    /// <exception cref="ArgumentException">A coordinate is not finite.</exception>
    public void Feature(Geometry? geometry, Action<Utf8JsonWriter> properties, string? id = null)
    {
        BreakLine();
        WriteFeature(_json, geometry, properties, id);
    }

    /// <summary>Writes a feature that is JSON text already, as <see cref="WriteFeature"/> wrote it; it is not checked.</summary>
    public void Raw(string feature)
    {
        BreakLine();
        _json.WriteRawValue(feature, skipInputValidation: true);
    }

    /// <summary>The comma before the feature is still to come, so a line break is fine here, and it keeps differences readable.</summary>
    private void BreakLine()
    {
        _json.Flush();
        _stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes a feature object where a value is due; parameters as of <see cref="Feature"/>.</summary>
    internal static void WriteFeature(Utf8JsonWriter json, Geometry? geometry, Action<Utf8JsonWriter> properties, string? id = null)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        if (id is not null) json.WriteString("id", id);
        json.WriteStartObject("properties");
        properties(json);
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        WriteGeometry(json, geometry);
        json.WriteEndObject();
    }

    private static void WriteGeometry(Utf8JsonWriter json, Geometry? geometry)
    {
        if (geometry is null || geometry.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", geometry is LinearRing ? "LineString" : geometry.GeometryType);
        if (geometry.OgcGeometryType == OgcGeometryType.GeometryCollection)
        {
            json.WriteStartArray("geometries");
            foreach (Geometry part in Parts(geometry)) WriteGeometry(json, part);
            json.WriteEndArray();
        }
        else
        {
            // Formatted apart: a city has a million positions.
            json.WritePropertyName("coordinates");
            var text = new CoordinateText(geometry.NumPoints);
            Append(text, geometry);
            json.WriteRawValue(text.Written, skipInputValidation: true);
        }
        json.WriteEndObject();
    }

    private static IEnumerable<Geometry> Parts(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).Where(part => !part.IsEmpty);

    private static void WriteMetadata(Utf8JsonWriter json, GeoJsonMetadata metadata)
    {
        json.WriteStartObject("metadata");
        json.WriteStartObject("engine");
        json.WriteString("name", metadata.EngineName);
        json.WriteString("version", metadata.EngineVersion);
        json.WriteEndObject();
        json.WriteString("osm_date", metadata.OsmDate);
        json.WriteString("attribution", metadata.Attribution);
        json.WritePropertyName("query");
        if (metadata.Query is null) json.WriteNullValue();
        else metadata.Query.WriteTo(json);
        json.WriteTexts("warnings", metadata.Warnings);
        json.WriteEndObject();
    }

    private static void Append(CoordinateText text, Geometry geometry)
    {
        switch (geometry)
        {
            case Point point: text.Position(point.X, point.Y); break;
            case LineString line: Append(text, line.CoordinateSequence, reverse: false); break;
            case Polygon polygon:
                text.Open();
                AppendRing(text, polygon.ExteriorRing, counterClockwise: true);
                foreach (var hole in polygon.InteriorRings) AppendRing(text, hole, counterClockwise: false);
                text.Close();
                break;
            default:
                text.Open();
                foreach (Geometry part in Parts(geometry)) Append(text, part);
                text.Close();
                break;
        }
    }

    private static void AppendRing(CoordinateText text, LineString ring, bool counterClockwise) =>
        Append(text, ring.CoordinateSequence, reverse: Orientation.IsCCW(ring.CoordinateSequence) != counterClockwise);

    private static void Append(CoordinateText text, CoordinateSequence line, bool reverse)
    {
        text.Open();
        for (int i = 0; i < line.Count; i++)
        {
            int at = reverse ? line.Count - 1 - i : i;
            text.Position(line.GetX(at), line.GetY(at));
        }
        text.Close();
    }
}
