using ServiceCircle.Formats;
using ServiceCircle.Osm;

namespace ServiceCircle.Places;

/// <summary>Reads facilities from OSM elements and from tables.</summary>
internal static class FacilityReader
{
    /// <summary>The <see cref="Facility.Source"/> of facilities from OSM.</summary>
    public const string OsmSource = "osm";

    /// <summary>The <see cref="FacilityAudit.Reason"/> of a row of which nobody can tell what it is.</summary>
    public const string Untold = "neither a category nor a name that tells one";

    /// <summary>The <see cref="FacilityAudit.Reason"/> of a row whose class is none that counts, whatever its name.</summary>
    public const string ClassExcludes = "its class on the map service is no facility that is asked for";

    /// <summary>How the <see cref="FacilityAudit.Reason"/> of a row begins whose name is that of a gate, a ward and the like.</summary>
    public const string NameExcludes = "its name says that it is no facility of its own";

    /// <summary>The <see cref="FacilityAudit.Reason"/> of a row whose state says that nobody is served there.</summary>
    public const string OutOfUse = "its table says that it is planned, being built or closed";

    /// <summary>The <see cref="FacilityAudit.Reason"/> of a row that its planner takes out.</summary>
    public const string Overruled = "left out by the column that overrules";

    /// <summary>The <see cref="FacilityAudit.Reason"/> of an area of which the file holds too little to say where it is.</summary>
    public const string Shapeless = "the file holds too few of its nodes or ways";

    /// <summary>OSM keys of a place's name, the best first.</summary>
    private static readonly string[] NameKeys = ["name", "name:zh-Hans", "name:zh"];

    /// <summary>What columns a study may name; the others that it names are of levels of units.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } =
        [
            "id", "name", "category", .. RowCategories.ColumnNames, "lon", "lat", "area_m2", "opened_on", "access_cost_s", "serves", "type",
            "status",
            .. FacilityAttributes.Names,
        ];

    /// <summary>
    /// The facilities among OSM elements, with their ids ("way/12"). Elements that look like one but are out of use, under
    /// construction, closed to the public or without a shape are in the audit; others are ignored.
    /// </summary>
    public static FacilityList FromOsm(IEnumerable<OsmFeature> features, CategoryCatalogue catalogue)
    {
        var facilities = new List<Facility>();
        var audit = new List<FacilityAudit>();
        var tally = new RuleTally(OsmSource);
        foreach (var feature in features)
        {
            string name = PlainText.WithoutHidden(NameKeys.Select(key => feature.Tags.GetValueOrDefault(key)).OfType<string>()
                .FirstOrDefault() ?? "");
            var classification = catalogue.Classify(name, feature.Tags);
            if (classification.Rule != RuleTally.None) tally.Add(classification.Rule, classification.Categories, name);
            string id = feature.Id.ToString();
            if (classification.Reason is not null) audit.Add(new FacilityAudit(id, name, null, classification.Reason, null));
            if (classification.Categories.Count == 0) continue;
            if (feature.Geometry.IsEmpty)
            {
                audit.Add(new FacilityAudit(id, name, null, Shapeless, null));
                continue;
            }
            facilities.Add(
                new Facility(id, name, classification.Categories, Positions.Inside(feature.Geometry), feature.Geometry, OsmSource)
                {
                    Capacity = CapacityOf(feature.Tags),
                    OpenedOn = DateOf(feature.Tags, "start_date", "opening_date"),
                    ClosedOn = DateOf(feature.Tags, "end_date", "closing_date"),
                });
        }
        return FacilityList.Sorted(facilities, audit) with { Rules = tally.Uses };
    }

    /// <summary>
    /// One facility per row with a point, line or polygon in WGS-84, of the categories that <see cref="RowCategories"/> finds; rows that
    /// are none are in the audit. Columns that the user does not name are found by their usual names; without a column of ids rows are
    /// "FILE-1", "FILE-2".
    /// </summary>
    /// <exception cref="InputException">
    /// An unknown category, a named column that is not there, no coordinates, or bad rows, all of them in one message.
    /// </exception>
    public static FacilityList FromTable(
        Table table, CategoryCatalogue catalogue, IReadOnlyDictionary<string, string>? columns = null, string? category = null,
        List<Notice>? notes = null)
    {
        if (category is not null) catalogue.Require(category, table.Source, "category");
        var source = new PlaceTable(table, columns);
        int id = source.Column("id", "code", "编号", "编码", "代码");
        int name = source.Column("name", "名称", "设施名称", "机构名称");
        var categoriesOf = new RowCategories(source, catalogue, category, name);
        int capacity = source.Column("capacity", "beds", "places", "容量", "床位", "床位数", "托位", "托位数", "学位");
        int inclusive = source.Column("inclusive", "普惠", "是否普惠");
        int area = source.Column("area_m2", "面积", "建筑面积", "用地面积");
        int opened = source.Column("opened_on", "开业时间", "投用时间", "成立时间");
        int accessCost = source.Column("access_cost_s");
        int type = source.ColumnByNames("type", "urban_rural", "城乡", "城乡类型");
        int serves = source.Column("serves", "服务社区", "服务范围");
        int status = source.Column("status", "状态", "运营状态", "建设状态", "营业状态", "使用状态", "备案情况");
        var attributes = FacilityAttributes.Columns(source);
        (string Name, int Column)[] levels = source.UnitColumns(ColumnNames);
        source.RequireGeometry();
        string stem = Path.GetFileNameWithoutExtension(table.Source);

        var facilities = new List<Facility>(table.Rows.Count);
        var audit = new List<FacilityAudit>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            Row row = table.Rows[i];
            string own = source.Id(row, id, $"{stem}-{i + 1}");
            string named = PlaceTable.Text(row, name) ?? "";
            FacilityState state = source.State(row, status);
            // A day of opening that is still to be settled: 待定.
            bool isUnsettled = FacilityStates.Of(PlaceTable.Text(row, opened)) == FacilityState.NotYet;
            if (state == FacilityState.NotYet || isUnsettled)
            {
                if (isUnsettled) source.State(row, opened);
                audit.Add(new FacilityAudit(own, named, null, OutOfUse, null));
                continue;
            }
            RoughDate? opening = source.Date(row, opened);
            (string[] categories, string? leftOut) = categoriesOf.Of(row);
            if (state == FacilityState.Closed) leftOut = OutOfUse;
            var place = source.Place(row, linesToo: true);
            var facility = place is null ? null
                : new Facility(own, named, catalogue.Complete(categories), place.Value.Position, place.Value.Geometry,
                    $"{Path.GetFileName(table.Source)}, {row.Where}")
                {
                    Capacity = source.Number(row, capacity),
                    Inclusive = source.YesOrNo(row, inclusive),
                    AreaSquareMetres = source.Amount(row, area, Quantity.Area),
                    OpenedOn = opening,
                    IsOfMapService = categoriesOf.ReadsClasses,
                    OpeningIsBlank = opened >= 0 && opening is null,
                    Type = CommunityReader.Kind(PlaceTable.Text(row, type)),
                    AccessCostSeconds = source.Number(row, accessCost) ?? 0,
                    Serves = SplitIds(PlaceTable.Text(row, serves)),
                    Attributes = FacilityAttributes.Read(source, row, attributes),
                    Units = PlaceTable.Units(row, levels),
                    // Its record on the map goes with it.
                    LeftOut = leftOut is OutOfUse or Overruled ? leftOut : null,
                };
            if (facility is { Categories.Count: > 0 }) facilities.Add(facility);
            else if (leftOut is not null) audit.Add(new FacilityAudit(own, named, null, leftOut, null));
        }
        source.ThrowIfAny();
        notes?.AddRange(source.Notes);
        return FacilityList.Sorted(facilities, audit) with { Rules = categoriesOf.Uses };
    }

    /// <summary>
    /// Commas, brackets and quotes too, so that a list in JSON ("categories": ["elder.home", "elder.meal"]) reads the same.
    /// </summary>
    internal static string[] SplitIds(string? text) =>
        text?.Split([';', '|', '；', ',', '，', '、', '[', ']', '"'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [];

    private static RoughDate? DateOf(IReadOnlyDictionary<string, string> tags, params ReadOnlySpan<string> keys)
    {
        // The later of the two: a start is often the building's.
        RoughDate? latest = null;
        foreach (string key in keys)
            if (tags.TryGetValue(key, out string? text)) latest = RoughDate.Later(latest, RoughDate.Read(text));
        return latest;
    }

    private static double? CapacityOf(IReadOnlyDictionary<string, string> tags)
    {
        foreach (string key in (string[])["capacity:beds", "beds", "capacity"])
            if (tags.TryGetValue(key, out string? text) && NumberText.TryParse(text, out double value) && value >= 0) return value;
        return null;
    }
}
