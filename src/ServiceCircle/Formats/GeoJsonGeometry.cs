using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>Reads a GeoJSON geometry object of any of the seven types. Altitudes are dropped.</summary>
internal static class GeoJsonGeometry
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>What is wrong with a geometry, and where within it: ".coordinates[0][3]".</summary>
    internal sealed class Fault(string path, Notice found, Notice expected, Notice? advice = null) : Exception
    {
        /// <summary>Notes it as a problem of the geometry that stands there.</summary>
        public void AddTo(RowProblems problems, string where) => problems.Add((where + path).TrimStart('.'), found, expected, advice);
    }

    /// <summary>The geometry; null for JSON null and for empty geometries, which place nothing anywhere.</summary>
    /// <exception cref="Fault">It is not a geometry.</exception>
    public static Geometry? Read(JsonElement element, Crs crs)
    {
        if (element.ValueKind == JsonValueKind.Null) return null;
        var geometry = Any(element, "", crs);
        return geometry.IsEmpty ? null : geometry;
    }

    private static Geometry Any(JsonElement element, string path, Crs crs)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new Fault(path, Name(element), "expected/geometry");
        string type = element.TryGetProperty("type", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString()! : "";
        if (type == "GeometryCollection")
        {
            var parts = Member(element, "geometries", path);
            return Factory.CreateGeometryCollection(
                Array(parts, path + ".geometries").Select((part, i) => Any(part, At(path + ".geometries", i), crs)).ToArray());
        }
        if (type is not ("Point" or "MultiPoint" or "LineString" or "MultiLineString" or "Polygon" or "MultiPolygon"))
            throw new Fault(path + ".type", type.Length == 0 ? "found/no-type" : Notice.Quoted(type), "expected/geometry-type");
        var c = Member(element, "coordinates", path);
        string at = path + ".coordinates";
        return type switch
        {
            "Point" => Array(c, at).Length == 0 ? Factory.CreatePoint() : Factory.CreatePoint(Position(c, at, crs)),
            "MultiPoint" => Factory.CreateMultiPointFromCoords(Positions(c, at, crs)),
            "LineString" => Line(c, at, crs),
            "MultiLineString" => Factory.CreateMultiLineString(Array(c, at).Select((line, i) => Line(line, At(at, i), crs)).ToArray()),
            "Polygon" => Polygon(c, at, crs),
            _ => Factory.CreateMultiPolygon(Array(c, at).Select((polygon, i) => Polygon(polygon, At(at, i), crs)).ToArray()),
        };
    }

    private static LineString Line(JsonElement element, string path, Crs crs)
    {
        var positions = Positions(element, path, crs);
        if (positions.Length == 1) throw new Fault(path, "found/one-position", "expected/two-positions");
        return Factory.CreateLineString(positions);
    }

    private static Polygon Polygon(JsonElement element, string path, Crs crs)
    {
        var rings = Array(element, path).Select((ring, i) => Ring(ring, At(path, i), crs)).ToArray();
        if (rings.Length == 0) return Factory.CreatePolygon();
        if (rings[0].IsEmpty && rings.Any(r => !r.IsEmpty))
            throw new Fault(At(path, 0), new("found/short-ring", ("count", "0")), "expected/long-ring");
        return Factory.CreatePolygon(rings[0], rings[1..]);
    }

    private static LinearRing Ring(JsonElement element, string path, Crs crs)
    {
        var positions = Positions(element, path, crs);
        if (positions.Length is > 0 and < 4)
            throw new Fault(path, new("found/short-ring", ("count", $"{positions.Length}")), "expected/long-ring");
        if (positions.Length > 0 && !positions[0].Equals2D(positions[^1]))
            throw new Fault(path, "found/open-ring", "expected/closed-ring", "advice/close-ring");
        return Factory.CreateLinearRing(positions);
    }

    private static Coordinate[] Positions(JsonElement element, string path, Crs crs) =>
        Array(element, path).Select((position, i) => Position(position, At(path, i), crs)).ToArray();

    private static Coordinate Position(JsonElement element, string path, Crs crs)
    {
        var numbers = Array(element, path);
        if (numbers.Length < 2) throw new Fault(path, new("found/numbers", ("count", $"{numbers.Length}")), "expected/lon-lat");
        double x = Number(numbers[0]), y = Number(numbers[1]);
        if (Degrees.Check(x, y, crs) is { } bad)
            throw new Fault(path, Notice.AsIs(string.Create(CultureInfo.InvariantCulture, $"[{x:R}, {y:R}]")), bad.Expected, bad.Advice);
        return new Coordinate(x, y);

        double Number(JsonElement n) => n.ValueKind == JsonValueKind.Number && n.TryGetDouble(out double value) ? value
            : throw new Fault(path, Name(n), "expected/lon-lat-numbers");
    }

    private static JsonElement Member(JsonElement element, string name, string path) =>
        element.TryGetProperty(name, out var member) ? member
        : throw new Fault(path, new("found/no-key", ("key", name)), new("expected/geometry-with", ("key", name)));

    private static JsonElement[] Array(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : throw new Fault(path, Name(element), "expected/array");

    private static Notice Name(JsonElement element) => Notice.Quoted(CsvReader.Clip(element.GetRawText()));

    private static string At(string path, int i) => string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
}
