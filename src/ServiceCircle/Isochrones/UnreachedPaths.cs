using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>
/// The parts of paths around a circle that are not reached within a limit. Without them, ground beside a reached street
/// would swallow the path behind the next house, whose way round takes too long. For one thread at a time.
/// </summary>
internal sealed class UnreachedPaths(WalkNetwork network, OpenGround ground)
{
    private readonly List<int> _found = [], _edges = [];
    private readonly int[] _firstStretch = new int[network.EdgeCount];
    private readonly int[] _seen = new int[network.EdgeCount];
    private IReadOnlyList<ReachedEdge> _stretches = [];
    private RowSpans _ground = new();
    private int _round;

    /// <summary>Takes note of what is reached within the longest limit, and looks up the edges that may cross the ground around it.</summary>
    /// <param name="stretches">Those of an edge one after another, from its tail to its head.</param>
    /// <param name="spans">Where the ground is.</param>
    /// <param name="frame">The frame of all of it.</param>
    /// <param name="lattice">Its lattice.</param>
    public void Know(IReadOnlyList<ReachedEdge> stretches, RowSpans spans, SampleFrame frame, Lattice lattice)
    {
        foreach (ReachedEdge stretch in _stretches) _firstStretch[stretch.Edge] = 0;
        _stretches = stretches;
        for (int s = stretches.Count - 1; s >= 0; s--) _firstStretch[stretches[s].Edge] = s + 1;
        _ground = spans;
        _round++;
        _edges.Clear();
        ground.Edges.Find(frame.Box(lattice), _found);
        foreach (int edge in _found)
        {
            if (_seen[edge] == _round) continue;
            _seen[edge] = _round;
            Box box = ground.Edges.BoxOf(edge);
            if (MeetsGround(frame.Place(new Position(box.West, box.South), lattice), frame.Place(new Position(box.East, box.North), lattice))) _edges.Add(edge);
        }
    }

    /// <summary>Paints the parts not reached within a limit.</summary>
    public void Paint(BitLayer layer, SampleFrame frame, Lattice lattice, WalkTime limit)
    {
        foreach (int edge in _edges)
        {
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
            if (!MeetsGround((Math.Min(x0, x1), Math.Min(y0, y1)), (Math.Max(x0, x1), Math.Max(y0, y1)))) continue;
            double shareA = (low - start) / (end - start), shareB = (high - start) / (end - start);
            if (Clip(x0, x1 - x0, frame.RowBits - 2, ref shareA, ref shareB) && Clip(y0, y1 - y0, frame.Rows - 2, ref shareA, ref shareB))
                new SampledLine(frame, x0, y0, x1, y1).Paint(layer, shareA, shareB, isJoined: false);
        }
    }

    private bool MeetsGround((double X, double Y) low, (double X, double Y) high) => _ground.Meets(low.X, low.Y, high.X, high.Y);

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
