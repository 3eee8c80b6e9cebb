namespace ServiceCircle.Osm;

/// <summary>
/// A growing array that is emptied and filled again for every block. Unlike List it hands out its array, so that a
/// decoder that knows an upper bound reserves once and then writes without a check per value.
/// </summary>
internal struct Column<T>()
{
    /// <summary>The storage; only the first <see cref="Count"/> entries mean something.</summary>
    public T[] Items = [];
    public int Count;

    public readonly ReadOnlySpan<T> Span => Items.AsSpan(0, Count);

    /// <summary>Makes room for that many further entries and returns the array.</summary>
    public T[] Reserve(int extra)
    {
        int needed = checked(Count + extra);
        if (needed > Items.Length) Array.Resize(ref Items, (int)Math.Min(Array.MaxLength, Math.Max(needed, Items.Length * 2L)));
        return Items;
    }

    public void Add(T item)
    {
        if (Count == Items.Length) Reserve(Math.Max(1, 64 - Count));
        Items[Count++] = item;
    }
}
