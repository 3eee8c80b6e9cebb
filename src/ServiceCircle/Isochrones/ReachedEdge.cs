using NetTopologySuite.Geometries;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>
/// A stretch of an edge that is within a limit, in metres from the edge's tail, rising; along it time rises or falls steadily. Ticks of
/// <see cref="WalkTime"/> are those between the place and its ends, a fraction where two walks meet.
/// </summary>
internal readonly record struct ReachedEdge(int Edge, double FromMetres, double ToMetres, double TicksAtFrom, double TicksAtTo)
{
    public double LengthMetres => ToMetres - FromMetres;
    public double MinutesAtFrom => TicksAtFrom / WalkTime.TicksPerMinute;
    public double MinutesAtTo => TicksAtTo / WalkTime.TicksPerMinute;

    public double TicksAt(double metres) =>
        TicksAtFrom + (TicksAtTo - TicksAtFrom) * ((metres - FromMetres) / (ToMetres - FromMetres));

    /// <summary>The part with more than one time and at most another; null if there is none.</summary>
    internal ReachedEdge? Between(double aboveTicks, double upToTicks)
    {
        double early = Math.Min(TicksAtFrom, TicksAtTo), late = Math.Max(TicksAtFrom, TicksAtTo);
        if (late <= aboveTicks || early >= upToTicks) return null;
        double low = Math.Max(early, aboveTicks), high = Math.Min(late, upToTicks);
        if (low == early && high == late) return this;
        (double a, double b) = (LengthMetres * (low - early) / (late - early), LengthMetres * (high - early) / (late - early));
        return TicksAtFrom <= TicksAtTo
            ? new ReachedEdge(Edge, FromMetres + a, FromMetres + b, low, high)
            : new ReachedEdge(Edge, ToMetres - b, ToMetres - a, high, low);
    }

    /// <summary>The shape from start to end, longitude (x) and latitude (y) in degrees, at least two positions.</summary>
    public LineString Line(WalkNetwork network)
    {
        var line = new List<Coordinate> { Degrees(network.PositionAt(Edge, FromMetres)) };
        int last = network.ShapeLength(Edge) - 1;
        for (int i = 1; i < last; i++)
        {
            double metres = network.ShapeMetres(Edge, i);
            if (metres > FromMetres && metres < ToMetres) line.Add(Degrees(network.ShapePosition(Edge, i)));
        }
        line.Add(Degrees(network.PositionAt(Edge, ToMetres)));
        return GeometryFactory.Default.CreateLineString([.. line]);
    }

    private static Coordinate Degrees(Position p) => new(p.Lon, p.Lat);
}
