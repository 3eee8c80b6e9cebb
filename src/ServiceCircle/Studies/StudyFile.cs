namespace ServiceCircle.Studies;

/// <summary>
/// A planner's study (<c>study.json</c>): which network, who walks, which communities and facilities, which services are
/// asked. Paths in the file are relative to it; here they are already resolved.
/// </summary>
public sealed record StudyFile
{
    /// <summary>Name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>Boundary polygon of the area that is judged; null when all communities are.</summary>
    public string? Area { get; init; }

    /// <summary>Whether facilities outside the area count. People walk to them all the same, so they do unless switched off.</summary>
    public bool FacilitiesOutside { get; init; } = true;

    /// <summary>Where the streets come from.</summary>
    internal NetworkInput Network { get; init; } = new();

    /// <summary>Walker id or file.</summary>
    public string Walker { get; init; } = "adult";

    /// <summary>Where people live.</summary>
    internal TableInput Communities { get; init; } = new();

    /// <summary>Where services are.</summary>
    internal IReadOnlyList<TableInput> Facilities { get; init; } = [];

    /// <summary>The questions.</summary>
    internal IReadOnlyList<ServiceInput> Services { get; init; } = [];

    /// <summary>Plans to judge by.</summary>
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Standards that may supply limits.</summary>
    public IReadOnlyList<string> Standards { get; init; } = [];

    /// <summary>Share of a unit's people that must be covered for the unit to count: a community, a township, a county.</summary>
    public double CoverageThreshold { get; init; } = 0.5;

    /// <summary>
    /// Share of people who must have everything in reach for a circle clause to be met; null: such clauses are measured and not judged.
    /// </summary>
    public double? CircleThreshold { get; init; }

    /// <summary>The circles that a number of circles counts; null if there are none on record.</summary>
    internal CirclesInput? Circles { get; init; }

    /// <summary>Subsets of the communities that clauses speak of, by their word: "old_estate", "pilot".</summary>
    internal IReadOnlyDictionary<string, SubsetInput> Subsets { get; init; } = new Dictionary<string, SubsetInput>();

    /// <summary>Administrative units; null when columns of the tables tell, or nothing does.</summary>
    internal UnitsInput? Units { get; init; }

    /// <summary>New and rebuilt residential areas, which plans ask to come with their services.</summary>
    internal TableInput? NewAreas { get; init; }

    /// <summary>Figures that come from elsewhere.</summary>
    internal ValuesInput Values { get; init; } = new();

    /// <summary>Clause id to the earlier value that an increase or a decrease is counted from.</summary>
    public IReadOnlyDictionary<string, double> Baselines { get; init; } = new Dictionary<string, double>();

    /// <summary>Clause id to the first day from which additions count, where the plan leaves it open.</summary>
    public IReadOnlyDictionary<string, DateOnly> Since { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>Longest walk for what a plan asks and nothing else limits, minutes; null if not given.</summary>
    public double? DefaultMinutes { get; init; }

    /// <summary>
    /// Days as of which facilities count: "2025" (its last day) or "2025-06-30"; of several the last is the study's own. Empty counts all.
    /// </summary>
    public IReadOnlyList<string> AsOf { get; init; } = [];

    /// <summary>Further bases to count coverage on: "buildings", "residential_land"; none unless asked, because they take time.</summary>
    internal IReadOnlyList<BasisInput> Bases { get; init; } = [];

    /// <summary>Largest straight distance from a place to the network, metres.</summary>
    public double MaxSnapMetres { get; init; } = Walking.Snapping.Snapper.DefaultMaxMetres;

    /// <summary>
    /// Keys that mean nothing here, each with the nearest that does; reported as warnings, since most are slips of the pen.
    /// </summary>
    public IReadOnlyList<(string Key, string Near)> Unknown { get; init; } = [];

    /// <summary>The file it was read from.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>Reads and checks a study file.</summary>
    /// <exception cref="InputException">Missing, not JSON, or with keys and values that cannot be meant, all listed with line and
    /// path.</exception>
    public static StudyFile Load(string path) => File.Exists(path)
        ? new StudyReader(path).Read()
        : throw new InputException(path, "", "found/no-such-file", "expected/study-file");
}

/// <summary>Where the streets come from.</summary>
internal sealed record NetworkInput
{
    /// <summary>OSM extract (.osm.pbf, .osm, .osm.gz, .osm.bz2) or network cache (.scnet).</summary>
    public string Osm { get; init; } = "";

    /// <summary>Heights.</summary>
    public string? Elevation { get; init; }

    /// <summary>Corrections of the network.</summary>
    public string? Edits { get; init; }
}

/// <summary>A table of places, or the extract itself.</summary>
internal sealed record TableInput
{
    /// <summary>GeoJSON or CSV file.</summary>
    public string? File { get; init; }

    /// <summary>True: take facilities from the OSM extract.</summary>
    public bool Osm { get; init; }

    /// <summary>Datum of the coordinates.</summary>
    public string Crs { get; init; } = "wgs84";

    /// <summary>Text encoding, or "auto".</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Category of all rows, when no column says it.</summary>
    public string? Category { get; init; }

    /// <summary>Our name of a column to the file's name of it.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Gates of polygon communities.</summary>
    public string? Entrances { get; init; }
}

/// <summary>Administrative units.</summary>
internal sealed record UnitsInput
{
    /// <summary>Polygons with level, id, name and parent; null when columns of the tables name the units.</summary>
    public string? File { get; init; }

    /// <summary>Our name of a column (level, id, name, parent) to the file's name of it.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Datum of the file's coordinates.</summary>
    public string Crs { get; init; } = "wgs84";

    /// <summary>Text encoding of the file, or "auto".</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Levels in use, the widest first: "county", "township", "community".</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>The level that the study covers whole; null: none, since it is never assumed.</summary>
    public string? Covers { get; init; }

    /// <summary>Ids or names of the units that make up the main urban district.</summary>
    public IReadOnlyList<string> MainUrban { get; init; } = [];
}

/// <summary>One question.</summary>
internal sealed record ServiceInput
{
    /// <summary>Category or group.</summary>
    public string Category { get; init; } = "";

    /// <summary>Longest walk in minutes; null when a standard supplies it.</summary>
    public double? Minutes { get; init; }

    /// <summary>Standard that supplies the longest walk.</summary>
    public string? Standard { get; init; }
}
