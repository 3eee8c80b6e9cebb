namespace ServiceCircle.Studies;

/// <summary>The circles on record: a file of them, or the rule that makes them.</summary>
internal sealed record CirclesInput
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
