using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>A drawn circle.</summary>
/// <param name="Geometry">Polygon or multipolygon, longitude and latitude; empty when nothing is reached.</param>
/// <param name="SquareMetres">Its area, holes taken off.</param>
internal readonly record struct Circle(Geometry Geometry, double SquareMetres);

/// <summary>
/// Draws the ground within a limit: every place that a straight leg off a reached path reaches, the leg no longer than the
/// largest distance and than the time left where it starts, without crossing a barrier. A path that is not reached in time
/// is not in it, though it may lie beside one that is: there the network's time counts, not the leg's.
/// </summary>
/// <remarks>
/// Where nothing bounds it, ground beside a straight piece is a capsule up to the place where just enough time is left for
/// the longest leg; all shorter legs beyond lie in its round end, since a metre of path costs at least as much as a metre of
/// leg. Paths, reached or not, are drawn as bands one cell wide to either side. For one thread at a time.
/// </remarks>
internal sealed class CircleDrawer(WalkGraph graph, OpenGround ground)
{
    /// <summary>Largest distance between the border and its simplification, as a share of the cell.</summary>
    public const double SimplifyShare = 0.2;

    private const int ShortLegs = 5;

    private readonly CoverRaster _raster = new();
    private readonly List<TimedPiece> _pieces = [];
    private readonly UnreachedPaths _unreached = new(graph.Network, ground);
    private readonly double _ticksPerMetre = WalkTime.TicksPerSecond / graph.Walker.SpeedMetresPerSecond;

    /// <summary>One circle per limit, each within the next.</summary>
    /// <param name="stretches">What is reached within the longest limit, or a longer one.</param>
    /// <param name="limits">The limits, rising.</param>
    public Circle[] Draw(IReadOnlyList<ReachedEdge> stretches, IReadOnlyList<WalkTime> limits)
    {
        var bands = new List<List<RingCorner[]>>();
        Flatten(stretches);
        if (_pieces.Count > 0) MakeRoom(stretches);
        foreach (WalkTime limit in limits) bands.Add(_pieces.Count > 0 ? Band(limit) : []);
        List<List<RingCorner[]>> simple = BlockSimplifier.Simplify(bands, SimplifyShare * ground.Lattice.CellMetres);
        return
        [
            .. simple.Select(rings => RingAssembly.Polygons(rings)).Select(polygons => new Circle(polygons, PolygonArea.SquareMetres(polygons))),
        ];
    }

    private List<RingCorner[]> Band(WalkTime limit)
    {
        double leave = ground.LeaveMetres, path = ground.Lattice.CellMetres;
        for (int p = 0; p < _pieces.Count; p++)
        {
            TimedPiece piece = _pieces[p];
            if (piece.IsDone || piece.TicksA >= limit.Ticks) continue;
            var scale = new LocalMetres(piece.LatA);
            Ground beside = ground.Beside(piece.Edge, piece.Index);
            if (beside == Ground.Open) Fill(Cover.Ground, leave);
            if (beside == Ground.Bounded)
            {
                // Most pieces are reached from both ends, in two parts; with full legs everywhere the parts are the whole.
                if (IsWholeWithNext(p, limit)) ground.WholePiece(piece.Edge, piece.Index).Fill(_raster);
                else if (p == 0 || !IsWholeWithNext(p - 1, limit)) FillBounded(piece, limit);
            }
            Fill(Cover.Path, path);
            if (piece.TicksB + leave * _ticksPerMetre <= limit.Ticks) _pieces[p] = piece with { IsDone = true };

            void Fill(Cover cover, double radius)
            {
                double share = piece.ShareWithin(limit.Ticks - radius * _ticksPerMetre);
                if (share < 0) (share, radius) = (0, (limit.Ticks - piece.TicksA) / _ticksPerMetre);
                (double lon, double lat) = piece.At(share);
                Capsule.Fill(_raster, cover, ground.Lattice, piece.LonA, piece.LatA, lon, lat, radius, scale);
            }
        }
        _raster.Clear(Cover.Unreached);
        _unreached.Fill(_raster, limit);
        _raster.Compose();
        return Contours.Of(_raster, ground.Lattice);
    }

    /// <summary>Whether a piece and the one after it are the two parts of one run, with time for the longest leg all along.</summary>
    private bool IsWholeWithNext(int p, WalkTime limit)
    {
        if (p + 1 >= _pieces.Count) return false;
        TimedPiece a = _pieces[p], b = _pieces[p + 1];
        if (a.Edge != b.Edge || a.Index != b.Index) return false;
        double until = limit.Ticks - ground.LeaveMetres * _ticksPerMetre;
        double length = graph.Network.ShapeMetres(a.Edge, a.Index + 1) - graph.Network.ShapeMetres(a.Edge, a.Index);
        return a.TicksB <= until && b.TicksB <= until && a.Metres + b.Metres >= length * (1 - 1e-6);
    }

    private void FillBounded(TimedPiece piece, WalkTime limit)
    {
        double leave = ground.LeaveMetres, share = piece.ShareWithin(limit.Ticks - leave * _ticksPerMetre);
        if (share == 1 && piece.IsWhole)
        {
            ground.WholePiece(piece.Edge, piece.Index).Fill(_raster);
            return;
        }
        // Beyond the place with just enough time left, legs grow shorter.
        double last = piece.ShareWithin(limit.Ticks), first = Math.Max(share, 0);
        var legs = new List<ShortLeg>();
        for (int i = share < 0 ? 0 : 1; i < ShortLegs && last > first; i++)
        {
            double at = first + (last - first) * i / ShortLegs;
            legs.Add(new ShortLeg(at, Math.Min(leave, (limit.Ticks - piece.TicksAt(at)) / _ticksPerMetre)));
        }
        ground.LegsFrom(piece.LonA, piece.LatA, piece.LonB, piece.LatB).Stamp(ground.Lattice, share, legs).Fill(_raster);
    }

    /// <summary>Cuts the stretches into straight pieces, each from its earlier to its later end.</summary>
    private void Flatten(IReadOnlyList<ReachedEdge> stretches)
    {
        _pieces.Clear();
        WalkNetwork network = graph.Network;
        foreach (ReachedEdge stretch in stretches)
        {
            int edge = stretch.Edge, last = network.ShapeLength(edge) - 1;
            for (int i = 0, next; i < last; i = next)
            {
                next = ground.RunEnd(edge, i);
                double start = network.ShapeMetres(edge, i), end = network.ShapeMetres(edge, next);
                double from = Math.Max(start, stretch.FromMetres), to = Math.Min(end, stretch.ToMetres);
                if (!(from < to)) continue;
                Position a = network.ShapePosition(edge, i), b = network.ShapePosition(edge, next);
                double shareA = (from - start) / (end - start), shareB = (to - start) / (end - start);
                var piece = new TimedPiece(
                    edge, i, from == start && to == end,
                    a.LonE7 + shareA * ((double)b.LonE7 - a.LonE7), a.LatE7 + shareA * ((double)b.LatE7 - a.LatE7),
                    a.LonE7 + shareB * ((double)b.LonE7 - a.LonE7), a.LatE7 + shareB * ((double)b.LatE7 - a.LatE7),
                    stretch.TicksAt(from), stretch.TicksAt(to), to - from);
                _pieces.Add(piece.TicksA <= piece.TicksB ? piece : piece.Reversed());
            }
        }
    }

    private void MakeRoom(IReadOnlyList<ReachedEdge> stretches)
    {
        Lattice lattice = ground.Lattice;
        double west = double.MaxValue, south = double.MaxValue, east = double.MinValue, north = double.MinValue;
        foreach (TimedPiece p in _pieces)
        {
            west = Math.Min(west, Math.Min(p.LonA, p.LonB));
            east = Math.Max(east, Math.Max(p.LonA, p.LonB));
            south = Math.Min(south, Math.Min(p.LatA, p.LatB));
            north = Math.Max(north, Math.Max(p.LatA, p.LatB));
        }
        double reach = Math.Max(ground.LeaveMetres, lattice.CellMetres) + lattice.CellMetres;
        // The scale at the pole-ward edge is the widest in degrees.
        var scale = new LocalMetres(Math.Abs(north) > Math.Abs(south) ? north : south);
        double x = reach / scale.MetresPerLonUnit, y = reach / scale.MetresPerLatUnit;
        _unreached.Know(stretches, new Box((int)(west - x), (int)(south - y), (int)(east + x), (int)(north + y)));
        _raster.Reset(
            (int)Math.Floor((west - x) / lattice.ColumnUnits), (int)Math.Floor((south - y) / lattice.RowUnits),
            (int)Math.Ceiling((east + x) / lattice.ColumnUnits), (int)Math.Ceiling((north + y) / lattice.RowUnits));
    }
}
