namespace ServiceCircle.Geo;

/// <summary>A rectangle of longitudes and latitudes, borders included. <see cref="Empty"/> contains nothing.</summary>
/// <param name="West">Smallest longitude in 1e-7 degree.</param>
/// <param name="South">Smallest latitude in 1e-7 degree.</param>
/// <param name="East">Largest longitude in 1e-7 degree.</param>
/// <param name="North">Largest latitude in 1e-7 degree.</param>
internal readonly record struct Box(int West, int South, int East, int North)
{
    /// <summary>The box that holds nothing; extending it by a position gives that position's box.</summary>
    public static Box Empty => new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    /// <summary>True when no position is inside.</summary>
    public bool IsEmpty => West > East || South > North;

    /// <summary>The smallest box that holds this one and the position.</summary>
    public Box Extend(Position p) => new(
        Math.Min(West, p.LonE7), Math.Min(South, p.LatE7), Math.Max(East, p.LonE7), Math.Max(North, p.LatE7));

    /// <summary>Whether the position is inside or on the border.</summary>
    public bool Contains(Position p) =>
        p.LonE7 >= West && p.LonE7 <= East && p.LatE7 >= South && p.LatE7 <= North;

    /// <summary>Whether the two boxes share a position.</summary>
    public bool Intersects(Box other) =>
        West <= other.East && other.West <= East && South <= other.North && other.South <= North;
}
