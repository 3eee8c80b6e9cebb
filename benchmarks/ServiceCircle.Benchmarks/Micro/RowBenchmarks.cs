using BenchmarkDotNet.Attributes;
using ServiceCircle.Reachability.Kernel.Labels;
using Row1024 = ServiceCircle.Reachability.Kernel.Labels.RowPair<ServiceCircle.Reachability.Kernel.Labels.Row512<ushort>, ushort>;
using Row2048 = ServiceCircle.Reachability.Kernel.Labels.RowPair<ServiceCircle.Reachability.Kernel.Labels.RowPair<
    ServiceCircle.Reachability.Kernel.Labels.Row512<ushort>, ushort>, ushort>;

namespace ServiceCircle.Benchmarks.Micro;

/// <summary>What a sweep does per arc, and a report per interior node: walk and take the earlier time, on rows in the cache.</summary>
public class RowBenchmarks
{
    private const int Rows = 256;

    private readonly AlignedRows<Row256<ushort>> _half = new();
    private readonly AlignedRows<Row512<ushort>> _one = new();
    private readonly AlignedRows<Row1024> _two = new();
    private readonly AlignedRows<Row2048> _four = new();

    [GlobalSetup]
    public void Fill()
    {
        Fill<Row256<ushort>>(_half);
        Fill<Row512<ushort>>(_one);
        Fill<Row1024>(_two);
        Fill<Row2048>(_four);
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Lanes16() => Relax(_half.Span);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Lanes32() => Relax(_one.Span);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Lanes64() => Relax(_two.Span);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Lanes128() => Relax(_four.Span);

    private static void Fill<TRow>(AlignedRows<TRow> rows)
        where TRow : unmanaged, ILabel<TRow, ushort>
    {
        rows.Room(Rows);
        for (int i = 0; i < Rows; i++) rows.Span[i] = TRow.Create((ushort)(i * 7919));
    }

    private static void Relax<TRow>(Span<TRow> rows)
        where TRow : unmanaged, ILabel<TRow, ushort>
    {
        TRow time = TRow.Create(ushort.MaxValue);
        for (int i = 0; i < Rows; i++)
        {
            time = TRow.Min(rows[i], TRow.Walk(time, (ushort)i));
            rows[i] = time;
        }
    }
}
