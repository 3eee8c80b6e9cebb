namespace ServiceCircle.Studies;

/// <summary>The circles on record: a file of them, or the rule that makes them.</summary>
public sealed record CirclesInput
{
    /// <summary>Polygons, or a register with a column "communities"; null when centres make the circles.</summary>
    public string? File { get; init; }

    /// <summary>Our name of a column (id, name, communities) to the file's name of it.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Datum of the file's coordinates.</summary>
    public string Crs { get; init; } = "wgs84";

    /// <summary>Text encoding of the file, or "auto".</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Category of the centres: every community belongs to the one that it reaches first.</summary>
    public string? Around { get; init; }

    /// <summary>Longest walk to a centre, minutes.</summary>
    public double? Minutes { get; init; }
}

/// <summary>What tells which communities are of a subset; one of the three.</summary>
public sealed record SubsetInput
{
    /// <summary>Column of the communities' table with yes or no.</summary>
    public string? Column { get; init; }

    /// <summary>Polygons that the communities of the subset lie in.</summary>
    public string? File { get; init; }

    /// <summary>Ids of the communities.</summary>
    public IReadOnlyList<string>? Communities { get; init; }
}
