using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Studies;

/// <summary>
/// A planner's study (<c>study.json</c>): which network, who walks, which communities and facilities, which services are
/// asked. Paths in the file are relative to it; here they are already resolved.
/// </summary>
public sealed record StudyFile
{
    /// <summary>Name to show.</summary>
    [JsonPropertyName("name")] public string Name { get; init; } = "";

    /// <summary>Boundary polygon of the area that is judged; null when all communities are.</summary>
    [JsonPropertyName("area")] public string? Area { get; init; }

    /// <summary>Whether facilities outside the area count. People walk to them all the same, so they do unless switched off.</summary>
    [JsonPropertyName("facilities_outside")] public bool FacilitiesOutside { get; init; } = true;

    /// <summary>Where the streets come from.</summary>
    [JsonPropertyName("network")] public NetworkInput Network { get; init; } = new();

    /// <summary>Walker id or file.</summary>
    [JsonPropertyName("walker")] public string Walker { get; init; } = "adult";

    /// <summary>Where people live.</summary>
    [JsonPropertyName("communities")] public TableInput Communities { get; init; } = new();

    /// <summary>Where services are.</summary>
    [JsonPropertyName("facilities")] public IReadOnlyList<TableInput> Facilities { get; init; } = [];

    /// <summary>The questions.</summary>
    [JsonPropertyName("services")] public IReadOnlyList<ServiceInput> Services { get; init; } = [];

    /// <summary>Plans to judge by.</summary>
    [JsonPropertyName("plans")] public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Standards that may supply limits.</summary>
    [JsonPropertyName("standards")] public IReadOnlyList<string> Standards { get; init; } = [];

    /// <summary>Share of a unit's people that must be covered for the unit to count: a community, a township, a county.</summary>
    [JsonPropertyName("coverage_threshold")] public double CoverageThreshold { get; init; } = 0.5;

    /// <summary>Share of people who must have everything in reach for a circle clause to be met; null: such clauses are measured and not judged.</summary>
    [JsonPropertyName("circle_threshold")] public double? CircleThreshold { get; init; }

    /// <summary>The circles that a number of circles counts; null if there are none on record.</summary>
    [JsonPropertyName("circles")] public CirclesInput? Circles { get; init; }

    /// <summary>Subsets of the communities that clauses speak of, by their word: "old_estate", "pilot".</summary>
    [JsonPropertyName("subsets")] public IReadOnlyDictionary<string, SubsetInput> Subsets { get; init; } = new Dictionary<string, SubsetInput>();

    /// <summary>Administrative units; null when columns of the tables tell, or nothing does.</summary>
    [JsonPropertyName("units")] public UnitsInput? Units { get; init; }

    /// <summary>New and rebuilt residential areas, which plans ask to come with their services.</summary>
    [JsonPropertyName("new_areas")] public TableInput? NewAreas { get; init; }

    /// <summary>Figures that come from elsewhere.</summary>
    [JsonPropertyName("values")] public ValuesInput Values { get; init; } = new();

    /// <summary>Clause id to the earlier value that an increase or a decrease is counted from.</summary>
    [JsonPropertyName("baselines")] public IReadOnlyDictionary<string, double> Baselines { get; init; } = new Dictionary<string, double>();

    /// <summary>Clause id to the first day from which additions count, where the plan leaves it open.</summary>
    [JsonPropertyName("since")] public IReadOnlyDictionary<string, DateOnly> Since { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>Longest walk for what a plan asks and nothing else limits, minutes; null if not given.</summary>
    [JsonPropertyName("default_minutes")] public double? DefaultMinutes { get; init; }

    /// <summary>Days as of which facilities count: "2025" (its last day) or "2025-06-30"; of several the last is the study's own. Empty counts all.</summary>
    [JsonPropertyName("as_of"), JsonConverter(typeof(AsOfDays))] public IReadOnlyList<string> AsOf { get; init; } = [];

    /// <summary>Further bases to count coverage on: "buildings", "residential_land"; none unless asked, because they take time.</summary>
    [JsonPropertyName("bases")] public IReadOnlyList<BasisInput> Bases { get; init; } = [];

    /// <summary>Largest straight distance from a place to the network, metres.</summary>
    [JsonPropertyName("max_snap_m")] public double MaxSnapMetres { get; init; } = Walking.Snapping.Snapper.DefaultMaxMetres;

    /// <summary>Keys that mean nothing here; reported as warnings, since most are slips of the pen.</summary>
    [JsonExtensionData] public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>The file it was read from.</summary>
    [JsonIgnore] public string Path { get; private init; } = "";

    /// <summary>Reads and checks a study file.</summary>
    /// <exception cref="InputException">Missing, not JSON, or with a value that cannot be meant.</exception>
    public static StudyFile Load(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, "", "no such file", "a study file (study.json)");
        StudyFile study;
        try
        {
            study = JsonSerializer.Deserialize<StudyFile>(File.ReadAllBytes(path), Options)
                ?? throw new InputException(path, "", "null", "a study object");
        }
        catch (JsonException e)
        {
            string where = e.Path is { Length: > 1 } key ? $"line {e.LineNumber + 1}, {key.TrimStart('$', '.')}" : $"line {e.LineNumber + 1}";
            throw new InputException(path, where, "something that is not the JSON of a study", "the keys and types of a study file",
                "samples/quickstart/study.json is one to start from; README.md and docs/plan-files.md show the other keys.", e);
        }
        return study.Resolve(path);
    }

    private static JsonSerializerOptions Options { get; } = new()
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { TakeNullAsAbsent } },
    };

    /// <summary>A key that is given as null is one that is not given: what it would be without the key, it stays.</summary>
    private static void TakeNullAsAbsent(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
            if (property is { Set: { } set, IsSetNullable: false }) property.Set = (study, value) => { if (value is not null) set(study, value); };
    }

    private StudyFile Resolve(string path)
    {
        RefuseNullItems(("facilities", Facilities), ("services", Services), ("plans", Plans), ("standards", Standards), ("bases", Bases), ("as_of", AsOf),
            ("subsets", Subsets.Values), ("units.levels", Units?.Levels), ("units.main_urban", Units?.MainUrban));
        Require(Network.Osm.Length > 0, "network.osm", "nothing", "the path of an OSM file or of a .scnet cache");
        Require(Communities.File is { Length: > 0 }, "communities.file", "nothing", "a GeoJSON or CSV file of communities");
        Require(Services.Count > 0, "services", "no service", "at least one, such as { \"category\": \"elder.daycare\", \"minutes\": 15 }");
        Require(Facilities.Count > 0, "facilities", "no source", "at least one file, or { \"osm\": true }");
        Require(MaxSnapMetres is > 0 and <= 5000, "max_snap_m", FormattableString.Invariant($"{MaxSnapMetres}"), "metres above 0, at most 5,000");
        Require(CoverageThreshold is > 0 and <= 1, "coverage_threshold", FormattableString.Invariant($"{CoverageThreshold}"), "a share above 0, at most 1");
        Require(CircleThreshold is null or (> 0 and <= 1), "circle_threshold", FormattableString.Invariant($"{CircleThreshold}"), "a share above 0, at most 1");
        Require(Circles is null || (Circles.File is null) != (Circles.Around is null), "circles", Circles?.File is null ? "neither \"file\" nor \"around\"" : "\"file\" and \"around\"", "one of them");
        Require(Circles?.Minutes is null or (> 0 and <= 180), "circles.minutes", FormattableString.Invariant($"{Circles?.Minutes}"), "minutes above 0, at most 180");
        foreach ((string word, SubsetInput subset) in Subsets)
            Require(new[] { subset.Column, subset.File, subset.Communities is null ? null : "" }.Count(s => s is not null) == 1, $"subsets.{word}", "none or several of \"column\", \"file\" and \"communities\"", "exactly one");
        Require(DefaultMinutes is null or (> 0 and <= 180), "default_minutes", FormattableString.Invariant($"{DefaultMinutes}"), "minutes above 0, at most 180");
        Require(Units?.Levels.All(UnitLevels.InStudies.Contains) != false, "units.levels", string.Join(", ", Units?.Levels ?? []), "levels of " + string.Join(", ", UnitLevels.InStudies));
        Require(Units?.Covers is null || UnitLevels.InStudies.Contains(Units.Covers), "units.covers", Units?.Covers ?? "", "one of " + string.Join(", ", UnitLevels.InStudies));
        for (int i = 0; i < Bases.Count; i++)
        {
            Require(CoverageBasis.All.Contains(Bases[i].Basis), $"bases[{i}]", $"\"{Bases[i].Basis}\"", "one of " + string.Join(", ", CoverageBasis.All));
            Require(Bases.Take(i).All(b => b.Basis != Bases[i].Basis), $"bases[{i}]", $"{Bases[i].Basis} a second time", "each basis once");
            Require(Bases[i].SpacingMetres is >= 5 and <= 500, $"bases[{i}].spacing_m", FormattableString.Invariant($"{Bases[i].SpacingMetres}"), "metres from 5 to 500");
        }
        for (int i = 0; i < Services.Count; i++)
        {
            Require(Services[i].Category.Length > 0, $"services[{i}].category", "nothing", "a category id such as \"elder.daycare\", or a group such as \"elder\"");
            Require(Services[i].Minutes is null or (> 0 and <= 180), $"services[{i}].minutes", FormattableString.Invariant($"{Services[i].Minutes}"), "minutes above 0, at most 180");
        }
        for (int i = 0; i < Facilities.Count; i++)
            Require(Facilities[i].Osm || Facilities[i].File is { Length: > 0 }, $"facilities[{i}]", "neither a file nor \"osm\": true", "one of them");

        StudyColumns.Check(this, path);

        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        string At(string file) => System.IO.Path.Combine(folder, file);
        string AtIfFile(string idOrFile) => idOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? At(idOrFile) : idOrFile;
        bool isWalkerFile = Walker.Contains('/') || Walker.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        return this with
        {
            Path = path,
            Name = Name.Length > 0 ? Name : System.IO.Path.GetFileName(folder),
            Area = Area is null ? null : At(Area),
            Walker = isWalkerFile ? At(Walker) : Walker,
            Network = new NetworkInput
            {
                Osm = At(Network.Osm),
                Elevation = Network.Elevation is null ? null : At(Network.Elevation),
                Edits = Network.Edits is null ? null : At(Network.Edits),
            },
            Communities = Communities with { File = At(Communities.File!), Entrances = Communities.Entrances is null ? null : At(Communities.Entrances) },
            Facilities = [.. Facilities.Select(f => f.File is null ? f : f with { File = At(f.File) })],
            Units = Units?.File is null ? Units : Units with { File = At(Units.File) },
            Circles = Circles?.File is null ? Circles : Circles with { File = At(Circles.File) },
            Subsets = Subsets.ToDictionary(s => s.Key, s => s.Value.File is null ? s.Value : s.Value with { File = At(s.Value.File) }),
            Values = Values.File is null ? Values : Values with { File = At(Values.File) },
            NewAreas = NewAreas?.File is null ? NewAreas : NewAreas with { File = At(NewAreas.File) },
            Bases = [.. Bases.Select(b => b.File is null ? b : b with { File = At(b.File) })],
            Plans = [.. Plans.Select(AtIfFile)],
            Standards = [.. Standards.Select(AtIfFile)],
        };

        void Require(bool holds, string where, string found, string expected)
        {
            if (!holds) throw new InputException(path, where, found, expected);
        }

        void RefuseNullItems(params (string Key, IEnumerable<object?>? Items)[] lists)
        {
            foreach ((string key, IEnumerable<object?>? items) in lists) Require(items?.Contains(null) != true, key, "null among its items", "every item to be given");
        }
    }
}

/// <summary>Where the streets come from.</summary>
public sealed record NetworkInput
{
    /// <summary>OSM extract (.osm.pbf, .osm, .osm.gz, .osm.bz2) or network cache (.scnet).</summary>
    [JsonPropertyName("osm")] public string Osm { get; init; } = "";

    /// <summary>Heights.</summary>
    [JsonPropertyName("elevation")] public string? Elevation { get; init; }

    /// <summary>Corrections of the network.</summary>
    [JsonPropertyName("edits")] public string? Edits { get; init; }
}

/// <summary>A table of places, or the extract itself.</summary>
public sealed record TableInput
{
    /// <summary>GeoJSON or CSV file.</summary>
    [JsonPropertyName("file")] public string? File { get; init; }

    /// <summary>True: take facilities from the OSM extract.</summary>
    [JsonPropertyName("osm")] public bool Osm { get; init; }

    /// <summary>Datum of the coordinates.</summary>
    [JsonPropertyName("crs")] public string Crs { get; init; } = "wgs84";

    /// <summary>Text encoding, or "auto".</summary>
    [JsonPropertyName("encoding")] public string Encoding { get; init; } = "auto";

    /// <summary>Category of all rows, when no column says it.</summary>
    [JsonPropertyName("category")] public string? Category { get; init; }

    /// <summary>Our name of a column to the file's name of it.</summary>
    [JsonPropertyName("columns")] public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Gates of polygon communities.</summary>
    [JsonPropertyName("entrances")] public string? Entrances { get; init; }
}

/// <summary>Administrative units.</summary>
public sealed record UnitsInput
{
    /// <summary>Polygons with level, id, name and parent; null when columns of the tables name the units.</summary>
    [JsonPropertyName("file")] public string? File { get; init; }

    /// <summary>Our name of a column (level, id, name, parent) to the file's name of it.</summary>
    [JsonPropertyName("columns")] public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Datum of the file's coordinates.</summary>
    [JsonPropertyName("crs")] public string Crs { get; init; } = "wgs84";

    /// <summary>Text encoding of the file, or "auto".</summary>
    [JsonPropertyName("encoding")] public string Encoding { get; init; } = "auto";

    /// <summary>Levels in use, the widest first: "county", "township", "community".</summary>
    [JsonPropertyName("levels")] public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>The level that the study covers whole; null: none, since it is never assumed.</summary>
    [JsonPropertyName("covers")] public string? Covers { get; init; }

    /// <summary>Ids or names of the units that make up the main urban district.</summary>
    [JsonPropertyName("main_urban")] public IReadOnlyList<string> MainUrban { get; init; } = [];
}

/// <summary>One question.</summary>
public sealed record ServiceInput
{
    /// <summary>Category or group.</summary>
    [JsonPropertyName("category")] public string Category { get; init; } = "";

    /// <summary>Longest walk in minutes; null when a standard supplies it.</summary>
    [JsonPropertyName("minutes")] public double? Minutes { get; init; }

    /// <summary>Standard that supplies the longest walk.</summary>
    [JsonPropertyName("standard")] public string? Standard { get; init; }
}
