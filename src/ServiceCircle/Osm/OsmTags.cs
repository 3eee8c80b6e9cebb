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

    /// <summary>How many tags there are.</summary>
    public int Count { get; }

    /// <summary>The value of a key, or null if the element does not have the key. Keys are compared exactly.</summary>
    public string? this[string key]
    {
        get
        {
            for (int i = 0; i < Count; i++)
            {
                if (string.Equals(block.TagKey(start + i), key)) return block.TagValue(start + i);
            }
            return null;
        }
    }

    /// <summary>Whether the element has the key with exactly this value.</summary>
    public bool Has(string key, string value) => this[key] == value;

    /// <summary>Enumerates the (Key, Value) pairs in file order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Steps through the pairs; for <c>foreach</c>.</summary>
    public ref struct Enumerator
    {
        private readonly OsmTags tags;
        private int index = -1;

        internal Enumerator(OsmTags tags) => this.tags = tags;

        /// <summary>The pair at the current step.</summary>
        public readonly (string Key, string Value) Current =>
            (tags.block.TagKey(tags.start + index), tags.block.TagValue(tags.start + index));

        /// <summary>Steps to the next pair; false after the last.</summary>
        public bool MoveNext() => ++index < tags.Count;
    }
}
