using System.Numerics;

namespace ServiceCircle.Reachability;

/// <summary>For every node the ticks between it and each source: with groups as sources, the nearest of each category.</summary>
/// <param name="sources">Number of sources or groups.</param>
/// <param name="ticks">Ticks of source s at node v at v * sources + s; what is not reached keeps what was there.</param>
internal readonly struct NodeTimes(int sources, int[] ticks) : IConsumer<NodeTimes>
{
    public NodeTimes Fork() => this;

    public void Join(in NodeTimes other)
    {
    }

    public void Begin<TRow, T>(in Batch<T> batch)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
    {
    }

    public void Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
    {
        TRow limit = TRow.Create(batch.Limit);
        for (int i = 0; i < rows.Length; i++)
        {
            Span<int> at = ticks.AsSpan(nodes[i] * sources, sources);
            for (int first = 0; first < TRow.Lanes; first += 64)
            {
                ulong lanes = Lanes.Within<TRow, T>(in rows[i], limit, first);
                while (lanes != 0)
                {
                    int lane = first + Lanes.Next(ref lanes);
                    at[batch.Sources[lane]] = Lanes.Ticks<TRow, T>(in rows[i], lane);
                }
            }
        }
    }

    public void End<TRow, T>(in Batch<T> batch)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
    {
    }
}
