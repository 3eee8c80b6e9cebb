using System.Numerics;
using System.Runtime.CompilerServices;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Benchmarks.Kernel.Consumers;

/// <summary>
/// Consumes every reached (source, node, time) and keeps a number that no engine, batch or thread count may change. Per
/// source, modulo 2^16: the sum over the reached nodes of (time + 1) times an odd number of the node, so that any single wrong
/// time, missing node or extra node changes it; mixed per source into 64 bits.
/// </summary>
internal struct Checksum : IConsumer<Checksum>
{
    // A row in the middle of unused memory: other threads write their own beside it.
    private const int Row2048 = 4 * 8;

    private readonly ulong[] _sums = new ulong[3 * Row2048];
    private readonly ulong[] _counts = new ulong[3 * Row2048];
    private readonly bool[]? _compared;
    private int _rowsCounted;

    /// <summary>Pairs of a source and a node within the limit.</summary>
    public long Pairs { get; private set; }

    /// <summary>The number.</summary>
    public ulong Value { get; private set; }

    /// <summary>Over all sources.</summary>
    public Checksum()
        : this(null)
    {
    }

    /// <summary>A number over some sources only; pairs of all are counted, and their times are read all the same.</summary>
    /// <param name="compared">Whether each source is among them; null for all.</param>
    public Checksum(bool[]? compared) => _compared = compared;

    /// <summary>The number of a node that times are multiplied by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Factor(int node) => (ushort)(((uint)node * 0x9E3779B1u >>> 15) | 1);

    /// <summary>What one source with a sum adds to the value.</summary>
    public static ulong Mix(int source, ushort sum)
    {
        ulong x = ((ulong)(uint)source << 16 | sum) * 0x9E3779B97F4A7C15;
        x = (x ^ (x >>> 32)) * 0xD6E8FEB86659FD93;
        return x ^ (x >>> 32);
    }

    /// <summary>Adds all of one source, for engines without rows.</summary>
    public void AddSource(int source, ushort sum, int pairs)
    {
        Value += Mix(source, sum);
        Pairs += pairs;
    }

    public readonly Checksum Fork() => new(_compared);

    public void Join(in Checksum other)
    {
        Value += other.Value;
        Pairs += other.Pairs;
    }

    readonly void IConsumer<Checksum>.Begin<TRow, T>(in Batch<T> batch) => Row<TRow>(_sums) = TRow.Create(T.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    void IConsumer<Checksum>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        if (_rowsCounted + rows.Length > ushort.MaxValue) AddCounts<TRow, T>();
        _rowsCounted += rows.Length;
        TRow sums = Row<TRow>(_sums), counts = Row<TRow>(_counts), one = TRow.Create(T.One), limit = TRow.Create(batch.Limit);
        for (int i = 0; i < rows.Length; i++)
        {
            TRow within = TRow.Within(rows[i], limit);
            TRow term = TRow.Multiply(TRow.Add(rows[i], one), T.CreateTruncating(Factor(nodes[i])));
            sums = TRow.Add(sums, TRow.And(term, within));
            counts = TRow.Subtract(counts, within);
        }

        Row<TRow>(_sums) = sums;
        Row<TRow>(_counts) = counts;
    }

    void IConsumer<Checksum>.End<TRow, T>(in Batch<T> batch)
    {
        AddCounts<TRow, T>();
        ref T lane = ref Unsafe.As<TRow, T>(ref Row<TRow>(_sums));
        for (int i = 0; i < batch.Sources.Length; i++)
        {
            ulong mixed = Mix(batch.Sources[i], ushort.CreateTruncating(Unsafe.Add(ref lane, i)));
            if (_compared == null || _compared[batch.Sources[i]]) Value += mixed;
        }
    }

    /// <summary>Empties the counts of the lanes, before 16 bits could overflow.</summary>
    private void AddCounts<TRow, T>()
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
    {
        ref T lane = ref Unsafe.As<TRow, T>(ref Row<TRow>(_counts));
        for (int i = 0; i < TRow.Lanes; i++) Pairs += long.CreateTruncating(Unsafe.Add(ref lane, i));
        Row<TRow>(_counts) = TRow.Create(T.Zero);
        _rowsCounted = 0;
    }

    private static ref TRow Row<TRow>(ulong[] memory) where TRow : unmanaged => ref Unsafe.As<ulong, TRow>(ref memory[Row2048]);
}
