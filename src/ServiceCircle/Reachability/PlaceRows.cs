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
internal readonly struct PlaceRows(PlacesAtNodes ends, IReadOnlyList<IReadOnlyList<Access>> starts, Walk[][] rows) : IConsumer<PlaceRows>
{
    private readonly Scratch _scratch = new(ends.Count);

    public PlaceRows Fork() => new(ends, starts, rows);

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
        int[] count = _scratch.Count;
        TRow limit = TRow.Create(batch.Limit);
        Array.Clear(count);
        foreach (int column in columns)
            for (int first = 0; first < batch.Sources.Length; first += 64)
                for (ulong lanes = Lanes.Within<TRow, T>(in _scratch.Row<TRow, T>(column), limit, first); lanes != 0;)
                    count[first + Lanes.Next(ref lanes)]++;
        for (int lane = 0; lane < batch.Sources.Length; lane++) rows[batch.Sources[lane]] = new Walk[count[lane]];
        Array.Clear(count);
        foreach (int column in columns)
        {
            ref TRow row = ref _scratch.Row<TRow, T>(column);
            for (int first = 0; first < batch.Sources.Length; first += 64)
            {
                for (ulong lanes = Lanes.Within<TRow, T>(in row, limit, first); lanes != 0;)
                {
                    int lane = first + Lanes.Next(ref lanes);
                    rows[batch.Sources[lane]][count[lane]++] = new Walk(column, Lanes.Ticks<TRow, T>(in row, lane), float.NaN);
                }
            }
        }
        _scratch.Clear();
    }

    /// <summary>One row of lanes per column that the batch touched so far.</summary>
    private sealed class Scratch(int columnCount)
    {
        private readonly bool[] _has = new bool[columnCount];
        private ulong[] _memory = [];

        public List<int> Columns { get; } = [];
        public int[] Count { get; } = new int[128];

        public ref TRow Row<TRow, T>(int column)
            where TRow : unmanaged, ILabel<TRow, T>
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
        {
            int words = (Unsafe.SizeOf<TRow>() + 7) / 8;
            if (_memory.Length == 0) _memory = GC.AllocateUninitializedArray<ulong>(_has.Length * words);
            ref TRow row = ref Unsafe.As<ulong, TRow>(ref _memory[column * words]);
            if (!_has[column])
            {
                _has[column] = true;
                Columns.Add(column);
                row = TRow.Create(T.MaxValue);
            }
            return ref row;
        }

        public void Clear()
        {
            foreach (int column in Columns) _has[column] = false;
            Columns.Clear();
        }
    }
}
