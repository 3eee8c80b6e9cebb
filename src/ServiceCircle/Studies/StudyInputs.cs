using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies.Meaning;
using ServiceCircle.Studies.Spreading;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies;

/// <summary>Turns what a study file names into what <see cref="Study"/> computes with.</summary>
internal static partial class StudyInputs
{
    /// <summary>Keys of the study that mean nothing.</summary>
    public static List<Notice> Warnings(StudyFile study) =>
        [.. study.Unknown.Select(
            u => new Notice("warning/unknown-key", ("file", Path.GetFileName(study.Path)), ("key", u.Key), ("near", u.Near)))];

    /// <summary>The network with its heights and its edits.</summary>
    public static WalkNetwork Network(StudyFile study, Action<string, double>? progress)
    {
        WalkNetwork network = NetworkFiles.OpenAsOf(AsOf(study), study.Network.Osm, new NetworkOptions { Progress = progress });
        if (study.Network.Elevation is { } heights) network = Elevation.Add(network, HeightGrid.Read(heights));
        if (study.Network.Edits is { } edits) network = new NetworkEditor(network).Apply(EditsFile.Read(edits), edits).Network;
        return network;
    }

    /// <summary>The services asked, in the order of the file; a limit may come from a standard.</summary>
    public static IReadOnlyList<Service> Services(StudyFile study, StudyCatalogues known, List<Notice> warnings)
    {
        var services = new List<Service>();
        for (int i = 0; i < study.Services.Count; i++)
        {
            ServiceInput service = study.Services[i];
            string where = $"services[{i}]";
            known.Categories.Require(service.Category, study.Path, where + ".category");
            if (services.Exists(s => s.Category == service.Category))
                throw new InputException(study.Path, where, new("found/twice", ("what", service.Category)), "expected/each-category-once");
            services.Add(service switch
            {
                { Minutes: { } minutes } => new Service(service.Category, WalkTime.FromMinutes(minutes)),
                { Standard: { } standard } => FromStandard(known.Standards.Require(standard, study.Path, where + ".standard")),
                _ => throw new InputException(study.Path, where, "found/no-limit", "expected/minutes-or-standard"),
            });
            if (service is { Minutes: not null, Standard: not null })
                warnings.Add(new Notice("warning/minutes-win", ("where", where), ("standard", service.Standard)));

            Service FromStandard(StandardRule rule)
            {
                if (rule.LimitFor(known.Walker) is not { } limit)
                    throw new InputException(study.Path, where + ".standard", new("found/standard-without-limit", ("standard", rule.Id)),
                        "expected/rule-with-limit", "advice/give-minutes");
                if (rule.Categories.Count > 0 && !rule.Categories.Any(c => CategoryCatalogue.AreRelated(c, service.Category)))
                    warnings.Add(new Notice("warning/standard-elsewhere", ("where", where), ("standard", rule.Id),
                        ("about", new NameList(rule.Categories)), ("category", service.Category)));
                if (!rule.IsVerified) warnings.Add(new Notice("warning/standard-unverified", ("where", where), ("standard", rule.Id)));
                return new Service(service.Category, limit.Time, rule.Id);
            }
        }
        return services;
    }

    /// <summary>The day as of which facilities count, of several the last; null if all do.</summary>
    /// <exception cref="InputException">Neither a year nor a day.</exception>
    public static DateOnly? AsOf(StudyFile study) => AsOfDays.Read(study) is [.., var last] ? last : null;

    /// <summary>
    /// Leaves out the facilities that open after a day or have closed by then; those without a date count as open, and where any opens
    /// later, those whose date is blank may.
    /// </summary>
    public static FacilityList OpenOn(FacilityList list, DateOnly? day)
    {
        if (day is not { } last) return list;
        bool IsClosed(Facility f) => f.ClosedOn?.IsBy(last) == true;
        bool? IsOpen(Facility f) => IsClosed(f) ? false : f.OpenedOn is { } opened ? opened.IsBy(last) : true;
        var later = list.Facilities.Where(f => IsOpen(f) == false).ToList();
        bool isAnyLater = later.Exists(f => f.Source != FacilityReader.OsmSource);
        IEnumerable<Facility> open = list.Facilities.Where(f => IsOpen(f) != false)
            .Select(f => IsOpen(f) is null || (isAnyLater && f.OpeningIsBlank) ? f with { MayOpenLater = true } : f);
        string Reason(Facility f) => IsClosed(f) ? FormattableString.Invariant($"closed on {f.ClosedOn}, by {last:yyyy-MM-dd}")
            : FormattableString.Invariant($"opens on {f.OpenedOn}, after {last:yyyy-MM-dd}");
        return FacilityList.Sorted(
            [.. open], [.. list.Audit, .. later.Select(f => new FacilityAudit(f.Id, f.Name, null, Reason(f), null))]) with
        { Rules = list.Rules };
    }

    /// <summary>The units of the study's file; empty if it names none.</summary>
    public static IReadOnlyList<AdministrativeUnit> Units(StudyFile study) => study.Units?.File is not null
        ? InStudy(study, UnitReader.FromTable(Read(study.Units), study.Units.Columns, study.Units.Levels)) : [];

    /// <summary>Units that lie for the most part outside of the study's area are none of it, unless it has communities there.</summary>
    private static IReadOnlyList<AdministrativeUnit> InStudy(StudyFile study, IReadOnlyList<AdministrativeUnit> units)
    {
        if (study.Area is null) return units;
        IPreparedGeometry area = AreaOf(study.Area);
        bool IsMostlyInside(Geometry g) => area.Covers(g) || (area.Intersects(g) && Outline.Shared(area.Geometry, g).Area >= g.Area / 2);
        return [.. units.Select(u => u with { IsInStudy = u.Geometry is not { } geometry || IsMostlyInside(Outline.Valid(geometry)) })];
    }

    /// <summary>The study's new areas; empty if it names none.</summary>
    public static IReadOnlyList<NewArea> NewAreas(StudyFile study) =>
        study.NewAreas is { File: not null } input ? NewArea.FromTable(Read(input), input.Columns) : [];

    /// <summary>The communities within the study's area, sorted by id.</summary>
    public static IReadOnlyList<Community> Communities(StudyFile study, InputNotes notes)
    {
        PlacesInput input = study.Communities;
        Table table = Read(input);
        if (input.Spread is not null) table = UnitAreas.Lend(table, input.Columns, Units(study));
        var flags = study.Subsets.Where(s => s.Value.Column is not null).Select(s => KeyValuePair.Create(s.Key, s.Value.Column!));
        IReadOnlyList<Community> all = CommunityReader.FromTable(table, input.Columns, notes.Warnings, flags);
        LocatedFile located = LocatedFile.Of(table);
        Community[] inside = [.. all];
        // Where people are spread, their homes are in the area or not.
        if (study.Area is not null && input.Spread is null)
        {
            inside = InArea(study, all, notes.Warnings);
            // What the study leaves out is no reason for doubt.
            IPreparedGeometry area = AreaOf(study.Area);
            located = located with { Places = [.. located.Places.Where(p => Covers(area, p.At))] };
        }
        notes.Located.Add(located);
        Array.Sort(inside, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return study.Communities.PopulationRaster is { } raster ? PopulationRaster.Fill(inside, raster, notes.Warnings) : inside;
    }

    /// <summary>The communities within the study's area; all if it has none.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static Community[] InArea(StudyFile study, IReadOnlyList<Community> communities, List<Notice> warnings)
    {
        if (study.Area is null) return [.. communities];
        IPreparedGeometry area = AreaOf(study.Area);
        Community[] inside = [.. communities.Where(c => Covers(area, c.Position))];
        if (inside.Length == 0)
            throw new InputException(
                study.Area, "", "found/no-community-inside", new("expected/area-of-communities", ("file", study.Communities.File!)),
                "advice/both-wgs84");
        if (inside.Length < communities.Count)
            warnings.Add(new Notice("warning/outside-area", ("count", communities.Count - inside.Length)));
        return inside;
    }

    private static IPreparedGeometry AreaOf(string file) => PreparedGeometryFactory.Prepare(AreaFile.Read(file));
    private static bool Covers(IPreparedGeometry area, Position p) => area.Covers(new Point(p.Lon, p.Lat));

    /// <summary>The communities with the gates that the planner names for them: a table of points with the community's id.</summary>
    public static IReadOnlyList<Community> WithGates(StudyFile study, IReadOnlyList<Community> communities, List<Notice> warnings)
    {
        if (study.Communities.Entrances is not { } file) return communities;
        Table table = Tables.Read(file);
        int id = ColumnNames.Find(table.Columns, ["community", "community_id", "id", "小区编号", "社区编号", "编号"]);
        if (id < 0)
            throw new InputException(file, "", new("found/columns", ("columns", new NameList(table.Columns))),
                "expected/community-column", "advice/row-per-gate");
        var known = communities.Select(c => c.Id).ToHashSet();
        var gates = new List<(string Id, Position At)>();
        foreach (Row row in table.Rows)
        {
            if (row.Geometry is not Point point) throw new InputException(file, row.Where, "found/no-point", "expected/gate");
            if (row.Values[id] is { } community && known.Contains(community))
                gates.Add((community, Position.FromDegrees(point.X, point.Y)));
        }
        int strange = table.Rows.Count - gates.Count;
        if (strange > 0) warnings.Add(new Notice("warning/strange-entrances", ("file", Path.GetFileName(file)), ("count", strange)));
        ILookup<string, Position> gatesOf = gates.ToLookup(g => g.Id, g => g.At);
        return [.. communities.Select(c => c with { Gates = [.. gatesOf[c.Id]] })];
    }

    /// <summary>
    /// The facilities of all sources together, duplicates included: those of the services asked; all kinds when plans judge,
    /// because a clause may count any of them.
    /// </summary>
    public static FacilityList Facilities(StudyFile study, WalkNetwork network, CategoryCatalogue catalogue, InputNotes notes)
    {
        FacilityList all = FacilityList.Empty;
        for (int i = 0; i < study.Facilities.Count; i++)
        {
            PlacesInput input = study.Facilities[i];
            if (input.Osm)
                all = all.Concat(FacilityReader.FromOsm(network.Features.Find(FeatureGroups.Place, withShapeless: true), catalogue));
            if (input.File is null) continue;
            Table table = Read(input);
            all = all.Concat(FacilityReader.FromTable(table, catalogue, input.Columns, input.Category, notes.Warnings));
            notes.Located.Add(LocatedFile.Of(table));
        }
        if (study is { Area: { } border, FacilitiesOutside: false })
        {
            IPreparedGeometry area = AreaOf(border);
            ILookup<bool, Facility> byPlace = all.Facilities.ToLookup(f => Covers(area, f.Position));
            all = FacilityList.Sorted(
                [.. byPlace[true]],
                [.. all.Audit, .. byPlace[false].Select(f => new FacilityAudit(f.Id, f.Name, null, "outside the study's area", null))]) with
            { Rules = all.Rules };
        }
        return study.Plans.Count > 0
            ? all
            : all with { Facilities = [.. all.Facilities.Where(f => study.Services.Any(s => f.Offers(s.Category)))] };
    }

    /// <summary>The word for a datum in a study file.</summary>
    public static string WordOf(ChineseDatum datum) =>
        datum switch { ChineseDatum.Gcj02 => "gcj02", ChineseDatum.Bd09 => "bd09", _ => "wgs84" };

    /// <summary>Every file that a study reads, by its name relative to the study, with its hash.</summary>
    public static IReadOnlyList<(string Name, string Sha256)> Files(StudyFile study, IReadOnlyList<Plan> plans, NetworkSource network)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(study.Path))!;
        TableInput?[] tables =
            [
                study.Communities, study.Communities.Spread, study.Units, study.NewAreas, study.Circles, .. study.Bases,
                .. study.Facilities,
            ];
        string?[] others =
        [
            study.Path, study.Network.Osm, study.Network.Elevation, study.Network.Edits,
            study.Communities.Entrances, study.Communities.PopulationRaster, study.Area, study.Taxonomy, study.Values.File, study.Logo,
            .. study.Subsets.Values.Select(s => s.File),
            .. plans.Select(p => p.Source).Where(IsOwn), .. study.Standards.Where(IsOwn),
        ];
        IEnumerable<(string? Path, string? Layer)> all =
            [.. others.Select(o => (o, (string?)null)), .. tables.Select(t => (t?.File, t?.Layer))];
        return [.. all.Where(i => i.Path is not null && !DatabaseAddress.Is(i.Path)).Select(i => Path.GetFullPath(i.Path!)).Distinct()
                .Select(full => (Path.GetRelativePath(folder, full).Replace('\\', '/'), Hash(full))),
            .. all.Where(i => i.Path is not null && DatabaseAddress.Is(i.Path)).Distinct()
                .Select(i => (PostgisReader.NameOf(i.Path!, i.Layer), FileHash.Compute(i.Path!, i.Layer)))];

        // The network's own hash was taken while it was read.
        string Hash(string full) => full == Path.GetFullPath(study.Network.Osm) && Path.GetFileName(full) == network.FileName
            ? network.Sha256 : FileHash.Compute(full);
    }

    /// <summary>Whether a plan or standard is the study's own file rather than one that ships.</summary>
    private static bool IsOwn(string path) => IdOrFile.IsFile(path) && !path.StartsWith(ShippedData.Path(), StringComparison.Ordinal);

    /// <summary>A table of places in WGS-84.</summary>
    public static Table Read(TableInput input) => Tables.Read(input.File!, new TableOptions
    {
        Encoding = input.Encoding,
        Crs = input.Crs,
        Layer = input.Layer,
        XColumn = input.Columns.GetValueOrDefault("lon"),
        YColumn = input.Columns.GetValueOrDefault("lat"),
    });
}
