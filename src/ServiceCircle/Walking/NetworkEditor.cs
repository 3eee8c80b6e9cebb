using ServiceCircle.Geo;

namespace ServiceCircle.Walking;

/// <summary>
/// Applies edits to a network without building it again. Make one for a network and use it for any number of scenarios; every
/// call starts from the same base.
/// </summary>
/// <remarks>Immutable after construction; safe to share between threads.</remarks>
public sealed class NetworkEditor
{
    /// <summary>An end of a path within this distance of a way is joined to it.</summary>
    public const double JoinMetres = 25;

    /// <summary>A gate within this distance is the one that is meant.</summary>
    public const double GateMetres = 15;

    /// <summary>A way within this distance of a line lies under it.</summary>
    public const double UnderMetres = 3;

    private readonly WalkNetwork _network;
    private readonly EdgeGrid _ways;
    private readonly Dictionary<Position, List<int>> _gates = [];

    /// <summary>An editor of one network. Linear in its size.</summary>
    public NetworkEditor(WalkNetwork network)
    {
        _network = network;
        _ways = new EdgeGrid(network, e => network.Attributes(e).Kind is not (WayKind.Gate or WayKind.Ferry or WayKind.Elevator or WayKind.NotForWalking));
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (network.Attributes(e).Kind != WayKind.Gate) continue;
            Position at = network.NodePositions[network.Tail[e]];
            if (!_gates.TryGetValue(at, out List<int>? list)) _gates[at] = list = [];
            list.Add(e);
        }
    }

    /// <summary>The network after a list of edits, in their order.</summary>
    /// <param name="edits">The edits; later ones see what earlier ones did.</param>
    /// <param name="source">File that they come from, for messages.</param>
    /// <exception cref="InputException">Some edit meets nothing; all such edits are named at once.</exception>
    public EditedNetwork Apply(IReadOnlyList<NetworkEdit> edits, string source = "edits")
    {
        var problems = new List<(int Edit, string Problem)>();
        NetworkOverlay overlay = Check(edits, problems);
        if (problems.Count > 0)
        {
            IEnumerable<string> all = problems.Select(p => $"{(edits[p.Edit].Where.Length > 0 ? edits[p.Edit].Where : $"edit {p.Edit + 1}")}: {p.Problem}");
            throw new InputException(source, "", string.Join("; ", all), "edits that meet the network", Advice);
        }
        return new EditedNetwork(overlay);
    }

    /// <summary>What to do about an edit that meets nothing.</summary>
    internal const string Advice = "Compare their positions with the network; each end of a path must lie within 25 m of a way.";

    /// <summary>Finds what is wrong with edits, and makes those that are right.</summary>
    internal NetworkOverlay Check(IReadOnlyList<NetworkEdit> edits, List<(int Edit, string Problem)> problems)
    {
        var overlay = new NetworkOverlay(_network);
        for (int i = 0; i < edits.Count; i++)
        {
            string? problem = edits[i].Kind switch
            {
                NetworkEditKind.AddPath => AddPath(overlay, edits[i]),
                NetworkEditKind.ClosePath => ClosePath(overlay, edits[i].Line),
                NetworkEditKind.OpenGate => SetGate(overlay, edits[i].Line[0], isOpen: true),
                _ => SetGate(overlay, edits[i].Line[0], isOpen: false),
            };
            if (problem is not null) problems.Add((i, problem));
        }
        return overlay;
    }

    // ---- paths

    private string? AddPath(NetworkOverlay overlay, NetworkEdit edit)
    {
        IReadOnlyList<Position> line = edit.Line;
        if (line.Count < 2) return "a path of one position";
        if (Reopen(overlay, line)) return null;
        var way = edit.Path switch
        {
            PathKind.Steps => new WayAttributes(WayKind.Steps, WayFlags.None),
            PathKind.Bridge => new WayAttributes(WayKind.Path, WayFlags.Bridge),
            _ => new WayAttributes(WayKind.Path, WayFlags.None),
        };
        double[] metres = Metres(line);
        // Where the line meets other ways, as metres along it; an end is joined over the straight distance that is left.
        var joints = new List<(double Along, int Edge, double Metres)>();
        (int startEdge, double startAt, _) = Nearest(overlay, line[0], JoinMetres);
        (int endEdge, double endAt, _) = Nearest(overlay, line[^1], JoinMetres);
        if (startEdge < 0 && endEdge < 0) return $"no end of the path within {JoinMetres} m of a way";
        if (edit.Path != PathKind.Bridge)
            for (int i = 1; i < line.Count; i++) AddCrossings(overlay, line[i - 1], line[i], metres[i - 1], metres[i], joints);
        if (startEdge >= 0) joints.Add((-1, startEdge, startAt));
        if (endEdge >= 0) joints.Add((double.MaxValue, endEdge, endAt));
        joints.Sort();

        var nodes = new List<(double Along, int Node)>();
        if (startEdge < 0) nodes.Add((-1, overlay.AddNode(line[0], float.NaN)));
        foreach ((double along, int edge, double at) in joints)
        {
            (int part, double partAt) = overlay.Resolve(edge, at);
            nodes.Add((along, overlay.Split(part, partAt)));
        }
        if (endEdge < 0) nodes.Add((double.MaxValue, overlay.AddNode(line[^1], float.NaN)));
        for (int n = 1; n < nodes.Count; n++)
        {
            var inner = new List<Position>();
            for (int i = 0; i < line.Count; i++)
                if (metres[i] > nodes[n - 1].Along && metres[i] < nodes[n].Along) inner.Add(line[i]);
            overlay.Draw(nodes[n - 1].Node, nodes[n].Node, inner, way);
        }
        return null;
    }

    /// <summary>Opens what an earlier edit closed under the whole of a line, so that adding is the inverse of closing.</summary>
    private static bool Reopen(NetworkOverlay overlay, IReadOnlyList<Position> line)
    {
        int[] closed = [.. overlay.Changed.Where(c => c.Value.Has(WayFlags.Closed) && c.Value.Kind != WayKind.Gate && !overlay.IsCut(c.Key)
            && overlay.Shape(c.Key).All(p => DistanceTo(line, p.At) <= UnderMetres)).Select(c => c.Key).Order()];
        double length = Metres(line)[^1];
        if (closed.Length == 0 || closed.Sum(overlay.Length) < length - 2 * UnderMetres) return false;
        foreach (int edge in closed) overlay.Change(edge, overlay.Attributes(edge) with { Flags = overlay.Attributes(edge).Flags & ~WayFlags.Closed });
        return true;
    }

    private void AddCrossings(
        NetworkOverlay overlay, Position a, Position b, double startMetres, double endMetres, List<(double Along, int Edge, double Metres)> joints)
    {
        var seen = new HashSet<(int, int)>();
        _ways.ForEachIn(Box.Empty.Extend(a).Extend(b), (edge, piece) =>
        {
            if (!seen.Add((edge, piece))) return;
            Join(edge, _network.ShapePosition(edge, piece), _network.ShapePosition(edge, piece + 1), _network.ShapeMetres(edge, piece), _network.ShapeMetres(edge, piece + 1));
        });
        for (int i = 0; i < overlay.Edges.Count; i++)
        {
            int edge = _network.EdgeCount + i;
            if (!overlay.Edges[i].IsDrawn || overlay.IsCut(edge)) continue;
            List<(Position At, double Metres)> shape = overlay.Shape(edge);
            for (int p = 1; p < shape.Count; p++) Join(edge, shape[p - 1].At, shape[p].At, shape[p - 1].Metres, shape[p].Metres);
        }

        void Join(int edge, Position c, Position d, double from, double to)
        {
            if (Segments.Crossing(a, b, c, d) is not { } share || Segments.Crossing(c, d, a, b) is not { } other) return;
            double at = from + other * (to - from);
            (int part, _) = overlay.Resolve(edge, at);
            if ((overlay.Attributes(part).Flags & (WayFlags.Bridge | WayFlags.Tunnel)) == 0) joints.Add((startMetres + share * (endMetres - startMetres), edge, at));
        }
    }

    private string? ClosePath(NetworkOverlay overlay, IReadOnlyList<Position> line)
    {
        if (line.Count < 2) return "a path of one position";
        Box box = Box.Empty;
        foreach (Position p in line) box = box.Extend(p);
        var edges = new SortedSet<int>();
        _ways.ForEachIn(box, (edge, _) => edges.Add(edge));
        for (int i = 0; i < overlay.Edges.Count; i++)
            if (overlay.Edges[i].IsDrawn) edges.Add(_network.EdgeCount + i);
        bool isAnyClosed = false;
        foreach (int whole in edges)
        {
            foreach (int edge in overlay.Parts(whole).ToArray())
            {
                foreach ((double from, double to) in Under(overlay, edge, line))
                {
                    // Cut from the far end, so that the metres of the nearer cut still hold.
                    double length = overlay.Length(edge);
                    if (to < length) overlay.Split(edge, to);
                    (int part, double partFrom) = overlay.Resolve(edge, from);
                    if (from > 0) overlay.Split(part, partFrom);
                    (int closed, _) = overlay.Resolve(edge, (from + to) / 2);
                    overlay.Change(closed, overlay.Attributes(closed) with { Flags = overlay.Attributes(closed).Flags | WayFlags.Closed });
                    isAnyClosed = true;
                }
            }
        }
        return isAnyClosed ? null : $"no way within {UnderMetres} m under the line";
    }

    /// <summary>The stretch of an edge that lies under a line and runs along it; at most one.</summary>
    private static IEnumerable<(double From, double To)> Under(NetworkOverlay overlay, int edge, IReadOnlyList<Position> line)
    {
        double length = overlay.Length(edge), from = double.NaN, to = double.NaN;
        if (!(length > 0) || overlay.Attributes(edge).Has(WayFlags.Closed)) yield break;
        List<(Position At, double Metres)> shape = overlay.Shape(edge);
        int steps = (int)Math.Clamp(Math.Ceiling(length), 2, 5_000), piece = 1;
        for (int s = 0; s <= steps; s++)
        {
            double at = length * s / steps;
            while (piece < shape.Count - 1 && shape[piece].Metres < at) piece++;
            double start = shape[piece - 1].Metres, end = shape[piece].Metres;
            Position p = Segments.At(shape[piece - 1].At, shape[piece].At, end > start ? (at - start) / (end - start) : 0);
            if (RunsAlong(line, p, shape[piece - 1].At, shape[piece].At))
            {
                if (double.IsNaN(from)) from = at;
                to = at;
            }
            else if (!double.IsNaN(from))
            {
                break;
            }
        }
        // A way that crosses the line at a sharp angle runs along it for a few steps only.
        if (double.IsNaN(from) || to - from < Math.Min(length, 4 * UnderMetres)) yield break;
        if (from <= UnderMetres) from = 0;
        if (to >= length - UnderMetres) to = length;
        yield return (from, to);
    }

    // ---- gates

    private string? SetGate(NetworkOverlay overlay, Position at, bool isOpen)
    {
        Position? nearest = null;
        double best = GateMetres;
        foreach (Position gate in _gates.Keys)
        {
            // Degrees first: most gates of a city are far away.
            if (Math.Abs(gate.LatE7 - at.LatE7) > 3_000) continue;
            double metres = LocalMetres.Between(gate, at);
            if (metres < best || metres == best && nearest is { } n && (gate.LonE7, gate.LatE7).CompareTo((n.LonE7, n.LatE7)) < 0) (nearest, best) = (gate, metres);
        }
        IEnumerable<int> edges = nearest is { } found ? _gates[found] : [];
        int[] drawn = [.. Enumerable.Range(_network.EdgeCount, overlay.Edges.Count).Where(e =>
            overlay.Attributes(e).Kind == WayKind.Gate && LocalMetres.Between(overlay.NodePosition(overlay.Ends(e).Tail), at) <= best)];
        if (drawn.Length > 0) edges = drawn;
        int[] gates = [.. edges];
        if (gates.Length > 0)
        {
            foreach (int edge in gates)
            {
                WayAttributes way = overlay.Attributes(edge);
                overlay.Change(edge, way with { Flags = isOpen ? way.Flags & ~(WayFlags.Closed | WayFlags.Private) : way.Flags | WayFlags.Closed });
            }
            return null;
        }
        if (isOpen) return $"no gate within {GateMetres} m";
        (int wayEdge, double metresAt, _) = Nearest(overlay, at, GateMetres);
        if (wayEdge < 0) return $"neither a gate nor a way within {GateMetres} m";
        (int part, double partAt) = overlay.Resolve(wayEdge, metresAt);
        // A new gate is a piece of no length between two cuts at one place.
        overlay.Split(part, partAt);
        (int left, double leftAt) = overlay.Resolve(wayEdge, metresAt);
        overlay.Split(left, leftAt);
        int bar = overlay.Cuts[^1].Right;
        overlay.Change(bar, new WayAttributes(WayKind.Gate, WayFlags.Closed));
        return null;
    }

    // ---- geometry

    /// <summary>The nearest way that a path can be joined to: not closed, not below ground.</summary>
    private (int Edge, double Metres, double Distance) Nearest(NetworkOverlay overlay, Position from, double maxMetres)
    {
        EdgeGrid.Hit hit = _ways.Nearest(from, maxMetres, e => (_network.Attributes(e).Flags & (WayFlags.Tunnel | WayFlags.Closed | WayFlags.OffGround)) == 0);
        (int edge, double metres, double distance) = (hit.Edge, hit.AlongMetres, hit.DistanceMetres);
        for (int i = 0; i < overlay.Edges.Count; i++)
        {
            int drawn = _network.EdgeCount + i;
            if (!overlay.Edges[i].IsDrawn || overlay.IsCut(drawn) || overlay.Attributes(drawn).Has(WayFlags.Closed)) continue;
            List<(Position At, double Metres)> shape = overlay.Shape(drawn);
            for (int p = 1; p < shape.Count; p++)
            {
                double off = Segments.DistanceMetres(from, shape[p - 1].At, shape[p].At);
                if (off >= distance || off > maxMetres) continue;
                double share = Segments.NearestShare(from, shape[p - 1].At, shape[p].At);
                (edge, metres, distance) = (drawn, shape[p - 1].Metres + share * (shape[p].Metres - shape[p - 1].Metres), off);
            }
        }
        return (edge, metres, distance);
    }

    private static double DistanceTo(IReadOnlyList<Position> line, Position p)
    {
        double best = double.PositiveInfinity;
        for (int i = 1; i < line.Count; i++) best = Math.Min(best, Segments.DistanceMetres(p, line[i - 1], line[i]));
        return best;
    }

    /// <summary>Whether a position lies under a line, on a piece of a way within 30 degrees of the line's direction there.</summary>
    private static bool RunsAlong(IReadOnlyList<Position> line, Position p, Position from, Position to)
    {
        for (int i = 1; i < line.Count; i++)
        {
            if (Segments.DistanceMetres(p, line[i - 1], line[i]) > UnderMetres) continue;
            var scale = new LocalMetres(p.LatE7);
            double ax = ((double)to.LonE7 - from.LonE7) * scale.MetresPerLonUnit, ay = ((double)to.LatE7 - from.LatE7) * scale.MetresPerLatUnit;
            double bx = ((double)line[i].LonE7 - line[i - 1].LonE7) * scale.MetresPerLonUnit, by = ((double)line[i].LatE7 - line[i - 1].LatE7) * scale.MetresPerLatUnit;
            double cross = ax * by - ay * bx;
            if (cross * cross <= 0.25 * (ax * ax + ay * ay) * (bx * bx + by * by)) return true;
        }
        return false;
    }

    private static double[] Metres(IReadOnlyList<Position> line)
    {
        var metres = new double[line.Count];
        for (int i = 1; i < metres.Length; i++) metres[i] = metres[i - 1] + LocalMetres.Between(line[i - 1], line[i]);
        return metres;
    }
}

/// <summary>A network after edits, and the way to its walkers' graphs without computing them anew.</summary>
public sealed class EditedNetwork
{
    private readonly NetworkOverlay _overlay;
    private int[]? _touched;

    internal EditedNetwork(NetworkOverlay overlay)
    {
        _overlay = overlay;
        Network = overlay.ToNetwork();
    }

    /// <summary>The edited network: nodes and edges of the base keep their ids.</summary>
    public WalkNetwork Network { get; }

    /// <summary>The graph of the base as it is after the edits. Where an edge was cut, the times of its parts add up to its own.</summary>
    /// <param name="graph">A graph of the network that was edited.</param>
    public WalkGraph GraphOf(WalkGraph graph) => graph.After(_overlay, Network);

    /// <summary>Where a place on an edge of the base is now.</summary>
    /// <param name="edge">Edge of the base.</param>
    /// <param name="alongMetres">Metres from its tail.</param>
    public (int Edge, double AlongMetres) Place(int edge, double alongMetres) => _overlay.Resolve(edge, alongMetres);

    /// <summary>Edges of the base that the edits changed or cut, sorted.</summary>
    internal IReadOnlyList<int> TouchedEdges =>
        _touched ??= [.. _overlay.Changed.Keys.Concat(_overlay.Cuts.Select(c => c.Edge)).Where(e => e < _overlay.Network.EdgeCount).Distinct().Order()];

    /// <summary>What an edge of the base has become; itself when it was not cut.</summary>
    internal IEnumerable<int> Parts(int edge) => _overlay.Parts(edge);

    /// <summary>The network that was edited.</summary>
    internal WalkNetwork Base => _overlay.Network;
}
