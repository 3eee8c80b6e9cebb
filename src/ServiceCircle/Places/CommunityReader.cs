using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>Reads communities from a table.</summary>
internal static class CommunityReader
{
    /// <summary>What columns a study may name; the others that it names are of levels of units.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["id", "name", "type", "unit", "lon", "lat", .. People.Groups, "households"];

    /// <summary>
    /// One community per row with a point or polygon in WGS-84, in the order of the table. Columns that the user does not name are found by
    /// their usual names; without a column of ids rows are numbered. Notes are added on what was taken for something else. Subsets are
    /// words ("old_estate") with the column that says yes or no.
    /// </summary>
    /// <exception cref="InputException">
    /// No rows, no coordinates, a named column that is not there, or bad rows (ids twice, numbers of people that are no numbers
    /// or negative, no usable geometry), all of them in one message.
    /// </exception>
    public static IReadOnlyList<Community> FromTable(
        Table table, IReadOnlyDictionary<string, string>? columns = null, List<Notice>? notes = null,
        params IEnumerable<KeyValuePair<string, string>> subsets)
    {
        var source = new PlaceTable(table, columns);
        (int id, int name) = NamesOf(source);
        int type = source.Column("type", "类型", "城乡", "城乡类型");
        int unit = source.Column("unit", "street", "township", "街道", "乡镇", "所属街道");
        int total = source.Column("population", "pop", "people", "人口", "总人口", "常住人口", "人口数");
        int aged60 = source.Column("population_60plus", "pop_60plus", "p60", "60岁以上人口", "60岁及以上人口", "老年人口");
        int aged65 = source.Column("population_65plus", "pop_65plus", "p65", "65岁以上人口", "65岁及以上人口");
        int aged0 = source.Column("population_0_2", "pop_0_2", "p02", "0-2岁人口", "0-3岁人口", "3岁以下人口");
        int aged3 = source.Column("population_3_6", "pop_3_6", "p36", "3-6岁人口");
        int households = source.Column("households", "户数", "总户数");
        (string Name, int Column)[] levels = source.UnitColumns(ColumnNames);
        (string Name, int Column)[] flags = [.. subsets.Select(s => (s.Key, source.RequireColumn(s.Key, s.Value)))];
        if (table.Rows.Count == 0) throw new InputException(table.Source, "", "found/no-rows", "expected/community");
        source.RequireGeometry();

        var communities = new List<Community>(table.Rows.Count);
        // A township's name is kept once, not once for each of its buildings.
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            Row row = table.Rows[i];
            string?[] heads = [PlaceTable.Text(row, id), PlaceTable.Text(row, name), row.Values.FirstOrDefault(v => v is not null)];
            if (row.Geometry is null && Array.Find(heads, TotalWord.Is) is { } word)
            {
                notes?.Add(new(
                    "warning/total-row", ("file", Path.GetFileName(table.Source)), ("row", new Spot(row.Where)), ("text", word)));
                continue;
            }
            string own = source.Id(row, id, $"{i + 1}");
            double? PeopleIn(int column) => source.Amount(row, column, Quantity.People);
            var people = new People(PeopleIn(total), PeopleIn(aged60), PeopleIn(aged0), PeopleIn(aged3), PeopleIn(aged65));
            if (source.Place(row, linesToo: false) is not { } place) continue;
            communities.Add(
                new Community(own, PlaceTable.Text(row, name) ?? own, Kind(PlaceTable.Text(row, type)), Once(PlaceTable.Text(row, unit)),
                place.Position, place.Geometry, people)
                {
                    Households = source.Amount(row, households, Quantity.Households),
                    Units = PlaceTable.Units(row, levels),
                    Subsets = source.Flags(row, flags),
                });
        }
        source.ThrowIfAny();
        notes?.AddRange(source.Notes);
        return communities;

        string? Once(string? word)
        {
            if (word is null || words.Add(word)) return word;
            return words.TryGetValue(word, out string? kept) ? kept : word;
        }
    }

    /// <summary>The columns of ids and of names; -1 where there is none.</summary>
    internal static (int Id, int Name) NamesOf(PlaceTable source) => (
        source.Column("id", "code", "编号", "编码", "代码"), source.Column("name", "名称", "社区名称", "社区", "小区名称", "村名"));

    /// <summary>A type as the words urban and rural; another word as it is.</summary>
    internal static string? Kind(string? type) => type?.ToLowerInvariant() switch
    {
        "urban" or "城镇" or "城市" or "城区" or "社区" or "居委会" => "urban",
        "rural" or "农村" or "乡村" or "村" or "行政村" or "村委会" => "rural",
        _ => type,
    };
}
