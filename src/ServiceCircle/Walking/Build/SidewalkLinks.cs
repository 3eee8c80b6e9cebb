using System.Runtime.InteropServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Ties sidewalks and crossings that end beside a street without touching it to that street. Each link is short, crosses no
/// barrier, and carries <see cref="WayFlags.Assumed"/>, so that it can be counted and looked at.
/// </summary>
internal static class SidewalkLinks
{
    /// <summary>Longest link: half of a wide street.</summary>
    public const double MaxMetres = 12;

    private const int CellUnits = 3_000;

    private readonly record struct Link(int Segment, double Share, int End);

    /// <summary>
    /// Adds the links and cuts the streets at them; returns how many. The barriers are straight pieces of walls and fences.
    /// </summary>
    public static int Add(SegmentList segments, IEnumerable<(Position From, Position To)> barriers)
    {
        List<Position> positions = segments.Positions;
        int[] ends = LooseEnds(segments);
        if (ends.Length == 0) return 0;
        var near = new HashSet<(int, int)>();
        foreach (int end in ends)
            for (int dx = -1; dx <= 1; dx++)
                for (int dy = -1; dy <= 1; dy++) near.Add((positions[end].LonE7 / CellUnits + dx, positions[end].LatE7 / CellUnits + dy));

        var streets = new Dictionary<(int, int), List<int>>();
        bool[] isStreet = [.. segments.AttributeTable.Select(way => way.Kind is WayKind.Street or WayKind.MajorStreet
            && (way.Flags & (WayFlags.Bridge | WayFlags.Tunnel | WayFlags.OffGround | WayFlags.Private)) == 0)];
        for (int s = 0; s < segments.From.Count; s++)
        {
            if (!isStreet[segments.Attributes[s]]) continue;
            ForEachNearCell(positions[segments.From[s]], positions[segments.To[s]], near, cell => List(streets, cell).Add(s));
        }
        var walls = new Dictionary<(int, int), List<(Position, Position)>>();
        foreach ((Position from, Position to) in barriers) ForEachNearCell(from, to, near, cell => List(walls, cell).Add((from, to)));

        var links = new List<Link>();
        foreach (int end in ends)
        {
            Position p = positions[end];
            (int, int) cell = (p.LonE7 / CellUnits, p.LatE7 / CellUnits);
            Link? best = null;
            double bestMetres = MaxMetres;
            foreach (int s in Around(streets, cell).Distinct().Order())
            {
                double share = Segments.NearestShare(p, positions[segments.From[s]], positions[segments.To[s]]);
                double metres = LocalMetres.Between(p, Segments.At(positions[segments.From[s]], positions[segments.To[s]], share));
                if (metres < bestMetres) (best, bestMetres) = (new Link(s, share, end), metres);
            }
            if (best is not { } link) continue;
            Position at = Segments.At(positions[segments.From[link.Segment]], positions[segments.To[link.Segment]], link.Share);
            // A wall along the street's own line stops nobody on the way to it.
            if (Around(walls, cell).Any(w => Segments.Crossing(p, at, w.Item1, w.Item2) is < 0.95)) continue;
            links.Add(link);
        }

        ushort attributes = segments.IndexOf(new WayAttributes(WayKind.Path, WayFlags.Assumed | WayFlags.Sidewalk));
        foreach (IGrouping<int, Link> ofSegment in links.GroupBy(l => l.Segment).OrderBy(g => g.Key))
        {
            int s = ofSegment.Key, to = segments.To[s], previous = segments.From[s];
            Position a = positions[segments.From[s]], b = positions[to];
            int current = s;
            foreach (Link link in ofSegment.OrderBy(l => l.Share).ThenBy(l => l.End))
            {
                int joint = link.Share <= 0 ? segments.From[s] : link.Share >= 1 ? to : segments.NewVertex(Segments.At(a, b, link.Share));
                if (joint != previous && joint != to)
                {
                    segments.To[current] = joint;
                    current = segments.Add(joint, to, segments.Attributes[s], segments.OsmId[s], segments.Riding[s]);
                    previous = joint;
                }
                if (joint != link.End) segments.Add(link.End, joint, attributes, segments.OsmId[s]);
            }
        }
        return links.Count;
    }

    /// <summary>Vertices where exactly one segment ends, and that one is a sidewalk or a crossing; not where the data was cut.</summary>
    private static int[] LooseEnds(SegmentList segments)
    {
        var degree = new byte[segments.Positions.Count];
        foreach (int v in CollectionsMarshal.AsSpan(segments.From)) if (degree[v] < 2) degree[v]++;
        foreach (int v in CollectionsMarshal.AsSpan(segments.To)) if (degree[v] < 2) degree[v]++;
        bool[] isWanted = [.. segments.AttributeTable.Select(way =>
            (way.Kind == WayKind.Crossing || way.Has(WayFlags.Sidewalk))
            && (way.Flags & (WayFlags.Bridge | WayFlags.Tunnel | WayFlags.OffGround)) == 0)];
        var ends = new SortedSet<int>();
        for (int s = 0; s < segments.From.Count; s++)
        {
            if (!isWanted[segments.Attributes[s]]) continue;
            if (degree[segments.From[s]] == 1) ends.Add(segments.From[s]);
            if (degree[segments.To[s]] == 1) ends.Add(segments.To[s]);
        }
        ends.ExceptWith(segments.CutVertices);
        return [.. ends];
    }

    private static void ForEachNearCell(Position a, Position b, HashSet<(int, int)> near, Action<(int, int)> visit)
    {
        int west = Math.Min(a.LonE7, b.LonE7) / CellUnits, east = Math.Max(a.LonE7, b.LonE7) / CellUnits;
        int south = Math.Min(a.LatE7, b.LatE7) / CellUnits, north = Math.Max(a.LatE7, b.LatE7) / CellUnits;
        for (int x = west; x <= east; x++)
            for (int y = south; y <= north; y++)
                if (near.Contains((x, y))) visit((x, y));
    }

    private static List<T> List<T>(Dictionary<(int, int), List<T>> cells, (int, int) cell)
    {
        ref List<T>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, cell, out _);
        return list ??= [];
    }

    private static IEnumerable<T> Around<T>(Dictionary<(int, int), List<T>> cells, (int X, int Y) cell)
    {
        for (int x = cell.X - 1; x <= cell.X + 1; x++)
            for (int y = cell.Y - 1; y <= cell.Y + 1; y++)
                if (cells.TryGetValue((x, y), out List<T>? list))
                    foreach (T item in list) yield return item;
    }
}
