namespace ServiceCircle.Geo;

/// <summary>
/// Things by number that are found to belong together, one pair at a time (union-find with path halving; Tarjan and van Leeuwen, 1984). Of
/// each set the smallest number stands for it.
/// </summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _above = [.. Enumerable.Range(0, count)];

    /// <summary>The sets of things that have something in common, directly or through others.</summary>
    public static DisjointSets ByCommon<TKey>(int count, IEnumerable<(int Thing, TKey Key)> keys)
        where TKey : notnull
    {
        var sets = new DisjointSets(count);
        var firstWith = new Dictionary<TKey, int>();
        foreach ((int thing, TKey key) in keys)
            if (!firstWith.TryAdd(key, thing)) sets.Unite(firstWith[key], thing);
        return sets;
    }

    public int Find(int thing)
    {
        while (_above[thing] != thing) thing = _above[thing] = _above[_above[thing]];
        return thing;
    }

    public void Unite(int one, int other)
    {
        (one, other) = (Find(one), Find(other));
        _above[Math.Max(one, other)] = Math.Min(one, other);
    }
}
