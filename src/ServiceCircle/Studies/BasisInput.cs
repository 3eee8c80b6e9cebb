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

    public string Crs { get; init; } = "wgs84";
    public string Encoding { get; init; } = "auto";

    /// <summary>Metres between the sample points of residential land.</summary>
    public double SpacingMetres { get; init; } = ResidentialLand.DefaultSpacingMetres;
}
