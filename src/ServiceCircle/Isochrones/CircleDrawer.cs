using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>A drawn circle.</summary>
/// <param name="Geometry">Polygon or multipolygon, longitude and latitude; empty when nothing is reached.</param>
/// <param name="SquareMetres">Its area, holes taken off.</param>
internal readonly record struct Circle(Geometry Geometry, double SquareMetres);

/// <summary>
/// Draws the ground within a limit: every place to which people can leave a reached path, no further than the largest
/// distance and than the time left where they leave it, without crossing a barrier. A path that is not reached in time is
/// not in it, though it may lie beside one that is: there the network's time counts, not the leg's.
/// </summary>
/// <remarks>
/// Paths are drawn as lines of samples, one thick; reached ones win where the two meet. Ground is all samples within the
/// largest distance of a path with time enough for it: all shorter legs beyond lie in the disc around the place where just
/// enough time is left, since a metre of path costs at least as much as a metre of leg. Where it does not (a place whose
/// first metres use up the time, a way downhill) discs are added one by one. The last metres of lines across a square, where
/// hundreds of them may cross, reached ones and others, win only samples in the middle half between them and the next ones:
/// so neither kind swallows the other. For one thread at a time.
/// </remarks>
internal sealed class CircleDrawer(WalkGraph graph, OpenGround ground)
{
    /// <summary>Largest error of a border in samples: the path's place, and its own between two samples.</summary>
    public const double BorderErrorCells = 1.5;

    /// <summary>Samples along a path lie up to half a cell off it, so discs around them reach that far too far at their worst.</summary>
    private const double RadiusLessCells = 0.3;

    private readonly List<TimedPiece> _pieces = [];
    private readonly UnreachedPaths _unreachedPaths = new(graph.Network, ground);
    private readonly DiscDilation _disc = new();
    private readonly BarrierField _barriers = new();
    private readonly WaterField _water = new();
    private readonly Contours _contours = new();
    private readonly BitLayer _path = new(), _squareEnds = new(), _openSeeds = new(), _seeds = new(), _steppedOff = new(), _ground = new(), _unreached = new(), _firstUnreached = new();
    private readonly List<BitLayer> _circles = [];
    private readonly List<RingLinks> _rings = [];
    private readonly List<LateSeed> _late = [];
    private readonly List<LineSample> _samples = [];
    private readonly List<int> _shortLegs = [];
    private readonly double _ticksPerMetre = WalkTime.TicksPerSecond / graph.Walker.SpeedMetresPerSecond;

    /// <summary>One circle per limit, each within the next.</summary>
    /// <param name="stretches">What is reached within the longest limit, or a longer one; those of an edge together, from tail to head.</param>
    /// <param name="limits">The limits, rising.</param>
    public Circle[] Draw(IReadOnlyList<ReachedEdge> stretches, IReadOnlyList<WalkTime> limits)
    {
        if (stretches.Count == 0) return [.. limits.Select(_ => new Circle(RingAssembly.Polygons([]), 0))];
        Box box = BoxOf(stretches);
        var lattice = new Lattice(((double)box.South + box.North) / 2, ground.CellMetres);
        SampleFrame frame = FrameAround(box, lattice);
        Flatten(stretches, lattice, frame);
        Box frameBox = frame.Box(lattice);
        _unreachedPaths.Know(stretches, frameBox);
        _path.Empty(frame);
        _squareEnds.Empty(frame);
        _openSeeds.Empty(frame);
        _seeds.Empty(frame);
        bool hasBarriers = _barriers.Look(frame, lattice, ground.Barriers);
        bool hasWater = hasBarriers && _water.Look(frame, lattice, ground.Barriers);
        if (hasBarriers) _steppedOff.Empty(frame);
        for (int b = 0; b < limits.Count; b++) Band(b, limits[b], lattice, frame, hasBarriers, hasWater);
        var simplifier = new RingSimplifier(frame, lattice, _circles.GetRange(0, limits.Count), _path, _firstUnreached);
        var drawn = new Circle[limits.Count];
        for (int b = 0; b < drawn.Length; b++)
        {
            var rings = new Position[_rings[b].Ends.Count][];
            for (int r = 0; r < rings.Length; r++) rings[r] = simplifier.Draw(_rings[b].Ring(r));
            Geometry polygons = RingAssembly.Polygons(rings);
            drawn[b] = new Circle(polygons, PolygonArea.SquareMetres(polygons));
        }
        return drawn;
    }

    /// <summary>Adds one band to the layers and traces it.</summary>
    private void Band(int band, WalkTime limit, Lattice lattice, SampleFrame frame, bool hasBarriers, bool hasWater)
    {
        if (_circles.Count == band)
        {
            _circles.Add(new BitLayer());
            _rings.Add(new RingLinks());
        }
        double leave = ground.LeaveMetres, leaveTicks = leave * _ticksPerMetre;
        _late.Clear();
        _shortLegs.Clear();
        for (int p = 0; p < _pieces.Count; p++)
        {
            TimedPiece piece = _pieces[p];
            if (piece.IsDone || piece.TicksA >= limit.Ticks || piece.ShareAt(limit.Ticks) is not { } end) continue;
            Ground beside = ground.Beside(piece.Edge, piece.Index);
            double? wholeLegs = beside == Ground.PathOnly ? null : piece.ShareAt(limit.Ticks - leaveTicks);
            // Nearly everything is painted once, and the layers laid upon each other afterwards.
            if (wholeLegs is { } whole) piece.Line.Paint(beside == Ground.Open ? _openSeeds : _seeds, piece.ShareA, whole, isJoined: true);
            if (wholeLegs != end)
            {
                // In a circle smaller than a leg all metres are last ones, those of its origin too.
                bool isOnSquare = limit.Ticks >= leaveTicks && beside != Ground.PathOnly && graph.Network.Attributes(piece.Edge).IsAcrossSquare;
                piece.Line.Paint(isOnSquare ? _squareEnds : _path, wholeLegs ?? piece.ShareA, end, isJoined: true);
                if (isOnSquare) piece.Line.PaintNearest(_path, wholeLegs ?? piece.ShareA, end);
            }
            if (beside != Ground.PathOnly)
            {
                if (wholeLegs is null) _shortLegs.Add(p);
                if (hasBarriers) StepOff(piece, beside, wholeLegs, end, limit, lattice, frame);
            }
            if (piece.TicksB + leaveTicks <= limit.Ticks) _pieces[p] = piece with { IsDone = true };
        }
        BitLayers.Or(frame, _seeds, _openSeeds);
        BitLayers.Or(frame, _path, _seeds);
        if (hasBarriers) BitLayers.Or(frame, _steppedOff, _openSeeds);
        _disc.Run(frame, _seeds, DiscDilation.HalfWidths(Math.Max(0, leave - RadiusLessCells * lattice.CellMetres), lattice.ColumnMetres, lattice.RowMetres), _ground);
        foreach (int p in _shortLegs) FillDisc(_pieces[p], (limit.Ticks - _pieces[p].TicksA) / _ticksPerMetre, lattice, frame);
        if (hasBarriers) BitLayers.And(frame, _ground, _barriers.Reach(frame, _steppedOff, _late, Steps(leave, lattice)));
        if (hasWater) _water.TakeOff(frame, _ground);
        BitLayers.Or(frame, _ground, _squareEnds);
        BitLayer unreached = band == 0 ? _firstUnreached : _unreached;
        _unreachedPaths.Paint(unreached.Empty(frame), frame, lattice, limit);
        BitLayers.Compose(frame, _ground, unreached, _path, band > 0 ? _circles[band - 1] : null, _circles[band].Empty(frame));
        _contours.Trace(frame, _circles[band], _path, _rings[band]);
    }

    /// <summary>Sets the samples beside a piece that nothing separates from it, and lists those with shorter legs.</summary>
    private void StepOff(
        in TimedPiece piece, Ground beside, double? wholeLegs, double end, WalkTime limit, Lattice lattice, SampleFrame frame)
    {
        if (beside == Ground.Touched)
        {
            foreach (LineSample sample in ground.StepsOff(piece.Edge, piece.Index, lattice))
            {
                if (!IsBetween(sample.Share, piece.ShareA, end)) continue;
                int index = frame.Index(sample.Column - frame.FirstColumn, sample.Row - frame.FirstRow);
                if (wholeLegs is { } whole && IsBetween(sample.Share, piece.ShareA, whole)) _steppedOff.Set(index);
                else _late.Add(new LateSeed(index, StepsLeft(sample.Share, piece)));
            }
        }
        else if (wholeLegs != end)
        {
            _samples.Clear();
            piece.Line.List(wholeLegs ?? piece.ShareA, end, 0, _samples);
            foreach (LineSample sample in _samples) _late.Add(new LateSeed(frame.Index(sample.Column, sample.Row), StepsLeft(sample.Share, piece)));
        }

        int StepsLeft(double share, in TimedPiece own) => Steps((limit.Ticks - own.TicksAt(share)) / _ticksPerMetre, lattice);

        static bool IsBetween(double share, double a, double b) => a <= b ? share >= a && share <= b : share >= b && share <= a;
    }

    private void FillDisc(in TimedPiece piece, double radiusMetres, Lattice lattice, SampleFrame frame)
    {
        double x = piece.X0 + piece.ShareA * (piece.X1 - piece.X0), y = piece.Y0 + piece.ShareA * (piece.Y1 - piece.Y0), rows = radiusMetres / lattice.RowMetres;
        for (int row = (int)Math.Ceiling(y - rows); row <= y + rows; row++)
        {
            double height = (row - y) * lattice.RowMetres, half = Math.Sqrt(Math.Max(0, radiusMetres * radiusMetres - height * height)) / lattice.ColumnMetres;
            int first = (int)Math.Ceiling(x - half), last = (int)Math.Floor(x + half);
            if (first <= last) _ground.Set(frame.Index(first, row), frame.Index(last, row));
        }
    }

    /// <summary>Steps that a leg needs, one more than its samples so that rounding cuts nothing off.</summary>
    private static int Steps(double metres, Lattice lattice) => (int)(metres / Math.Min(lattice.ColumnMetres, lattice.RowMetres)) + 2;

    /// <summary>Cuts the stretches into straight pieces, each from its earlier to its later end.</summary>
    private void Flatten(IReadOnlyList<ReachedEdge> stretches, Lattice lattice, SampleFrame frame)
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
                (double x0, double y0) = frame.Place(a, lattice);
                (double x1, double y1) = frame.Place(b, lattice);
                double shareFrom = (from - start) / (end - start), shareTo = (to - start) / (end - start), ticksFrom = stretch.TicksAt(from), ticksTo = stretch.TicksAt(to);
                var line = new SampledLine(frame, x0, y0, x1, y1);
                _pieces.Add(ticksFrom <= ticksTo
                    ? new TimedPiece(edge, i, line, x0, y0, x1, y1, shareFrom, shareTo, ticksFrom, ticksTo)
                    : new TimedPiece(edge, i, line, x0, y0, x1, y1, shareTo, shareFrom, ticksTo, ticksFrom));
            }
        }
    }

    private Box BoxOf(IReadOnlyList<ReachedEdge> stretches)
    {
        WalkNetwork network = graph.Network;
        Box box = Box.Empty;
        foreach (ReachedEdge stretch in stretches)
        {
            int edge = stretch.Edge, last = network.ShapeLength(edge) - 1;
            box = box.Extend(stretch.FromMetres <= 0 ? network.ShapePosition(edge, 0) : network.PositionAt(edge, stretch.FromMetres));
            box = box.Extend(stretch.ToMetres >= network.LengthMetres[edge] ? network.ShapePosition(edge, last) : network.PositionAt(edge, stretch.ToMetres));
            for (int i = 1; i < last; i++)
                if (network.ShapeMetres(edge, i) is var metres && metres > stretch.FromMetres && metres < stretch.ToMetres) box = box.Extend(network.ShapePosition(edge, i));
        }
        return box;
    }

    private SampleFrame FrameAround(Box box, Lattice lattice)
    {
        // Two samples for rounding and for steps aside.
        int columns = (int)(ground.LeaveMetres / lattice.ColumnMetres) + 3, rows = (int)(ground.LeaveMetres / lattice.RowMetres) + 3;
        return SampleFrame.Around(
            (int)Math.Floor((double)box.West / lattice.ColumnUnits) - columns, (int)Math.Floor((double)box.South / lattice.RowUnits) - rows,
            (int)Math.Ceiling((double)box.East / lattice.ColumnUnits) + columns, (int)Math.Ceiling((double)box.North / lattice.RowUnits) + rows);
    }
}
