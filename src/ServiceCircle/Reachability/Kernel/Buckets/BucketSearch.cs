using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Buckets;

/// <summary>
/// A bounded search from seeds in any number of lanes, without preprocessing: nodes wait in buckets of 4 seconds, and a node
/// is scanned again when any of its lanes improves. With one lane this is the scalar reference: Dijkstra's search with Dial's
/// buckets (1969), where a node is scanned again only if it improved within its own bucket.
/// </summary>
/// <remarks>
/// Invariant: when a bucket is empty, no lane improves any more by a walk that is due in it or before. A node waits with the
/// least time at which a lane of it may have improved since it was last scanned. Rows start just beyond the limit instead of
/// at infinity, so that one comparison asks both whether a walk is within the limit and whether it is an improvement.
/// </remarks>
internal sealed class BucketSearch<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private const int NotWaiting = int.MaxValue;

    private readonly int[] _firstOut;
    private readonly int[] _heads;
    private readonly T[] _ticks;
    private readonly int _limit;
    private readonly int _shift = 7;
    private readonly int[] _due;
    private readonly bool[] _seen;
    private readonly int[] _bucketTop;
    private readonly TRow _beyond;
    private readonly int[] _touched;
    private int[] _entryNode;
    private int[] _entryBelow;
    private int _entryCount;
    private int _touchedCount;

    /// <summary>A search over a graph, given the ticks of leaving along each slot and an inclusive limit.</summary>
    public BucketSearch(ArcGraph graph, T[] ticks, int limit)
    {
        (_firstOut, _heads, _ticks, _limit) = (graph.FirstOut, graph.Head, ticks, limit);
        while (limit >> _shift > ushort.MaxValue) _shift++;
        _due = new int[graph.NodeCount];
        Array.Fill(_due, NotWaiting);
        _seen = new bool[graph.NodeCount];
        (_touched, _entryNode, _entryBelow) = (new int[graph.NodeCount], new int[graph.NodeCount + 256], new int[graph.NodeCount + 256]);
        _bucketTop = new int[(limit >> _shift) + 1];
        Array.Fill(_bucketTop, -1);
        _beyond = TRow.Create(Seeds.Narrow<T>(limit) + T.One);
        Rows.Room(graph.NodeCount + 1);
        Rows.Span.Fill(_beyond);
    }

    /// <summary>Row of node v at v + 1; row 0 is never reached.</summary>
    public AlignedRows<TRow> Rows { get; } = new();

    /// <summary>Nodes that some lane reached, as v + 1, in the order in which they were found.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    public ReadOnlySpan<bool> Seen => _seen;
    public long Scans { get; private set; }

    public void Seed(int node, int lane, int ticks)
    {
        if (ticks > _limit) return;
        ref T time = ref Unsafe.Add(ref Unsafe.As<TRow, T>(ref Unsafe.Add(ref Rows.First, node + 1)), lane);
        T narrow = Seeds.Narrow<T>(ticks);
        if (narrow >= time) return;
        time = narrow;
        Wait(node, ticks);
    }

    /// <summary>Searches until nothing within the limit improves.</summary>
    public void Run()
    {
        ref TRow rows = ref Unsafe.Add(ref Rows.First, 1);
        ref int heads = ref MemoryMarshal.GetArrayDataReference(_heads);
        ref T weights = ref MemoryMarshal.GetArrayDataReference(_ticks);
        for (int bucket = 0; bucket < _bucketTop.Length; bucket++)
        {
            while (_bucketTop[bucket] >= 0)
            {
                int tail = _entryNode[_bucketTop[bucket]];
                _bucketTop[bucket] = _entryBelow[_bucketTop[bucket]];
                int due = _due[tail];
                if (due >> _shift != bucket) continue;
                _due[tail] = NotWaiting;
                Scans++;
                TRow row = Unsafe.Add(ref rows, tail);
                int end = _firstOut[tail + 1];
                for (int slot = _firstOut[tail]; slot < end; slot++)
                {
                    T ticks = Unsafe.Add(ref weights, slot);
                    int head = Unsafe.Add(ref heads, slot);
                    ref TRow other = ref Unsafe.Add(ref rows, head);
                    TRow then = TRow.Walk(row, ticks);
                    if (!TRow.AnyLess(then, other)) continue;
                    other = TRow.Min(other, then);
                    int headDue = due + int.CreateTruncating(ticks);
                    if (headDue < _due[head]) Wait(head, headDue);
                }
            }
        }
        _entryCount = 0;
    }

    public void Clear()
    {
        ref TRow rows = ref Rows.First;
        for (int i = 0; i < _touchedCount; i++)
        {
            Unsafe.Add(ref rows, _touched[i]) = _beyond;
            _seen[_touched[i] - 1] = false;
        }
        _touchedCount = 0;
    }

    private void Wait(int node, int due)
    {
        if (due >= _due[node]) return;
        bool sameBucket = _due[node] != NotWaiting && _due[node] >> _shift == due >> _shift;
        _due[node] = due;
        if (!_seen[node])
        {
            _seen[node] = true;
            _touched[_touchedCount++] = node + 1;
        }
        if (sameBucket) return;
        if (_entryCount == _entryNode.Length)
        {
            Array.Resize(ref _entryNode, _entryCount * 2);
            Array.Resize(ref _entryBelow, _entryCount * 2);
        }
        _entryNode[_entryCount] = node;
        _entryBelow[_entryCount] = _bucketTop[due >> _shift];
        _bucketTop[due >> _shift] = _entryCount++;
    }
}
