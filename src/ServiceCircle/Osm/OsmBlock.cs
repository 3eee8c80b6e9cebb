namespace ServiceCircle.Osm;

/// <summary>
/// A batch of decoded elements (about 8,000), held in columns and used again for the next batch: everything that a block
/// hands out (spans, tags) is valid only during the callback of <see cref="OsmFile.Read"/>. Strings may be kept.
/// For one thread at a time.
/// </summary>
internal sealed class OsmBlock
{
    internal Column<OsmNode> NodeColumn = new();
    internal Column<OsmWay> WayColumn = new();
    internal Column<OsmRelation> RelationColumn = new();
    internal Column<long> RefColumn = new();
    internal Column<Position> PositionColumn = new();
    internal Column<OsmMember> MemberColumn = new();

    // Tag i is the pair of string numbers TagColumn[2i] (key) and TagColumn[2i + 1] (value).
    internal Column<int> TagColumn = new();

    // String s: the text if somebody asked for it, and the place of its UTF-8 bytes in `bytes`.
    private Column<string?> strings = new();
    private Column<(int Start, int Length)> places = new();
    private byte[] bytes = [];
    private readonly StringPool pool = new();

    // The elements in file order; empty unless their kind was asked for.
    public ReadOnlySpan<OsmNode> Nodes => NodeColumn.Span;
    public ReadOnlySpan<OsmWay> Ways => WayColumn.Span;
    public ReadOnlySpan<OsmRelation> Relations => RelationColumn.Span;

    public OsmTags Tags(in OsmNode node) => new(this, node.TagStart, node.TagCount);
    public OsmTags Tags(in OsmWay way) => new(this, way.TagStart, way.TagCount);
    public OsmTags Tags(in OsmRelation relation) => new(this, relation.TagStart, relation.TagCount);

    /// <summary>The numbers of the nodes that a way of this block passes, in order; they need not be in the file.</summary>
    public ReadOnlySpan<long> Refs(in OsmWay way) => RefColumn.Span.Slice(way.RefStart, way.RefCount);

    /// <summary>A position that the file does not write on a way although it writes others; no place on earth has it.</summary>
    public static Position NoPosition => new(int.MinValue, int.MinValue);

    /// <summary>
    /// The positions of these nodes, if the file writes any of them on the way; else empty. Of those that it does not write
    /// <see cref="NoPosition"/>.
    /// </summary>
    public ReadOnlySpan<Position> Positions(in OsmWay way) =>
        way.PositionStart < 0 ? [] : PositionColumn.Span.Slice(way.PositionStart, way.RefCount);

    /// <summary>The members of a relation of this block, in order.</summary>
    public ReadOnlySpan<OsmMember> Members(in OsmRelation relation) => MemberColumn.Span.Slice(relation.MemberStart, relation.MemberCount);

    internal string TagKey(int tag) => Text(TagColumn.Items[2 * tag]);
    internal string TagValue(int tag) => Text(TagColumn.Items[2 * tag + 1]);

    internal int TagCount => TagColumn.Count / 2;
    internal int StringCount => strings.Count;
    internal bool IsEmpty => NodeColumn.Count + WayColumn.Count + RelationColumn.Count == 0;

    /// <summary>Forgets all elements and strings, keeps the storage.</summary>
    internal void Clear()
    {
        NodeColumn.Count = WayColumn.Count = RelationColumn.Count = RefColumn.Count = 0;
        PositionColumn.Count = MemberColumn.Count = TagColumn.Count = 0;
        strings.Items.AsSpan(0, strings.Count).Clear();
        strings.Count = places.Count = 0;
    }

    /// <summary>The bytes that strings added by place refer to; not copied.</summary>
    internal void SetStringBytes(byte[] utf8) => bytes = utf8;

    /// <summary>Appends a string as a place in the string bytes; its text is made when first asked for.</summary>
    internal void AddString(int start, int length)
    {
        strings.Add(null);
        places.Add((start, length));
    }

    /// <summary>Appends a string and returns its number.</summary>
    internal int AddString(string text)
    {
        strings.Add(pool.Get(text));
        return strings.Count - 1;
    }

    /// <summary>The text of a string number below <see cref="StringCount"/>.</summary>
    internal string Text(int number)
    {
        ref string? text = ref strings.Items[number];
        if (text is null)
        {
            (int start, int length) = places.Items[number];
            text = pool.Get(bytes.AsSpan(start, length));
        }
        return text;
    }
}
