using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Beginning;

/// <summary>
/// Makes a study of the files of a folder: looks at each, says what it takes it for, and finds columns, coordinates and categories. The
/// straight line: tables and their roles; the map that holds the communities; coordinates by where they put the places on it; the entries.
/// </summary>
internal sealed class FolderStudy
{
    private const int ColumnsSaid = 8;

    private readonly InitQuestion _question;
    private readonly CategoryCatalogue _catalogue = CategoryCatalogue.Load();
    private readonly List<Notice> _doubts = [];
    private readonly List<TakenFile> _taken = [];
    private readonly string _root;

    private FolderStudy(InitQuestion question)
    {
        _question = question;
        _root = Path.GetDirectoryName(Path.GetFullPath(question.StudyPath))!;
    }

    /// <summary>The draft of a study.</summary>
    /// <exception cref="InputException">No map, or no table that can be of communities; a file that was named cannot be read.</exception>
    public static StudyDraft Draft(InitQuestion question, Action<string, double>? progress) => new FolderStudy(question).Draft(progress);

    private StudyDraft Draft(Action<string, double>? progress)
    {
        IReadOnlyList<string> files = _question.Folder is { } folder ? FolderFiles.Of(folder) : [];
        string[] extracts = _question.Network is { } given ? [given] : [.. files.Where(FolderFiles.IsExtract)];
        if (extracts.Length == 0)
            throw new InputException(_question.Folder ?? "--network", "", "found/no-extract", "expected/network", "advice/get-extract");
        JudgedTable[] judged = [.. files.Where(IsPlain).Select(Judged).OfType<JudgedTable>()];
        IReadOnlyList<JudgedTable> tables = Given(judged);
        JudgedTable communities = CommunitiesOf(tables);
        (string extract, WalkNetwork network, Snapper streets, bool hasFacilities) = MapOf(extracts, communities, progress);
        Take(extract, FileRole.Network, null, null, new("init/network", ("file", NameOf(extract)), ("nodes", network.NodeCount)));
        foreach (string other in extracts.Where(e => e != extract))
            Take(other, FileRole.None, null, null, new("init/other-network", ("file", NameOf(other))));
        string? heights = files.FirstOrDefault(FolderFiles.IsHeights);
        if (heights is not null) Take(heights, FileRole.Heights, null, null, new("init/heights", ("file", NameOf(heights))));

        var entries = new TableEntries(_catalogue, network, streets, NameOf);
        foreach (JudgedTable table in tables.OrderBy(t => t.Role).ThenBy(t => t.Path, StringComparer.Ordinal))
            Enter(table, table == communities, entries);
        if (_taken.Find(t => t.Role == FileRole.Gates) is { } gates)
            _taken.Find(t => t.Role == FileRole.Communities)!.Entry!["entrances"] = gates.Name;
        _doubts.AddRange(entries.DatumDoubts());
        // A study names some source, even one that holds nothing.
        bool hasTables = _taken.Exists(t => t.Role == FileRole.Facilities), takesOsm = hasFacilities || !hasTables;
        if (!hasTables && !hasFacilities) _doubts.Add("init/doubt/no-facilities");
        IReadOnlyList<(string Plan, string Name)> plans = PlanPlaces.Find(
            [.. files.Select(NameOf), Path.GetFileName(_root)], tables.Select(t => t.Table));
        foreach ((string plan, string name) in plans) _doubts.Add(new("init/plan", ("plan", plan), ("name", name)));
        return new StudyDraft(
            Path.GetFileName(_root), _question.StudyPath,
            [.. _taken.OrderBy(t => t.Role == FileRole.None).ThenBy(t => t.Role)], [.. plans.Select(p => p.Plan)], takesOsm, _doubts);
    }

    /// <summary>A table of the folder, unless it is a study or a result of one.</summary>
    private bool IsPlain(string path) => FolderFiles.IsTable(path) && Path.GetFullPath(path) != Path.GetFullPath(_question.StudyPath);

    private JudgedTable? Judged(string path)
    {
        try
        {
            return Read(path);
        }
        catch (InputException e)
        {
            // Settings, scenarios and studies are no tables; what else cannot be read is said.
            if (Path.GetExtension(path) != ".json" || !IsJson(path)) DoubtUnreadable(path, e);
            return null;
        }
    }

    private static bool IsJson(string path)
    {
        try
        {
            JsonText.Load(path);
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private void DoubtUnreadable(string path, InputException why) =>
        _doubts.Add(new("init/doubt/unreadable", ("file", NameOf(path)), ("why", why.Sentence())));

    private JudgedTable Read(string path) =>
        RoleGuess.Judge(path, Tables.Read(path, new TableOptions { Crs = Crs.AsWritten }), _catalogue);

    /// <summary>The tables of the folder, with what the user said of some, and only one of each kind of which a study has one.</summary>
    private List<JudgedTable> Given(JudgedTable[] judged)
    {
        var tables = judged.Where(t => !IsNamed(t.Path)).ToList();
        if (_question.Facilities.Count > 0) tables.RemoveAll(t => t.Role == FileRole.Facilities);
        if (_question.Communities is not null) tables = tables.ConvertAll(t => t.Role == FileRole.Communities ? NextBest(t) : t);
        foreach (FileRole single in (FileRole[])[FileRole.Communities, FileRole.Area, FileRole.NewAreas, FileRole.Units, FileRole.Gates,
            FileRole.Values, FileRole.Edits])
        {
            JudgedTable[] rivals = [.. tables.Where(t => t.Role == single).OrderByDescending(t => t.ScoreOf(single))
                .ThenByDescending(t => t.Table.Rows.Count).ThenByDescending(t => t.Table.Rows.Count(r => r.Geometry is IPolygonal))];
            foreach (JudgedTable rival in rivals.Skip(1)) tables[tables.IndexOf(rival)] = NextBest(rival);
            if (rivals.Length > 1)
                _doubts.Add(new(
                    "init/doubt/rivals", ("file", NameOf(rivals[0].Path)), ("role", RoleWord(single)),
                    ("others", new NameList([.. rivals.Skip(1).Select(r => NameOf(r.Path))]))));
        }
        foreach (IGrouping<string, JudgedTable> copies in tables.Where(t => t.Role == FileRole.Facilities)
            .GroupBy(t => Path.ChangeExtension(t.Path, null)).Where(g => g.Count() > 1).ToArray())
        {
            JudgedTable[] best = [.. copies.OrderByDescending(t => t.Table.Rows.Count(r => r.Geometry is not null))
                .ThenByDescending(t => t.Table.Columns.Count).ThenBy(t => t.Path, StringComparer.Ordinal)];
            foreach (JudgedTable copy in best.Skip(1)) tables[tables.IndexOf(copy)] = copy with { Role = FileRole.None };
            _doubts.Add(new("init/doubt/copies", ("file", NameOf(best[0].Path)),
                ("others", new NameList([.. best.Skip(1).Select(r => NameOf(r.Path))]))));
        }
        if (_question.Communities is { } homes) tables.Add(Read(homes) with { Role = FileRole.Communities });
        tables.AddRange(_question.Facilities.Select(f => Read(f) with { Role = FileRole.Facilities }));
        return tables;

        bool IsNamed(string path) => _question.Facilities.Append(_question.Communities).OfType<string>()
            .Any(n => Path.GetFullPath(n) == Path.GetFullPath(path));
    }

    /// <summary>What else a table of homes or units may be, once its role is taken.</summary>
    private static JudgedTable NextBest(JudgedTable table) => table with
    {
        Role = table.Role != FileRole.Units && table.ScoreOf(FileRole.Units) >= JudgedTable.Enough ? FileRole.Units : FileRole.None,
    };

    /// <summary>The table of communities; where there is none, units take their place.</summary>
    private JudgedTable CommunitiesOf(IReadOnlyList<JudgedTable> tables)
    {
        if (tables.FirstOrDefault(t => t.Role == FileRole.Communities) is { } communities) return communities;
        if (tables.FirstOrDefault(t => t.Role == FileRole.Units) is { } units)
        {
            _doubts.Add(new("init/doubt/units-as-communities", ("file", NameOf(units.Path))));
            return units;
        }
        var others = new NameList([.. tables.Select(t => NameOf(t.Path))]);
        throw new InputException(
            _question.Folder ?? "--communities", "", new("found/no-communities", ("files", others)), "expected/communities-table",
            "advice/name-communities");
    }

    /// <summary>Of several extracts the one that holds most communities, of these the one with facilities.</summary>
    private (string Path, WalkNetwork Network, Snapper Streets, bool HasFacilities) MapOf(
        string[] extracts, JudgedTable communities, Action<string, double>? progress)
    {
        var maps = new List<(string Path, double Inside, bool HasFacilities)>();
        (string Path, WalkNetwork Network, Snapper Streets, bool HasFacilities)? best = null;
        foreach (string path in extracts)
        {
            WalkNetwork network;
            try
            {
                network = NetworkFiles.OpenAsOf(null, path, new NetworkOptions { Progress = progress });
            }
            catch (InputException e) when (extracts.Length > 1)
            {
                DoubtUnreadable(path, e);
                continue;
            }
            var streets = new Snapper(WalkGraph.Of(network, Walker.Load("adult")), DatumFit.MostMetres);
            double inside = CrsGuess.Of(communities.Path, communities.Table, network.DataBox, streets).Inside;
            bool hasFacilities = HasFacilities(network);
            if (maps.TrueForAll(m => (inside, hasFacilities).CompareTo((m.Inside, m.HasFacilities)) > 0))
                best = (path, network, streets, hasFacilities);
            maps.Add((path, inside, hasFacilities));
        }
        if (best is null) throw new InputException(_question.Folder ?? "--network", "", "found/no-extract", "expected/network");
        if (!best.Value.HasFacilities)
            foreach (var map in maps.Where(m => m.HasFacilities))
                _doubts.Add(new("init/doubt/other-map", ("file", NameOf(best.Value.Path)), ("other", NameOf(map.Path)),
                    ("share", Math.Round(map.Inside * 100)), ("percent", "%")));
        return best.Value;
    }

    /// <summary>Whether the map holds facilities of the services that are asked.</summary>
    private bool HasFacilities(WalkNetwork network) => FacilityReader.FromOsm(network.Features.Find(FeatureGroups.Place), _catalogue)
        .Facilities.Any(f => StudyDraft.Services.Any(f.Offers));

    private void Enter(JudgedTable table, bool isCommunities, TableEntries entries)
    {
        FileRole role = isCommunities ? FileRole.Communities : table.Role;
        string name = NameOf(table.Path);
        (JsonObject? entry, Func<Notice>? why) = role switch
        {
            FileRole.Communities => entries.Communities(table, _doubts),
            FileRole.Facilities => entries.Facilities(table, _doubts),
            FileRole.Units => entries.Units(table, _doubts),
            FileRole.NewAreas => entries.NewAreas(table, _doubts),
            _ => (null, null),
        };
        if (role is FileRole.Gates or FileRole.Area && !entries.IsReadAsItIs(table, _doubts)) role = FileRole.None;
        if (role is FileRole.Communities or FileRole.Facilities or FileRole.Units && entry is null) role = FileRole.None;
        Notice taken = role == FileRole.None ? Unused(table, name) : new("init/taken", ("file", name), ("role", RoleWord(role)));
        _taken.Add(new TakenFile(name, role, table.Table.Rows.Count, entry, why ?? (() => taken)));
    }

    /// <summary>A table that is of no use: one without positions most often, whose columns are then said.</summary>
    private static Notice Unused(JudgedTable table, string name) =>
        table.Table.Rows.Any(r => r.Geometry is not null) || ColumnGuess.Coordinates(table.Table).Count > 0
            ? new("init/unused", ("file", name))
            : new("init/unused-without-places", ("file", name), ("columns", new NameList(table.Table.Columns, ColumnsSaid)));

    private void Take(string path, FileRole role, int? rows, JsonObject? entry, Notice why) =>
        _taken.Add(new TakenFile(NameOf(path), role, rows, entry, () => why));

    private string NameOf(string path) => Path.GetRelativePath(_root, Path.GetFullPath(path)).Replace('\\', '/');

    private static Phrase RoleWord(FileRole role) => new(role switch
    {
        FileRole.Network => "init/role/network",
        FileRole.Heights => "init/role/heights",
        FileRole.Communities => "init/role/communities",
        FileRole.Facilities => "init/role/facilities",
        FileRole.Units => "init/role/units",
        FileRole.Area => "init/role/area",
        FileRole.NewAreas => "init/role/new-areas",
        FileRole.Values => "init/role/values",
        FileRole.Gates => "init/role/gates",
        FileRole.Edits => "init/role/edits",
        _ => "init/role/none",
    });
}
