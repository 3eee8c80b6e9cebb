namespace ServiceCircle.Geo;

/// <summary>The 180th meridian, at which longitudes jump from 180 to -180, so that straight lines cannot be drawn across it.</summary>
internal static class Antimeridian
{
    private const int HalfTurn = 1_800_000_000;

    /// <summary>About 50 m at the equator: streets that cross it are drawn as two that end there.</summary>
    private const int NearUnits = 5_000;

    /// <summary>Whether a straight line between two neighbours would lead round the earth.</summary>
    public static bool IsBetween(Position a, Position b) => Math.Abs((long)a.LonE7 - b.LonE7) > HalfTurn;

    /// <summary>Whether a position lies at it.</summary>
    public static bool IsAt(Position p) => Math.Abs((long)p.LonE7) >= HalfTurn - NearUnits;
}
