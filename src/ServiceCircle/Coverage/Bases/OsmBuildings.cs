using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Build;

namespace ServiceCircle.Coverage.Bases;

/// <summary>What the map says of a building's use.</summary>
internal enum BuildingUse
{
    /// <summary>No building, or one where nobody lives.</summary>
    None,

    /// <summary><c>building=yes</c> without a sign of another use.</summary>
    NotStated,

    Home,
}

/// <summary>
/// Buildings where people live, from an OSM extract, in three passes of their own: the network's cache does not carry a city's
/// outlines for a question that is rarely asked. A building is its middle: the centroid of its outline, and of a building drawn as
/// a relation the centroid of its longest outer line.
/// </summary>
internal static class OsmBuildings
{
    /// <summary>Values of <c>building</c> under "accommodation" in OSM's tagging guide, hotels aside.</summary>
    private static readonly HashSet<string> Homes =
    [
        "apartments", "annexe", "bungalow", "cabin", "detached", "dormitory", "farm", "ger", "house", "houseboat", "hut", "residential",
        "semi", "semidetached_house", "stilt_house", "static_caravan", "terrace", "trullo",
    ];

    /// <summary>Keys that tell what else an unspecified building is.</summary>
    private static readonly string[] OtherUses =
    [
        "amenity", "shop", "office", "tourism", "leisure", "healthcare", "craft", "industrial", "man_made", "power", "public_transport",
            "railway",
        "aeroway", "military", "religion", "emergency", "club", "government",
    ];

    private const string LevelsKey = "building:levels";

    public static BuildingUse UseOf(OsmTags tags) => tags["building"] switch
    {
        null or "no" => BuildingUse.None,
        "yes" => HasOtherUse(tags) ? BuildingUse.None : BuildingUse.NotStated,
        { } value => Homes.Contains(value) ? BuildingUse.Home : BuildingUse.None,
    };

    private static bool HasOtherUse(OsmTags tags)
    {
        foreach (string key in OtherUses)
            if (tags[key] is not (null or "no")) return true;
        return false;
    }

    /// <summary>
    /// A building as it is drawn: its outline, the longest outer line if it is a relation, and where the nodes are if the file writes that
    /// on its ways; of a relation all lines that the file has.
    /// </summary>
    private sealed record Drawn(OsmId Id, BuildingUse Use, double? Levels, long[] Nodes, Position[] Positions)
    {
        public IReadOnlyList<(Drawn Line, bool IsInner)> Lines { get; init; } = [];

        public IEnumerable<Drawn> Outlines => Lines.Select(l => l.Line).Prepend(this);
    }

    private sealed record Relation(OsmId Id, BuildingUse Use, double? Levels, long[] Outer, long[] Inner);

    /// <summary>The buildings within some bounds, sorted by id, and how many of them do not state their use.</summary>
    /// <exception cref="InputException">The file is missing, broken, or no OSM file.</exception>
    public static CoverageBasis Read(string path, StudyBounds within)
    {
        Building[] inside = [.. All(path).Where(b => within.Holds(new Coordinate(b.Middle.Lon, b.Middle.Lat)))];
        return new CoverageBasis(CoverageBasis.Buildings, [.. inside.Select(b => b.Middle)], 1)
        { Within = within.Kind, UseNotStated = inside.Count(b => b.Use == BuildingUse.NotStated) };
    }

    /// <summary>All buildings where people live or may live, sorted by id.</summary>
    /// <exception cref="InputException">The file is missing, broken, or no OSM file.</exception>
    public static IReadOnlyList<Building> All(string path)
    {
        using OsmFile file = OsmFile.Open(path);
        var relations = new List<Relation>();
        file.Read(OsmKinds.Relations, Relations, relations.AddRange);
        HashSet<long> members = [.. relations.SelectMany(r => r.Outer.Concat(r.Inner))];
        var ways = new List<Drawn>();
        var lines = new Dictionary<long, Drawn>();
        file.Read(OsmKinds.Ways, block => Ways(block, members), found =>
        {
            foreach (Drawn way in found)
            {
                if (members.Contains(way.Id.Number)) lines[way.Id.Number] = way;
                if (way.Use != BuildingUse.None && way.Nodes.Length >= 3) ways.Add(way);
            }
        });
        Drawn[] joined = [.. relations.Select(r => Joined(r, lines)).OfType<Drawn>()];
        // An outline that says "building" as its relation does is the same building; one within another's yard is its own.
        HashSet<long> outlines = [.. joined.SelectMany(r => r.Lines).Where(l => !l.IsInner).Select(l => l.Line.Id.Number)];
        Drawn[] all =
        [
            .. ways.Where(w => !outlines.Contains(w.Id.Number)).Concat(joined).OrderBy(b => b.Id).DistinctBy(b => b.Id),
        ];
        var index = new IdMap(all.Length * 5);
        foreach (Drawn outline in all.SelectMany(b => b.Outlines))
            foreach (long node in outline.Nodes) index.GetOrAdd(node);
        var positions = new Position?[index.Count];
        foreach (Drawn outline in all.SelectMany(b => b.Outlines))
            foreach ((long node, Position at) in outline.Nodes.Zip(outline.Positions))
                if (at != OsmBlock.NoPosition) positions[index.Find(node)] = at;
        file.Read(OsmKinds.Nodes, block => Nodes(block, index), found =>
        {
            foreach ((int vertex, Position at) in found) positions[vertex] = at;
        });

        var buildings = new List<Building>();
        foreach (Drawn building in all)
        {
            Position[] outline = [.. building.Nodes.Select(n => positions[index.Find(n)]).OfType<Position>()];
            if (outline.Length >= 3)
                buildings.Add(new Building(
                    building.Id, building.Use, Middle(outline), Footprint(building, outline, index, positions), building.Levels));
        }
        return buildings;
    }

    /// <summary>A building drawn as a relation, by its longest outer line; null if the file has none.</summary>
    private static Drawn? Joined(Relation relation, Dictionary<long, Drawn> lines)
    {
        Drawn[] Of(long[] ids) => [.. ids.Where(lines.ContainsKey).Select(w => lines[w])];
        return Of(relation.Outer).Where(l => l.Nodes.Length >= 3).MaxBy(l => l.Nodes.Length) is not { } longest ? null : longest with
        {
            Id = relation.Id,
            Use = relation.Use,
            Levels = relation.Levels ?? longest.Levels,
            Lines = [.. Of(relation.Outer).Select(l => (l, false)), .. Of(relation.Inner).Select(l => (l, true))],
        };
    }

    /// <summary>
    /// Square metres within the outline; of a relation within its outer rings less its inner ones, or its longest line where none closes.
    /// </summary>
    private static double Footprint(Drawn building, Position[] outline, IdMap index, Position?[] positions)
    {
        double outer = Area(false);
        return outer > 0 ? Math.Max(0, outer - Area(true)) : AreaOf(outline);

        double Area(bool isInner) =>
            Rings.Join([.. building.Lines.Where(l => l.IsInner == isInner).Select(l => l.Line.Nodes.Select(index.Find).ToArray())])
                .Sum(ring => AreaOf([.. ring.Select(v => positions[v]).OfType<Position>()]));
    }

    private static List<Relation> Relations(OsmBlock block)
    {
        var found = new List<Relation>();
        foreach (ref readonly OsmRelation relation in block.Relations)
        {
            OsmTags tags = block.Tags(relation);
            if (UseOf(tags) is var use && use == BuildingUse.None || tags["type"] != "multipolygon") continue;
            List<long> outer = [], inner = [];
            foreach (OsmMember member in block.Members(relation))
                if (member.Id.Type == OsmType.Way) (member.Role == "inner" ? inner : outer).Add(member.Id.Number);
            found.Add(new Relation(relation.Id, use, Building.LevelsOf(tags[LevelsKey]), [.. outer], [.. inner]));
        }
        return found;
    }

    private static List<Drawn> Ways(OsmBlock block, HashSet<long> members)
    {
        var found = new List<Drawn>();
        foreach (ref readonly OsmWay way in block.Ways)
        {
            bool isMember = members.Contains(way.Number);
            if (way.RefCount < (isMember ? 2 : 3)) continue;
            OsmTags tags = block.Tags(way);
            BuildingUse use = UseOf(tags);
            if (use != BuildingUse.None || isMember)
                found.Add(new Drawn(
                    way.Id, use, Building.LevelsOf(tags[LevelsKey]), block.Refs(way).ToArray(), block.Positions(way).ToArray()));
        }
        return found;
    }

    private static List<(int, Position)> Nodes(OsmBlock block, IdMap wanted)
    {
        var found = new List<(int, Position)>();
        foreach (ref readonly OsmNode node in block.Nodes)
            if (wanted.Find(node.Number) is >= 0 and var vertex) found.Add((vertex, node.Position));
        return found;
    }

    /// <summary>
    /// The centroid of an outline, whether or not its last point repeats the first; the mean of its points if it has no area.
    /// </summary>
    internal static Position Middle(IReadOnlyList<Position> outline)
    {
        // Relative to the first point, so that products stay exact enough.
        double area = 0, x = 0, y = 0;
        (int lon, int lat) = (outline[0].LonE7, outline[0].LatE7);
        for (int i = 0; i < outline.Count; i++)
        {
            Position a = outline[i], b = outline[(i + 1) % outline.Count];
            double ax = (double)a.LonE7 - lon, ay = (double)a.LatE7 - lat, bx = (double)b.LonE7 - lon, by = (double)b.LatE7 - lat;
            double cross = ax * by - bx * ay;
            (area, x, y) = (area + cross, x + (ax + bx) * cross, y + (ay + by) * cross);
        }
        return area == 0
            ? new Position((int)Math.Round(outline.Average(p => (double)p.LonE7)), (int)Math.Round(outline.Average(p => (double)p.LatE7)))
            : new Position(lon + (int)Math.Round(x / (3 * area)), lat + (int)Math.Round(y / (3 * area)));
    }

    /// <summary>Square metres within an outline, whether or not its last point repeats the first.</summary>
    internal static double AreaOf(IReadOnlyList<Position> outline)
    {
        if (outline.Count == 0) return 0;
        var scale = new LocalMetres(outline[0].LatE7);
        double area = 0;
        for (int i = 0; i < outline.Count; i++)
        {
            Position a = outline[i], b = outline[(i + 1) % outline.Count];
            area += ((double)a.LonE7 - outline[0].LonE7) * ((double)b.LatE7 - outline[0].LatE7)
                - ((double)b.LonE7 - outline[0].LonE7) * ((double)a.LatE7 - outline[0].LatE7);
        }
        return Math.Abs(area) / 2 * scale.MetresPerLonUnit * scale.MetresPerLatUnit;
    }
}
