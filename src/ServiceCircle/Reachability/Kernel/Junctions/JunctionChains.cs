using ServiceCircle.Reachability.Kernel.Buckets;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>The chains at each junction. Junction v has local number v + 1 here, as in <see cref="BucketSearch{TRow, T}"/>.</summary>
internal sealed class JunctionChains
{
    private readonly int[] _first;
    private readonly int[] _at;

    public JunctionChains(JunctionGraph junctions)
    {
        GraphNode = [-1, .. junctions.Node];
        All = new LocalChain[junctions.ChainCount];
        _first = new int[junctions.Count + 3];
        for (int c = 0; c < All.Length; c++)
        {
            All[c] = new LocalChain(junctions.EndA[c] + 1, junctions.EndB[c] + 1, c);
            _first[All[c].A + 1]++;
            if (All[c].B != 0 && All[c].B != All[c].A) _first[All[c].B + 1]++;
        }
        for (int v = 0; v + 1 < _first.Length; v++) _first[v + 1] += _first[v];
        var next = (int[])_first.Clone();
        _at = new int[_first[^1]];
        for (int c = 0; c < All.Length; c++)
        {
            _at[next[All[c].A]++] = c;
            if (All[c].B != 0 && All[c].B != All[c].A) _at[next[All[c].B]++] = c;
        }
    }

    public int[] GraphNode { get; }
    public LocalChain[] All { get; }

    /// <summary>The chains at some local nodes, each once; for each junction it is given whether it is among the nodes.</summary>
    public void At(ReadOnlySpan<int> nodes, ReadOnlySpan<bool> isAmongThem, List<int> chains)
    {
        chains.Clear();
        foreach (int v in nodes)
            for (int k = _first[v]; k < _first[v + 1]; k++)
                if (All[_at[k]].A == v || !isAmongThem[All[_at[k]].A - 1]) chains.Add(_at[k]);
    }
}

/// <summary>A chain between nodes of a region by their local numbers, 0 where an end is not in it.</summary>
internal readonly record struct LocalChain(int A, int B, int Chain);
