namespace ServiceCircle.Isochrones;

/// <summary>A straight piece of a reached stretch; A is the end that is reached first.</summary>
/// <param name="Edge">Edge of the network.</param>
/// <param name="Index">Position of the edge's shape that its straight run starts at.</param>
/// <param name="IsWhole">Whether it is the whole run.</param>
/// <param name="LonA">Longitude of A in 1e-7 degree.</param>
/// <param name="LatA">Latitude of A.</param>
/// <param name="LonB">Longitude of B.</param>
/// <param name="LatB">Latitude of B.</param>
/// <param name="TicksA">Ticks at A.</param>
/// <param name="TicksB">Ticks at B, not fewer.</param>
/// <param name="Metres">Length.</param>
/// <param name="IsDone">Whether all of its ground has been covered.</param>
internal readonly record struct TimedPiece(
    int Edge, int Index, bool IsWhole, double LonA, double LatA, double LonB, double LatB, double TicksA, double TicksB, double Metres,
    bool IsDone = false)
{
    /// <summary>Ticks that a metre takes.</summary>
    public double TicksPerMetre => (TicksB - TicksA) / Metres;

    /// <summary>Share of the piece, from A, reached within a time; -1 when not even A is.</summary>
    public double ShareWithin(double ticks) => ticks < TicksA ? -1 : ticks >= TicksB ? 1 : (ticks - TicksA) / (TicksB - TicksA);

    /// <summary>Ticks at a share of the piece.</summary>
    public double TicksAt(double share) => TicksA + share * (TicksB - TicksA);

    /// <summary>Longitude and latitude at a share of the piece.</summary>
    public (double Lon, double Lat) At(double share) => (LonA + share * (LonB - LonA), LatA + share * (LatB - LatA));

    /// <summary>The same piece from its other end.</summary>
    public TimedPiece Reversed() => this with { LonA = LonB, LatA = LatB, LonB = LonA, LatB = LatA, TicksA = TicksB, TicksB = TicksA };
}
