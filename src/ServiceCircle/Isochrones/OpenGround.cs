using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>What lies beside a straight piece of path.</summary>
internal enum Ground : byte
{
    /// <summary>Not looked at yet.</summary>
    Unknown,

    /// <summary>Nothing that stops anybody at the first step.</summary>
    Open,

    /// <summary>A barrier is so near that it may lie between the path and the samples beside it.</summary>
    Touched,

    /// <summary>Nobody can step off: a bridge, a tunnel, a boat, a lift, the inside of a building, a pier.</summary>
    PathOnly,
}

/// <summary>
/// Says for every straight piece of path what lies beside it. Found when first asked for and kept, because neighbouring
/// circles ask for the same.
/// </summary>
/// <remarks>Safe to share between threads: two of them may find the same answer twice, and it is the same.</remarks>
internal sealed class OpenGround
{
    /// <summary>Bends of a path smaller than this are drawn straight.</summary>
    public const double StraightMetres = 0.2;

    /// <summary>A barrier this near to the path and parallel to it is the path's own line (a kerb, a trunk road with a sidewalk).</summary>
    private const double OwnLineMetres = 0.5;

    private readonly WalkNetwork _network;
    private readonly Ground[] _ground;
    private readonly (Position A, Position B)[]?[] _touching;
    private readonly ushort[] _runEnd;

    /// <param name="network">The network.</param>
    /// <param name="barriers">Its barriers.</param>
    /// <param name="cellMetres">Distance of the samples that circles are drawn from.</param>
    /// <param name="leaveMetres">How far people may leave the path.</param>
    public OpenGround(WalkNetwork network, Barriers barriers, double cellMetres, double leaveMetres)
    {
        (_network, Barriers, CellMetres, LeaveMetres) = (network, barriers, cellMetres, leaveMetres);
        Edges = new EdgeWindow(network);
        _ground = new Ground[network.InnerPositions.Length + network.EdgeCount];
        _touching = new (Position A, Position B)[]?[_ground.Length];
        _runEnd = new ushort[_ground.Length];
    }

    /// <summary>All edges, by place.</summary>
    public EdgeWindow Edges { get; }

    /// <summary>What nobody crosses.</summary>
    public Barriers Barriers { get; }

    /// <summary>Distance of the samples that circles are drawn from.</summary>
    public double CellMetres { get; }

    /// <summary>How far people may leave the path, in metres.</summary>
    public double LeaveMetres { get; }

    /// <summary>What lies beside the straight piece that starts at a position of an edge's shape.</summary>
    public Ground Beside(int edge, int piece)
    {
        ref Ground ground = ref _ground[Index(edge, piece)];
        if (ground == Ground.Unknown) ground = Look(edge, piece);
        return ground;
    }

    /// <summary>
    /// Where the straight run ends that starts at a position of an edge's shape: the next position, or a later one when all
    /// between lies on one line and in open ground. Runs do not depend on how much of an edge is reached.
    /// </summary>
    public int RunEnd(int edge, int piece)
    {
        ref ushort end = ref _runEnd[Index(edge, piece)];
        if (end == 0)
        {
            int last = Math.Min(_network.ShapeLength(edge) - 1, ushort.MaxValue), until = piece + 1;
            if (Beside(edge, piece) == Ground.Open)
                while (until < last && Beside(edge, until) == Ground.Open && IsStraight(edge, piece, until + 1)) until++;
            end = (ushort)until;
        }
        return end;
    }

    /// <summary>Barriers beside a touched piece, without those that are the path's own line.</summary>
    public ReadOnlySpan<(Position A, Position B)> Touching(int edge, int piece) => _touching[Index(edge, piece)];

    private Ground Look(int edge, int piece)
    {
        WayAttributes way = _network.Attributes(edge);
        const WayFlags Enclosed = WayFlags.Bridge | WayFlags.Tunnel | WayFlags.Indoor;
        if ((way.Flags & Enclosed) != 0 || way.Kind is WayKind.Ferry or WayKind.Elevator or WayKind.Gate) return Ground.PathOnly;
        if (Barriers.Count == 0) return Ground.Open;
        Position a = _network.ShapePosition(edge, piece), b = _network.ShapePosition(edge, piece + 1);
        var middle = new Position((int)(((long)a.LonE7 + b.LonE7) / 2), (int)(((long)a.LatE7 + b.LatE7) / 2));
        if (Barriers.IsInWater(middle)) return Ground.PathOnly;
        double metres = 3 * CellMetres;
        var scale = new LocalMetres(a.LatE7);
        int x = (int)(metres / scale.MetresPerLonUnit) + 1, y = (int)(metres / scale.MetresPerLatUnit) + 1;
        var near = new List<(Position A, Position B)>();
        Barriers.Near(new Box(Math.Min(a.LonE7, b.LonE7) - x, Math.Min(a.LatE7, b.LatE7) - y, Math.Max(a.LonE7, b.LonE7) + x, Math.Max(a.LatE7, b.LatE7) + y), near);
        int count = near.Count;
        if (count == 0) return Ground.Open;
        near.RemoveAll(barrier => IsOwnLine(a, b, barrier, scale));
        _touching[Index(edge, piece)] = [.. near];
        return Ground.Touched;
    }

    private static bool IsOwnLine(Position a, Position b, (Position A, Position B) barrier, LocalMetres scale)
    {
        (double x, double y) = Metres(b);
        double length = Math.Sqrt(x * x + y * y);
        if (!(length > 0)) return false;
        (double ax, double ay) = Along(Metres(barrier.A));
        (double bx, double by) = Along(Metres(barrier.B));
        return Math.Abs(ay) < OwnLineMetres && Math.Abs(by) < OwnLineMetres && Math.Abs(bx - ax) > 4 * Math.Abs(by - ay);

        (double, double) Metres(Position p) => (((double)p.LonE7 - a.LonE7) * scale.MetresPerLonUnit, ((double)p.LatE7 - a.LatE7) * scale.MetresPerLatUnit);

        (double, double) Along((double X, double Y) p) => ((p.X * x + p.Y * y) / length, (p.Y * x - p.X * y) / length);
    }

    private bool IsStraight(int edge, int first, int last)
    {
        Position a = _network.ShapePosition(edge, first), b = _network.ShapePosition(edge, last);
        var scale = new LocalMetres(a.LatE7);
        double x = ((double)b.LonE7 - a.LonE7) * scale.MetresPerLonUnit, y = ((double)b.LatE7 - a.LatE7) * scale.MetresPerLatUnit;
        double length = Math.Sqrt(x * x + y * y);
        for (int i = first + 1; i < last; i++)
        {
            Position p = _network.ShapePosition(edge, i);
            double px = ((double)p.LonE7 - a.LonE7) * scale.MetresPerLonUnit, py = ((double)p.LatE7 - a.LatE7) * scale.MetresPerLatUnit;
            double along = (px * x + py * y) / length;
            // Also false when the two ends are one place.
            if (!(along >= 0 && along <= length && Math.Abs(x * py - y * px) <= StraightMetres * length)) return false;
        }
        return true;
    }

    private int Index(int edge, int piece) => _network.FirstInner[edge] + edge + piece;
}
