using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Edits;

/// <summary>Adds paths: joined at their ends and, unless they are bridges, wherever they cross a way.</summary>
internal sealed class PathDrawing(EditableWays ways)
{
    /// <summary>An end of a path within this distance of a way is joined to it.</summary>
    private const double JoinMetres = 25;

    private const double NodeMetres = 1;

    /// <summary>Draws a path; returns what is wrong, or null.</summary>
    public Notice? Add(NetworkOverlay overlay, NetworkEdit edit, EditMemory done)
    {
        IReadOnlyList<Position> line = edit.Line;
        if (line.Count < 2) return "found/one-position-path";
        if (done.IsDrawn(edit)) return null;
        var way = edit.Path switch
        {
            PathKind.Steps => new WayAttributes(WayKind.Steps, WayFlags.None),
            PathKind.Bridge => new WayAttributes(WayKind.Path, WayFlags.Bridge),
            _ => new WayAttributes(WayKind.Path, WayFlags.None),
        };
        double[] metres = Metres(line);
        // Where the line meets other ways, as metres along it; an end is joined over the straight distance that is left.
        var joints = new List<(double Along, int Edge, double Metres)>();
        (int startEdge, double startAt) = ways.Nearest(overlay, line[0], JoinMetres);
        (int endEdge, double endAt) = ways.Nearest(overlay, line[^1], JoinMetres);
        if (startEdge < 0 && endEdge < 0) return new("found/no-end-near", ("metres", $"{JoinMetres}"));
        if (edit.Path != PathKind.Bridge)
            for (int i = 1; i < line.Count; i++)
                foreach ((double share, int edge, double at) in Crossings(overlay, line[i - 1], line[i]))
                    joints.Add((metres[i - 1] + share * (metres[i] - metres[i - 1]), edge, at));
        if (startEdge >= 0) joints.Add((-1, startEdge, AtNode(overlay, startEdge, startAt)));
        if (endEdge >= 0) joints.Add((double.MaxValue, endEdge, AtNode(overlay, endEdge, endAt)));
        joints.Sort();

        var nodes = new List<(double Along, int Node)>();
        if (startEdge < 0) nodes.Add((-1, overlay.AddNode(line[0], float.NaN, crossing: 0)));
        foreach ((double along, int edge, double at) in joints)
        {
            (int part, double partAt) = overlay.Resolve(edge, at);
            RoadClass road = ways.RoadAt(overlay, part, partAt);
            int node = overlay.Split(part, partAt);
            overlay.MakeCrossing(node, road);
            nodes.Add((along, node));
        }
        if (endEdge < 0) nodes.Add((double.MaxValue, overlay.AddNode(line[^1], float.NaN, crossing: 0)));
        for (int n = 1; n < nodes.Count; n++)
        {
            var inner = new List<Position>();
            for (int i = 0; i < line.Count; i++)
                if (metres[i] > nodes[n - 1].Along && metres[i] < nodes[n].Along) inner.Add(line[i]);
            done.Drew(edit, overlay.Draw(nodes[n - 1].Node, nodes[n].Node, inner, way));
        }
        return null;
    }

    /// <summary>Who draws to within a metre of a junction means it, and not the one of its streets that is a hair nearer.</summary>
    private static double AtNode(NetworkOverlay overlay, int edge, double metres) =>
        metres < NodeMetres ? 0 : overlay.Length(edge) - metres < NodeMetres ? overlay.Length(edge) : metres;

    /// <summary>Where a-b crosses ways on the ground: the share from a, and the place on the way.</summary>
    private IEnumerable<(double Share, int Edge, double Metres)> Crossings(NetworkOverlay overlay, Position a, Position b)
    {
        foreach ((int edge, Position c, Position d, double from, double to) in ways.PiecesNear(overlay, Box.Empty.Extend(a).Extend(b)))
        {
            if (Segments.Crossing(a, b, c, d) is not { } share || Segments.Crossing(c, d, a, b) is not { } other) continue;
            double at = from + other * (to - from);
            (int part, _) = overlay.Resolve(edge, at);
            if ((overlay.Attributes(part).Flags & (WayFlags.Bridge | WayFlags.Tunnel)) == 0) yield return (share, edge, at);
        }
    }

    private static double[] Metres(IReadOnlyList<Position> line)
    {
        var metres = new double[line.Count];
        for (int i = 1; i < metres.Length; i++) metres[i] = metres[i - 1] + LocalMetres.Between(line[i - 1], line[i]);
        return metres;
    }
}
