using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>
/// The parts of paths around a circle that are not reached within a limit. Without them, ground beside a reached street
/// would swallow the path behind the next house, whose way round takes too long. For one thread at a time.
/// </summary>
internal sealed class UnreachedPaths(WalkNetwork network, OpenGround ground)
{
    private readonly HashSet<int> _edges = [];
    private readonly Dictionary<int, List<ReachedEdge>> _reached = [];

    /// <summary>Looks up the edges in a box.</summary>
    public void Look(Box box) => ground.Edges.Find(box, _edges);

    /// <summary>Takes note of what is reached within the longest limit.</summary>
    public void Know(IReadOnlyList<ReachedEdge> stretches)
    {
        _reached.Clear();
        foreach (ReachedEdge stretch in stretches)
        {
            if (!_reached.TryGetValue(stretch.Edge, out List<ReachedEdge>? list)) _reached[stretch.Edge] = list = [];
            list.Add(stretch);
        }
        foreach (List<ReachedEdge> list in _reached.Values)
            if (list.Count > 1) list.Sort((a, b) => a.FromMetres.CompareTo(b.FromMetres));
    }

    /// <summary>Covers the parts not reached within a limit, where anything has been covered before.</summary>
    public void Fill(CoverRaster raster, WalkTime limit)
    {
        double margin = ground.Lattice.CellMetres;
        foreach (int edge in _edges)
        {
            double length = network.LengthMetres[edge], until = 0;
            if (_reached.TryGetValue(edge, out List<ReachedEdge>? stretches))
            {
                foreach (ReachedEdge stretch in stretches)
                {
                    (double from, double to) = Within(stretch, limit);
                    if (!(from < to)) continue;
                    // A band ends round, so it starts a little beyond what is reached.
                    FillPart(raster, edge, until > 0 ? until + margin : 0, from - margin);
                    until = to;
                }
            }
            FillPart(raster, edge, until > 0 ? until + margin : 0, length);
        }
    }

    private static (double From, double To) Within(ReachedEdge stretch, WalkTime limit)
    {
        double early = Math.Min(stretch.TicksAtFrom, stretch.TicksAtTo), late = Math.Max(stretch.TicksAtFrom, stretch.TicksAtTo);
        if (late <= limit.Ticks) return (stretch.FromMetres, stretch.ToMetres);
        if (early > limit.Ticks) return (0, 0);
        double metres = stretch.LengthMetres * (limit.Ticks - early) / (late - early);
        return stretch.TicksAtFrom <= stretch.TicksAtTo
            ? (stretch.FromMetres, stretch.FromMetres + metres)
            : (stretch.ToMetres - metres, stretch.ToMetres);
    }

    private void FillPart(CoverRaster raster, int edge, double from, double to)
    {
        Lattice lattice = ground.Lattice;
        int last = network.ShapeLength(edge) - 1;
        for (int i = 0; i < last && from < to; i++)
        {
            double start = network.ShapeMetres(edge, i), end = network.ShapeMetres(edge, i + 1);
            double low = Math.Max(start, from), high = Math.Min(end, to);
            if (!(low < high)) continue;
            Position a = network.ShapePosition(edge, i), b = network.ShapePosition(edge, i + 1);
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
