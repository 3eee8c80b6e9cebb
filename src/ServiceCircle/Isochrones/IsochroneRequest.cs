using ServiceCircle.Reachability;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Isochrones;

/// <summary>What the limits of circles are counted in.</summary>
public enum IsochroneMetric
{
    /// <summary>Minutes of walking.</summary>
    Time,

    /// <summary>Metres of path, stairs and boats like any other; at constant speed the shapes are those of time.</summary>
    Distance,
}

/// <summary>How circles are given.</summary>
public enum IsochroneShape
{
    /// <summary>Ground: polygons with holes.</summary>
    Polygon,

    /// <summary>The paths themselves, with the minutes at both ends of every stretch.</summary>
    Edges,
}

/// <summary>What becomes of several circles.</summary>
public enum IsochroneOverlap
{
    /// <summary>Each for itself.</summary>
    Separate,

    /// <summary>One for all origins together.</summary>
    Dissolve,

    /// <summary>Territories: every stretch of path belongs to the origin with the shortest walk.</summary>
    Split,
}

/// <summary>A place that a circle is drawn around.</summary>
/// <param name="Id">Its id in the output.</param>
/// <param name="Position">Where it is.</param>
/// <param name="ExtraSeconds">Seconds that the place itself adds to every walk (stairs, a yard).</param>
public sealed record IsochroneOrigin(string Id, Position Position, double ExtraSeconds = 0)
{
    /// <summary>How it is entered, if that is known already; null to put its position onto the nearest way.</summary>
    internal PlaceAccess? Access { get; init; }
}

/// <summary>People to count within circles, and where they come onto the network; whoever is not on it is in no circle.</summary>
internal sealed record IsochroneResidents(IReadOnlyList<Access> Accesses, double People);

/// <summary>Circles to draw.</summary>
public sealed record IsochroneRequest
{
    /// <summary>The places.</summary>
    public required IReadOnlyList<IsochroneOrigin> Origins { get; init; }

    /// <summary>Limits in minutes or metres, above 0; drawn in rising order, each once.</summary>
    public required IReadOnlyList<double> Contours { get; init; }

    /// <summary>What the limits are counted in.</summary>
    public IsochroneMetric Metric { get; init; } = IsochroneMetric.Time;

    /// <summary>Whether people walk to the places or away from them.</summary>
    public Direction Direction { get; init; } = Direction.To;

    /// <summary>Polygons or paths.</summary>
    public IsochroneShape Shape { get; init; } = IsochroneShape.Polygon;

    /// <summary>Each for itself, all as one, or territories.</summary>
    public IsochroneOverlap Overlap { get; init; } = IsochroneOverlap.Separate;

    /// <summary>How far people may leave the path, in metres; the time left at that place caps it.</summary>
    public double LeaveMetres { get; init; } = 25;

    /// <summary>
    /// Distance of the samples that polygons are drawn from, in metres; null for the finest that suits their size. The error of a border
    /// grows with it, time and memory fall with its square.
    /// </summary>
    public double? CellMetres { get; init; }

    /// <summary>Largest distance from a place to its path, in metres.</summary>
    public double MaxSnapMetres { get; init; } = Snapper.DefaultMaxMetres;

    /// <summary>
    /// Share by which the speed may be wrong; null for none. 0.1 draws every circle twice: where people surely get even at
    /// nine tenths of the speed, and where they may at eleven tenths.
    /// </summary>
    public double? SpeedUncertainty { get; init; }

    /// <summary>People to count; empty when nobody is to be counted.</summary>
    internal IReadOnlyList<IsochroneResidents> Residents { get; init; } = [];

    /// <summary>
    /// Origins at the start of the list whose circles are drawn already: they are left out of the result, but people who are in
    /// their circles too are nobody else's own. Separate circles only.
    /// </summary>
    public int OriginsDone { get; init; }

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="InputException">A limit or distance makes no sense.</exception>
    /// <exception cref="ArgumentException">More origins are done than there are, or some of circles that are not separate.</exception>
    public void Check()
    {
        string option = Metric == IsochroneMetric.Time ? "Minutes" : "Meters";
        if (Contours.Count == 0) throw new InputException("isochrone", option, "found/no-limit", "expected/limits");
        foreach (double contour in Contours) Require(contour > 0 && contour <= 1e6, option, contour, "expected/numbers-above-zero");
        Require(LeaveMetres is >= 0 and <= 200, nameof(LeaveMetres), LeaveMetres, Between("0", "200"));
        Require(MaxSnapMetres is > 0 and <= 5_000, nameof(MaxSnapMetres), MaxSnapMetres, new("expected/metres", ("most", "5000")));
        if (OriginsDone < 0 || OriginsDone > (Overlap == IsochroneOverlap.Separate ? Origins.Count : 0))
            throw new ArgumentException($"{OriginsDone} origins cannot be done of {Origins.Count}, {Overlap}");
        Require(CellMetres is null or (>= 0.1 and <= 10), nameof(CellMetres), CellMetres ?? 0, Between("0.1", "10"));
        Require(SpeedUncertainty is null or (> 0 and < 1), nameof(SpeedUncertainty), SpeedUncertainty ?? 0, "expected/share-between");

        static Notice Between(string from, string to) => new("expected/metres-between", ("from", from), ("to", to));

        static void Require(bool holds, string where, double found, Notice expected)
        {
            if (!holds) throw new InputException("isochrone", where, Notice.AsIs(FormattableString.Invariant($"{found}")), expected);
        }
    }
}
