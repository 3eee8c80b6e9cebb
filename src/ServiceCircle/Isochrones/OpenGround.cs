using System.Runtime.CompilerServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Isochrones;

/// <summary>What lies beside a straight piece of path.</summary>
internal enum Ground : byte
{
    /// <summary>Nothing that stops anybody at the first step.</summary>
    Open,

    /// <summary>A barrier is so near that it may lie between the path and the samples beside it.</summary>
    Touched,

    /// <summary>Nobody can step off: a bridge, a tunnel, a boat, a lift, the inside of a building, a pier.</summary>
    PathOnly,
}

/// <summary>A straight run of an edge, in metres from its tail. Runs do not depend on how much of the edge is reached.</summary>
internal readonly record struct PathRun(Position A, Position B, float StartMetres, float EndMetres, Ground Beside)
{
    /// <summary>The share of the run, 0 to 1, that lies before some metres of the edge.</summary>
    public double ShareAt(double metres) =>
        metres == StartMetres ? 0 : metres == EndMetres ? 1 : (metres - StartMetres) / (EndMetres - StartMetres);
}

/// <summary>
/// Cuts paths into straight runs and says what lies beside them. Found when first asked for and kept, because neighbouring
/// circles ask for the same.
/// </summary>
/// <remarks>Safe to share between threads: two of them may find the same answer twice, and it is the same.</remarks>
internal sealed class OpenGround
{
    /// <summary>Bends of a path smaller than this are drawn straight.</summary>
    public const double StraightMetres = 0.2;

    /// <summary>A barrier this near to the path and parallel to it is the path's own line (a kerb, a trunk road with a sidewalk).</summary>
    private const double OwnLineMetres = 0.5;

    /// <summary>Runs longer than this, which no street is, are cut into parts.</summary>
    private const double LongestRunMetres = 20_000;

    /// <summary>Samples to either side of a path's own that people step onto where a barrier is near.</summary>
    private const int SamplesAside = 1;

    private readonly WalkNetwork _network;
    private readonly PathRun[]?[] _runs;
    private readonly SampledSteps?[]?[] _steps;

    public OpenGround(WalkNetwork network, Barriers barriers, double cellMetres, double leaveMetres)
    {
        (_network, Barriers, CellMetres, LeaveMetres) = (network, barriers, cellMetres, leaveMetres);
        Edges = new EdgeWindow(network);
        (_runs, _steps) = (new PathRun[]?[network.EdgeCount], new SampledSteps?[]?[network.EdgeCount]);
    }

    public EdgeWindow Edges { get; }
    public Barriers Barriers { get; }

    /// <summary>Distance of the samples that circles are drawn from, and how far people may leave the path.</summary>
    public double CellMetres { get; }
    public double LeaveMetres { get; }

    /// <summary>
    /// The straight runs of an edge, from its tail to its head: from a position of its shape to the next, or to a later one
    /// when all between lies on one line and in open ground.
    /// </summary>
    public PathRun[] Runs(int edge) => _runs[edge] ??= Cut(edge);

    /// <summary>
    /// The samples beside a touched run to which a straight step crosses no barrier, with the places on the run that the
    /// steps start from.
    /// </summary>
    public LineSample[] StepsOff(int edge, int run, Lattice lattice)
    {
        SampledSteps?[] ofEdge = _steps[edge] ??= new SampledSteps?[Runs(edge).Length];
        SampledSteps steps = ofEdge[run] is { } known && known.ColumnUnits == lattice.ColumnUnits && known.RowUnits == lattice.RowUnits
            ? known : Find(Runs(edge)[run].A, Runs(edge)[run].B, lattice);
        ofEdge[run] = steps;
        return steps.Samples;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private PathRun[] Cut(int edge)
    {
        int last = _network.ShapeLength(edge) - 1;
        var runs = new List<PathRun>();
        Ground next = Look(edge, 0, null);
        for (int i = 0, end; i < last; i = end)
        {
            Ground beside = next;
            for (end = i + 1; end < last; end++)
            {
                next = Look(edge, end, next);
                if (beside != Ground.Open || next != Ground.Open || !IsStraight(edge, i, end + 1)) break;
            }
            AddRuns(runs, new PathRun(
                _network.ShapePosition(edge, i), _network.ShapePosition(edge, end), _network.ShapeMetres(edge, i),
                _network.ShapeMetres(edge, end), beside));
        }
        return [.. runs];
    }

    /// <summary>A run, in parts if it is longer than anybody walks: only those that are reached are looked at closely.</summary>
    private static void AddRuns(List<PathRun> runs, PathRun whole)
    {
        var parts = (int)Math.Ceiling(Math.Max(1, (whole.EndMetres - whole.StartMetres) / LongestRunMetres));
        PathRun part = whole;
        for (int i = 1; i < parts; i++)
        {
            double share = (double)i / parts;
            var at = new Position(Between(whole.A.LonE7, whole.B.LonE7), Between(whole.A.LatE7, whole.B.LatE7));
            float metres = whole.StartMetres + (float)((whole.EndMetres - whole.StartMetres) * share);
            runs.Add(part with { B = at, EndMetres = metres });
            part = whole with { A = at, StartMetres = metres };

            int Between(int a, int b) => (int)Math.Round(a + ((double)b - a) * share);
        }
        runs.Add(part);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SampledSteps Find(Position a, Position b, Lattice lattice)
    {
        SampleFrame frame = lattice.Frame(
            Math.Min(a.LonE7, b.LonE7) / lattice.ColumnUnits - 4, Math.Min(a.LatE7, b.LatE7) / lattice.RowUnits - 4,
            Math.Max(a.LonE7, b.LonE7) / lattice.ColumnUnits + 4, Math.Max(a.LatE7, b.LatE7) / lattice.RowUnits + 4);
        (double X0, double Y0) = frame.Place(a);
        (double X1, double Y1) = frame.Place(b);
        var samples = new List<LineSample>();
        new SampledLine(frame, X0, Y0, X1, Y1).List(0, 1, SamplesAside, samples);
        var barriers = new List<(Position A, Position B)>();
        Barriers.Near(Around(a, b), barriers);
        var scale = new LocalMetres(a.LatE7);
        barriers.RemoveAll(barrier => IsOwnLine(a, b, barrier, scale));
        ((double X, double Y) A, (double X, double Y) B)[] lines = [.. barriers.Select(l => (frame.Place(l.A), frame.Place(l.B)))];
        var free = new List<LineSample>(samples.Count);
        foreach (LineSample sample in samples)
        {
            double x = X0 + sample.Share * (X1 - X0), y = Y0 + sample.Share * (Y1 - Y0);
            bool isCut = false;
            foreach (((double X, double Y) c, (double X, double Y) d) in lines)
            {
                isCut = Meet((x, y), (sample.Column, sample.Row), c, d);
                if (isCut) break;
            }
            if (!isCut) free.Add(sample with { Column = sample.Column + frame.FirstColumn, Row = sample.Row + frame.FirstRow });
        }
        return new SampledSteps(lattice.ColumnUnits, lattice.RowUnits, [.. free]);
    }

    /// <summary>Whether two straight lines meet; touching is meeting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Meet((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        if (Side(a, b, c) * Side(a, b, d) > 0 || Side(c, d, a) * Side(c, d, b) > 0) return false;
        // All on one line: apart unless their boxes touch.
        return Math.Max(a.X, b.X) >= Math.Min(c.X, d.X) && Math.Min(a.X, b.X) <= Math.Max(c.X, d.X)
            && Math.Max(a.Y, b.Y) >= Math.Min(c.Y, d.Y) && Math.Min(a.Y, b.Y) <= Math.Max(c.Y, d.Y);

        static double Side((double X, double Y) a, (double X, double Y) b, (double X, double Y) p) =>
            (b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X);
    }

    /// <summary>The box around a piece in which a barrier can lie between it and the samples beside it.</summary>
    private Box Around(Position a, Position b)
    {
        double metres = (SamplesAside + 1.5) * CellMetres;
        var scale = new LocalMetres(a.LatE7);
        int x = (int)(metres / scale.MetresPerLonUnit) + 1, y = (int)(metres / scale.MetresPerLatUnit) + 1;
        return new Box(Math.Min(a.LonE7, b.LonE7) - x, Math.Min(a.LatE7, b.LatE7) - y, Math.Max(a.LonE7, b.LonE7) + x,
            Math.Max(a.LatE7, b.LatE7) + y);
    }

    /// <summary>What lies beside a piece of an edge, given what lies beside the piece before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Ground Look(int edge, int piece, Ground? before)
    {
        WayAttributes way = _network.Attributes(edge);
        const WayFlags Enclosed = WayFlags.Bridge | WayFlags.Tunnel | WayFlags.Indoor;
        if ((way.Flags & Enclosed) != 0 || way.Kind is WayKind.Ferry or WayKind.Elevator or WayKind.Gate) return Ground.PathOnly;
        if (Barriers.Count == 0) return Ground.Open;
        Position a = _network.ShapePosition(edge, piece), b = _network.ShapePosition(edge, piece + 1);
        if (Barriers.IsNear(Around(a, b))) return Ground.Touched;
        // Without a shore anywhere near, all of it is on one side, and on that of the piece before if that has none either.
        return before is { } known and not Ground.Touched ? known : Barriers.IsInWater(a) ? Ground.PathOnly : Ground.Open;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsOwnLine(Position a, Position b, (Position A, Position B) barrier, LocalMetres scale)
    {
        (double x, double y) = Metres(a, b, scale);
        double length = Math.Sqrt(x * x + y * y);
        if (!(length > 0)) return false;
        (double ax, double ay) = Along(Metres(a, barrier.A, scale));
        (double bx, double by) = Along(Metres(a, barrier.B, scale));
        return Math.Abs(ay) < OwnLineMetres && Math.Abs(by) < OwnLineMetres && Math.Abs(bx - ax) > 4 * Math.Abs(by - ay);

        (double, double) Along((double X, double Y) p) => ((p.X * x + p.Y * y) / length, (p.Y * x - p.X * y) / length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsStraight(int edge, int first, int last)
    {
        Position a = _network.ShapePosition(edge, first), b = _network.ShapePosition(edge, last);
        var scale = new LocalMetres(a.LatE7);
        (double x, double y) = Metres(a, b, scale);
        double length = Math.Sqrt(x * x + y * y);
        for (int i = first + 1; i < last; i++)
        {
            (double px, double py) = Metres(a, _network.ShapePosition(edge, i), scale);
            double along = (px * x + py * y) / length;
            // Also false when the two ends are one place.
            if (!(along >= 0 && along <= length && Math.Abs(x * py - y * px) <= StraightMetres * length)) return false;
        }
        return true;
    }

    /// <summary>Metres east and north from one position to another.</summary>
    private static (double X, double Y) Metres(Position from, Position to, LocalMetres scale) =>
        (((double)to.LonE7 - from.LonE7) * scale.MetresPerLonUnit, ((double)to.LatE7 - from.LatE7) * scale.MetresPerLatUnit);

    /// <summary>What is kept of a touched piece, and the lattice that it is for.</summary>
    private sealed record SampledSteps(int ColumnUnits, int RowUnits, LineSample[] Samples);
}
