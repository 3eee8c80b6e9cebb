namespace ServiceCircle.Studies;

/// <summary>What tells which communities are of a subset; one of the three.</summary>
internal sealed record SubsetInput
{
    public string? Column { get; init; }

    /// <summary>Polygons that the communities of the subset lie in.</summary>
    public string? File { get; init; }

    public IReadOnlyList<string>? Communities { get; init; }
}
