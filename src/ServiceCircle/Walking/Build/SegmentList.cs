using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>Straight pieces of ways between neighbouring vertices, with gates put between the two sides of their vertex.</summary>
internal sealed class SegmentList
{
    private readonly Dictionary<WayAttributes, ushort> _attributeIndex = [];

    /// <summary>Position of each vertex; the last ones are the far sides of gates.</summary>
    public List<Position> Positions { get; } = [];

    /// <summary>Ends of each segment, in the direction of its way.</summary>
    public List<int> From { get; } = [];
    public List<int> To { get; } = [];
    public List<ushort> Attributes { get; } = [];
    public List<Riding> Riding { get; } = [];

    /// <summary>OSM way (for gates: node) of each segment.</summary>
    public List<long> OsmId { get; } = [];

    /// <summary>The distinct attributes, in the order of first use.</summary>
    public List<WayAttributes> AttributeTable { get; } = [];

    /// <summary>Vertices where a way runs on to a node that is not in the data.</summary>
    public HashSet<int> CutVertices { get; } = [];

    /// <summary>For each vertex a <see cref="CrossingPlace"/> as one byte, 0 where no way for people meets a carriageway.</summary>
    public byte[] Crossings { get; set; } = [];

    /// <summary>Gates that one way leads to and none leads on from, by longitude and latitude.</summary>
    public Position[] DeadEndGates { get; set; } = [];

    /// <summary>Whether there were more attributes than can be numbered.</summary>
    public bool HasTooManyAttributes { get; private set; }

    /// <summary>
    /// The index of attributes in <see cref="AttributeTable"/>; any, where there are <see cref="HasTooManyAttributes">too many</see>.
    /// </summary>
    public ushort IndexOf(WayAttributes attributes)
    {
        if (_attributeIndex.TryGetValue(attributes, out ushort index)) return index;
        if (AttributeTable.Count == ushort.MaxValue)
        {
            HasTooManyAttributes = true;
            return 0;
        }
        _attributeIndex[attributes] = index = (ushort)AttributeTable.Count;
        AttributeTable.Add(attributes);
        return index;
    }

    public int NewVertex(Position at)
    {
        Positions.Add(at);
        return Positions.Count - 1;
    }

    /// <summary>Adds a segment and returns its index.</summary>
    public int Add(int from, int to, ushort attributes, long osmId, Riding riding = Walking.Rules.Riding.None)
    {
        From.Add(from);
        To.Add(to);
        Attributes.Add(attributes);
        OsmId.Add(osmId);
        Riding.Add(riding);
        return From.Count - 1;
    }
}
