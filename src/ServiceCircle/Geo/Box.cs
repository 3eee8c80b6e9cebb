namespace ServiceCircle.Geo;

/// <summary>A rectangle of longitudes and latitudes in 1e-7 degree, borders included. <see cref="Empty"/> contains nothing.</summary>
internal readonly record struct Box(int West, int South, int East, int North)
{
    /// <summary>The box that holds nothing; extending it by a position gives that position's box.</summary>
    public static Box Empty => new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
    public bool IsEmpty => West > East || South > North;

    public Box Extend(Position p) => new(
        Math.Min(West, p.LonE7), Math.Min(South, p.LatE7), Math.Max(East, p.LonE7), Math.Max(North, p.LatE7));

    public bool Contains(Position p) =>
        p.LonE7 >= West && p.LonE7 <= East && p.LatE7 >= South && p.LatE7 <= North;

    public bool Intersects(Box other) =>
        West <= other.East && other.West <= East && South <= other.North && other.South <= North;

    /// <summary>What lies in this box and in another; all of this one where there is no other or they do not meet.</summary>
    public Box Within(Box? other)
    {
        if (other is not { } o || !Intersects(o)) return this;
        return new(Math.Max(West, o.West), Math.Max(South, o.South), Math.Min(East, o.East), Math.Min(North, o.North));
    }
}
