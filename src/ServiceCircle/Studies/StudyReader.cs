using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Studies;

/// <summary>
/// Reads <c>study.json</c>: one method for each object in it. Every mistake is noted with its line and path, and all are told at
/// once; a key that is null is as good as absent; numbers may stand in quotation marks. Paths are resolved against the file's folder.
/// </summary>
/// <param name="path">The file.</param>
internal sealed partial class StudyReader(string path)
{
    /// <summary>What a study needs; one of these is missing where its name is misspelt.</summary>
    private static readonly string[] Needed = ["network", "communities", "facilities", "services"];

    private static readonly StudyFile Default = new();
    private static readonly TableInput DefaultTable = new();
    private static readonly Dictionary<string, string> Levels = UnitLevels.InStudies.ToDictionary(level => level, StringComparer.Ordinal);

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>Reads and checks the file.</summary>
    /// <exception cref="InputException">Not JSON, or with mistakes.</exception>
    public StudyFile Read()
    {
        var problems = new RowProblems(path);
        JsonText json = JsonText.Load(path);
        var file = new JsonFields(json, problems, numbersMayBeQuoted: true);
        if (json.Kind != JsonKind.Object) problems.ThrowIfAny();
        // For editors.
        file.TextOrNull("$schema");
        var study = new StudyFile
        {
            Path = path,
            Name = file.TextOrNull("name") is { Length: > 0 } name ? name : Path.GetFileName(_folder),
            Area = FileOf(file, "area"),
            FacilitiesOutside = file.Flag("facilities_outside", ifAbsent: true),
            Network = Network(file.Part("network")),
            Walker = file.TextOrNull("walker") is { } walker ? walker.Contains('/')
                ? At(file, "walker", walker) : AtIfFile(file, "walker", walker) : Default.Walker,
            Communities = Communities(file.Part("communities")),
            Facilities = [.. file.Objects("facilities").Select(Facilities)],
            Services = [.. file.Objects("services").Select(Service)],
            Taxonomy = PlainFileOf(file, "taxonomy"),
            CountAs = CountAs(file.Part("count_as")),
            Plans = [.. file.Texts("plans").Select(plan => AtIfFile(file, "plans", plan))],
            Standards = [.. file.Texts("standards").Select(rules => AtIfFile(file, "standards", rules))],
            CoverageThreshold = Share(file, "coverage_threshold") ?? Default.CoverageThreshold,
            CircleThreshold = Share(file, "circle_threshold"),
            Circles = file.Object("circles") is { } circles ? Circles(circles) : null,
            Subsets = Subsets(file.Part("subsets")),
            Units = file.Object("units") is { } units ? Units(units) : null,
            NewAreas = file.Object("new_areas") is { } areas ? NewAreas(areas) : null,
            Values = Values(file),
            Baselines = file.Part("baselines").Numbers(),
            Since = Since(file.Part("since")),
            Publisher = file.TextOrNull("publisher"),
            MapApproval = file.TextOrNull("map_approval"),
            IssuedOn = file.Day("issued_on"),
            Logo = Inside(file, "logo", PlainFileOf(file, "logo")),
            DefaultMinutes = Minutes(file, "default_minutes"),
            AsOf = AsOf(file),
            Bases = Bases(file),
            MaxSnapMetres = file.Number("max_snap_m", m => m is > 0 and <= 5000, new("expected/metres", ("most", "5,000")))
                ?? Default.MaxSnapMetres,
            Unknown = [.. file.Unasked()],
        };
        NoteIfEmpty(file, "services", "found/no-service",
            new("expected/some-such-as", ("example", "{ \"category\": \"elder.daycare\", \"minutes\": 15 }")));
        NoteIfEmpty(file, "facilities", "found/no-source", new("expected/some-file-or", ("example", "{ \"osm\": true }")));
        if (Needed.Any(key => file.Item(key) is null)) file.Done();
        problems.ThrowIfAny();
        return study;
    }

    private NetworkInput Network(JsonFields f) => f.Whole(new NetworkInput
    {
        Osm = At(f, "osm", PlainFile(f, "osm", f.Text("osm", "expected/path-of-network"))),
        Elevation = PlainFileOf(f, "elevation"),
        Edits = FileOf(f, "edits"),
    });

    private PlacesInput Communities(JsonFields f) => f.Whole(Table(f, [.. CommunityReader.ColumnNames, .. UnitLevels.InStudies]) with
    {
        File = At(f, "file", f.Text("file", "expected/file-of-communities")),
        Entrances = FileOf(f, "entrances"),
        PopulationRaster = PlainFileOf(f, "population_raster"),
        Spread = Spread(f),
    });

    private PlacesInput Facilities(JsonFields f)
    {
        PlacesInput table = Table(f, [.. FacilityReader.ColumnNames, .. UnitLevels.InStudies]) with
        {
            File = FileOf(f, "file"),
            Osm = f.Flag("osm"),
            Category = f.TextOrNull("category"),
        };
        if (!table.Osm && f.Item("file") is null) f.NoteHere("found/neither-file-nor-osm", "expected/one-of-them");
        return f.Whole(table);
    }

    private TableInput NewAreas(JsonFields f) => f.Whole(Table(f, NewArea.ColumnNames) with { File = FileOf(f, "file") });

    /// <summary>What every table of places has, but for its file.</summary>
    private static PlacesInput Table(JsonFields f, IReadOnlyList<string> names) =>
        new() { Crs = CrsOf(f), Layer = f.TextOrNull("layer"), Encoding = Encoding(f), Columns = Columns(f, names) };

    private static ServiceInput Service(JsonFields f) => f.Whole(new ServiceInput
    {
        Category = f.Text("category", "expected/category-or-group"),
        Minutes = Minutes(f, "minutes"),
        Standard = f.TextOrNull("standard"),
    });

    private UnitsInput Units(JsonFields f) => f.Whole(new UnitsInput
    {
        File = FileOf(f, "file"),
        Columns = Columns(f, UnitReader.ColumnNames),
        Crs = CrsOf(f),
        Layer = f.TextOrNull("layer"),
        Encoding = Encoding(f),
        Levels = f.Words("levels", Levels),
        Covers = f.WordOrNull("covers", Levels) is (true, var level) ? level : null,
        MainUrban = f.Texts("main_urban"),
    });

    private CirclesInput Circles(JsonFields f)
    {
        var circles = new CirclesInput
        {
            File = FileOf(f, "file"),
            Columns = Columns(f, Plans.Facts.Circles.ColumnNames),
            Crs = CrsOf(f),
            Layer = f.TextOrNull("layer"),
            Encoding = Encoding(f),
            Around = f.TextOrNull("around"),
            Minutes = Minutes(f, "minutes"),
        };
        if (f.Item("file") is null == f.Item("around") is null)
            f.NoteHere(new(f.Item("file") is null ? "found/neither" : "found/both", ("one", "file"), ("other", "around")),
                "expected/one-of-them");
        return f.Whole(circles);
    }

    private Dictionary<string, SubsetInput> Subsets(JsonFields words)
    {
        var subsets = new Dictionary<string, SubsetInput>(StringComparer.Ordinal);
        foreach (string word in words.Keys)
        {
            JsonFields f = words.Part(word);
            if (new[] { "column", "file", "communities" }.Count(key => f.Item(key) is not null) != 1)
                f.NoteHere("found/none-or-several", "expected/exactly-one");
            subsets.Add(word, f.Whole(new SubsetInput
            {
                Column = f.TextOrNull("column"),
                File = FileOf(f, "file"),
                Communities = f.Item("communities") is null ? null : f.Texts("communities"),
            }));
        }
        return subsets;
    }

    /// <summary>The path of a table, or an object of numbers.</summary>
    private ValuesInput Values(JsonFields file)
    {
        switch (file.Item("values"))
        {
            case null: return Default.Values;
            case { Kind: JsonKind.Text } table: return new ValuesInput { File = At(file, "values", table.Text) };
            case { Kind: JsonKind.Object } figures: return new ValuesInput { Figures = file.Below(figures).Numbers() };
            case { } other:
                file.NoteAt(other, other.Shown, new("expected/table-or-figures", ("braces", "{ }")));
                return Default.Values;
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> CountAs(JsonFields categories) =>
        categories.Keys.ToDictionary(category => category, categories.Texts, StringComparer.Ordinal);

    private static Dictionary<string, DateOnly> Since(JsonFields clauses)
    {
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (string clause in clauses.Keys)
            if (clauses.Day(clause) is { } day) days.Add(clause, day);
        return days;
    }

    /// <summary>A text, a number, or a list of them.</summary>
    private static List<string> AsOf(JsonFields file)
    {
        var days = new List<string>();
        if (file.Item("as_of") is not { } value) return days;
        foreach (JsonText item in value.Kind == JsonKind.List ? value.Items : [value])
        {
            string text = item.Kind == JsonKind.Text ? item.Text : item.Shown.ToString();
            if (AsOfDays.FirstWrong(text) is { } wrong) file.NoteAt(item, Notice.Quoted(wrong), AsOfDays.Expected);
            days.Add(text);
        }
        return days;
    }

    /// <summary>A basis by its name alone, or an object.</summary>
    private List<BasisInput> Bases(JsonFields file)
    {
        var bases = new List<BasisInput>();
        foreach (JsonText item in file.List("bases"))
        {
            BasisInput basis = item.Kind == JsonKind.Text ? new BasisInput { Basis = item.Text } : Basis(file.Below(item));
            if (item.Kind is not (JsonKind.Text or JsonKind.Object)) continue;
            if (!CoverageBasis.All.Contains(basis.Basis))
                file.NoteAt(item, Notice.Quoted(basis.Basis), Notice.OneOf(CoverageBasis.All));
            else if (bases.Exists(b => b.Basis == basis.Basis))
                file.NoteAt(item, new("found/twice", ("what", basis.Basis)), "expected/each-basis-once");
            bases.Add(basis);
        }
        return bases;
    }

    private BasisInput Basis(JsonFields f) => f.Whole(new BasisInput
    {
        Basis = f.TextOrNull("basis") ?? "",
        File = FileOf(f, "file"),
        Crs = CrsOf(f),
        Layer = f.TextOrNull("layer"),
        Encoding = Encoding(f),
        SpacingMetres = f.Number("spacing_m", m => m is >= 5 and <= 500, new("expected/metres-from", ("from", "5"), ("to", "500")))
            ?? ResidentialLand.DefaultSpacingMetres,
    });

    private static Crs? CrsOf(JsonFields f)
    {
        if (f.TextOrNull("crs") is not { } word) return null;
        Crs? crs = Crs.Named(word);
        if (crs is null) f.Note("crs", Notice.Quoted(word), "expected/crs", CrsAdvice.For(word));
        return crs;
    }

    private static string Encoding(JsonFields f) => f.TextOrNull("encoding") ?? DefaultTable.Encoding;

    private static double? Minutes(JsonFields f, string key) =>
        f.Number(key, m => m is > 0 and <= 180, new("expected/minutes", ("most", "180")));

    private static double? Share(JsonFields f, string key) => f.Number(key, s => s is > 0 and <= 1, "expected/share");

    /// <summary>The file's names of columns by ours. A name that means nothing would leave a column unread.</summary>
    private static IReadOnlyDictionary<string, string> Columns(JsonFields f, IReadOnlyList<string> names)
    {
        JsonFields columns = f.Part("columns");
        foreach (string name in columns.Keys)
            if (!names.Contains(name))
                columns.Note(name, new("found/name", ("name", name)), JsonFields.Nearest(name, names),
                    new("advice/names", ("names", new NameList(names))));
        return columns.Texts();
    }

    private static void NoteIfEmpty(JsonFields file, string key, Notice found, Notice expected)
    {
        if (file.Item(key) is null or { Kind: JsonKind.List, Items: [] }) file.Note(key, found, expected);
    }
}
