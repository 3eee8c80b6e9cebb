using System.Numerics;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Sweeps;

/// <summary>
/// The arrays of a run of sweeps, which the next run takes over: fresh pages are slow to touch, and what
/// a run leaves behind would be collected while the next one runs (most runs held a full collection, and now few do).
/// </summary>
internal sealed class SweepMemory<TRow, T>(JunctionGraph junctions, Direction direction)
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly List<Expansion<T>> _inner = [];
    private readonly List<OfThread> _threads = [];

    /// <summary>The whole network.</summary>
    public Expansion<T> Root { get; } = new(Row512<T>.Lanes);

    /// <summary>What one thread needs; not to be called by several threads.</summary>
    public OfThread Thread(int thread)
    {
        while (_threads.Count <= thread) _threads.Add(new OfThread(junctions, direction));
        return _threads[thread];
    }

    /// <summary>
    /// Groups between the network and the groups of batches, from the first by number; not to be called by several threads.
    /// </summary>
    public Expansion<T>[] Inner(int first, int count)
    {
        while (_inner.Count < first + count) _inner.Add(new Expansion<T>(Row512<T>.Lanes));
        return [.. _inner.GetRange(first, count)];
    }

    public sealed class OfThread(JunctionGraph junctions, Direction direction)
    {
        /// <summary>All zero between two uses.</summary>
        public int[] NumberIn = [];

        public Expansion<T> Group { get; } = new(Row512<T>.Lanes);
        public Sweep<Row512<T>, T> GroupSweep { get; } = new();
        public Sweep<TRow, T> LeafSweep { get; } = new();
        public RowReport<TRow, T> Report { get; } = new(junctions, direction);
    }
}
