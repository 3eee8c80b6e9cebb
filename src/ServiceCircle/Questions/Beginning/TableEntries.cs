using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;
using ServiceCircle.Studies.Meaning;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Beginning;

/// <summary>What a study says of each table: its file, coordinates, columns and category, and why.</summary>
/// <param name="catalogue">The categories.</param>
/// <param name="network">The map.</param>
/// <param name="streets">Its streets.</param>
/// <param name="nameOf">The name of a file in the study.</param>
internal sealed class TableEntries(CategoryCatalogue catalogue, WalkNetwork network, Snapper streets, Func<string, string> nameOf)
{
    /// <summary>So many places at least tell a datum from another.</summary>
    private const int FewestPlaces = 10;

    /// <summary>Places that lie nearer to the streets than in any other datum by this factor are in it.</summary>
    private const double ClearlyNearer = 0.75;

    private readonly List<(LocatedFile File, JsonObject Entry, bool IsOpen, bool IsText)> _located = [];

    /// <summary>The entry of a table of communities.</summary>
    public (JsonObject Entry, Func<Notice> Why) Communities(JudgedTable table, List<Notice> doubts)
    {
        Dictionary<string, string> columns = ColumnGuess.OfCommunities(table.Table);
        if (!columns.ContainsKey("population")) doubts.Add(new("init/doubt/no-population", ("file", nameOf(table.Path))));
        else if (columns["population"].Contains("户籍")) doubts.Add(new("init/doubt/registered", ("column", columns["population"])));
        if (!columns.ContainsKey("name")) doubts.Add(new("init/doubt/no-names", ("file", nameOf(table.Path))));
        JsonObject entry = Located(table, columns, doubts);
        return (entry, () => Why("init/communities", table, entry));
    }

    /// <summary>The entry of a table of facilities; null where nothing tells what its rows are.</summary>
    public (JsonObject? Entry, Func<Notice>? Why) Facilities(JudgedTable table, List<Notice> doubts)
    {
        Dictionary<string, string> columns = ColumnGuess.OfFacilities(table.Table, catalogue);
        string stem = Path.GetFileNameWithoutExtension(table.Path);
        double told = RoleGuess.ToldShare(table.Table, columns.GetValueOrDefault("name"), catalogue);
        bool isOfMapService = new RowCategories(new PlaceTable(table.Table), catalogue, null, name: -1).ReadsClasses;
        string? category = columns.ContainsKey("category") || isOfMapService || told >= 0.5 ? null : RoleGuess.CategoryOf(stem, catalogue);
        (string, object) file = ("file", nameOf(table.Path));
        if (!columns.ContainsKey("category") && !isOfMapService && category is null && told == 0)
        {
            doubts.Add(new("init/doubt/no-category", file));
            return (null, null);
        }
        JsonObject entry = Located(table, columns, doubts);
        if (category is not null) entry["category"] = category;
        if (category is not null) doubts.Add(new("init/doubt/category-of-file", file, ("category", category)));
        else if (!columns.ContainsKey("category") && told < 1)
            doubts.Add(new("init/doubt/names-tell", file, ("share", Math.Round(told * 100)), ("percent", "%")));
        return (entry, () => Why("init/facilities", table, entry));
    }

    /// <summary>The entry of a table of administrative units; null where their level cannot be told.</summary>
    public (JsonObject? Entry, Func<Notice>? Why) Units(JudgedTable table, List<Notice> doubts)
    {
        Dictionary<string, string> guessed = ColumnGuess.OfCommunities(table.Table);
        int level = ColumnNames.Find(table.Table.Columns, ["level", "级别", "层级"]);
        string[] levels = level >= 0
            ? [.. UnitLevels.InStudies.Intersect(ColumnGuess.Cells(table.Table, table.Table.Columns[level]))]
            : LevelOf(guessed.TryGetValue("name", out string? n) ? ColumnGuess.Cells(table.Table, n) : []) is { } only ? [only] : [];
        if (levels.Length == 0)
        {
            doubts.Add(new("init/doubt/no-level", ("file", nameOf(table.Path))));
            return (null, null);
        }
        string[] used = ["id", "name"];
        JsonObject entry = Located(table, guessed.Where(c => used.Contains(c.Key)).ToDictionary(), doubts);
        entry["levels"] = JsonValues.Texts(levels);
        return (entry, () => Why("init/units", table, entry));
    }

    /// <summary>The entry of a table of new areas.</summary>
    public (JsonObject Entry, Func<Notice>? Why) NewAreas(JudgedTable table, List<Notice> doubts) => (Located(table, [], doubts), null);

    /// <summary>
    /// Whether a file can be named without saying what its coordinates are, as the gates and the area are; a doubt where it cannot.
    /// </summary>
    public bool IsReadAsItIs(JudgedTable table, List<Notice> doubts)
    {
        CrsGuess guess = CrsGuess.Of(table.Path, table.Table, network.DataBox, streets);
        bool isPlain = guess is { Inside: >= CrsGuess.Most, IsSwapped: false, Options: { Crs: null, XColumn: null } };
        if (!isPlain) doubts.Add(new("init/doubt/convert-first", ("file", nameOf(table.Path))));
        return isPlain;
    }

    /// <summary>The level of units by what their names end with.</summary>
    private static string? LevelOf(IReadOnlyList<string> names)
    {
        (string Level, string[] Ends)[] levels =
        [
            ("township", ["街道", "街道办事处", "镇", "乡", "地区", "办事处", "街办"]), ("county", ["区", "县", "市"]),
            ("community", ["社区", "村", "居委会"]),
        ];
        return levels.FirstOrDefault(l => ColumnGuess.Share(names, n => l.Ends.Any(n.EndsWith)) >= 0.6).Level;
    }

    private JsonObject Located(JudgedTable table, Dictionary<string, string> columns, List<Notice> doubts)
    {
        CrsGuess guess = CrsGuess.Of(table.Path, table.Table, network.DataBox, streets);
        (string, object) file = ("file", nameOf(table.Path));
        if (guess.Inside < CrsGuess.Most)
            doubts.Add(new("init/doubt/outside", file, ("share", Math.Round(guess.Inside * 100)), ("percent", "%")));
        else if (guess.IsSwapped) doubts.Add(new("init/doubt/swapped", file));
        else if (!guess.IsDeclared) doubts.Add(new("init/doubt/crs", file, ("crs", guess.Table.Crs.Name)));
        if (guess.Options is { XColumn: { } x, YColumn: { } y }) (columns["lon"], columns["lat"]) = (x, y);
        var entry = new JsonObject { ["file"] = nameOf(table.Path) };
        // What a file declares in its own words has no short name, and is found there again.
        if (Crs.Named(guess.Table.Crs.Name) is not null) entry["crs"] = guess.Table.Crs.Name;
        if (columns.Count > 0) entry["columns"] = new JsonObject([.. columns.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))]);
        foreach (Notice note in guess.Table.Notes) doubts.Add(note);
        if (guess.Pairs > 1) doubts.Add(new("init/doubt/pairs", file, ("count", guess.Pairs)));
        if (guess is { Hint: { } hint, IsDeclared: true })
            doubts.Add(new("init/doubt/hint", file, ("crs", hint)));
        _located.Add((LocatedFile.Of(guess.Table) with { Name = nameOf(table.Path) }, entry,
            !guess.Table.Crs.IsProjected && guess.Options.Crs is null, guess.Table.PositionColumns.Count > 0));
        return entry;
    }

    /// <summary>
    /// What speaks against the datum of the files. Where another one is almost certain, and no header or projection says otherwise, it is
    /// written into the file's entry.
    /// </summary>
    public IReadOnlyList<Notice> DatumDoubts()
    {
        var doubts = new List<Notice>();
        foreach (FileDatum datum in DatumChecks.Compare([.. _located.Select(l => l.File)], streets))
        {
            (LocatedFile file, JsonObject entry, bool isOpen, bool isText) = _located.Find(l => l.File.Name == datum.Fit.File);
            if (datum.Doubt is null)
            {
                // Silence must not look like proof.
                bool isTold = datum.Fit.Points >= FewestPlaces
                    && datum.Fit.MedianMetres[datum.Fit.Stated] <= ClearlyNearer * datum.Fit.MedianMetres[datum.Fit.Best];
                if (isOpen && isText && !isTold)
                    doubts.Add(new("init/doubt/cannot-tell", ("file", file.Name), ("count", datum.Fit.Points)));
                continue;
            }
            if (datum.IsShifted && isOpen)
            {
                entry["crs"] = StudyInputs.WordOf(datum.Fit.Best);
                doubts.Add(new("init/doubt/shifted", ("file", file.Name),
                    ("crs", StudyInputs.WordOf(datum.Fit.Best)), ("metres", Math.Round(datum.Fit.MedianMetres[datum.Fit.Best])),
                    ("stated", StudyInputs.WordOf(datum.Fit.Stated)), ("before", Math.Round(datum.Fit.MedianMetres[datum.Fit.Stated]))));
            }
            else doubts.Add(datum.Doubt);
        }
        return doubts;
    }

    private Notice Why(string key, JudgedTable table, JsonObject entry) => new(
        key, ("file", nameOf(table.Path)), ("count", table.Table.Rows.Count), ("crs", (string?)entry["crs"] ?? "-"),
        ("columns", entry["columns"] is JsonObject columns ? new NameList([.. columns.Select(c => $"{c.Key} = {c.Value}")]) : "-"));
}
