using NetTopologySuite.Geometries;
using ServiceCircle.Osm;

namespace ServiceCircle.Walking;

/// <summary>Why a feature is kept. A feature may be kept for several reasons.</summary>
[Flags]
internal enum FeatureGroups : byte
{
    None = 0,
    Place = 1, // may be a facility
    Water = 2, // water to draw, and not to cross off the paths
    Green = 4, // parks, gardens, woods: to draw
    Rail = 8, // railways: not to cross off the paths
    Barrier = 16, // walls, fences, motorways: not to cross off the paths
    Residential = 32, // land where people live
    Entrance = 64, // entrances and gates, nodes with a place of their own
    Square = 128, // areas that people walk across
}

/// <summary>
/// The features of an extract in flat arrays, turned into geometries only when somebody asks for a group. A city's
/// forty thousand features load in a few milliseconds this way.
/// </summary>
internal sealed class FeatureStore
{
    public required OsmId[] Ids { get; init; }
    public required FeatureGroups[] Groups { get; init; }

    /// <summary>Tags of feature i: pairs from FirstTag[i] to FirstTag[i + 1] in <see cref="Tags"/>, key then value.</summary>
    public required int[] FirstTag { get; init; }

    /// <summary>Indices into <see cref="Strings"/>: key, value, key, value.</summary>
    public required int[] Tags { get; init; }
    public required string[] Strings { get; init; }

    /// <summary>Parts (rings, lines or points) of feature i: from FirstPart[i] to FirstPart[i + 1].</summary>
    public required int[] FirstPart { get; init; }
    public required bool[] PartIsInner { get; init; }

    /// <summary>Positions of part p: from FirstPosition[p] to FirstPosition[p + 1].</summary>
    public required int[] FirstPosition { get; init; }
    public required Position[] Positions { get; init; }
    public int Count => Ids.Length;

    public static FeatureStore Empty { get; } = new()
    {
        Ids = [],
        Groups = [],
        FirstTag = [0],
        Tags = [],
        Strings = [],
        FirstPart = [0],
        PartIsInner = [],
        FirstPosition = [0],
        Positions = [],
    };

    /// <summary>
    /// The features kept for any of the given reasons, sorted by id; if asked, also those without a shape, as an empty point.
    /// </summary>
    public IEnumerable<OsmFeature> Find(FeatureGroups wanted, bool withShapeless = false)
    {
        for (int i = 0; i < Count; i++)
        {
            if ((Groups[i] & wanted) == 0) continue;
            if ((GeometryOf(i) ?? (withShapeless ? GeometryFactory.Default.CreatePoint() : null)) is { } geometry)
                yield return new OsmFeature(Ids[i], geometry, TagsOf(i));
        }
    }

    private Dictionary<string, string> TagsOf(int i)
    {
        var tags = new Dictionary<string, string>();
        for (int t = FirstTag[i]; t < FirstTag[i + 1]; t += 2) tags[Strings[Tags[t]]] = Strings[Tags[t + 1]];
        return tags;
    }

    private Geometry? GeometryOf(int i)
    {
        int first = FirstPart[i], end = FirstPart[i + 1];
        if (first == end) return null;
        if (Ids[i].Type == OsmType.Node) return GeometryFactory.Default.CreatePoint(Coordinates(first)[0]);
        if (Ids[i].Type == OsmType.Way && !IsRing(first)) return GeometryFactory.Default.CreateLineString(Coordinates(first));
        return Polygons(first, end);
    }

    private bool IsRing(int part)
    {
        int first = FirstPosition[part], last = FirstPosition[part + 1] - 1;
        return last - first >= 3 && Positions[first] == Positions[last];
    }

    /// <summary>Outer rings with the inner rings that lie in them; relations with open rings keep what closes.</summary>
    private Geometry? Polygons(int first, int end)
    {
        var inners = new List<LinearRing>();
        var outers = new List<LinearRing>();
        for (int part = first; part < end; part++)
            if (IsRing(part)) (PartIsInner[part] ? inners : outers).Add(GeometryFactory.Default.CreateLinearRing(Coordinates(part)));
        if (outers.Count == 0) return null;
        var polygons = new Polygon[outers.Count];
        for (int o = 0; o < polygons.Length; o++)
        {
            Polygon shell = GeometryFactory.Default.CreatePolygon(outers[o]);
            LinearRing[] holes = inners.Count == 0
                ? []
                : [.. inners.Where(
                    inner => shell.EnvelopeInternal.Contains(inner.EnvelopeInternal)
                        && shell.Covers(GeometryFactory.Default.CreatePoint(inner.Coordinate)))];
            polygons[o] = holes.Length == 0 ? shell : GeometryFactory.Default.CreatePolygon(outers[o], holes);
        }
        return polygons.Length == 1 ? polygons[0] : GeometryFactory.Default.CreateMultiPolygon(polygons);
    }

    private Coordinate[] Coordinates(int part)
    {
        var coordinates = new Coordinate[FirstPosition[part + 1] - FirstPosition[part]];
        for (int c = 0; c < coordinates.Length; c++)
        {
            Position p = Positions[FirstPosition[part] + c];
            coordinates[c] = new Coordinate(p.Lon, p.Lat);
        }
        return coordinates;
    }
}
