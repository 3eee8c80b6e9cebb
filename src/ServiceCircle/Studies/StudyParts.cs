using ServiceCircle.Coverage.Bases;
using ServiceCircle.Geo;

namespace ServiceCircle.Studies;

/// <summary>Where the streets come from, and corrections of them.</summary>
internal sealed record NetworkInput
{
    /// <summary>OSM extract (.osm.pbf, .osm, .osm.gz, .osm.bz2) or network cache (.scnet).</summary>
    public string Osm { get; init; } = "";

    /// <summary>Heights of the ground; null if there are none.</summary>
    public string? Elevation { get; init; }

    public string? Edits { get; init; }
}

/// <summary>A table of the planner's.</summary>
internal record TableInput
{
    /// <summary>What tables are read from: GeoJSON, CSV and more; null if there is none.</summary>
    public string? File { get; init; }

    /// <summary>What the coordinates are; null: what the file declares, else WGS-84.</summary>
    public Crs? Crs { get; init; }

    /// <summary>Sheet or layer, as of <see cref="Formats.TableOptions.Layer"/>.</summary>
    public string? Layer { get; init; }

    /// <summary>Text encoding, or "auto".</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Our name of a column to the file's name of it.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}

/// <summary>A table of communities or facilities; facilities may come from the extract itself.</summary>
internal sealed record PlacesInput : TableInput
{
    /// <summary>True: take facilities from the OSM extract.</summary>
    public bool Osm { get; init; }

    /// <summary>Category of all rows, when no column says it.</summary>
    public string? Category { get; init; }

    /// <summary>Gates of polygon communities.</summary>
    public string? Entrances { get; init; }

    /// <summary>A raster of people per pixel, for polygon communities whose table does not say how many live there.</summary>
    public string? PopulationRaster { get; init; }

    /// <summary>Where in the areas of the table their people live; null: all at one point of each.</summary>
    public SpreadInput? Spread { get; init; }
}

/// <summary>
/// What the people of areas are spread to: residential buildings, of the study's extract unless a file is named, or streets of the network.
/// </summary>
internal sealed record SpreadInput : TableInput
{
    public const string Buildings = "buildings", Streets = "streets";

    /// <summary>What <see cref="Over"/> may be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Buildings, Streets];

    public string Over { get; init; } = "";

    /// <summary>
    /// Levels of a building that does not state them. Three is the median of the buildings of no stated kind that do state them, in the
    /// extracts of Las Palmas and of Liechtenstein.
    /// </summary>
    public double DefaultLevels { get; init; } = 3;
}

/// <summary>Administrative units: polygons with level, id, name and parent; no file when columns of the tables name the units.</summary>
internal sealed record UnitsInput : TableInput
{
    /// <summary>Levels in use, the widest first: "county", "township", "community".</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>The level that the study covers whole; null: none, since it is never assumed.</summary>
    public string? Covers { get; init; }

    /// <summary>Ids or names of the units that make up the main urban district.</summary>
    public IReadOnlyList<string> MainUrban { get; init; } = [];
}

/// <summary>The circles on record: polygons, or a register with a column "communities"; or the rule that makes them.</summary>
internal sealed record CirclesInput : TableInput
{
    /// <summary>Category of the centres: every community belongs to the one that it reaches first.</summary>
    public string? Around { get; init; }

    /// <summary>Longest walk to a centre, minutes.</summary>
    public double? Minutes { get; init; }
}

/// <summary>
/// A further basis of coverage: buildings as points or polygons, or from an OSM extract of its own; land as polygons. Without a file both
/// come from the study's network file.
/// </summary>
internal sealed record BasisInput : TableInput
{
    /// <summary>"buildings" or "residential_land".</summary>
    public string Basis { get; init; } = "";

    /// <summary>Metres between the sample points of residential land.</summary>
    public double SpacingMetres { get; init; } = ResidentialLand.DefaultSpacingMetres;
}

/// <summary>One question: a category or group, and the longest walk in minutes or a standard that supplies it.</summary>
internal sealed record ServiceInput
{
    public string Category { get; init; } = "";
    public double? Minutes { get; init; }
    public string? Standard { get; init; }
}

/// <summary>
/// What tells which communities are of a subset, one of the three: a column of their table with yes or no, polygons that they lie in, or
/// their ids or names.
/// </summary>
internal sealed record SubsetInput
{
    public string? Column { get; init; }
    public string? File { get; init; }
    public IReadOnlyList<string>? Communities { get; init; }
}

/// <summary>Figures from outside: a table with columns clause, year, value, unit, source, note; or clause ids with their figures.</summary>
internal sealed record ValuesInput
{
    public string? File { get; init; }

    /// <summary>In the clause's unit.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();
}
