namespace ServiceCircle.Reachability.Kernel.Consumers;

/// <summary>
/// For every source the sum over the reached nodes of their weight times a decay of the time: cumulative opportunities, counts,
/// gravity measures (Hansen 1959). Report only the nodes with a weight: set them as wanted.
/// </summary>
/// <param name="weights">Weight of each graph node.</param>
/// <param name="decay">Factor for each number of ticks from 0 to the limit; null counts the whole weight up to the limit.</param>
/// <param name="sums">Receives the sum of each source; zero at first.</param>
internal readonly struct SourceSums(double[] weights, double[]? decay, double[] sums) : IConsumer<SourceSums>
{
    public SourceSums Fork() => this;

    public void Join(in SourceSums other)
    {
    }

    void IConsumer<SourceSums>.Begin<TRow, T>(in Batch<T> batch)
    {
    }

    void IConsumer<SourceSums>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        TRow limit = TRow.Create(batch.Limit);
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = weights[nodes[i]];
            for (int first = 0; first < TRow.Lanes; first += 64)
            {
                ulong lanes = Lanes.Within<TRow, T>(in rows[i], limit, first);
                while (lanes != 0)
                {
                    int lane = first + Lanes.Next(ref lanes);
                    sums[batch.Sources[lane]] += decay == null ? weight : weight * decay[Lanes.Ticks<TRow, T>(in rows[i], lane)];
                }
            }
        }
    }

    void IConsumer<SourceSums>.End<TRow, T>(in Batch<T> batch)
    {
    }
}
