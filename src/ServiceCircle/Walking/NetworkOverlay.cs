using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking;

/// <summary>
/// A network under edits. Nothing of the base moves: an edge that is cut is taken out and two new ones take its place, so that
/// old nodes keep their arcs and an edit costs what it touches.
/// </summary>
internal sealed class NetworkOverlay(WalkNetwork network)
{
    /// <summary>Lengths are kept in single precision; what differs by less is the same.</summary>
    public const double HairMetres = 0.001;

    private readonly Dictionary<int, Cut> _cuts = [];
    private readonly Dictionary<int, WayAttributes> _changed = [];

    /// <summary>An edge that was cut: everything up to a number of metres is now Left, the rest Right.</summary>
    public readonly record struct Cut(int Edge, double Metres, int Left, int Right, int Node);

    /// <summary>An edge that is new, by cutting or by drawing; inner metres count from its tail.</summary>
    public sealed record NewEdge(
        int Tail, int Head, WayAttributes Attributes, long OsmId, Position[] Inner, float[] InnerMetres, double Length, bool IsDrawn,
        Riding[] Riding);

    public WalkNetwork Network { get; } = network;

    /// <summary>Edges beyond those of the base, in the order of making.</summary>
    public List<NewEdge> Edges { get; } = [];
    public List<Position> Nodes { get; } = [];

    /// <summary>Heights of the new nodes; NaN without heights.</summary>
    public List<float> NodeHeights { get; } = [];

    /// <summary>Crossings at the new nodes, as bytes of <see cref="CrossingPlace"/>.</summary>
    public List<byte> NodeCrossings { get; } = [];

    /// <summary>The cuts, in the order of making.</summary>
    public List<Cut> Cuts { get; } = [];

    public IReadOnlyDictionary<int, WayAttributes> Changed => _changed;

    /// <summary>Edges of the base that changed or were cut.</summary>
    public IEnumerable<int> TouchedEdges => _changed.Keys.Concat(_cuts.Keys).Where(e => e < Network.EdgeCount).Distinct();

    public WayAttributes Attributes(int edge) => _changed.TryGetValue(edge, out WayAttributes way) ? way
        : edge < Network.EdgeCount ? Network.Attributes(edge) : New(edge).Attributes;

    private NewEdge New(int edge) => Edges[edge - Network.EdgeCount];

    public void Change(int edge, WayAttributes way) => _changed[edge] = way;
    public bool IsCut(int edge) => _cuts.ContainsKey(edge);
    public double Length(int edge) => edge < Network.EdgeCount ? Network.LengthMetres[edge] : New(edge).Length;

    public (int Tail, int Head) Ends(int edge) =>
        edge < Network.EdgeCount ? (Network.Tail[edge], Network.Head[edge]) : (New(edge).Tail, New(edge).Head);

    public Position NodePosition(int node) => node < Network.NodeCount ? Network.NodePositions[node] : Nodes[node - Network.NodeCount];

    /// <summary>The shape of an edge with its metres from the tail, both ends included.</summary>
    public List<(Position At, double Metres)> Shape(int edge)
    {
        (int tail, int head) = Ends(edge);
        var shape = new List<(Position, double)> { (NodePosition(tail), 0) };
        if (edge < Network.EdgeCount)
            for (int i = Network.FirstInner[edge]; i < Network.FirstInner[edge + 1]; i++)
                shape.Add((Network.InnerPositions[i], Network.InnerMetres[i]));
        else
            shape.AddRange(New(edge).Inner.Zip(New(edge).InnerMetres, (at, metres) => (at, (double)metres)));
        shape.Add((NodePosition(head), Length(edge)));
        return shape;
    }

    private Riding[] RidingOn(int edge) => edge < Network.EdgeCount
        ? [.. Enumerable.Range(0, Network.ShapeLength(edge) - 1).Select(piece => Network.RidingOn(edge, piece))]
        : New(edge).Riding;

    /// <summary>Where a place on an edge is after the cuts made so far; what is a hair from an end is the end.</summary>
    public (int Edge, double Metres) Resolve(int edge, double metres)
    {
        while (_cuts.TryGetValue(edge, out Cut cut))
            (edge, metres) = metres <= cut.Metres + HairMetres ? (cut.Left, Math.Min(metres, cut.Metres))
            : (cut.Right, metres - cut.Metres);
        return (edge, AtEnd(metres, Length(edge)));
    }

    private static double AtEnd(double metres, double length) => metres < HairMetres ? 0 : metres > length - HairMetres ? length : metres;

    /// <summary>The parts that an edge has become; itself when it was not cut.</summary>
    public IEnumerable<int> Parts(int edge) => PartsAt(edge).Select(p => p.Edge);

    /// <summary>These parts in their order, each with the metres from the edge's tail to its own.</summary>
    public IEnumerable<(int Edge, double OffsetMetres)> PartsAt(int edge, double offsetMetres = 0) => _cuts.TryGetValue(edge, out Cut cut)
        ? PartsAt(cut.Left, offsetMetres).Concat(PartsAt(cut.Right, offsetMetres + cut.Metres))
        : [(edge, offsetMetres)];

    /// <summary>
    /// A new node on an edge that is not cut yet. A cut at an end leaves a part of no length, which ties the old node to the new and is
    /// open to everybody.
    /// </summary>
    public int Split(int edge, double metres)
    {
        List<(Position At, double Metres)> shape = Shape(edge);
        metres = AtEnd(metres, Length(edge));
        // A cut beside a vertex is meant to be at it: places there must not end up a hair beyond the cut, on a one-way.
        foreach ((_, double vertex) in shape)
            if (Math.Abs(vertex - metres) < HairMetres) metres = vertex;
        int next = 1;
        while (next < shape.Count - 1 && shape[next].Metres <= metres) next++;
        double start = shape[next - 1].Metres, end = shape[next].Metres, length = Length(edge);
        double share = end > start ? Math.Clamp((metres - start) / (end - start), 0, 1) : 0;
        (int tail, int head) = Ends(edge);
        byte crossing = metres == 0 ? NodeCrossing(tail) : metres == length ? NodeCrossing(head) : (byte)0;
        int node = AddNode(Segments.At(shape[next - 1].At, shape[next].At, share), Height(edge, metres), crossing);
        WayAttributes way = Attributes(edge);
        long osmId = edge < Network.EdgeCount ? Network.OsmId[edge] : New(edge).OsmId;
        bool isDrawn = edge >= Network.EdgeCount && New(edge).IsDrawn;
        (Position At, double Metres)[] left = [.. shape[1..^1].Where(p => p.Metres < metres)],
            right = [.. shape[1..^1].Where(p => p.Metres > metres)];
        Riding[] riding = RidingOn(edge);
        // A part of no length is the old node itself: nothing that holds along the way (one-way, private, stairs) holds there.
        WayAttributes tie = new(WayKind.Street, WayFlags.None, 0, new WayDetails(Wheelchair: WheelchairTag.Yes));
        int first = AddPart((tail, node), (0, metres), left, riding[..(left.Length + 1)]);
        int second = AddPart((node, head), (metres, length), right, riding[^(right.Length + 1)..]);
        var cut = new Cut(edge, metres, first, second, node);
        _cuts[edge] = cut;
        Cuts.Add(cut);
        return node;

        int AddPart((int Tail, int Head) ends, (double From, double To) part, (Position At, double Metres)[] inner, Riding[] ridden) =>
            Add(new NewEdge(ends.Tail, ends.Head, part.To > part.From ? way : tie, osmId, [.. inner.Select(p => p.At)],
                [.. inner.Select(p => (float)(p.Metres - part.From))], part.To - part.From, isDrawn, ridden));
    }

    public int AddNode(Position at, float height, byte crossing)
    {
        Nodes.Add(at);
        NodeHeights.Add(height);
        NodeCrossings.Add(crossing);
        return Network.NodeCount + Nodes.Count - 1;
    }

    /// <summary>Makes a node of an edit where a path meets a carriageway an unmarked crossing; a crossing stays as it is.</summary>
    public void MakeCrossing(int node, RoadClass road)
    {
        if (road != RoadClass.None && NodeCrossing(node) == 0)
            NodeCrossings[node - Network.NodeCount] = new CrossingPlace(CrossingKind.Unmarked, road, IsHalf: false).ToByte();
    }

    private byte NodeCrossing(int node) => node < Network.NodeCount ? Network.Crossings[node] : NodeCrossings[node - Network.NodeCount];

    public float NodeHeight(int node) => !Network.HasHeights ? float.NaN
        : node < Network.NodeCount ? Network.NodeHeights[node] : NodeHeights[node - Network.NodeCount];

    /// <summary>A new edge between two nodes along a line; its inner positions are those of the line between its ends.</summary>
    public int Draw(int tail, int head, IReadOnlyList<Position> inner, WayAttributes way)
    {
        double metres = 0;
        Position previous = NodePosition(tail);
        var innerMetres = new float[inner.Count];
        for (int i = 0; i < inner.Count; i++)
        {
            metres += LocalMetres.Between(previous, previous = inner[i]);
            innerMetres[i] = (float)metres;
        }
        metres += LocalMetres.Between(previous, NodePosition(head));
        return Add(new NewEdge(tail, head, way, 0, [.. inner], innerMetres, (float)metres, IsDrawn: true, new Riding[inner.Count + 1]));
    }

    private int Add(NewEdge edge)
    {
        Edges.Add(edge);
        return Network.EdgeCount + Edges.Count - 1;
    }

    /// <summary>Height on an edge, straight between its ends where it is new, else as its shape says.</summary>
    private float Height(int edge, double metres)
    {
        if (!Network.HasHeights) return float.NaN;
        (edge, metres) = RootOf(edge, metres);
        if (edge >= Network.EdgeCount)
        {
            (int tail, int head) = Ends(edge);
            double share = Length(edge) > 0 ? metres / Length(edge) : 0;
            return (float)(NodeHeight(tail) + share * ((double)NodeHeight(head) - NodeHeight(tail)));
        }
        int i = 1;
        while (i < Network.ShapeLength(edge) - 1 && Network.ShapeMetres(edge, i) <= metres) i++;
        double start = Network.ShapeMetres(edge, i - 1), end = Network.ShapeMetres(edge, i), low = Network.ShapeHeight(edge, i - 1);
        return (float)(end > start ? low + (metres - start) / (end - start) * (Network.ShapeHeight(edge, i) - low) : low);
    }

    /// <summary>The edited network: the base's arrays with the new nodes and edges behind them.</summary>
    public WalkNetwork ToNetwork()
    {
        WalkNetwork n = Network;
        int edges = n.EdgeCount + Edges.Count, innerCount = n.InnerPositions.Length + Edges.Sum(e => e.Inner.Length);
        var table = n.AttributeTable.ToList();
        var indexOf = new Dictionary<WayAttributes, ushort>();
        for (int a = 0; a < table.Count; a++) indexOf.TryAdd(table[a], (ushort)a);
        ushort[] attributes = Extended(n.AttributeIndex, Edges.Select(e => Index(e.Attributes)), edges);
        foreach ((int edge, WayAttributes way) in _changed) attributes[edge] = Index(way);
        foreach (int edge in _cuts.Keys) attributes[edge] = Index(new WayAttributes(WayKind.NotForWalking, WayFlags.Closed));
        int inner = n.InnerPositions.Length;
        int[] firstInner = Extended(n.FirstInner, Edges.Select(e => inner += e.Inner.Length), edges + 1);
        return n with
        {
            NodePositions = Extended(n.NodePositions, Nodes, n.NodeCount + Nodes.Count),
            Crossings = Extended(n.Crossings, NodeCrossings, n.NodeCount + Nodes.Count),
            Tail = Extended(n.Tail, Edges.Select(e => e.Tail), edges),
            Head = Extended(n.Head, Edges.Select(e => e.Head), edges),
            LengthMetres = Extended(n.LengthMetres, Edges.Select(e => (float)e.Length), edges),
            AttributeIndex = attributes,
            OsmId = Extended(n.OsmId, Edges.Select(e => e.OsmId), edges),
            AttributeTable = [.. table],
            FirstInner = firstInner,
            InnerPositions = Extended(n.InnerPositions, Edges.SelectMany(e => e.Inner), innerCount),
            InnerMetres = Extended(n.InnerMetres, Edges.SelectMany(e => e.InnerMetres), innerCount),
            PieceRiding = n.PieceRiding.Length > 0 ? Extended(n.PieceRiding, Edges.SelectMany(e => e.Riding), edges + innerCount) : [],
            NodeHeights = n.HasHeights ? Extended(n.NodeHeights, NodeHeights, n.NodeCount + Nodes.Count) : [],
            InnerHeights = n.HasHeights ? Extended(n.InnerHeights, Edges.SelectMany(InnerHeights), innerCount) : [],
        };

        ushort Index(WayAttributes way)
        {
            if (indexOf.TryGetValue(way, out ushort index)) return index;
            indexOf[way] = index = (ushort)table.Count;
            table.Add(way);
            return index;
        }
    }

    private IEnumerable<float> InnerHeights(NewEdge edge, int index)
    {
        if (RootOf(Network.EdgeCount + index, 0).Edge >= Network.EdgeCount && edge.Length > 0)
        {
            float low = NodeHeight(edge.Tail), high = NodeHeight(edge.Head);
            return edge.InnerMetres.Select(m => low + (float)((high - low) * (m / edge.Length)));
        }
        return edge.InnerMetres.Select(m => Height(Network.EdgeCount + index, m));
    }

    /// <summary>The place on the edge that a part was cut from at first.</summary>
    private (int Edge, double Metres) RootOf(int edge, double metres)
    {
        for (int c = Cuts.Count - 1; c >= 0; c--)
        {
            if (Cuts[c].Left == edge) edge = Cuts[c].Edge;
            else if (Cuts[c].Right == edge) (edge, metres) = (Cuts[c].Edge, metres + Cuts[c].Metres);
        }
        return (edge, metres);
    }

    private static T[] Extended<T>(T[] old, IEnumerable<T> more, int length)
    {
        var all = GC.AllocateUninitializedArray<T>(length);
        old.CopyTo(all, 0);
        int at = old.Length;
        foreach (T item in more) all[at++] = item;
        Array.Clear(all, at, length - at);
        return all;
    }
}
