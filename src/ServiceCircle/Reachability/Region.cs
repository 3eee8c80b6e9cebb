using System.Numerics;

namespace ServiceCircle.Reachability;

/// <summary>
/// The part of the hierarchy that a group of neighbouring sources can reach, renumbered 1, 2, 3 ... in the order of the
/// hierarchy, so that a sweep reads it from front to back. Number 0 is the node that is never reached.
/// </summary>
internal sealed class Region<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    /// <summary>Number of nodes.</summary>
    public int Count;

    /// <summary>Graph node of each local node.</summary>
    public int[] Node = [0];

    /// <summary>First upward arc of each local node.</summary>
    public int[] FirstArc = [0, 0];

    /// <summary>Upward arcs.</summary>
    public Arc[] Arcs = [];

    /// <summary>Chains of which at least one end is in the region.</summary>
    public LocalChain[] Chains = [];

    /// <summary>Number of chains.</summary>
    public int ChainCount;

    /// <summary>First source, in batch order.</summary>
    public int FirstSource;

    /// <summary>Number of sources.</summary>
    public int SourceCount;

    /// <summary>Local node of each seed of the sources; 0 where the seed is beyond the limit.</summary>
    public int[] SeedNode = [];

    /// <summary>An arc to a higher node.</summary>
    public struct Arc
    {
        /// <summary>The higher node.</summary>
        public int Upper;

        /// <summary>Ticks to walk up the arc.</summary>
        public T Up;

        /// <summary>Ticks to walk down the arc.</summary>
        public T Down;
    }

    /// <summary>A chain between local nodes.</summary>
    /// <param name="A">End A, or 0.</param>
    /// <param name="B">End B, or 0.</param>
    /// <param name="Chain">Number of the chain.</param>
    public readonly record struct LocalChain(int A, int B, int Chain);

    /// <summary>Makes room for at least so many entries; what was there is lost.</summary>
    public static void Room<TItem>(ref TItem[] array, int length)
    {
        if (array.Length < length) array = new TItem[length + length / 4 + 16];
    }
}

/// <summary>A region together with what each group of its sources can reach of it.</summary>
internal sealed class Expansion<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    public readonly Region<T> Region = new();
    public readonly int SourcesPerChild;
    private readonly IntList[] _nodes;
    private readonly IntList[] _chains;
    private uint[] _reachedBy = [];

    /// <param name="fanOut">Largest number of groups; at most 32.</param>
    /// <param name="sourcesPerChild">Sources per group.</param>
    public Expansion(int fanOut, int sourcesPerChild)
    {
        SourcesPerChild = sourcesPerChild;
        _nodes = new IntList[fanOut];
        _chains = new IntList[fanOut];
        for (int c = 0; c < fanOut; c++) (_nodes[c], _chains[c]) = (new IntList(), new IntList());
    }

    /// <summary>Number of groups.</summary>
    public int ChildCount => (Region.SourceCount + SourcesPerChild - 1) / SourcesPerChild;

    /// <summary>Notes which nodes and chains each group reaches, after a sweep in which lane c was group c.</summary>
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
        reachedBy[0] = 0;
        for (int i = 1; i < reachedBy.Length; i++)
        {
            uint groups = (uint)TRow.Bits(TRow.Within(rows[i], limit), 0);
            reachedBy[i] = groups;
            for (; groups != 0; groups &= groups - 1) _nodes[BitOperations.TrailingZeroCount(groups)].Add(i);
        }

        ReadOnlySpan<Region<T>.LocalChain> chains = Region.Chains.AsSpan(0, Region.ChainCount);
        for (int i = 0; i < chains.Length; i++)
        {
            uint groups = reachedBy[chains[i].A] | reachedBy[chains[i].B];
            for (; groups != 0; groups &= groups - 1) _chains[BitOperations.TrailingZeroCount(groups)].Add(i);
        }
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
        into.Count = nodes.Length;
        Region<T>.Room(ref into.Node, nodes.Length + 1);
        Region<T>.Room(ref into.FirstArc, nodes.Length + 2);
        int most = 0;
        for (int k = 0; k < nodes.Length; k++)
        {
            numberIn[nodes[k]] = k + 1;
            most += Region.FirstArc[nodes[k] + 1] - Region.FirstArc[nodes[k]];
        }

        Region<T>.Room(ref into.Arcs, most + 1);
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
        Region<T>.Room(ref into.Chains, chains.Length);
        into.ChainCount = chains.Length;
        for (int k = 0; k < chains.Length; k++)
        {
            Region<T>.LocalChain chain = Region.Chains[chains[k]];
            into.Chains[k] = new Region<T>.LocalChain(numberIn[chain.A], numberIn[chain.B], chain.Chain);
        }

        into.FirstSource = Region.FirstSource + child * SourcesPerChild;
        into.SourceCount = Math.Min(SourcesPerChild, Region.FirstSource + Region.SourceCount - into.FirstSource);
        int firstSeed = seeds.First[into.FirstSource], seedCount = seeds.First[into.FirstSource + into.SourceCount] - firstSeed;
        Region<T>.Room(ref into.SeedNode, seedCount);
        int offset = firstSeed - seeds.First[Region.FirstSource];
        for (int k = 0; k < seedCount; k++) into.SeedNode[k] = numberIn[Region.SeedNode[offset + k]];
        foreach (int i in nodes) numberIn[i] = 0;
    }

    private sealed class IntList
    {
        private int[] _items = new int[64];
        private int _count;

        public ReadOnlySpan<int> Items => _items.AsSpan(0, _count);

        public void Clear() => _count = 0;

        public void Add(int item)
        {
            if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
            _items[_count++] = item;
        }
    }
}
