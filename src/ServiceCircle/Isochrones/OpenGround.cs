using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>What lies beside a straight piece of path.</summary>
internal enum Ground : byte
{
    /// <summary>Not looked at yet.</summary>
    Unknown,

    /// <summary>Nothing that stops anybody.</summary>
    Open,

    /// <summary>A barrier is near: every leg off the path must be looked at.</summary>
    Bounded,

    /// <summary>Nobody can step off: a bridge, a tunnel, a boat, a lift, the inside of a building, a pier.</summary>
    PathOnly,
}

/// <summary>
/// Says for every straight piece of path what lies beside it, and keeps the ground that can be stepped onto from bounded
/// ones. Found when first asked for and kept, because neighbouring circles ask for the same.
/// </summary>
/// <remarks>Safe to share between threads: two of them may find the same answer twice, and it is the same.</remarks>
internal sealed class OpenGround
{
    /// <summary>Bends of a path smaller than this are drawn straight.</summary>
    public const double StraightMetres = 0.2;

    private readonly WalkNetwork _network;
    private readonly Barriers _barriers;
    private readonly Ground[] _ground;
    private readonly SpanStamp?[] _stamps;
    private readonly ushort[] _runEnd;

    /// <param name="network">The network.</param>
    /// <param name="barriers">Its barriers.</param>
    /// <param name="lattice">Where the ground is sampled.</param>
    /// <param name="leaveMetres">How far people may leave the path.</param>
    public OpenGround(WalkNetwork network, Barriers barriers, Lattice lattice, double leaveMetres)
    {
        (_network, _barriers, Lattice, LeaveMetres) = (network, barriers, lattice, leaveMetres);
        Edges = new EdgeWindow(network);
        _ground = new Ground[network.InnerPositions.Length + network.EdgeCount];
        _stamps = new SpanStamp?[_ground.Length];
        _runEnd = new ushort[_ground.Length];
    }

    /// <summary>All edges, by place.</summary>
    public EdgeWindow Edges { get; }

    /// <summary>Where the ground is sampled.</summary>
    public Lattice Lattice { get; }

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

    /// <summary>The ground that can be stepped onto from the whole of a bounded piece.</summary>
    public SpanStamp WholePiece(int edge, int piece)
    {
        ref SpanStamp? stamp = ref _stamps[Index(edge, piece)];
        if (stamp is null)
        {
            Position a = _network.ShapePosition(edge, piece), b = _network.ShapePosition(edge, piece + 1);
            stamp = LegsFrom(a.LonE7, a.LatE7, b.LonE7, b.LatE7).Stamp(Lattice, 1, []);
        }
        return stamp;
    }

    /// <summary>The legs off a straight piece between two places, in 1e-7 degree.</summary>
    public BoundedLegs LegsFrom(double lonA, double latA, double lonB, double latB)
    {
        var near = new List<(Position A, Position B)>();
        _barriers.Near(Around(lonA, latA, lonB, latB), near);
        return new BoundedLegs(lonA, latA, lonB, latB, LeaveMetres, near);
    }

    private Ground Look(int edge, int piece)
    {
        WayAttributes way = _network.Attributes(edge);
        const WayFlags Enclosed = WayFlags.Bridge | WayFlags.Tunnel | WayFlags.Indoor;
        if ((way.Flags & Enclosed) != 0 || way.Kind is WayKind.Ferry or WayKind.Elevator or WayKind.Gate) return Ground.PathOnly;
        if (_barriers.Count == 0) return Ground.Open;
        Position a = _network.ShapePosition(edge, piece), b = _network.ShapePosition(edge, piece + 1);
        var middle = new Position((int)(((long)a.LonE7 + b.LonE7) / 2), (int)(((long)a.LatE7 + b.LatE7) / 2));
        if (_barriers.IsInWater(middle)) return Ground.PathOnly;
        return LegsFrom(a.LonE7, a.LatE7, b.LonE7, b.LatE7).AreFree ? Ground.Open : Ground.Bounded;
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

    private Box Around(double lonA, double latA, double lonB, double latB)
    {
        var scale = new LocalMetres(latA);
        double x = LeaveMetres / scale.MetresPerLonUnit + 1, y = LeaveMetres / scale.MetresPerLatUnit + 1;
        return new Box(
            (int)(Math.Min(lonA, lonB) - x), (int)(Math.Min(latA, latB) - y), (int)(Math.Max(lonA, lonB) + x), (int)(Math.Max(latA, latB) + y));
    }

    private int Index(int edge, int piece) => _network.FirstInner[edge] + edge + piece;
}
