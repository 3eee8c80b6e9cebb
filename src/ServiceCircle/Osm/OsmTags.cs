namespace ServiceCircle.Osm;

/// <summary>
/// The tags of one element, in file order, read from the block on demand: only the strings that are asked for are made.
/// Valid as long as its <see cref="OsmBlock"/>. Should a key occur twice, which OSM forbids, the first one counts.
/// </summary>
internal readonly ref struct OsmTags
{
    private readonly OsmBlock block;
    private readonly int start;

    internal OsmTags(OsmBlock block, int start, int count) => (this.block, this.start, Count) = (block, start, count);

    public int Count { get; }

    /// <summary>The value of a key, or null if the element does not have the key. Keys are compared exactly.</summary>
    public string? this[string key]
    {
        get
        {
            for (int i = 0; i < Count; i++)
                if (string.Equals(block.TagKey(start + i), key)) return block.TagValue(start + i);
            return null;
        }
    }

    public bool Has(string key, string value) => this[key] == value;

    public Enumerator GetEnumerator() => new(this);

    /// <summary>Steps through the (key, value) pairs in file order, for <c>foreach</c>.</summary>
    public ref struct Enumerator
    {
        private readonly OsmTags tags;
        private int index = -1;

        internal Enumerator(OsmTags tags) => this.tags = tags;

        public readonly (string Key, string Value) Current =>
            (tags.block.TagKey(tags.start + index), tags.block.TagValue(tags.start + index));

        public bool MoveNext() => ++index < tags.Count;
    }
}
