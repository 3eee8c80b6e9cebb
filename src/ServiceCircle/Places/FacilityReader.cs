using System.Globalization;
using ServiceCircle.Formats;
using ServiceCircle.Osm;

namespace ServiceCircle.Places;

/// <summary>Which column of a table of facilities holds what; null finds the column by its usual English and Chinese names.</summary>
internal sealed record FacilityColumns
{
    /// <summary>Names of the columns in a study's files; levels of units are names too.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["id", "name", "category", "lon", "lat", "area_m2", "opened_on", "access_cost_s", "serves", "type", .. FacilityAttributes.Names];

    /// <summary>Unique id; without such a column rows are numbered "FILE-1", "FILE-2".</summary>
    public string? Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Category ids, several separated by ; or |.</summary>
    public string? Category { get; init; }

    /// <summary>Places or beds.</summary>
    public string? Capacity { get; init; }

    /// <summary>Whether it is inclusive (普惠).</summary>
    public string? Inclusive { get; init; }

    /// <summary>Floor or land area in square metres.</summary>
    public string? AreaM2 { get; init; }

    /// <summary>First day of service.</summary>
    public string? OpenedOn { get; init; }

    /// <summary>Seconds from the network to the service itself.</summary>
    public string? AccessCostS { get; init; }

    /// <summary>Ids of communities or units that it serves, several separated by ; or |.</summary>
    public string? Serves { get; init; }

    /// <summary>Urban or rural (城镇, 农村).</summary>
    public string? Type { get; init; }

    /// <summary>Attribute (<see cref="FacilityAttributes"/>) to column.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Level ("township") to the column with the unit that a facility is in.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();
}

/// <summary>Reads facilities from OSM elements and from tables.</summary>
internal static class FacilityReader
{
    /// <summary>The <see cref="Facility.Source"/> of facilities from OSM.</summary>
    public const string OsmSource = "osm";

    /// <summary>
    /// The facilities among OSM elements, with their ids ("way/12"). Elements that look like one but are out of use, under
    /// construction or closed to the public are in the audit; others are ignored.
    /// </summary>
    public static FacilityList FromOsm(IEnumerable<OsmFeature> features, CategoryCatalogue catalogue)
    {
        var facilities = new List<Facility>();
        var audit = new List<FacilityAudit>();
        foreach (var feature in features)
        {
            string name = feature.Tags.GetValueOrDefault("name") ?? feature.Tags.GetValueOrDefault("name:zh") ?? "";
            var classification = catalogue.Classify(name, feature.Tags);
            string id = feature.Id.ToString();
            if (classification.Reason is not null) audit.Add(new FacilityAudit(id, name, null, classification.Reason, null));
            if (classification.Categories.Count == 0 || feature.Geometry.IsEmpty) continue;
            facilities.Add(new Facility(
                id, name, classification.Categories, Positions.Inside(feature.Geometry), feature.Geometry, OsmSource)
            {
                Capacity = CapacityOf(feature.Tags),
            });
        }
        return FacilityList.Sorted(facilities, audit);
    }

    /// <summary>
    /// One facility per row. Its categories are the fixed one, else those of its category column, else what its name tells
    /// by the Chinese name rules; rows whose name tells nothing are in the audit.
    /// </summary>
    /// <param name="table">Rows with points, lines or polygons in WGS-84 degrees.</param>
    /// <param name="catalogue">The categories.</param>
    /// <param name="columns">The user's own column names; null, or null members, for the usual ones.</param>
    /// <param name="category">One category for every row; null if the table tells.</param>
    /// <exception cref="InputException">
    /// An unknown category, a named column that is not there, no coordinates, or bad rows, all of them in one message.
    /// </exception>
    public static FacilityList FromTable(Table table, CategoryCatalogue catalogue, FacilityColumns? columns = null, string? category = null)
    {
        columns ??= new FacilityColumns();
        if (category is not null) catalogue.Require(category, table.Source, "category");
        var source = new PlaceTable(table);
        int id = source.Column("id", columns.Id, "id", "code", "编号", "编码", "代码");
        int name = source.Column("name", columns.Name, "name", "名称", "设施名称", "机构名称");
        int kind = source.Column("category", columns.Category, "category", "categories", "类别", "设施类别");
        int capacity = source.Column("capacity", columns.Capacity, "capacity", "beds", "places", "容量", "床位", "床位数", "托位", "托位数", "学位");
        int inclusive = source.Column("inclusive", columns.Inclusive, "inclusive", "普惠", "是否普惠");
        int area = source.Column("area_m2", columns.AreaM2, "area_m2", "面积", "建筑面积", "用地面积");
        int opened = source.Column("opened_on", columns.OpenedOn, "opened_on", "开业时间", "投用时间", "成立时间");
        int accessCost = source.Column("access_cost_s", columns.AccessCostS, "access_cost_s");
        int type = source.Column("type", columns.Type, "urban_rural", "城乡", "城乡类型");
        int serves = source.Column("serves", columns.Serves, "serves", "服务社区", "服务范围");
        var attributes = FacilityAttributes.Columns(source, columns.Attributes);
        (string Level, int Column)[] levels = source.UnitColumns(columns.Units);
        source.RequireGeometry();
        string stem = Path.GetFileNameWithoutExtension(table.Source);

        var facilities = new List<Facility>(table.Rows.Count);
        var audit = new List<FacilityAudit>();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            string? own = PlaceTable.Text(row, id);
            if (id >= 0 && own is null) source.Note(row, new("found/empty", ("column", table.Columns[id])), "expected/id");
            own ??= string.Create(CultureInfo.InvariantCulture, $"{stem}-{i + 1}");
            if (!first.TryAdd(own, row.Where))
                source.Note(row, new("found/id-of-both", ("id", own), ("where", new Spot(first[own]))), "expected/unique-ids");
            string named = PlaceTable.Text(row, name) ?? "";
            string[] categories = category is not null ? [category]
                : kind >= 0 ? Listed(source, row, kind, catalogue) : Told(catalogue, named);
            var place = source.Place(row, linesToo: true);
            var facility = place is null ? null
                : new Facility(own, named, Complete(categories, catalogue), place.Value.Position, place.Value.Geometry,
                    $"{Path.GetFileName(table.Source)}, {row.Where}")
                {
                    Capacity = source.Number(row, capacity),
                    Inclusive = source.YesOrNo(row, inclusive),
                    AreaSquareMetres = source.Number(row, area),
                    OpenedOn = source.Date(row, opened),
                    OpeningIsBlank = opened >= 0 && PlaceTable.Text(row, opened) is null,
                    Type = CommunityReader.Kind(PlaceTable.Text(row, type)),
                    AccessCostSeconds = source.Number(row, accessCost) ?? 0,
                    Serves = SplitIds(PlaceTable.Text(row, serves)),
                    Attributes = FacilityAttributes.Read(source, row, attributes),
                    Units = PlaceTable.Units(row, levels),
                };
            if (facility is { Categories.Count: > 0 }) facilities.Add(facility);
            else if (categories.Length == 0 && kind < 0)
                audit.Add(new FacilityAudit(own, named, null, "neither a category nor a name that tells one", null));
        }
        source.ThrowIfAny();
        return FacilityList.Sorted(facilities, audit);
    }

    private static string[] Listed(PlaceTable source, Row row, int column, CategoryCatalogue catalogue)
    {
        string text = PlaceTable.Text(row, column) ?? "";
        string[] ids = SplitIds(text);
        if (ids.Length == 0)
            source.Note(row, new("found/empty", ("column", source.Table.Columns[column])), "expected/category", "advice/one-category");
        foreach (string id in ids)
            if (!catalogue.IsKnown(id))
                source.Note(row, new("found/category", ("category", id)), catalogue.Suggest(id), "advice/categories");
        return ids;
    }

    /// <summary>
    /// Commas, brackets and quotes too, so that a list in JSON ("categories": ["elder.home", "elder.meal"]) reads the same.
    /// </summary>
    private static string[] SplitIds(string? text) =>
        text?.Split([';', '|', '；', ',', '，', '、', '[', ']', '"'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [];

    private static string[] Told(CategoryCatalogue catalogue, string name) =>
        catalogue.ClassifyName(name) is { } category ? [category] : [];

    private static string[] Complete(string[] categories, CategoryCatalogue catalogue) =>
        [.. categories.Concat(categories.SelectMany(id => catalogue.Find(id)?.CountsFor ?? [])).Distinct().Order(StringComparer.Ordinal)];

    private static double? CapacityOf(IReadOnlyDictionary<string, string> tags)
    {
        foreach (string key in (string[])["capacity:beds", "beds", "capacity"])
            if (tags.TryGetValue(key, out string? text) && Degrees.TryParse(text, out double value) && value >= 0) return value;
        return null;
    }
}
