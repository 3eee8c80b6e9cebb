using System.Runtime.CompilerServices;
using ServiceCircle.Reachability.Kernel;

namespace ServiceCircle.Tests.Reachability;

/// <summary>Keeps every reached pair, and fails when one comes twice.</summary>
internal struct Collector : IConsumer<Collector>
{
    public Dictionary<(int Source, int Node), int> Pairs { get; } = [];

    public Collector()
    {
    }

    public readonly Collector Fork() => new();

    public readonly void Join(in Collector other)
    {
        foreach (var pair in other.Pairs) Pairs.Add(pair.Key, pair.Value);
    }

    readonly void IConsumer<Collector>.Begin<TRow, T>(in Batch<T> batch)
    {
    }

    readonly void IConsumer<Collector>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            TRow row = rows[i];
            for (int lane = 0; lane < TRow.Lanes; lane++)
            {
                T ticks = Unsafe.Add(ref Unsafe.As<TRow, T>(ref row), lane);
                if (ticks <= batch.Limit) Pairs.Add((batch.Sources[lane], nodes[i]), int.CreateChecked(ticks));
            }
        }
    }

    readonly void IConsumer<Collector>.End<TRow, T>(in Batch<T> batch)
    {
    }
}
