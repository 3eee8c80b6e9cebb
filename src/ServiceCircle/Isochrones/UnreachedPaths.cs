using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>
/// The parts of paths around a circle that are not reached within a limit. Without them, ground beside a reached street
/// would swallow the path behind the next house, whose way round takes too long. For one thread at a time.
/// </summary>
internal sealed class UnreachedPaths(WalkNetwork network, OpenGround ground)
{
    private readonly List<int> _edges = [];
    private readonly int[] _firstStretch = new int[network.EdgeCount];
    private readonly int[] _seen = new int[network.EdgeCount];
    private IReadOnlyList<ReachedEdge> _stretches = [];
    private int _round;

    /// <summary>Takes note of what is reached within the longest limit, and looks up the edges in a box around it.</summary>
    /// <param name="stretches">Those of an edge one after another, from its tail to its head.</param>
    /// <param name="box">The box.</param>
    public void Know(IReadOnlyList<ReachedEdge> stretches, Box box)
    {
        ground.Edges.Find(box, _edges);
        foreach (ReachedEdge stretch in _stretches) _firstStretch[stretch.Edge] = 0;
        _stretches = stretches;
        for (int s = stretches.Count - 1; s >= 0; s--) _firstStretch[stretches[s].Edge] = s + 1;
    }

    /// <summary>Paints the parts not reached within a limit.</summary>
    public void Paint(BitLayer layer, SampleFrame frame, Lattice lattice, WalkTime limit)
    {
        _round++;
        foreach (int edge in _edges)
        {
            if (_seen[edge] == _round) continue;
            _seen[edge] = _round;
            double until = 0;
            for (int s = _firstStretch[edge] - 1; s >= 0 && s < _stretches.Count && _stretches[s].Edge == edge; s++)
            {
                if (_stretches[s].Between(double.NegativeInfinity, limit.Ticks) is not { } within) continue;
                Paint(layer, frame, lattice, edge, until, within.FromMetres);
                until = within.ToMetres;
            }
            Paint(layer, frame, lattice, edge, until, network.LengthMetres[edge]);
        }
    }

    private void Paint(BitLayer layer, SampleFrame frame, Lattice lattice, int edge, double from, double to)
    {
        if (!(from < to)) return;
        int last = network.ShapeLength(edge) - 1;
        for (int i = 0, next; i < last; i = next)
        {
            next = ground.RunEnd(edge, i);
            double start = network.ShapeMetres(edge, i), end = network.ShapeMetres(edge, next);
            double low = Math.Max(start, from), high = Math.Min(end, to);
            if (!(low < high)) continue;
            Position a = network.ShapePosition(edge, i), b = network.ShapePosition(edge, next);
            (double x0, double y0) = frame.Place(a, lattice);
            (double x1, double y1) = frame.Place(b, lattice);
            double shareA = (low - start) / (end - start), shareB = (high - start) / (end - start);
            if (Clip(x0, x1 - x0, frame.RowBits - 2, ref shareA, ref shareB) && Clip(y0, y1 - y0, frame.Rows - 2, ref shareA, ref shareB))
                new SampledLine(frame, x0, y0, x1, y1).Paint(layer, shareA, shareB, isJoined: false);
        }
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
