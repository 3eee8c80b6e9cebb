using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Consumers;

namespace ServiceCircle.Benchmarks.Kernel.Consumers;

/// <summary>
/// As <see cref="NodeTimes"/> in 16 bits, for limits up to 34 minutes: half the memory to write, which is what the nearest of
/// several categories costs.
/// </summary>
/// <param name="sources">Number of sources or groups.</param>
/// <param name="ticks">Ticks of source s at node v at v * sources + s; <see cref="Beyond"/> beyond the limit. Written
/// for every node, whatever was there.</param>
internal readonly struct NodeTicks(int sources, ushort[] ticks) : IConsumer<NodeTicks>
{
    /// <summary>Not reached within the limit.</summary>
    public const ushort Beyond = ushort.MaxValue;

    public NodeTicks Fork() => this;

    public void Join(in NodeTicks other)
    {
    }

    void IConsumer<NodeTicks>.Begin<TRow, T>(in Batch<T> batch)
    {
        if (typeof(T) != typeof(ushort)) throw new InvalidOperationException("16 bits hold 34 minutes, not this limit");
        if (batch.HasAllNodes) return;
        if (batch.Sources.Length == sources) Array.Fill(ticks, Beyond);
        else
            foreach (int source in batch.Sources)
                for (int i = source; i < ticks.Length; i += sources) ticks[i] = Beyond;
    }

    void IConsumer<NodeTicks>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        int lanes = batch.Sources.Length;
        ushort limit = ushort.CreateTruncating(batch.Limit);
        bool inOrder = batch.Sources[^1] - batch.Sources[0] == lanes - 1;
        int together = inOrder ? lanes & ~15 : 0;
        Vector256<ushort> most = Vector256.Create(limit);
        for (int i = 0; i < rows.Length; i++)
        {
            Span<ushort> at = ticks.AsSpan(nodes[i] * sources, sources);
            ref ushort row = ref Unsafe.As<TRow, ushort>(ref Unsafe.AsRef(in rows[i]));
            int lane = 0;
            for (; lane < together; lane += 16)
            {
                Vector256<ushort> times = Vector256.LoadUnsafe(ref row, (nuint)lane);
                (times | Vector256.GreaterThan(times, most)).CopyTo(at[(batch.Sources[0] + lane)..]);
            }

            for (; lane < lanes; lane++)
            {
                ushort time = Unsafe.Add(ref row, lane);
                at[batch.Sources[lane]] = time <= limit ? time : Beyond;
            }
        }
    }

    void IConsumer<NodeTicks>.End<TRow, T>(in Batch<T> batch)
    {
    }
}
