using ServiceCircle.Reachability.Kernel;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// Dijkstra (1959) as textbooks have it: one source, the whole graph as adjacency arrays, a 4-ary heap with decrease-key,
/// cut off at the limit. The scale against which the kernel is measured.
/// </summary>
internal sealed class TextbookDijkstra
{
    private readonly ArcGraph _graph;
    private readonly int[] _ticks;
    private readonly int[] _place;
    private readonly int[] _heap;
    private readonly int[] _settled;
    private int _heapSize;

    public TextbookDijkstra(ArcGraph graph)
    {
        _graph = graph;
        _ticks = new int[graph.NodeCount];
        _place = new int[graph.NodeCount];
        _heap = new int[graph.NodeCount];
        _settled = new int[graph.NodeCount];
        Array.Fill(_ticks, int.MaxValue);
        Array.Fill(_place, -1);
    }

    /// <summary>The ticks of a settled node.</summary>
    public int TicksOf(int node) => _ticks[node];

    /// <summary>Searches; the settled nodes are valid until the next search.</summary>
    public ReadOnlySpan<int> Search(int source, int limit)
    {
        int[] firstOut = _graph.FirstOut, heads = _graph.Head, weights = _graph.TicksOut, ticks = _ticks, place = _place;
        int settledCount = 0;
        _heapSize = 0;
        ticks[source] = 0;
        Push(source);
        while (_heapSize > 0)
        {
            int tail = PopMin();
            _settled[settledCount++] = tail;
            int at = ticks[tail];
            for (int slot = firstOut[tail]; slot < firstOut[tail + 1]; slot++)
            {
                int head = heads[slot], weight = weights[slot];
                if (weight > limit - at) continue;
                int then = at + weight;
                if (then >= ticks[head]) continue;
                ticks[head] = then;
                if (place[head] < 0) Push(head);
                else SiftUp(place[head], head);
            }
        }

        return _settled.AsSpan(0, settledCount);
    }

    /// <summary>Forgets a search.</summary>
    public void Reset(ReadOnlySpan<int> settled)
    {
        foreach (int node in settled)
        {
            _ticks[node] = int.MaxValue;
            _place[node] = -1;
        }
    }

    private void Push(int node) => SiftUp(_heapSize++, node);

    private void SiftUp(int i, int node)
    {
        int[] heap = _heap, ticks = _ticks, place = _place;
        int key = ticks[node];
        while (i > 0)
        {
            int parent = (i - 1) >> 2, other = heap[parent];
            if (ticks[other] <= key) break;
            heap[i] = other;
            place[other] = i;
            i = parent;
        }

        heap[i] = node;
        place[node] = i;
    }

    private int PopMin()
    {
        int[] heap = _heap, ticks = _ticks, place = _place;
        int min = heap[0], last = heap[--_heapSize], key = ticks[last], i = 0;
        for (int child; (child = 4 * i + 1) < _heapSize;)
        {
            int best = child, bestKey = ticks[heap[child]], end = Math.Min(child + 4, _heapSize);
            for (int c = child + 1; c < end; c++)
            {
                int k = ticks[heap[c]];
                if (k < bestKey) (best, bestKey) = (c, k);
            }

            if (bestKey >= key) break;
            heap[i] = heap[best];
            place[heap[i]] = i;
            i = best;
        }

        if (_heapSize > 0)
        {
            heap[i] = last;
            place[last] = i;
        }

        return min;
    }
}
