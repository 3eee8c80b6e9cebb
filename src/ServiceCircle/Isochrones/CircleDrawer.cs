using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>A drawn circle: a polygon or multipolygon, longitude and latitude, empty when nothing is reached; and its area.</summary>
internal readonly record struct Circle(Geometry Geometry, double SquareMetres);

/// <summary>
/// A reached part of a straight run of path, which goes from (X0, Y0) to (X1, Y1) in columns and rows of the lattice. A is the end that is
/// reached first; shares say where on the run, 0 to 1, its ends lie, ticks when they are reached.
/// </summary>
internal readonly record struct TimedPiece(
    int Edge, int Run, Ground Beside, double X0, double Y0, double X1, double Y1, double ShareA, double ShareB, double TicksA,
    double TicksB)
{
    /// <summary>Where on the run a time is up, between A and B; null when it is up before A.</summary>
    public double? ShareAt(double ticks) =>
        ticks < TicksA ? null : ticks >= TicksB ? ShareB : ShareA + (ShareB - ShareA) * ((ticks - TicksA) / (TicksB - TicksA));

    public SampledLine Line(SampleFrame frame) =>
        new(frame, X0 - frame.FirstColumn, Y0 - frame.FirstRow, X1 - frame.FirstColumn, Y1 - frame.FirstRow);

    public double TicksAt(double share) =>
        ShareA == ShareB ? TicksA : TicksA + (TicksB - TicksA) * Math.Clamp((share - ShareA) / (ShareB - ShareA), 0, 1);
}

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
/// hundreds of them may cross, reached ones and others, win only samples within a quarter of a cell of them:
/// so neither kind swallows the other. For one thread at a time.
/// <para>A run that draws a city once would be over before the runtime had noticed which methods are worth optimizing; so those that go
/// through all pieces or samples, here and in the types used, ask for it at once
/// (<see cref="MethodImplOptions.AggressiveOptimization"/>).</para>
/// </remarks>
internal sealed class CircleDrawer(WalkGraph graph, OpenGround ground)
{
    /// <summary>Largest error of a border in samples: the path's place, and its own between two samples.</summary>
    private const double BorderErrorCells = 1.5;

    /// <summary>Samples along a path lie up to half a cell off it, so discs around them reach that far too far at their worst.</summary>
    private const double RadiusLessCells = 0.3;

    private readonly List<TimedPiece> _pieces = [];
    private readonly UnreachedPaths _unreachedPaths = new(graph.Network, ground);
    private readonly RowSpans _spans = new();
    private readonly DiscDilation _disc = new();
    private readonly BarrierField _barriers = new();
    private readonly WaterField _water = new();
    private readonly Contours _contours = new();
    private readonly BitLayer _path = new(), _squareEnds = new(), _openSeeds = new(), _seeds = new(), _steppedOff = new(),
        _unreached = new(), _firstUnreached = new();
    private SampleFrame _frame;
    private bool _hasSquareEnds, _hasBarriers, _hasWater;
    private readonly List<BitLayer> _circles = [];
    private readonly List<RingLinks> _rings = [];
    private readonly List<LateSeed> _late = [];
    private readonly List<LineSample> _samples = [];
    private readonly List<int> _shortLegs = [];
    private readonly double _ticksPerMetre = WalkTime.TicksPerSecond / graph.Walker.FastestMetresPerSecond;

    /// <summary>Largest error of a border, in metres; around the end of a barrier a way may be a twelfth too long besides.</summary>
    public static double BorderErrorMetres(double cellMetres) => BorderErrorCells * cellMetres + OpenGround.StraightMetres;

    /// <summary>
    /// One circle per limit (rising), each within the next, of what is reached within the longest limit or a longer one: the stretches of
    /// an edge together, from tail to head.
    /// </summary>
    /// <exception cref="InvalidOperationException">They spread over more ground than there may be samples.</exception>
    public Circle[] Draw(IReadOnlyList<ReachedEdge> stretches, IReadOnlyList<WalkTime> limits) =>
        TryDraw(stretches, limits) ?? throw new InvalidOperationException("The ground is too large for samples this near to each other.");

    /// <summary>The same; null when the stretches spread over more ground than there may be samples.</summary>
    public Circle[]? TryDraw(IReadOnlyList<ReachedEdge> stretches, IReadOnlyList<WalkTime> limits)
    {
        if (stretches.Count == 0) return [.. limits.Select(_ => new Circle(RingAssembly.Polygons([]), 0))];
        var lattice = new Lattice(ground.Runs(stretches[0].Edge)[0].A.LatE7, ground.CellMetres);
        _frame = Flatten(stretches, lattice);
        if (_frame.IsTooLarge) return null;
        LayPieces();
        _unreachedPaths.Know(stretches, _spans, _frame);
        foreach (BitLayer layer in (ReadOnlySpan<BitLayer>)[_path, _openSeeds, _seeds]) layer.Empty(_frame);
        _hasSquareEnds = false;
        _hasBarriers = _barriers.Look(_frame, ground.Barriers, Steps(ground.LeaveMetres, lattice));
        _hasWater = _hasBarriers && _water.Look(_frame, ground.Barriers);
        if (_hasBarriers) _steppedOff.Empty(_frame);
        for (int b = 0; b < limits.Count; b++) Band(b, limits);
        var simplifier = new RingSimplifier(_frame, _circles.GetRange(0, limits.Count), _path, _firstUnreached);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Band(int band, IReadOnlyList<WalkTime> limits)
    {
        SampleFrame frame = _frame;
        Lattice lattice = frame.Lattice;
        if (_circles.Count == band)
        {
            _circles.Add(new BitLayer());
            _rings.Add(new RingLinks());
        }
        WalkTime limit = limits[band];
        BitLayer circle = _circles[band];
        double leave = ground.LeaveMetres, leaveTicks = leave * _ticksPerMetre;
        _late.Clear();
        _shortLegs.Clear();
        // A band paints only what the one before has not wholly covered.
        double covered = band == 0 ? double.NegativeInfinity : limits[band - 1].Ticks - leaveTicks;
        ReadOnlySpan<TimedPiece> pieces = CollectionsMarshal.AsSpan(_pieces);
        for (int p = 0; p < pieces.Length; p++)
        {
            ref readonly TimedPiece piece = ref pieces[p];
            if (piece.TicksB <= covered || piece.TicksA >= limit.Ticks || piece.ShareAt(limit.Ticks) is not { } end) continue;
            Ground beside = piece.Beside;
            double? wholeLegs = beside == Ground.PathOnly ? null : piece.ShareAt(limit.Ticks - leaveTicks);
            SampledLine line = piece.Line(frame);
            // Nearly everything is painted once, and the layers laid upon each other afterwards.
            if (wholeLegs is { } whole) line.PaintJoined(beside == Ground.Open ? _openSeeds : _seeds, piece.ShareA, whole);
            if (wholeLegs != end)
            {
                // In a circle smaller than a leg all metres are last ones, those of its origin too.
                bool isOnSquare = limit.Ticks >= leaveTicks && beside != Ground.PathOnly
                    && graph.Network.Attributes(piece.Edge).IsAcrossSquare;
                if (isOnSquare && !_hasSquareEnds) _squareEnds.Empty(frame);
                _hasSquareEnds |= isOnSquare;
                line.PaintJoined(isOnSquare ? _squareEnds : _path, wholeLegs ?? piece.ShareA, end);
                if (isOnSquare) line.PaintNearest(_path, wholeLegs ?? piece.ShareA, end);
            }
            if (beside != Ground.PathOnly)
            {
                if (wholeLegs is null) _shortLegs.Add(p);
                if (_hasBarriers) StepOff(piece, wholeLegs, end, limit);
            }
        }
        BitLayers.Or(frame, _seeds, _openSeeds);
        BitLayers.Or(frame, _path, _seeds);
        if (_hasBarriers) BitLayers.Or(frame, _steppedOff, _openSeeds);
        double radius = Math.Max(0, leave - RadiusLessCells * lattice.CellMetres);
        _disc.Run(frame, _seeds, DiscDilation.HalfWidths(radius, lattice.ColumnMetres, lattice.RowMetres), circle);
        foreach (int p in _shortLegs) FillDisc(_pieces[p], (limit.Ticks - _pieces[p].TicksA) / _ticksPerMetre, circle);
        if (_hasBarriers) _barriers.CutOff(frame, circle, _steppedOff, _late, Steps(leave, lattice));
        if (_hasWater) _water.TakeOff(frame, circle);
        if (_hasSquareEnds) BitLayers.Or(frame, circle, _squareEnds);
        BitLayer unreached = band == 0 ? _firstUnreached : _unreached;
        _unreachedPaths.Paint(unreached.Empty(frame), limit);
        BitLayers.Compose(frame, circle, unreached, _path, band > 0 ? _circles[band - 1] : null);
        _contours.Trace(frame, circle, _path, _rings[band]);
    }

    /// <summary>Sets the samples beside a piece that nothing separates from it, and lists those with shorter legs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepOff(in TimedPiece piece, double? wholeLegs, double end, WalkTime limit)
    {
        SampleFrame frame = _frame;
        if (piece.Beside == Ground.Touched)
        {
            foreach (LineSample sample in ground.StepsOff(piece.Edge, piece.Run, frame.Lattice))
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
            piece.Line(frame).List(wholeLegs ?? piece.ShareA, end, 0, _samples);
            foreach (LineSample sample in _samples)
                if (_barriers.IsAround(sample.Column, sample.Row))
                    _late.Add(new LateSeed(frame.Index(sample.Column, sample.Row), StepsLeft(sample.Share, piece)));
        }

        int StepsLeft(double share, in TimedPiece own) => Steps((limit.Ticks - own.TicksAt(share)) / _ticksPerMetre, frame.Lattice);

        static bool IsBetween(double share, double a, double b) => a <= b ? share >= a && share <= b : share >= b && share <= a;
    }

    private void FillDisc(in TimedPiece piece, double radiusMetres, BitLayer circle)
    {
        SampleFrame frame = _frame;
        Lattice lattice = frame.Lattice;
        double x = piece.X0 + piece.ShareA * (piece.X1 - piece.X0) - frame.FirstColumn,
            y = piece.Y0 + piece.ShareA * (piece.Y1 - piece.Y0) - frame.FirstRow, rows = radiusMetres / lattice.RowMetres;
        for (int row = (int)Math.Ceiling(y - rows); row <= y + rows; row++)
        {
            double height = (row - y) * lattice.RowMetres,
                half = Math.Sqrt(Math.Max(0, radiusMetres * radiusMetres - height * height)) / lattice.ColumnMetres;
            int first = (int)Math.Ceiling(x - half), last = (int)Math.Floor(x + half);
            if (first <= last) circle.Set(frame.Index(first, row), frame.Index(last, row));
        }
    }

    /// <summary>Steps that a leg needs, one more than its samples so that rounding cuts nothing off.</summary>
    private static int Steps(double metres, Lattice lattice) => (int)(metres / Math.Min(lattice.ColumnMetres, lattice.RowMetres)) + 2;

    /// <summary>Cuts the stretches into straight pieces, each from its earlier to its later end; the frame around their ground.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SampleFrame Flatten(IReadOnlyList<ReachedEdge> stretches, Lattice lattice)
    {
        _pieces.Clear();
        double west = double.PositiveInfinity, south = west, east = double.NegativeInfinity, north = east;
        foreach (ReachedEdge stretch in stretches)
        {
            PathRun[] runs = ground.Runs(stretch.Edge);
            double ticksPerMetre = (stretch.TicksAtTo - stretch.TicksAtFrom) / stretch.LengthMetres;
            for (int r = 0; r < runs.Length; r++)
            {
                ref readonly PathRun run = ref runs[r];
                double from = Math.Max(run.StartMetres, stretch.FromMetres), to = Math.Min(run.EndMetres, stretch.ToMetres);
                if (!(from < to)) continue;
                double x0 = lattice.X(run.A), y0 = lattice.Y(run.A), x1 = lattice.X(run.B), y1 = lattice.Y(run.B),
                    shareFrom = run.ShareAt(from), shareTo = run.ShareAt(to);
                double ticksFrom = stretch.TicksAtFrom + ticksPerMetre * (from - stretch.FromMetres),
                    ticksTo = stretch.TicksAtFrom + ticksPerMetre * (to - stretch.FromMetres);
                _pieces.Add(ticksFrom <= ticksTo
                    ? new TimedPiece(stretch.Edge, r, run.Beside, x0, y0, x1, y1, shareFrom, shareTo, ticksFrom, ticksTo)
                    : new TimedPiece(stretch.Edge, r, run.Beside, x0, y0, x1, y1, shareTo, shareFrom, ticksTo, ticksFrom));
                double xFrom = x0 + shareFrom * (x1 - x0), xTo = x0 + shareTo * (x1 - x0), yFrom = y0 + shareFrom * (y1 - y0),
                    yTo = y0 + shareTo * (y1 - y0);
                (west, east) = (Math.Min(west, Math.Min(xFrom, xTo)), Math.Max(east, Math.Max(xFrom, xTo)));
                (south, north) = (Math.Min(south, Math.Min(yFrom, yTo)), Math.Max(north, Math.Max(yFrom, yTo)));
            }
        }
        int margin = Margin(lattice);
        return lattice.Frame(
            (int)Math.Floor(west) - margin, (int)Math.Floor(south) - margin, (int)Math.Ceiling(east) + margin,
            (int)Math.Ceiling(north) + margin);
    }

    /// <summary>Samples around a path that its ground may take.</summary>
    private int Margin(Lattice lattice) => Steps(ground.LeaveMetres, lattice) + 1;

    /// <summary>Notes where the ground of the pieces can be.</summary>
    private void LayPieces()
    {
        int margin = Margin(_frame.Lattice);
        _spans.Empty(_frame);
        foreach (ref readonly TimedPiece piece in CollectionsMarshal.AsSpan(_pieces))
        {
            (double x0, double x1) = (piece.X0 - _frame.FirstColumn, piece.X1 - _frame.FirstColumn);
            (double y0, double y1) = (piece.Y0 - _frame.FirstRow, piece.Y1 - _frame.FirstRow);
            int west = (int)Math.Min(x0, x1), south = (int)Math.Min(y0, y1), east = (int)Math.Max(x0, x1), north = (int)Math.Max(y0, y1);
            _spans.Add(west - margin, south - margin, east + margin, north + margin);
        }
    }
}
