namespace ServiceCircle.Walking;

/// <summary>Straight pieces of ways between neighbouring vertices, with gates put between the two sides of their vertex.</summary>
internal sealed class SegmentList
{
    /// <summary>Position of each vertex; vertices beyond those of the extract are the far sides of gates.</summary>
    public List<Position> Positions { get; private init; } = [];

    /// <summary>First vertex of each segment, in the direction of its way.</summary>
    public List<int> From { get; } = [];

    /// <summary>Last vertex of each segment.</summary>
    public List<int> To { get; } = [];

    /// <summary>Attributes of each segment.</summary>
    public List<ushort> Attributes { get; } = [];

    /// <summary>OSM way (for gates: node) of each segment.</summary>
    public List<long> OsmId { get; } = [];

    /// <summary>The distinct attributes, in the order of first use.</summary>
    public List<WayAttributes> AttributeTable { get; } = [];

    /// <summary>Vertices where a way runs on to a node that is not in the data.</summary>
    public HashSet<int> CutVertices { get; } = [];

    private readonly Dictionary<WayAttributes, ushort> _attributeIndex = [];

    /// <summary>The segments of all walkable ways of an extract.</summary>
    public static SegmentList Of(OsmExtract extract, List<string> warnings)
    {
        var segments = new SegmentList { Positions = [.. extract.Positions] };
        int cutWays = 0;
        foreach (WalkableWay way in extract.Ways)
        {
            WayAttributes attributes = way.Attributes;
            if (attributes.DurationSeconds > 0 && !IsWhole(way, extract)) attributes = attributes with { DurationSeconds = 0 };
            ushort index = segments.IndexOf(attributes);
            int previous = -1;
            bool cut = false;
            for (int i = 0; i < way.VertexCount; i++)
            {
                int vertex = extract.WayVertices[way.FirstVertex + i];
                if (extract.Positions[vertex] == OsmExtract.Missing)
                {
                    if (previous >= 0) segments.CutVertices.Add(previous);
                    cut = true;
                    previous = -1;
                    continue;
                }
                if (previous >= 0 && previous != vertex) segments.Add(previous, vertex, index, way.OsmId);
                else if (previous < 0 && cut) segments.CutVertices.Add(vertex);
                previous = vertex;
            }
            if (cut) cutWays++;
        }
        if (cutWays > 0) warnings.Add($"{cutWays} ways run on beyond the data and were cut at its border.");
        segments.PutGates(extract);
        return segments;
    }

    private static bool IsWhole(WalkableWay way, OsmExtract extract)
    {
        for (int i = 0; i < way.VertexCount; i++)
            if (extract.Positions[extract.WayVertices[way.FirstVertex + i]] == OsmExtract.Missing) return false;
        return true;
    }

    private ushort IndexOf(WayAttributes attributes)
    {
        if (_attributeIndex.TryGetValue(attributes, out ushort index)) return index;
        if (AttributeTable.Count == ushort.MaxValue) throw new InvalidOperationException("more than 65,535 different way attributes");
        _attributeIndex[attributes] = index = (ushort)AttributeTable.Count;
        AttributeTable.Add(attributes);
        return index;
    }

    private void Add(int from, int to, ushort attributes, long osmId)
    {
        From.Add(from);
        To.Add(to);
        Attributes.Add(attributes);
        OsmId.Add(osmId);
    }

    /// <summary>
    /// Splits every gate's vertex: each further segment there gets a vertex of its own at the same position, tied to the
    /// first by an edge of no length that carries the gate. So opening or closing a gate changes one edge.
    /// </summary>
    private void PutGates(OsmExtract extract)
    {
        if (extract.Gates.Count == 0) return;
        var isTied = new HashSet<int>();
        int segmentCount = From.Count;
        for (int s = 0; s < segmentCount; s++)
        {
            From[s] = Side(From[s]);
            To[s] = Side(To[s]);
        }

        int Side(int vertex)
        {
            if (!extract.Gates.TryGetValue(vertex, out (WayAttributes Attributes, long OsmId) gate)) return vertex;
            if (isTied.Add(vertex)) return vertex;
            int side = Positions.Count;
            Positions.Add(Positions[vertex]);
            Add(vertex, side, IndexOf(gate.Attributes), gate.OsmId);
            return side;
        }
    }
}
