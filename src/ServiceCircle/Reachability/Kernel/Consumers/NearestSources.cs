namespace ServiceCircle.Reachability.Kernel.Consumers;

/// <summary>For every node the k sources with the least times, ties by the smaller index: nearest and k nearest facilities.</summary>
/// <param name="k">How many.</param>
/// <param name="nodeCount">Number of graph nodes.</param>
/// <remarks>An entry is the ticks in the high and the source in the low half, so that one comparison orders both.</remarks>
internal readonly struct NearestSources(int k, int nodeCount) : IConsumer<NearestSources>
{
    private readonly ulong[] _entries = [.. Enumerable.Repeat(ulong.MaxValue, k * nodeCount)];

    /// <summary>The rank-nearest source of a node (rank from 0), or null when fewer reach it.</summary>
    public (int Source, int Ticks)? Of(int node, int rank)
    {
        ulong entry = _entries[node * k + rank];
        return entry == ulong.MaxValue ? null : ((int)(uint)entry, (int)(entry >> 32));
    }

    public NearestSources Fork() => new(k, nodeCount);

    public void Join(in NearestSources other)
    {
        for (int i = 0; i < _entries.Length; i++) Insert(_entries.AsSpan(i / k * k, k), other._entries[i]);
    }

    void IConsumer<NearestSources>.Begin<TRow, T>(in Batch<T> batch)
    {
    }

    void IConsumer<NearestSources>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        TRow limit = TRow.Create(batch.Limit);
        for (int i = 0; i < rows.Length; i++)
        {
            Span<ulong> best = _entries.AsSpan(nodes[i] * k, k);
            for (int first = 0; first < TRow.Lanes; first += 64)
            {
                ulong lanes = Lanes.Within<TRow, T>(in rows[i], limit, first);
                while (lanes != 0)
                {
                    int lane = first + Lanes.Next(ref lanes);
                    Insert(best, ((ulong)(uint)Lanes.Ticks<TRow, T>(in rows[i], lane) << 32) | (uint)batch.Sources[lane]);
                }
            }
        }
    }

    void IConsumer<NearestSources>.End<TRow, T>(in Batch<T> batch)
    {
    }

    private static void Insert(Span<ulong> best, ulong entry)
    {
        for (int i = 0; i < best.Length && entry != ulong.MaxValue; i++)
            if (entry < best[i]) (best[i], entry) = (entry, best[i]);
    }
}
