using System.Runtime.CompilerServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>
/// The parts of paths around a circle that are not reached within a limit. Without them, ground beside a reached street
/// would swallow the path behind the next house, whose way round takes too long. For one thread at a time.
/// </summary>
internal sealed class UnreachedPaths(WalkNetwork network, OpenGround ground)
{
    private readonly List<int> _edges = [];
    private readonly (int Round, int Stretch)[] _first = new (int, int)[network.EdgeCount];
    private readonly int[] _seen = new int[network.EdgeCount];
    private IReadOnlyList<ReachedEdge> _stretches = [];
    private RowSpans _ground = new();
    private SampleFrame _frame;
    private int _round;

    /// <summary>
    /// Takes note of what is reached within the longest limit (those of an edge one after another, from its tail to its head), and looks up
    /// the edges that may cross the ground around it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Know(IReadOnlyList<ReachedEdge> stretches, RowSpans spans, SampleFrame frame)
    {
        (_stretches, _ground, _frame) = (stretches, spans, frame);
        _round++;
        for (int s = stretches.Count - 1; s >= 0; s--) _first[stretches[s].Edge] = (_round, s);
        _edges.Clear();
        foreach ((int X, int Y) cell in ground.Edges.Filled(frame.Box))
        {
            if (!MeetsGround(EdgeWindow.BoxOf(cell))) continue;
            foreach ((int edge, Box box) in ground.Edges.In(cell))
            {
                if (!MeetsGround(box) || _seen[edge] == _round) continue;
                _seen[edge] = _round;
                _edges.Add(edge);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Paint(BitLayer layer, WalkTime limit)
    {
        foreach (int edge in _edges)
        {
            double until = 0;
            (int round, int first) = _first[edge];
            for (int s = round == _round ? first : _stretches.Count; s < _stretches.Count && _stretches[s].Edge == edge; s++)
            {
                if (_stretches[s].Between(double.NegativeInfinity, limit.Ticks) is not { } within) continue;
                Paint(layer, edge, until, within.FromMetres);
                until = within.ToMetres;
            }
            Paint(layer, edge, until, network.LengthMetres[edge]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Paint(BitLayer layer, int edge, double from, double to)
    {
        if (!(from < to)) return;
        SampleFrame frame = _frame;
        foreach (ref readonly PathRun run in ground.Runs(edge).AsSpan())
        {
            double low = Math.Max(run.StartMetres, from), high = Math.Min(run.EndMetres, to);
            if (!(low < high)) continue;
            (double x0, double y0) = frame.Place(run.A);
            (double x1, double y1) = frame.Place(run.B);
            double west = Math.Min(x0, x1), south = Math.Min(y0, y1), east = Math.Max(x0, x1), north = Math.Max(y0, y1);
            if (!_ground.Meets(west, south, east, north)) continue;
            double shareA = run.ShareAt(low), shareB = run.ShareAt(high);
            bool isInFrame = west >= 1 && south >= 1 && east <= frame.RowBits - 2 && north <= frame.Rows - 2;
            if (isInFrame || Clip(x0, x1 - x0, frame.RowBits - 2, ref shareA, ref shareB)
                && Clip(y0, y1 - y0, frame.Rows - 2, ref shareA, ref shareB))
                new SampledLine(frame, x0, y0, x1, y1).Paint(layer, shareA, shareB);
        }
    }

    private bool MeetsGround(Box box)
    {
        (double west, double south) = _frame.Place(new Position(box.West, box.South));
        (double east, double north) = _frame.Place(new Position(box.East, box.North));
        return _ground.Meets(west, south, east, north);
    }

    /// <summary>Cuts off what lies below 1 or above a limit; false when nothing is left.</summary>
    private static bool Clip(double start, double length, double limit, ref double shareA, ref double shareB)
    {
        if (length == 0) return start >= 1 && start <= limit;
        (double low, double high) = ((1 - start) / length, (limit - start) / length);
        if (low > high) (low, high) = (high, low);
        shareA = Math.Max(shareA, low);
        shareB = Math.Min(shareB, high);
        return shareA <= shareB;
    }
}
