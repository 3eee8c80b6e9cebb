using ServiceCircle.Coverage.Bases;

namespace ServiceCircle.Studies;

/// <summary>A further basis of coverage: its name alone means "from OpenStreetMap", an object may name a file.</summary>
internal sealed record BasisInput
{
    /// <summary>"buildings" or "residential_land".</summary>
    public string Basis { get; init; } = "";

    /// <summary>
    /// A planner's file (buildings as points or polygons, land as polygons), or the OSM extract to read buildings from; null takes
    /// the study's network file.
    /// </summary>
    public string? File { get; init; }

    /// <summary>Datum of the file's coordinates.</summary>
    public string Crs { get; init; } = "wgs84";

    /// <summary>Text encoding, or "auto".</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Metres between the sample points of residential land.</summary>
    public double SpacingMetres { get; init; } = ResidentialLand.DefaultSpacingMetres;
}
