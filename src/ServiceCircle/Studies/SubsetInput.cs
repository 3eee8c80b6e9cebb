namespace ServiceCircle.Studies;

/// <summary>What tells which communities are of a subset; one of the three.</summary>
internal sealed record SubsetInput
{
    /// <summary>Column of the communities' table with yes or no.</summary>
    public string? Column { get; init; }

    /// <summary>Polygons that the communities of the subset lie in.</summary>
    public string? File { get; init; }

    /// <summary>Ids of the communities.</summary>
    public IReadOnlyList<string>? Communities { get; init; }
}
