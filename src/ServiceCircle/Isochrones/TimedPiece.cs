namespace ServiceCircle.Isochrones;

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

    /// <summary>The samples along the run.</summary>
    public SampledLine Line(SampleFrame frame) =>
        new(frame, X0 - frame.FirstColumn, Y0 - frame.FirstRow, X1 - frame.FirstColumn, Y1 - frame.FirstRow);

    /// <summary>Ticks at a place on the run between A and B.</summary>
    public double TicksAt(double share) =>
        ShareA == ShareB ? TicksA : TicksA + (TicksB - TicksA) * Math.Clamp((share - ShareA) / (ShareB - ShareA), 0, 1);
}
