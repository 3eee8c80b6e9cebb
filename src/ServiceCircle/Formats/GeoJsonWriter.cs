using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats;

/// <summary>The "metadata" object at the head of every GeoJSON that we write.</summary>
/// <param name="EngineName">Name of the program.</param>
/// <param name="EngineVersion">Its version.</param>
public sealed record GeoJsonMetadata(string EngineName, string EngineVersion)
{
    /// <summary>Timestamp of the OSM data, as the file states it; null if unknown or not used.</summary>
    public string? OsmDate { get; init; }

    /// <summary>Whom to credit for the data; null if nobody needs it.</summary>
    public string? Attribution { get; init; }

    /// <summary>What was asked: the parameters of the run.</summary>
    public JsonNode? Query { get; init; }

    /// <summary>What the reader of the file should know about its limits.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// The coordinate system as an OGC URN ("urn:ogc:def:crs:EPSG::4547"), written as the legacy "crs" member; null, as RFC 7946
    /// wants it, for WGS-84.
    /// </summary>
    public string? Crs { get; init; }
}

/// <summary>
/// Streams a FeatureCollection (RFC 7946): one feature per line, exterior rings counter-clockwise, at most seven decimals
/// (about a centimetre), Chinese text as it is (only characters beyond U+FFFF are escaped). The same features give the same bytes.
/// </summary>
public sealed class GeoJsonWriter
{
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;

    private GeoJsonWriter(Stream stream, Utf8JsonWriter json)
    {
        _stream = stream;
        _json = json;
    }

    /// <summary>Writes a whole collection; it is closed only if <paramref name="features"/> returns.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="metadata">The head.</param>
    /// <param name="features">Writes the features, in their order, by calling <see cref="Feature"/>.</param>
    public static void Write(Stream stream, GeoJsonMetadata metadata, Action<GeoJsonWriter> features)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        WriteMetadata(json, metadata);
        json.WriteStartArray("features");
        features(new GeoJsonWriter(stream, json));
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes one feature.</summary>
    /// <param name="geometry">Its geometry; null or empty writes null.</param>
    /// <param name="properties">Writes names and values into the open "properties" object.</param>
    /// <param name="id">The feature's own id; null writes none.</param>
    /// <exception cref="ArgumentException">A coordinate is not finite.</exception>
    public void Feature(Geometry? geometry, Action<Utf8JsonWriter> properties, string? id = null)
    {
        // The comma before the feature is still to come, so a line break is fine here, and it keeps differences readable.
        _json.Flush();
        _stream.WriteByte((byte)'\n');
        _json.WriteStartObject();
        _json.WriteString("type", "Feature");
        if (id is not null) _json.WriteString("id", id);
        _json.WriteStartObject("properties");
        properties(_json);
        _json.WriteEndObject();
        _json.WritePropertyName("geometry");
        WriteGeometry(_json, geometry);
        _json.WriteEndObject();
    }

    /// <summary>Writes a geometry object where a value is due; null or empty writes null.</summary>
    /// <exception cref="ArgumentException">A coordinate is not finite.</exception>
    public static void WriteGeometry(Utf8JsonWriter json, Geometry? geometry)
    {
        if (geometry is null || geometry.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", geometry is LinearRing ? "LineString" : geometry.GeometryType);
        bool collection = geometry.OgcGeometryType == OgcGeometryType.GeometryCollection;
        json.WritePropertyName(collection ? "geometries" : "coordinates");
        if (collection) WriteParts(json, geometry, WriteGeometry);
        else WriteCoordinates(json, geometry);
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, GeoJsonMetadata metadata)
    {
        if (metadata.Crs is not null)
        {
            json.WriteStartObject("crs");
            json.WriteString("type", "name");
            json.WriteStartObject("properties");
            json.WriteString("name", metadata.Crs);
            json.WriteEndObject();
            json.WriteEndObject();
        }
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
        json.WriteStartArray("warnings");
        foreach (string warning in metadata.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCoordinates(Utf8JsonWriter json, Geometry geometry)
    {
        switch (geometry)
        {
            case Point point:
                WritePosition(json, point.Coordinate);
                break;
            case LineString line:
                WriteLine(json, line.CoordinateSequence, reverse: false);
                break;
            case Polygon polygon:
                json.WriteStartArray();
                WriteRing(json, polygon.ExteriorRing, counterClockwise: true);
                foreach (var hole in polygon.InteriorRings) WriteRing(json, hole, counterClockwise: false);
                json.WriteEndArray();
                break;
            default:
                WriteParts(json, geometry, (writer, part) => WriteCoordinates(writer, part!));
                break;
        }
    }

    private static void WriteParts(Utf8JsonWriter json, Geometry geometry, Action<Utf8JsonWriter, Geometry?> write)
    {
        json.WriteStartArray();
        for (int i = 0; i < geometry.NumGeometries; i++)
            if (!geometry.GetGeometryN(i).IsEmpty) write(json, geometry.GetGeometryN(i));
        json.WriteEndArray();
    }

    private static void WriteRing(Utf8JsonWriter json, LineString ring, bool counterClockwise) =>
        WriteLine(json, ring.CoordinateSequence, reverse: Orientation.IsCCW(ring.CoordinateSequence) != counterClockwise);

    private static void WriteLine(Utf8JsonWriter json, CoordinateSequence line, bool reverse)
    {
        json.WriteStartArray();
        for (int i = 0; i < line.Count; i++) WritePosition(json, line.GetCoordinate(reverse ? line.Count - 1 - i : i));
        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, Coordinate c)
    {
        json.WriteStartArray();
        WriteNumber(json, c.X);
        WriteNumber(json, c.Y);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException("a coordinate is not a finite number", nameof(value));
        double rounded = Math.Round(value, 7) + 0.0; // the sum turns -0 into 0
        Span<byte> text = stackalloc byte[352];
        rounded.TryFormat(text, out int length, "0.#######", CultureInfo.InvariantCulture);
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
