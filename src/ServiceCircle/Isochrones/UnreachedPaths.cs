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
    private readonly List<ReachedEdge> _stretches = [];
    private readonly int[] _firstStretch = new int[network.EdgeCount];
    private readonly int[] _seen = new int[network.EdgeCount];
    private int _round;

    /// <summary>Takes note of what is reached within the longest limit, and looks up the edges in a box around it.</summary>
    public void Know(IReadOnlyList<ReachedEdge> stretches, Box box)
    {
        ground.Edges.Find(box, _edges);
        foreach (ReachedEdge stretch in _stretches) _firstStretch[stretch.Edge] = 0;
        _stretches.Clear();
        _stretches.AddRange(stretches);
        _stretches.Sort((a, b) => a.Edge != b.Edge ? a.Edge.CompareTo(b.Edge) : a.FromMetres.CompareTo(b.FromMetres));
        for (int s = _stretches.Count - 1; s >= 0; s--) _firstStretch[_stretches[s].Edge] = s + 1;
    }

    /// <summary>Covers the parts not reached within a limit, where anything has been covered before.</summary>
    public void Fill(CoverRaster raster, WalkTime limit)
    {
        double margin = ground.Lattice.CellMetres;
        _round++;
        foreach (int edge in _edges)
        {
            if (_seen[edge] == _round) continue;
            _seen[edge] = _round;
            double length = network.LengthMetres[edge], until = 0;
            int first = _firstStretch[edge] - 1;
            for (int s = first; s >= 0 && s < _stretches.Count && _stretches[s].Edge == edge; s++)
            {
                if (_stretches[s].Between(double.NegativeInfinity, limit.Ticks) is not { } within) continue;
                // A band ends round, so it starts a little beyond what is reached.
                FillPart(raster, edge, until > 0 ? until + margin : 0, within.FromMetres - margin);
                until = within.ToMetres;
            }
            FillPart(raster, edge, until > 0 ? until + margin : 0, length);
        }
    }

    private void FillPart(CoverRaster raster, int edge, double from, double to)
    {
        Lattice lattice = ground.Lattice;
        if (!(from < to)) return;
        int last = network.ShapeLength(edge) - 1;
        for (int i = 0, next; i < last; i = next)
        {
            next = ground.RunEnd(edge, i);
            double start = network.ShapeMetres(edge, i), end = network.ShapeMetres(edge, next);
            double low = Math.Max(start, from), high = Math.Min(end, to);
            if (!(low < high)) continue;
            Position a = network.ShapePosition(edge, i), b = network.ShapePosition(edge, next);
            if (!raster.IsTouched(
                Math.Min(a.LonE7, b.LonE7) / lattice.ColumnUnits - 2, Math.Min(a.LatE7, b.LatE7) / lattice.RowUnits - 2,
                Math.Max(a.LonE7, b.LonE7) / lattice.ColumnUnits + 2, Math.Max(a.LatE7, b.LatE7) / lattice.RowUnits + 2)) continue;
            double shareA = (low - start) / (end - start), shareB = (high - start) / (end - start);
            double east = (double)b.LonE7 - a.LonE7, north = (double)b.LatE7 - a.LatE7;
            Capsule.Fill(
                raster, Cover.Unreached, lattice, a.LonE7 + shareA * east, a.LatE7 + shareA * north, a.LonE7 + shareB * east,
                a.LatE7 + shareB * north, lattice.CellMetres, new LocalMetres(a.LatE7));
        }
    }
}
