using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Edits;

/// <summary>Adds paths: joined at their ends and, unless they are bridges, wherever they cross a way.</summary>
internal sealed class PathDrawing(EditableWays ways)
{
    private const double NodeMetres = 1;

    /// <summary>Draws a path; returns what is wrong, or null.</summary>
    public Notice? Add(NetworkOverlay overlay, NetworkEdit edit, EditMemory done)
    {
        IReadOnlyList<Position> line = edit.Line;
        if (line.Count < 2) return "found/one-position-path";
        var way = edit.Path switch
        {
            PathKind.Steps => new WayAttributes(WayKind.Steps, WayFlags.None),
            PathKind.Bridge => new WayAttributes(WayKind.Path, WayFlags.Bridge),
            _ => new WayAttributes(WayKind.Path, WayFlags.None),
        };
        double[] metres = Metres(line);
        // Where the line meets other ways, as metres along it; an end is joined over the straight distance that is left.
        var joints = new List<(double Along, int Edge, double Metres)>();
        (int startEdge, double startAt) = ways.Nearest(overlay, line[0], NetworkEditor.JoinMetres);
        (int endEdge, double endAt) = ways.Nearest(overlay, line[^1], NetworkEditor.JoinMetres);
        if (startEdge < 0 && endEdge < 0) return new("found/no-end-near", ("metres", $"{NetworkEditor.JoinMetres}"));
        if (edit.Path != PathKind.Bridge)
            for (int i = 1; i < line.Count; i++) AddCrossings(overlay, line[i - 1], line[i], metres[i - 1], metres[i], joints);
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
            done.Drew(line, overlay.Draw(nodes[n - 1].Node, nodes[n].Node, inner, way));
        }
        return null;
    }

    /// <summary>
    /// Who draws to within a metre of a junction means the junction, and not the one of its streets that is a hair nearer.
    /// </summary>
    private static double AtNode(NetworkOverlay overlay, int edge, double metres) =>
        metres < NodeMetres ? 0 : overlay.Length(edge) - metres < NodeMetres ? overlay.Length(edge) : metres;

    private void AddCrossings(
        NetworkOverlay overlay, Position a, Position b, double startMetres, double endMetres,
        List<(double Along, int Edge, double Metres)> joints) =>
        ways.ForEachPiece(overlay, Box.Empty.Extend(a).Extend(b), (edge, c, d, from, to) =>
        {
            if (Segments.Crossing(a, b, c, d) is not { } share || Segments.Crossing(c, d, a, b) is not { } other) return;
            double at = from + other * (to - from);
            (int part, _) = overlay.Resolve(edge, at);
            if ((overlay.Attributes(part).Flags & (WayFlags.Bridge | WayFlags.Tunnel)) == 0)
                joints.Add((startMetres + share * (endMetres - startMetres), edge, at));
        });

    private static double[] Metres(IReadOnlyList<Position> line)
    {
        var metres = new double[line.Count];
        for (int i = 1; i < metres.Length; i++) metres[i] = metres[i - 1] + LocalMetres.Between(line[i - 1], line[i]);
        return metres;
    }
}
