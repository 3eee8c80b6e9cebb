namespace ServiceCircle.Geo;

/// <summary>
/// Things by number that are found to belong together, one pair at a time (Tarjan, 1975); of each set the smallest stands for it.
/// </summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _above = [.. Enumerable.Range(0, count)];

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
