using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Walking;

namespace ServiceCircle;

/// <summary>Turns what a study file names into what <see cref="Study"/> computes with.</summary>
internal static class StudyInputs
{
    /// <summary>Keys of the study that mean nothing, or nothing yet.</summary>
    public static List<string> Warnings(StudyFile study)
    {
        var warnings = new List<string>();
        foreach (string key in study.Unknown?.Keys ?? []) warnings.Add($"{Path.GetFileName(study.Path)}: the key \"{key}\" is not known and was ignored.");
        void NotUsed(bool isGiven, string key)
        {
            if (isGiven) warnings.Add($"{Path.GetFileName(study.Path)}: \"{key}\" is not used by this version.");
        }
        NotUsed(study.Plans.Count > 0, "plans");
        NotUsed(study.Values.Count > 0, "values");
        NotUsed(study.Units is not null, "units");
        return warnings;
    }

    /// <summary>The network with its heights and its edits.</summary>
    public static WalkNetwork Network(StudyFile study, Action<string, double>? progress)
    {
        WalkNetwork network = NetworkFiles.Open(study.Network.Osm, new NetworkOptions { Progress = progress });
        if (study.Network.Elevation is { } heights) network = Elevation.Add(network, HeightGrid.Read(heights));
        if (study.Network.Edits is { } edits) network = new NetworkEditor(network).Apply(EditsFile.Read(edits), edits).Network;
        return network;
    }

    /// <summary>The services asked, in the order of the file.</summary>
    public static IReadOnlyList<Service> Services(StudyFile study, CategoryCatalogue catalogue)
    {
        var services = new List<Service>();
        for (int i = 0; i < study.Services.Count; i++)
        {
            ServiceInput service = study.Services[i];
            string where = $"services[{i}]";
            catalogue.Require(service.Category, study.Path, where + ".category");
            if (service.Minutes is not { } minutes)
            {
                throw new InputException(study.Path, where, service.Standard is null ? "no limit" : $"the standard \"{service.Standard}\" and no minutes",
                    "\"minutes\": the longest walk that counts", "This version does not read limits from standards.");
            }
            if (services.Exists(s => s.Category == service.Category))
                throw new InputException(study.Path, where, $"{service.Category} a second time", "each category once");
            services.Add(new Service(service.Category, WalkTime.FromMinutes(minutes), service.Standard));
        }
        return services;
    }

    /// <summary>The communities within the study's area, sorted by id.</summary>
    public static IReadOnlyList<Community> Communities(StudyFile study, List<string> warnings)
    {
        TableInput input = study.Communities;
        Table table = Read(study, input, "communities");
        IReadOnlyList<Community> all = CommunityReader.FromTable(table, new CommunityColumns
        {
            Id = Column(input, "id"),
            Name = Column(input, "name"),
            Type = Column(input, "type"),
            Unit = Column(input, "unit"),
            Population = Column(input, "population"),
            Population60Plus = Column(input, "population_60plus"),
            Population0To2 = Column(input, "population_0_2"),
            Population3To6 = Column(input, "population_3_6"),
        });
        Community[] inside = [.. all];
        if (study.Area is not null)
        {
            IPreparedGeometry area = PreparedGeometryFactory.Prepare(AreaFile.Read(study.Area));
            inside = [.. all.Where(c => area.Covers(new Point(c.Position.Lon, c.Position.Lat)))];
            if (inside.Length == 0)
                throw new InputException(study.Area, "", "no community inside", $"an area that holds communities of {table.Source}", "Check that both files use WGS-84.");
            if (inside.Length < all.Count) warnings.Add($"{all.Count - inside.Length} communities outside the study's area were left out.");
        }
        Array.Sort(inside, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return inside;
    }

    /// <summary>The gates that the planner names, by community: a table of points with the community's id.</summary>
    public static ILookup<string, Position> Entrances(StudyFile study, IReadOnlyList<Community> communities, List<string> warnings)
    {
        if (study.Communities.Entrances is not { } file) return Array.Empty<Position>().ToLookup(_ => "");
        Table table = Tables.Read(file);
        int id = ColumnNames.Find(table.Columns, ["community", "community_id", "id", "小区编号", "社区编号", "编号"]);
        if (id < 0)
        {
            throw new InputException(file, "", $"the columns {string.Join(", ", table.Columns)}", "a column \"community\" (or \"id\", 编号) with the id of the community",
                "One row for each gate: community, lon, lat.");
        }
        var known = communities.Select(c => c.Id).ToHashSet();
        var gates = new List<(string Id, Position At)>();
        foreach (Row row in table.Rows)
        {
            if (row.Geometry is not Point point) throw new InputException(file, row.Where, "no point", "the lon and lat of a gate");
            if (row.Values[id] is { } community && known.Contains(community)) gates.Add((community, Position.FromDegrees(point.X, point.Y)));
        }
        int strange = table.Rows.Count - gates.Count;
        if (strange > 0) warnings.Add($"{Path.GetFileName(file)}: {strange} entrances name no community of the study and were left out.");
        return gates.ToLookup(g => g.Id, g => g.At);
    }

    /// <summary>The facilities of all sources together, duplicates included.</summary>
    public static FacilityList Facilities(StudyFile study, WalkNetwork network, CategoryCatalogue catalogue)
    {
        FacilityList all = FacilityList.Empty;
        for (int i = 0; i < study.Facilities.Count; i++)
        {
            TableInput input = study.Facilities[i];
            if (input.Osm) all = all.Concat(FacilityReader.FromOsm(network.Features.Of(FeatureGroups.Place), catalogue));
            if (input.File is null) continue;
            all = all.Concat(FacilityReader.FromTable(Read(study, input, $"facilities[{i}]"), catalogue, new FacilityColumns
            {
                Id = Column(input, "id"),
                Name = Column(input, "name"),
                Category = Column(input, "category"),
                Capacity = Column(input, "capacity"),
                Inclusive = Column(input, "inclusive"),
                AreaM2 = Column(input, "area_m2"),
                OpenedOn = Column(input, "opened_on"),
                AccessCostS = Column(input, "access_cost_s"),
            }, input.Category));
        }
        return all;
    }

    private static Table Read(StudyFile study, TableInput input, string where)
    {
        if (input.Crs is not ("wgs84" or "EPSG:4326" or "cgcs2000"))
        {
            throw new InputException(study.Path, where + ".crs", $"\"{input.Crs}\"", "\"wgs84\" or \"cgcs2000\"",
                "Other datums are not converted by this version; convert the file first.");
        }
        return Tables.Read(input.File!, new TableOptions { Encoding = input.Encoding, XColumn = Column(input, "lon"), YColumn = Column(input, "lat") });
    }

    private static string? Column(TableInput input, string name) => input.Columns.GetValueOrDefault(name);
}
