using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Consumers;

/// <summary>
/// For every node the weight of the sources that reach it: the people for whom a facility there would be within reach. Weights are whole
/// numbers, so that no order of adding changes a sum.
/// </summary>
internal readonly struct NodeSums(long[] weights, long[] sums) : IConsumer<NodeSums>
{
    private readonly long[] _weightOfLane = new long[128];

    public long[] Sums => sums;

    public NodeSums Fork() => new(weights, new long[sums.Length]);

    public void Join(in NodeSums other)
    {
        for (int v = 0; v < sums.Length; v++) sums[v] += other.Sums[v];
    }

    void IConsumer<NodeSums>.Begin<TRow, T>(in Batch<T> batch)
    {
        for (int lane = 0; lane < batch.Sources.Length; lane++) _weightOfLane[lane] = weights[batch.Sources[lane]];
    }

    void IConsumer<NodeSums>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        TRow limit = TRow.Create(batch.Limit);
        for (int i = 0; i < rows.Length; i++)
        {
            long sum = 0;
            for (int first = 0; first < TRow.Lanes; first += 64)
            {
                ulong lanes = Lanes.Within<TRow, T>(in rows[i], limit, first);
                while (lanes != 0) sum += _weightOfLane[first + Lanes.Next(ref lanes)];
            }
            sums[nodes[i]] += sum;
        }
    }

    void IConsumer<NodeSums>.End<TRow, T>(in Batch<T> batch) { }
}
