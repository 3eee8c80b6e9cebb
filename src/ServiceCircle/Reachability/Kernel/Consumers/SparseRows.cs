namespace ServiceCircle.Reachability.Kernel.Consumers;

/// <summary>The sparse matrix: for every source the wanted nodes within the limit, with their times.</summary>
/// <param name="rows">One list per source; null where nothing was reached. Sorted by node when the batch ends.</param>
internal readonly struct SparseRows(List<(int Node, int Ticks)>?[] rows) : IConsumer<SparseRows>
{
    public SparseRows Fork() => this;

    public void Join(in SparseRows other)
    {
    }

    void IConsumer<SparseRows>.Begin<TRow, T>(in Batch<T> batch)
    {
    }

    void IConsumer<SparseRows>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> times)
    {
        TRow limit = TRow.Create(batch.Limit);
        for (int i = 0; i < times.Length; i++)
        {
            for (int first = 0; first < TRow.Lanes; first += 64)
            {
                ulong lanes = Lanes.Within<TRow, T>(in times[i], limit, first);
                while (lanes != 0)
                {
                    int lane = first + Lanes.Next(ref lanes);
                    (rows[batch.Sources[lane]] ??= []).Add((nodes[i], Lanes.Ticks<TRow, T>(in times[i], lane)));
                }
            }
        }
    }

    void IConsumer<SparseRows>.End<TRow, T>(in Batch<T> batch)
    {
        foreach (int source in batch.Sources) rows[source]?.Sort();
    }
}
