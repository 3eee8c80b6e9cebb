using System.Numerics;
using System.Runtime.CompilerServices;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// The rows of a travel-time matrix, by rising column, metres unknown: from the nodes, with one vector operation for all sources of a
/// batch, on to the places beside them. Set the nodes that have places as wanted.
/// </summary>
internal readonly struct PlaceRows(
    PlacesAtNodes ends, IReadOnlyList<IReadOnlyList<Access>> starts, WalkPacking packing, byte[][] rows) : IConsumer<PlaceRows>
{
    private readonly Scratch _scratch = new(ends.Count, packing);

    public PlaceRows Fork() => new(ends, starts, packing, rows);

    public void Join(in PlaceRows other) { }

    void IConsumer<PlaceRows>.Begin<TRow, T>(in Batch<T> batch)
    {
        int limit = int.CreateTruncating(batch.Limit);
        for (int lane = 0; lane < batch.Sources.Length; lane++)
        {
            foreach (Access start in starts[batch.Sources[lane]])
            {
                foreach ((int column, Access end) in ends.OnEdge(start.Edge))
                {
                    WalkTime time = ends.Between(start, end);
                    if (time.Ticks > limit) continue;
                    ref T best = ref Unsafe.Add(ref Unsafe.As<TRow, T>(ref _scratch.Row<TRow, T>(column)), lane);
                    best = T.Min(best, Seeds.Narrow<T>(time.Ticks));
                }
            }
        }
    }

    void IConsumer<PlaceRows>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> times)
    {
        int limit = int.CreateTruncating(batch.Limit);
        for (int i = 0; i < times.Length; i++)
        {
            foreach (PlacesAtNodes.AtNode there in ends.At(nodes[i]))
            {
                if (there.Ticks > limit) continue;
                ref TRow best = ref _scratch.Row<TRow, T>(there.Place);
                best = TRow.Min(best, TRow.Walk(times[i], Seeds.Narrow<T>(there.Ticks)));
            }
        }
    }

    void IConsumer<PlaceRows>.End<TRow, T>(in Batch<T> batch)
    {
        List<int> columns = _scratch.Columns;
        columns.Sort();
        TRow limit = TRow.Create(batch.Limit);
        foreach (int column in columns)
        {
            ref TRow row = ref _scratch.Row<TRow, T>(column);
            for (int first = 0; first < batch.Sources.Length; first += 64)
            {
                for (ulong lanes = Lanes.Within<TRow, T>(in row, limit, first); lanes != 0;)
                {
                    int lane = first + Lanes.Next(ref lanes);
                    _scratch.Packers[lane].Add(column, Lanes.Ticks<TRow, T>(in row, lane));
                }
            }
        }
        for (int lane = 0; lane < batch.Sources.Length; lane++) rows[batch.Sources[lane]] = _scratch.Packers[lane].Take();
        _scratch.Clear();
    }

    /// <summary>
    /// One row of lanes per column that the batch touched so far, one after another as they are touched: neighbouring sources share their
    /// columns, so a batch needs room for a neighbourhood, not for a province.
    /// </summary>
    private sealed class Scratch(int columnCount, WalkPacking packing)
    {
        private readonly int[] _rowOf = new int[columnCount]; // from 1 on; 0 is none
        private ulong[] _memory = [];

        public List<int> Columns { get; } = [];

        /// <summary>One per lane.</summary>
        public WalkPacker[] Packers { get; } = [.. Enumerable.Range(0, 128).Select(_ => new WalkPacker(packing))];

        /// <summary>The lanes of a column; good until the next column is asked for.</summary>
        public ref TRow Row<TRow, T>(int column)
            where TRow : unmanaged, ILabel<TRow, T>
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
        {
            int words = (Unsafe.SizeOf<TRow>() + 7) / 8;
            if (_rowOf[column] != 0) return ref Unsafe.As<ulong, TRow>(ref _memory[(_rowOf[column] - 1) * words]);
            Columns.Add(column);
            _rowOf[column] = Columns.Count;
            if (Columns.Count * words > _memory.Length) Array.Resize(ref _memory, Math.Max(1024, Columns.Count * 2) * words);
            ref TRow row = ref Unsafe.As<ulong, TRow>(ref _memory[(Columns.Count - 1) * words]);
            row = TRow.Create(T.MaxValue);
            return ref row;
        }

        public void Clear()
        {
            foreach (int column in Columns) _rowOf[column] = 0;
            Columns.Clear();
        }
    }
}
