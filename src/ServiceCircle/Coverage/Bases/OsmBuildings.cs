using NetTopologySuite.Geometries;
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

    /// <summary>A building, and where its nodes are if the file writes that on its ways.</summary>
    private sealed record Building(OsmId Id, BuildingUse Use, long[] Nodes, Position[] Positions);

    /// <summary>The buildings within some bounds, sorted by id, and how many of them do not state their use.</summary>
    /// <exception cref="InputException">The file is missing, broken, or no OSM file.</exception>
    public static CoverageBasis Read(string path, StudyBounds within)
    {
        using OsmFile file = OsmFile.Open(path);
        var relations = new List<(OsmId Id, BuildingUse Use, long[] Outer)>();
        file.Read(OsmKinds.Relations, Relations, relations.AddRange);
        HashSet<long> members = [.. relations.SelectMany(r => r.Outer)];
        var ways = new List<Building>();
        var lines = new Dictionary<long, Building>();
        file.Read(OsmKinds.Ways, block => Ways(block, members), found =>
        {
            foreach (Building way in found)
            {
                if (members.Contains(way.Id.Number)) lines[way.Id.Number] = way;
                if (way.Use != BuildingUse.None) ways.Add(way);
            }
        });
        Building[] all =
        [
            .. ways.Concat(relations.Where(r => r.Outer.Any(lines.ContainsKey)).Select(r =>
                    r.Outer.Where(lines.ContainsKey).Select(w => lines[w]).MaxBy(l => l.Nodes.Length)! with { Id = r.Id, Use = r.Use }))
                .OrderBy(b => b.Id).DistinctBy(b => b.Id),
        ];
        var index = new IdMap(all.Length * 5);
        foreach (Building building in all)
            foreach (long node in building.Nodes) index.GetOrAdd(node);
        var positions = new Position?[index.Count];
        foreach (Building building in all)
            foreach ((long node, Position at) in building.Nodes.Zip(building.Positions))
                if (at != OsmBlock.NoPosition) positions[index.Find(node)] = at;
        file.Read(OsmKinds.Nodes, block => Nodes(block, index), found =>
        {
            foreach ((int vertex, Position at) in found) positions[vertex] = at;
        });

        var points = new List<Position>();
        int notStated = 0;
        foreach (Building building in all)
        {
            Position[] outline = [.. building.Nodes.Select(n => positions[index.Find(n)]).OfType<Position>()];
            if (outline.Length < 3 || Middle(outline) is var middle && !within.Holds(new Coordinate(middle.Lon, middle.Lat))) continue;
            points.Add(middle);
            if (building.Use == BuildingUse.NotStated) notStated++;
        }
        return new CoverageBasis(CoverageBasis.Buildings, points, 1) { Within = within.Kind, UseNotStated = notStated };
    }

    private static List<(OsmId, BuildingUse, long[])> Relations(OsmBlock block)
    {
        var found = new List<(OsmId, BuildingUse, long[])>();
        foreach (ref readonly OsmRelation relation in block.Relations)
        {
            OsmTags tags = block.Tags(relation);
            if (UseOf(tags) is var use && use == BuildingUse.None || tags["type"] != "multipolygon") continue;
            var outer = new List<long>();
            foreach (OsmMember member in block.Members(relation))
                if (member.Id.Type == OsmType.Way && member.Role != "inner") outer.Add(member.Id.Number);
            found.Add((relation.Id, use, [.. outer]));
        }
        return found;
    }

    private static List<Building> Ways(OsmBlock block, HashSet<long> members)
    {
        var found = new List<Building>();
        foreach (ref readonly OsmWay way in block.Ways)
        {
            if (way.RefCount < 3) continue;
            BuildingUse use = UseOf(block.Tags(way));
            if (use != BuildingUse.None || members.Contains(way.Number)) found.Add(
                new Building(way.Id, use, block.Refs(way).ToArray(), block.Positions(way).ToArray()));
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
}
