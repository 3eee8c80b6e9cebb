using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServiceCircle.Reachability;

/// <summary>
/// The times of all nodes of a region in all lanes: up the hierarchy from the seeds, then down over every node.
/// </summary>
/// <remarks>
/// Restricting both halves to the nodes within the limit loses nothing: on the climbing and descending walk that matches a
/// shortest walk, every node is nearer to the source than the end. What lies beyond the limit may come out too late, and is
/// not reported.
/// </remarks>
internal sealed class Sweep<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private TRow[] _rows = [];
    private ulong[] _touched = [];

    /// <summary>Rows by local node; row 0 is never reached.</summary>
    public TRow[] Rows => _rows;

    /// <summary>Upward arcs that were relaxed since the beginning, for the benchmark's counts.</summary>
    public long ArcsRelaxed { get; private set; }

    /// <summary>Runs over a region.</summary>
    /// <param name="region">The region.</param>
    /// <param name="seeds">The sources of the run.</param>
    /// <param name="sourcesPerLane">1, or the size of the groups that share a lane.</param>
    public void Run(Region<T> region, Seeds seeds, int sourcesPerLane)
    {
        if (_rows.Length <= region.Count)
        {
            _rows = GC.AllocateUninitializedArray<TRow>(region.Count + region.Count / 4 + 16, pinned: true);
            _touched = new ulong[(_rows.Length + 63) / 64];
        }

        _rows.AsSpan(0, region.Count + 1).Fill(TRow.Create(T.MaxValue));
        Seed(region, seeds, sourcesPerLane);
        Up(region);
        Down(region);
    }

    private void Seed(Region<T> region, Seeds seeds, int sourcesPerLane)
    {
        int seed = seeds.First[region.FirstSource], offset = seed;
        for (int s = 0, lane = 0; s < region.SourceCount; lane++)
        {
            for (int end = Math.Min(s + sourcesPerLane, region.SourceCount); s < end; s++)
            {
                for (; seed < seeds.First[region.FirstSource + s + 1]; seed++)
                {
                    int node = region.SeedNode[seed - offset];
                    if (node == 0) continue;
                    ref T time = ref Unsafe.Add(ref Unsafe.As<TRow, T>(ref _rows[node]), lane);
                    time = T.Min(time, Seeds.Narrow<T>(seeds.Ticks[seed]));
                    _touched[node >>> 6] |= 1ul << node;
                }
            }
        }
    }

    private void Up(Region<T> region)
    {
        ref TRow rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref Region<T>.Arc arcs = ref MemoryMarshal.GetArrayDataReference(region.Arcs);
        for (int word = 0; word <= region.Count >>> 6; word++)
        {
            while (_touched[word] is ulong bits && bits != 0)
            {
                int node = (word << 6) | BitOperations.TrailingZeroCount(bits);
                _touched[word] = bits & (bits - 1);
                TRow row = Unsafe.Add(ref rows, node);
                int end = region.FirstArc[node + 1];
                for (int a = region.FirstArc[node]; a < end; a++)
                {
                    ref Region<T>.Arc arc = ref Unsafe.Add(ref arcs, a);
                    ref TRow upper = ref Unsafe.Add(ref rows, arc.Upper);
                    upper = TRow.Min(upper, TRow.Walk(row, arc.Up));
                    _touched[arc.Upper >>> 6] |= 1ul << arc.Upper;
                }
            }
        }
    }

    private void Down(Region<T> region)
    {
        ref TRow rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref Region<T>.Arc arcs = ref MemoryMarshal.GetArrayDataReference(region.Arcs);
        ref int firstArc = ref MemoryMarshal.GetArrayDataReference(region.FirstArc);
        int a = region.FirstArc[region.Count + 1];
        ArcsRelaxed += a;
        for (int node = region.Count; node > 0; node--)
        {
            ref TRow row = ref Unsafe.Add(ref rows, node);
            TRow time = row;
            for (int begin = Unsafe.Add(ref firstArc, node); a > begin;)
            {
                ref Region<T>.Arc arc = ref Unsafe.Add(ref arcs, --a);
                time = TRow.Min(time, TRow.Walk(Unsafe.Add(ref rows, arc.Upper), arc.Down));
            }

            row = time;
        }
    }
}
