namespace ServiceCircle.Isochrones;

/// <summary>A straight run of an edge. Runs do not depend on how much of the edge is reached.</summary>
/// <param name="A">Where it starts.</param>
/// <param name="B">Where it ends.</param>
/// <param name="StartMetres">Metres from the edge's tail to its start.</param>
/// <param name="EndMetres">Metres from the edge's tail to its end, not fewer.</param>
/// <param name="Beside">What lies beside it.</param>
internal readonly record struct PathRun(Position A, Position B, float StartMetres, float EndMetres, Ground Beside)
{
    /// <summary>The share of the run, 0 to 1, that lies before some metres of the edge.</summary>
    public double ShareAt(double metres) =>
        metres == StartMetres ? 0 : metres == EndMetres ? 1 : (metres - StartMetres) / (EndMetres - StartMetres);
}
