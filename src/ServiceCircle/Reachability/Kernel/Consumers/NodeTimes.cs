using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Consumers;

/// <summary>
/// For every node the ticks between it and each source, of s at v * sources + s, <see cref="ArcGraph.Unreachable"/> beyond the limit: with
/// groups as sources, the nearest of each category. Written for every node, whatever was there.
/// </summary>
internal readonly struct NodeTimes(int sources, int[] ticks) : IConsumer<NodeTimes>
{
    public NodeTimes Fork() => this;

    public void Join(in NodeTimes other) { }

    void IConsumer<NodeTimes>.Begin<TRow, T>(in Batch<T> batch)
    {
        if (batch.HasAllNodes) return;
        if (batch.Sources.Length == sources) Array.Fill(ticks, ArcGraph.Unreachable);
        else
            foreach (int source in batch.Sources)
                for (int i = source; i < ticks.Length; i += sources) ticks[i] = ArcGraph.Unreachable;
    }

    void IConsumer<NodeTimes>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        int lanes = batch.Sources.Length, limit = int.CreateTruncating(batch.Limit);

        // Compared as unsigned numbers: 32 bits of a time beyond the limit may be more than an int holds.
        if (lanes == 1)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                int time = Lanes.Ticks<TRow, T>(in rows[i], 0);
                ticks[nodes[i] * sources + batch.Sources[0]] = (uint)time <= (uint)limit ? time : ArcGraph.Unreachable;
            }
            return;
        }
        bool inOrder = batch.Sources[^1] - batch.Sources[0] == lanes - 1;
        for (int i = 0; i < rows.Length; i++)
        {
            Span<int> at = ticks.AsSpan(nodes[i] * sources, sources);
            int lane = 0;
            if (inOrder && typeof(T) == typeof(ushort))
            {
                Span<int> run = at.Slice(batch.Sources[0], lanes);
                for (; lane + 16 <= lanes; lane += 16) Widen(in rows[i], lane, limit, run[lane..]);
            }
            for (; lane < lanes; lane++)
            {
                int time = Lanes.Ticks<TRow, T>(in rows[i], lane);
                at[batch.Sources[lane]] = (uint)time <= (uint)limit ? time : ArcGraph.Unreachable;
            }
        }
    }

    /// <summary>Sixteen lanes of 16 bits at once.</summary>
    private static void Widen<TRow>(ref readonly TRow row, int lane, int limit, Span<int> into)
    {
        ref ushort first = ref Unsafe.As<TRow, ushort>(ref Unsafe.AsRef(in row));
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)lane));
        Vector256<int> most = Vector256.Create(limit), beyond = Vector256.Create(ArcGraph.Unreachable);
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(low.AsInt32(), most), low.AsInt32(), beyond).CopyTo(into);
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(high.AsInt32(), most), high.AsInt32(), beyond).CopyTo(into[8..]);
    }

    void IConsumer<NodeTimes>.End<TRow, T>(in Batch<T> batch) { }
}
