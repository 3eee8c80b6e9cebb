using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>A ferry that is drawn as a relation: what it means to people on foot, and its ways.</summary>
internal sealed record FerryRoute(long Id, FootWay Foot, long[] Ways)
{
    /// <summary>Whether all relations among its members are in the file, so that these are all of its ways.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>
/// Ferries whose route, and often their duration, stand on a relation (type=route, route=ferry): its ways are ferries too, and share its
/// duration by their lengths. What a way says itself counts before what its relation says.
/// </summary>
internal sealed class FerryRoutes
{
    private readonly SortedDictionary<long, FerryRoute> _routes = [];
    private readonly Dictionary<long, FerryRoute> _routeOf = [];

    /// <summary>The ferry that a relation is, its ways not yet known; null if it is none, or none for people on foot.</summary>
    public static FerryRoute? Decode(long id, OsmTags tags) =>
        tags["type"] == "route" && tags["route"] == "ferry" && FootAccess.Decide(tags) is { } foot ? new FerryRoute(id, foot, []) : null;

    /// <summary>Whether a member is where people wait, not where the boat goes.</summary>
    public static bool IsOnShore(string role) =>
        role.StartsWith("platform", StringComparison.Ordinal) || role.StartsWith("stop", StringComparison.Ordinal);

    public void Add(FerryRoute route)
    {
        if (!_routes.TryAdd(route.Id, route)) return;
        foreach (long way in route.Ways) _routeOf.TryAdd(way, route);
    }

    /// <summary>What a way is by its relation alone, because its own tags say neither what it is nor who may use it.</summary>
    public FootWay? Of(long way, OsmTags tags) =>
        _routeOf.TryGetValue(way, out FerryRoute? route) && tags["route"] is null && tags["highway"] is null && tags["foot"] is null
            && tags["access"] is null ? route.Foot with { FerrySeconds = 0 } : null;

    /// <summary>
    /// Gives the ways of a route their shares of its duration, if the file has all of them; returns how many routes it has not all of.
    /// </summary>
    public int ShareDurations(OsmExtract extract)
    {
        if (_routes.Values.All(r => r.Foot.FerrySeconds == 0)) return 0;
        int cut = 0;
        var indexOf = new Dictionary<long, int>();
        for (int i = 0; i < extract.Ways.Count; i++) indexOf.TryAdd(extract.Ways[i].OsmId, i);
        foreach (FerryRoute route in _routes.Values)
        {
            if (route.Foot.FerrySeconds == 0) continue;
            if (!route.IsWhole || !route.Ways.All(indexOf.ContainsKey))
            {
                cut++;
                continue;
            }
            // Piers and ramps among the members are walked; what a way states itself is no longer to be shared.
            int[] boats = [.. route.Ways.Select(w => indexOf[w]).Where(i => extract.Ways[i].Foot.Attributes.Kind == WayKind.Ferry)];
            double seconds = route.Foot.FerrySeconds - boats.Sum(i => extract.Ways[i].Foot.FerrySeconds);
            int[] silent = [.. boats.Where(i => extract.Ways[i].Foot.FerrySeconds == 0)];
            double metres = silent.Sum(i => Metres(extract, extract.Ways[i]));
            if (!(metres > 0) || seconds <= 0) continue;
            foreach (int i in silent)
            {
                WalkableWay way = extract.Ways[i];
                int share = Math.Max(1, (int)Math.Round(seconds * Metres(extract, way) / metres));
                extract.Ways[i] = way with { Foot = way.Foot with { FerrySeconds = share } };
            }
        }
        return cut;
    }

    /// <summary>The length of a way; not a number where a node is missing.</summary>
    private static double Metres(OsmExtract extract, WalkableWay way)
    {
        ReadOnlySpan<int> vertices = extract.VerticesOf(way);
        double metres = 0;
        for (int i = 1; i < vertices.Length; i++)
        {
            Position a = extract.Positions[vertices[i - 1]], b = extract.Positions[vertices[i]];
            metres += a == OsmExtract.Missing || b == OsmExtract.Missing ? double.NaN : LocalMetres.Between(a, b);
        }
        return metres;
    }
}
