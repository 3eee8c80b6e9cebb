using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Consumers;

/// <summary>
/// For every node and group, how many sources of the group reach it, of group g at node v at v * groups + g: facilities per category around
/// each node.
/// </summary>
internal readonly struct NodeCounts(int[] groupOfSource, int groups, int[] counts) : IConsumer<NodeCounts>
{
    private readonly int[] _groupOfLane = new int[128];

    public int[] Counts => counts;

    public NodeCounts Fork() => new(groupOfSource, groups, new int[counts.Length]);

    public void Join(in NodeCounts other)
    {
        for (int i = 0; i < counts.Length; i++) counts[i] += other.Counts[i];
    }

    void IConsumer<NodeCounts>.Begin<TRow, T>(in Batch<T> batch)
    {
        for (int lane = 0; lane < batch.Sources.Length; lane++) _groupOfLane[lane] = groupOfSource[batch.Sources[lane]];
    }

    void IConsumer<NodeCounts>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
    {
        TRow limit = TRow.Create(batch.Limit);
        for (int i = 0; i < rows.Length; i++)
        {
            Span<int> at = counts.AsSpan(nodes[i] * groups, groups);
            for (int first = 0; first < TRow.Lanes; first += 64)
            {
                ulong lanes = Lanes.Within<TRow, T>(in rows[i], limit, first);
                while (lanes != 0)
                {
                    int lane = first + Lanes.Next(ref lanes);
                    at[_groupOfLane[lane]]++;
                }
            }
        }
    }

    void IConsumer<NodeCounts>.End<TRow, T>(in Batch<T> batch) { }
}
