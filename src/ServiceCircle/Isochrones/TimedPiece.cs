namespace ServiceCircle.Isochrones;

/// <summary>A reached part of a straight run of path; A is the end that is reached first.</summary>
/// <param name="Edge">Edge of the network.</param>
/// <param name="Run">Which of its runs.</param>
/// <param name="Beside">What lies beside it.</param>
/// <param name="X0">Start of the run, in columns of the lattice.</param>
/// <param name="Y0">Start of the run, in rows.</param>
/// <param name="X1">End of the run.</param>
/// <param name="Y1">End of the run.</param>
/// <param name="ShareA">Where A lies on the run, 0 to 1.</param>
/// <param name="ShareB">Where B lies.</param>
/// <param name="TicksA">Ticks at A.</param>
/// <param name="TicksB">Ticks at B, not fewer.</param>
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
