using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>
/// Hands the times of a batch to the consumer: the junctions as they were swept, and the nodes inside the chains, which get
/// theirs from the rows of both ends. In blocks that stay in the first-level cache.
/// </summary>
internal sealed class RowReport<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private const int Block = 96;

    private readonly int[] _nodes = new int[Block];
    private readonly AlignedRows<TRow> _rows = new();
    private readonly InsideChains<TRow, T> _inside;
    private InteriorTimes<T> _interiors = null!;
    private bool[]? _wanted;
    private int _used;

    public RowReport(JunctionGraph junctions, Direction direction)
    {
        _rows.Room(Block);
        _inside = new InsideChains<TRow, T>(junctions, direction);
    }

    /// <summary>Begins a run over the interior nodes of the graph nodes that are wanted; null for all.</summary>
    public void Begin(InteriorTimes<T> interiors, bool[]? wanted) => (_interiors, _wanted) = (interiors, wanted);

    /// <summary>Reports a whole batch; if all of the network is reached and wanted, in its order.</summary>
    public void Run<TConsumer>(
        ref TConsumer consumer, in Batch<T> batch, Seeds seeds, int firstSource, in ReachedRows<TRow> found, GraphOrder<T>? all = null)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        consumer.Begin<TRow, T>(batch);
        _inside.Begin(seeds, firstSource, batch.Sources.Length);
        if (all == null) Fill(ref consumer, batch, found);
        else FillAll(ref consumer, batch, found.Rows, all);

        // Chains in which sources start and that no junction reached: nobody else would fill them.
        TRow unreached = TRow.Create(T.MaxValue);
        foreach (int chain in _inside.Chains)
            if (_inside.Has(chain)) FillWithSources(ref consumer, batch, chain, ref unreached, ref unreached);
        Flush(ref consumer, batch);
        consumer.End<TRow, T>(batch);
    }

    private void Fill<TConsumer>(ref TConsumer consumer, in Batch<T> batch, in ReachedRows<TRow> found)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        ref TRow row = ref found.Rows.First;
        foreach (int node in found.Nodes) Add(ref consumer, batch, found.GraphNode[node], Unsafe.Add(ref row, node));
        int[] first = _interiors.First;
        foreach (int k in found.ChainIndices)
        {
            LocalChain chain = found.Chains[k];
            ref TRow a = ref Unsafe.Add(ref row, chain.A);
            ref TRow b = ref Unsafe.Add(ref row, chain.B);
            int i = first[chain.Chain], end = first[chain.Chain + 1];
            if (_inside.Has(chain.Chain))
            {
                FillWithSources(ref consumer, batch, chain.Chain, ref a, ref b);
                continue;
            }
            Fill(ref consumer, batch, _interiors.Entries, i, end, ref a, ref b);
        }
    }

    private void FillAll<TConsumer>(ref TConsumer consumer, in Batch<T> batch, AlignedRows<TRow> rows, GraphOrder<T> all)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        ref TRow row = ref rows.First;
        foreach ((int local, int node) in all.Nodes) Add(ref consumer, batch, node, Unsafe.Add(ref row, local));
        int i = 0;
        for (int c = 0; c < all.Chains.Length; c++)
        {
            LocalChain chain = all.Chains[c];
            ref TRow a = ref Unsafe.Add(ref row, chain.A);
            ref TRow b = ref Unsafe.Add(ref row, chain.B);
            if (_inside.Has(chain.Chain)) FillWithSources(ref consumer, batch, chain.Chain, ref a, ref b);
            else Fill(ref consumer, batch, all.Entries, i, all.End[c], ref a, ref b);
            i = all.End[c];
        }
    }

    /// <summary>Fills interior nodes of one chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill<TConsumer>(
        ref TConsumer consumer, in Batch<T> batch, InteriorTimes<T>.Entry[] entries, int i, int end, ref TRow a, ref TRow b)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        for (; end - i > Block; i += Block) FillBlock(ref consumer, batch, entries, i, i + Block, ref a, ref b);
        FillBlock(ref consumer, batch, entries, i, end, ref a, ref b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FillBlock<TConsumer>(
        ref TConsumer consumer, in Batch<T> batch, InteriorTimes<T>.Entry[] entries, int i, int end, ref TRow rowA, ref TRow rowB)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        if (_used + end - i > Block) Flush(ref consumer, batch);
        TRow a = rowA, b = rowB;
        ref TRow to = ref Unsafe.Add(ref _rows.First, _used);
        ref int node = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), _used);
        _used += end - i;
        ref InteriorTimes<T>.Entry entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), i);
        for (; i < end; i++)
        {
            to = TRow.Min(TRow.Walk(a, entry.ViaA), TRow.Walk(b, entry.ViaB));
            node = entry.Node;
            to = ref Unsafe.Add(ref to, 1);
            node = ref Unsafe.Add(ref node, 1);
            entry = ref Unsafe.Add(ref entry, 1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FillWithSources<TConsumer>(ref TConsumer consumer, in Batch<T> batch, int chain, ref TRow a, ref TRow b)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        ReadOnlySpan<TRow> times = _inside.Walk(chain, a, b);
        int first = _interiors.Junctions.FirstInterior[chain];
        for (int i = 0; i < times.Length; i++) Add(ref consumer, batch, _interiors.Junctions.Interiors[first + i].Node, times[i]);
    }

    private void Add<TConsumer>(ref TConsumer consumer, in Batch<T> batch, int node, in TRow row)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        if (_wanted != null && !_wanted[node]) return;
        if (_used == Block) Flush(ref consumer, batch);
        _nodes[_used] = node;
        Unsafe.Add(ref _rows.First, _used++) = row;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Flush<TConsumer>(ref TConsumer consumer, in Batch<T> batch)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        if (_used > 0) consumer.Accept<TRow, T>(batch, _nodes.AsSpan(0, _used), _rows.Span[.._used]);
        _used = 0;
    }
}

/// <summary>
/// What a batch reaches of a region: rows by local node, the local nodes, and which of the region's chains have an end that is reached.
/// </summary>
internal readonly ref struct ReachedRows<TRow>(
    AlignedRows<TRow> rows, int[] graphNode, ReadOnlySpan<int> nodes, LocalChain[] chains, ReadOnlySpan<int> chainIndices)
    where TRow : unmanaged
{
    public AlignedRows<TRow> Rows { get; } = rows;
    public int[] GraphNode { get; } = graphNode;
    public ReadOnlySpan<int> Nodes { get; } = nodes;
    public LocalChain[] Chains { get; } = chains;
    public ReadOnlySpan<int> ChainIndices { get; } = chainIndices;
}
