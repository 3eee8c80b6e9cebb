using System.Globalization;
using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>Which column of a table of communities holds what; null finds the column by its usual English and Chinese names.</summary>
internal sealed record CommunityColumns
{
    /// <summary>Names of the columns in a study's files; levels of units are names too.</summary>
    public static IReadOnlyList<string> Names { get; } = ["id", "name", "type", "unit", "lon", "lat", .. People.Groups, "households"];

    /// <summary>Unique id; without such a column rows are numbered from 1.</summary>
    public string? Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Urban or rural (城镇, 农村), or a type of the source's own.</summary>
    public string? Type { get; init; }

    /// <summary>The administrative unit it belongs to.</summary>
    public string? Unit { get; init; }

    /// <summary>All residents.</summary>
    public string? Population { get; init; }

    /// <summary>Residents of 60 years and more.</summary>
    public string? Population60Plus { get; init; }

    /// <summary>Residents of 65 years and more.</summary>
    public string? Population65Plus { get; init; }

    /// <summary>Residents under 3 years.</summary>
    public string? Population0To2 { get; init; }

    /// <summary>Residents of 3 to 6 years.</summary>
    public string? Population3To6 { get; init; }

    /// <summary>Households.</summary>
    public string? Households { get; init; }

    /// <summary>Word of a subset ("old_estate") to the column that says yes or no.</summary>
    public IReadOnlyDictionary<string, string> Subsets { get; init; } = new Dictionary<string, string>();

    /// <summary>Level ("township") to the column with the unit that a community is in.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();
}

/// <summary>Reads communities from a table.</summary>
internal static class CommunityReader
{
    /// <summary>One community per row, in the order of the table.</summary>
    /// <param name="table">Rows with points or polygons in WGS-84 degrees.</param>
    /// <param name="columns">The user's own column names; null, or null members, for the usual ones.</param>
    /// <exception cref="InputException">
    /// No rows, no coordinates, a named column that is not there, or bad rows (ids twice, numbers of people that are no numbers
    /// or negative, no usable geometry), all of them in one message.
    /// </exception>
    public static IReadOnlyList<Community> FromTable(Table table, CommunityColumns? columns = null)
    {
        columns ??= new CommunityColumns();
        var source = new PlaceTable(table);
        int id = source.Column("id", columns.Id, "id", "code", "编号", "编码", "代码");
        int name = source.Column("name", columns.Name, "name", "名称", "社区名称", "社区", "小区名称", "村名");
        int type = source.Column("type", columns.Type, "type", "类型", "城乡", "城乡类型");
        int unit = source.Column("unit", columns.Unit, "unit", "street", "township", "街道", "乡镇", "所属街道");
        int total = source.Column("population", columns.Population, "population", "pop", "people", "人口", "总人口", "常住人口", "人口数");
        int aged60 = source.Column(
            "population_60plus", columns.Population60Plus, "population_60plus", "pop_60plus", "p60", "60岁以上人口", "60岁及以上人口", "老年人口");
        int aged65 = source.Column(
            "population_65plus", columns.Population65Plus, "population_65plus", "pop_65plus", "p65", "65岁以上人口", "65岁及以上人口");
        int aged0 = source.Column(
            "population_0_2", columns.Population0To2, "population_0_2", "pop_0_2", "p02", "0-2岁人口", "0-3岁人口", "3岁以下人口");
        int aged3 = source.Column("population_3_6", columns.Population3To6, "population_3_6", "pop_3_6", "p36", "3-6岁人口");
        int households = source.Column("households", columns.Households, "households", "户数", "总户数");
        (string Level, int Column)[] levels = source.UnitColumns(columns.Units);
        (string Name, int Column)[] subsets = [.. columns.Subsets.Select(s => (s.Key, source.Column(s.Key, s.Value)))];
        if (table.Rows.Count == 0) throw new InputException(table.Source, "", "found/no-rows", "expected/community");
        source.RequireGeometry();

        var communities = new List<Community>(table.Rows.Count);
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            string? own = PlaceTable.Text(row, id);
            if (id >= 0 && own is null) source.Note(row, new("found/empty", ("column", table.Columns[id])), "expected/id");
            own ??= (i + 1).ToString(CultureInfo.InvariantCulture);
            if (!first.TryAdd(own, row.Where))
                source.Note(row, new("found/id-of-both", ("id", own), ("where", new Spot(first[own]))), "expected/unique-ids");
            var people = new People(
                source.Number(row, total), source.Number(row, aged60), source.Number(row, aged0), source.Number(row, aged3),
                source.Number(row, aged65));
            if (source.Place(row, linesToo: false) is not { } place) continue;
            communities.Add(
                new Community(own, PlaceTable.Text(row, name) ?? own, Kind(PlaceTable.Text(row, type)), PlaceTable.Text(row, unit),
                place.Position, place.Geometry, people, $"{Path.GetFileName(table.Source)}, {row.Where}")
                {
                    Households = source.Number(row, households),
                    Units = PlaceTable.Units(row, levels),
                    Subsets = source.Flags(row, subsets),
                });
        }
        source.ThrowIfAny();
        return communities;
    }

    /// <summary>A type as the words urban and rural; another word as it is.</summary>
    internal static string? Kind(string? type) => type?.ToLowerInvariant() switch
    {
        "urban" or "城镇" or "城市" or "城区" or "社区" or "居委会" => "urban",
        "rural" or "农村" or "乡村" or "村" or "行政村" or "村委会" => "rural",
        _ => type,
    };
}
