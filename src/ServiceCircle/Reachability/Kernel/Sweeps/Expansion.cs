using System.Numerics;
using System.Runtime.CompilerServices;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Sweeps;

/// <summary>A region together with what each of at most 32 groups of its sources can reach of it.</summary>
internal sealed class Expansion<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly IntList[] _nodes;
    private readonly IntList[] _chains;
    private uint[] _reachedBy = [];

    public Expansion(int fanOut)
    {
        _nodes = new IntList[fanOut];
        _chains = new IntList[fanOut];
        for (int c = 0; c < fanOut; c++) (_nodes[c], _chains[c]) = (new IntList(), new IntList());
    }

    public Region<T> Region { get; } = new();

    /// <summary>Sources per group; the last may have fewer.</summary>
    public int SourcesPerChild { get; set; }

    public int ChildCount => (Region.SourceCount + SourcesPerChild - 1) / SourcesPerChild;

    /// <summary>Local nodes that a group reaches, ascending.</summary>
    public ReadOnlySpan<int> Nodes(int child) => _nodes[child].Items;

    /// <summary>Chains of the region, by index, with an end that a group reaches; ascending.</summary>
    public ReadOnlySpan<int> Chains(int child) => _chains[child].Items;

    /// <summary>First source of a group in batch order.</summary>
    public int FirstSource(int child) => Region.FirstSource + child * SourcesPerChild;
    public int SourceCount(int child) => Math.Min(SourcesPerChild, Region.SourceCount - child * SourcesPerChild);

    /// <summary>Notes which nodes and chains each group reaches, after a sweep in which lane c was group c.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Distribute<TRow>(ReadOnlySpan<TRow> rows, T limit)
        where TRow : unmanaged, ILabel<TRow, T>
    {
        Region<T>.Room(ref _reachedBy, Region.Count + 1);
        for (int c = 0; c < _nodes.Length; c++)
        {
            _nodes[c].Clear();
            _chains[c].Clear();
        }
        Span<uint> reachedBy = _reachedBy.AsSpan(0, Region.Count + 1);
        TRow limitRow = TRow.Create(limit);
        reachedBy[0] = 0;
        for (int i = 1; i < reachedBy.Length; i++)
        {
            uint groups = (uint)TRow.Bits(TRow.Within(rows[i], limitRow), 0);
            reachedBy[i] = groups;
            for (; groups != 0; groups &= groups - 1) _nodes[BitOperations.TrailingZeroCount(groups)].Add(i);
        }
        ReadOnlySpan<LocalChain> chains = Region.Chains.AsSpan(0, Region.ChainCount);
        for (int i = 0; i < chains.Length; i++)
        {
            uint groups = reachedBy[chains[i].A] | reachedBy[chains[i].B];
            for (; groups != 0; groups &= groups - 1) _chains[BitOperations.TrailingZeroCount(groups)].Add(i);
        }
    }

    /// <summary>Notes that the only group may reach everything, without a sweep that finds out.</summary>
    public void DistributeAll()
    {
        _nodes[0].Clear();
        _chains[0].Clear();
        for (int i = 1; i <= Region.Count; i++) _nodes[0].Add(i);
        for (int i = 0; i < Region.ChainCount; i++) _chains[0].Add(i);
    }

    public RegionSize SizeOf(int child, Seeds seeds)
    {
        ReadOnlySpan<int> nodes = _nodes[child].Items;
        int arcs = 0, firstSource = FirstSource(child);
        foreach (int node in nodes) arcs += Region.FirstArc[node + 1] - Region.FirstArc[node];
        return new RegionSize(
            nodes.Length, arcs, _chains[child].Items.Length, seeds.First[firstSource + SourceCount(child)] - seeds.First[firstSource]);
    }

    /// <summary>Makes room for a region and whatever its groups may reach of it; what was there is lost.</summary>
    public void Reserve(in RegionSize size)
    {
        Region.Reserve(size);
        Region<T>.Room(ref _reachedBy, size.Nodes + 1);
        foreach (IntList list in _nodes) list.Reserve(size.Nodes);
        foreach (IntList list in _chains) list.Reserve(size.Chains);
    }

    /// <summary>Copies the part that one group reaches.</summary>
    /// <param name="child">The group.</param>
    /// <param name="into">Receives it.</param>
    /// <param name="seeds">The sources of the run.</param>
    /// <param name="numberIn">Scratch, all zero, is so again afterwards.</param>
    public void Restrict(int child, Region<T> into, Seeds seeds, ref int[] numberIn)
    {
        if (numberIn.Length <= Region.Count) numberIn = new int[Region.Count + Region.Count / 4 + 16];
        ReadOnlySpan<int> nodes = _nodes[child].Items;
        into.Reserve(SizeOf(child, seeds));
        into.Count = nodes.Length;
        for (int k = 0; k < nodes.Length; k++) numberIn[nodes[k]] = k + 1;
        int arcCount = 0;
        into.FirstArc[0] = into.FirstArc[1] = 0;
        for (int k = 0; k < nodes.Length; k++)
        {
            int from = nodes[k];
            into.Node[k + 1] = Region.Node[from];
            foreach (Region<T>.Arc arc in Region.Arcs.AsSpan(Region.FirstArc[from]..Region.FirstArc[from + 1]))
            {
                int upper = numberIn[arc.Upper];
                into.Arcs[arcCount] = new Region<T>.Arc { Upper = upper, Up = arc.Up, Down = arc.Down };
                arcCount += upper == 0 ? 0 : 1;
            }
            into.FirstArc[k + 2] = arcCount;
        }
        ReadOnlySpan<int> chains = _chains[child].Items;
        into.ChainCount = chains.Length;
        for (int k = 0; k < chains.Length; k++)
        {
            LocalChain chain = Region.Chains[chains[k]];
            into.Chains[k] = new LocalChain(numberIn[chain.A], numberIn[chain.B], chain.Chain);
        }
        (into.FirstSource, into.SourceCount) = (FirstSource(child), SourceCount(child));
        int offset = seeds.First[into.FirstSource] - seeds.First[Region.FirstSource];
        int seedCount = seeds.First[into.FirstSource + into.SourceCount] - seeds.First[into.FirstSource];
        for (int k = 0; k < seedCount; k++)
        {
            Region<T>.Seed seed = Region.Seeds[offset + k];
            into.Seeds[k] = new Region<T>.Seed(numberIn[seed.Node], seed.Ticks);
        }
        foreach (int i in nodes) numberIn[i] = 0;
    }

    private sealed class IntList
    {
        private int[] _items = new int[64];
        private int _count;

        public ReadOnlySpan<int> Items => _items.AsSpan(0, _count);

        public void Clear() => _count = 0;
        public void Reserve(int items) => Region<T>.Room(ref _items, items);

        public void Add(int item)
        {
            int[] items = _items;
            int count = _count;
            if ((uint)count >= (uint)items.Length) Array.Resize(ref _items, count * 2);
            _items[count] = item;
            _count = count + 1;
        }
    }
}
