using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServiceCircle.Reachability;

/// <summary>The interior nodes of all chains as one run reads them: one direction, one label type, the wanted nodes only.</summary>
internal sealed class InteriorTimes<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    /// <summary>First entry of each chain, and the end of the last.</summary>
    public readonly int[] First;

    /// <summary>The entries.</summary>
    public readonly Entry[] Entries;

    /// <summary>Core that the chains belong to.</summary>
    public readonly Core Core;

    /// <summary>Direction of the run.</summary>
    public readonly Direction Direction;

    private readonly int[]? _entryOf;

    /// <param name="core">The core.</param>
    /// <param name="direction">Direction of the run.</param>
    /// <param name="wanted">Which graph nodes are reported; null for all.</param>
    public InteriorTimes(Core core, Direction direction, bool[]? wanted)
    {
        (Core, Direction) = (core, direction);
        First = wanted == null ? core.FirstInterior : new int[core.ChainCount + 1];
        Entries = new Entry[wanted == null ? core.Interiors.Length : core.Interiors.Count(i => wanted[i.Node])];
        _entryOf = wanted == null ? null : new int[core.Interiors.Length];
        int next = 0;
        for (int c = 0; c < core.ChainCount; c++)
        {
            for (int i = core.FirstInterior[c]; i < core.FirstInterior[c + 1]; i++)
            {
                ref readonly Interior interior = ref core.Interiors[i];
                bool keep = wanted == null || wanted[interior.Node];
                if (_entryOf != null) _entryOf[i] = keep ? next : -1;
                if (!keep) continue;
                bool from = direction == Direction.From;
                Entries[next++] = new Entry
                {
                    Node = interior.Node,
                    ViaA = Seeds.Narrow<T>(from ? interior.FromA : interior.ToA),
                    ViaB = Seeds.Narrow<T>(from ? interior.FromB : interior.ToB),
                };
            }

            if (wanted != null) First[c + 1] = next;
        }
    }

    /// <summary>The entry of an interior node, -1 when it is not wanted.</summary>
    public int EntryOf(int interior) => _entryOf == null ? interior : _entryOf[interior];

    /// <summary>One interior node.</summary>
    public struct Entry
    {
        /// <summary>Graph node.</summary>
        public int Node;

        /// <summary>Ticks between end A and the node.</summary>
        public T ViaA;

        /// <summary>Ticks between end B and the node.</summary>
        public T ViaB;
    }
}

/// <summary>
/// Gives the nodes inside the chains their times, from the rows of both ends, and hands them to the consumer in blocks that
/// stay in the first-level cache.
/// </summary>
internal sealed class ChainFill<TRow, T>(InteriorTimes<T> interiors)
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private const int Block = 96;

    private readonly int[] _nodes = new int[Block];
    private readonly TRow[] _rows = GC.AllocateUninitializedArray<TRow>(Block, pinned: true);
    private readonly ulong[] _hasInside = new ulong[interiors.Core.ChainCount / 64 + 1];
    private readonly List<(Seeds.Place Place, int Lane)> _inside = [];
    private readonly List<int> _chainsLeft = [];
    private int _used;

    /// <summary>Notes the sources of the batch that start inside chains.</summary>
    public void Begin(Seeds seeds, int firstSource, int sourceCount)
    {
        _inside.Clear();
        _chainsLeft.Clear();
        for (int s = 0; s < sourceCount; s++)
        {
            for (int k = seeds.FirstInside[firstSource + s]; k < seeds.FirstInside[firstSource + s + 1]; k++)
            {
                Seeds.Place place = seeds.Inside[k];
                _inside.Add((place, s));
                ulong bit = 1ul << place.Chain;
                if ((_hasInside[place.Chain >>> 6] & bit) == 0) _chainsLeft.Add(place.Chain);
                _hasInside[place.Chain >>> 6] |= bit;
            }
        }
    }

    /// <summary>Fills one chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill<TConsumer>(ref TConsumer consumer, in Batch<T> batch, int chain, ref TRow rowA, ref TRow rowB)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        int i = interiors.First[chain], end = interiors.First[chain + 1];
        if ((_hasInside[chain >>> 6] & (1ul << chain)) != 0) FillWithSources(ref consumer, batch, chain, rowA, rowB);
        else if (end - i <= Block) FillShort(ref consumer, batch, i, end, ref rowA, ref rowB);
        else FillLong(ref consumer, batch, i, end, rowA, rowB);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FillShort<TConsumer>(ref TConsumer consumer, in Batch<T> batch, int i, int end, ref TRow rowA, ref TRow rowB)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        if (_used + end - i > Block) Flush(ref consumer, batch);
        TRow a = rowA, b = rowB;
        ref TRow to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows), _used);
        ref int node = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), _used);
        _used += end - i;
        ref InteriorTimes<T>.Entry entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(interiors.Entries), i);
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
    private void FillLong<TConsumer>(ref TConsumer consumer, in Batch<T> batch, int i, int end, TRow a, TRow b)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        for (; i < end; i += Block) FillShort(ref consumer, batch, i, Math.Min(end, i + Block), ref a, ref b);
    }

    /// <summary>The chains in which sources start and that no junction reached: nobody else would fill them.</summary>
    public void End<TConsumer>(ref TConsumer consumer, in Batch<T> batch)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        TRow unreached = TRow.Create(T.MaxValue);
        foreach (int chain in _chainsLeft)
            if ((_hasInside[chain >>> 6] & (1ul << chain)) != 0) FillWithSources(ref consumer, batch, chain, unreached, unreached);
        Flush(ref consumer, batch);
    }

    /// <summary>A single node that is not inside a chain.</summary>
    public void Add<TConsumer>(ref TConsumer consumer, in Batch<T> batch, int node, TRow row)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        if (_used == Block) Flush(ref consumer, batch);
        _nodes[_used] = node;
        _rows[_used++] = row;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FillWithSources<TConsumer>(ref TConsumer consumer, in Batch<T> batch, int chain, TRow a, TRow b)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        _hasInside[chain >>> 6] &= ~(1ul << chain);
        int begin = interiors.First[chain], end = interiors.First[chain + 1];
        for (int part = begin; part < end; part += Block)
        {
            Flush(ref consumer, batch);
            int partEnd = Math.Min(end, part + Block);
            FillShort(ref consumer, batch, part, partEnd, ref a, ref b);
            foreach ((Seeds.Place place, int lane) in _inside)
                if (place.Chain == chain) WalkInside(place, lane, part, partEnd);
        }
    }

    /// <summary>Walks along the chain both ways from a source inside it.</summary>
    private void WalkInside(Seeds.Place place, int lane, int begin, int end)
    {
        Interior[] along = interiors.Core.Interiors;
        int first = interiors.Core.FirstInterior[place.Chain], last = interiors.Core.FirstInterior[place.Chain + 1] - 1;
        bool from = interiors.Direction == Direction.From;
        int ticks = place.Ticks;
        Improve(place.Interior, ticks);
        for (int i = place.Interior + 1; i <= last && ticks < Graph.Unreachable; i++)
            Improve(i, ticks = Core.Sum(ticks, from ? along[i].StepOut : along[i].StepBack));
        ticks = place.Ticks;
        for (int i = place.Interior - 1; i >= first && ticks < Graph.Unreachable; i--)
            Improve(i, ticks = Core.Sum(ticks, from ? along[i + 1].StepBack : along[i + 1].StepOut));

        void Improve(int interior, int at)
        {
            int entry = interiors.EntryOf(interior);
            if (entry < begin || entry >= end) return;
            ref T time = ref Unsafe.Add(ref Unsafe.As<TRow, T>(ref _rows[_used - end + entry]), lane);
            time = T.Min(time, Seeds.Narrow<T>(at));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Flush<TConsumer>(ref TConsumer consumer, in Batch<T> batch)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        if (_used > 0) consumer.Accept<TRow, T>(batch, _nodes.AsSpan(0, _used), _rows.AsSpan(0, _used));
        _used = 0;
    }
}
