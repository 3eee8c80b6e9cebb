using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Sweeps;

/// <summary>
/// The times of some nodes of a region in all lanes: up the hierarchy from the seeds, then down over every one of the nodes.
/// </summary>
/// <remarks>
/// <para>Leaving out the nodes beyond the limit loses nothing: on the climbing and descending walk that matches a shortest
/// walk, every node is nearer to the source than the end is.</para>
/// <para>Invariant between sweeps over the same region: the row of a node that is left out holds only times beyond the limit in
/// every lane. The climb may write it, but then with such a time; adding to it stays beyond the limit. So a sweep clears only
/// the rows that the last one swept, and no batch needs a graph of its own (measured: copying it took a fifth of the run).</para>
/// </remarks>
internal sealed class Sweep<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private ulong[] _touched = [];
    private ulong[] _swept = [];

    /// <summary>Rows by local node; row 0 is never reached.</summary>
    public AlignedRows<TRow> Rows { get; } = new();

    /// <summary>Rows swept downward since the beginning.</summary>
    public long RowsSwept { get; private set; }

    /// <summary>Rows combined along arcs since the beginning, upward and downward.</summary>
    public long ArcsSwept { get; private set; }

    /// <summary>Makes room for regions of so many nodes, between regions.</summary>
    public void Reserve(int nodes)
    {
        Rows.Room(nodes + 1);
        int words = nodes / 64 + 1;
        Region<T>.Room(ref _touched, words);
        Region<T>.Room(ref _swept, words);
    }

    /// <summary>Prepares for sweeps over a region: nothing is reached.</summary>
    public void Begin(Region<T> region)
    {
        Reserve(region.Count);
        Rows.Span[..(region.Count + 1)].Fill(TRow.Create(T.MaxValue));
    }

    /// <summary>
    /// Sweeps for all groups of sources at once, one lane for each, over the whole region. Threads write the sources' times;
    /// a lane belongs to one of them.
    /// </summary>
    public void RunGroups(Expansion<T> expansion, Seeds seeds, int threads)
    {
        Region<T> region = expansion.Region;
        Begin(region);
        Array.Fill(_swept, ulong.MaxValue, 0, region.Count / 64 + 1);
        Touch(SeedsOf(region, seeds, region.FirstSource, region.SourceCount));
        if (threads > 1) SeedInParallel(expansion, seeds, threads);
        else for (int c = 0; c < expansion.ChildCount; c++) SeedGroup(expansion, seeds, c);
        Up(region);
        int arcs = 0;
        for (int node = region.Count; node > 0; node--) arcs += Down(region, node);
        RowsSwept += region.Count;
        ArcsSwept += arcs;
    }

    /// <summary>Sweeps for the sources of one group, one lane for each, over the nodes that the group reaches.</summary>
    public void RunSources(Expansion<T> expansion, int child, Seeds seeds)
    {
        Region<T> region = expansion.Region;
        ReadOnlySpan<int> nodes = expansion.Nodes(child);
        foreach (int node in nodes) _swept[node >>> 6] |= 1ul << node;
        int first = expansion.FirstSource(child);
        Touch(SeedsOf(region, seeds, first, expansion.SourceCount(child)));
        for (int lane = 0; lane < expansion.SourceCount(child); lane++) Seed(SeedsOf(region, seeds, first + lane, 1), lane);
        Up(region);
        DownOver(region, nodes);
    }

    /// <summary>Undoes <see cref="RunSources"/>.</summary>
    public void Clear(ReadOnlySpan<int> nodes)
    {
        ref TRow rows = ref Rows.First;
        TRow unreached = TRow.Create(T.MaxValue);
        foreach (int node in nodes)
        {
            Unsafe.Add(ref rows, node) = unreached;
            _swept[node >>> 6] = 0;
        }
    }

    private void SeedInParallel(Expansion<T> expansion, Seeds seeds, int threads) =>
        Workers.Run(threads, expansion.ChildCount, 1, (_, c) => SeedGroup(expansion, seeds, c));

    private void SeedGroup(Expansion<T> expansion, Seeds seeds, int child) =>
        Seed(SeedsOf(expansion.Region, seeds, expansion.FirstSource(child), expansion.SourceCount(child)), child);

    private static ReadOnlySpan<Region<T>.Seed> SeedsOf(Region<T> region, Seeds seeds, int firstSource, int sourceCount)
    {
        int offset = seeds.First[region.FirstSource], begin = seeds.First[firstSource];
        return region.Seeds.AsSpan(begin - offset, seeds.First[firstSource + sourceCount] - begin);
    }

    /// <summary>Writes times into one lane of the rows of nodes; several lanes may be written at once.</summary>
    private void Seed(ReadOnlySpan<Region<T>.Seed> seeds, int lane)
    {
        ref TRow rows = ref Rows.First;
        foreach (Region<T>.Seed seed in seeds)
        {
            if (seed.Node == 0) continue;
            ref T time = ref Unsafe.Add(ref Unsafe.As<TRow, T>(ref Unsafe.Add(ref rows, seed.Node)), lane);
            time = T.Min(time, seed.Ticks);
        }
    }

    /// <summary>Marks the nodes from which the sweep upward begins; node 0 has no arcs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Touch(ReadOnlySpan<Region<T>.Seed> seeds)
    {
        ulong[] touched = _touched;
        foreach (Region<T>.Seed seed in seeds) touched[seed.Node >>> 6] |= 1ul << seed.Node;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Up(Region<T> region)
    {
        ref TRow rows = ref Rows.First;
        ref Region<T>.Arc arcs = ref MemoryMarshal.GetArrayDataReference(region.Arcs);
        int[] firstArc = region.FirstArc;
        ulong[] touched = _touched, swept = _swept;
        int arcsSwept = 0;
        for (int word = 0; word <= region.Count >>> 6; word++)
        {
            while ((touched[word] & swept[word]) is ulong bits && bits != 0)
            {
                int node = (word << 6) | BitOperations.TrailingZeroCount(bits);
                touched[word] = bits & (bits - 1);
                TRow row = Unsafe.Add(ref rows, node);
                int first = firstArc[node], end = firstArc[node + 1];
                arcsSwept += end - first;
                for (int a = first; a < end; a++)
                {
                    ref Region<T>.Arc arc = ref Unsafe.Add(ref arcs, a);
                    ref TRow upper = ref Unsafe.Add(ref rows, arc.Upper);
                    upper = TRow.Min(upper, TRow.Walk(row, arc.Up));
                    touched[arc.Upper >>> 6] |= 1ul << arc.Upper;
                }
            }
            touched[word] = 0;
        }
        ArcsSwept += arcsSwept;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DownOver(Region<T> region, ReadOnlySpan<int> nodes)
    {
        int arcs = 0;
        for (int k = nodes.Length - 1; k >= 0; k--) arcs += Down(region, nodes[k]);
        RowsSwept += nodes.Length;
        ArcsSwept += arcs;
    }

    /// <summary>Sweeps one node and returns the number of its arcs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Down(Region<T> region, int node)
    {
        ref TRow rows = ref Rows.First;
        ref Region<T>.Arc arcs = ref MemoryMarshal.GetArrayDataReference(region.Arcs);
        ref int firstArc = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(region.FirstArc), node);
        ref TRow row = ref Unsafe.Add(ref rows, node);
        TRow time = row;
        int first = firstArc, end = Unsafe.Add(ref firstArc, 1);
        for (int a = first; a < end; a++)
        {
            ref Region<T>.Arc arc = ref Unsafe.Add(ref arcs, a);
            time = TRow.Min(time, TRow.Walk(Unsafe.Add(ref rows, arc.Upper), arc.Down));
        }
        row = time;
        return end - first;
    }
}
