namespace ServiceCircle.Places;

/// <summary>
/// Attributes of a facility that only some plans ask for. A study names their columns like any other column; a table may
/// also use the names below. Yes is 1, no is 0.
/// </summary>
internal static class FacilityAttributes
{
    internal enum Cell
    {
        Number,
        YesOrNo,
        Grade,
    }

    /// <summary>Name, what its cells hold, and its usual Chinese column names. A new attribute is a new line.</summary>
    private static readonly (string Name, Cell Cell, string[] Usual)[] Table =
    [
        ("nursing_beds", Cell.Number, ["护理型床位", "护理床位"]),
        ("nursery_places", Cell.Number, ["托班学位", "托班托位"]),
        ("enrolled", Cell.Number, ["在园幼儿", "在园人数", "在读人数"]),
        ("physicians", Cell.Number, ["执业医师", "执业（助理）医师", "医师数"]),
        ("nurses", Cell.Number, ["注册护士", "护士数"]),
        ("grade", Cell.Grade, ["等级", "医院等级"]),
        ("nursing", Cell.YesOrNo, ["专业照护"]),
        ("embedded", Cell.YesOrNo, ["嵌入式"]),
        ("comprehensive", Cell.YesOrNo, ["综合性"]),
        ("demonstration", Cell.YesOrNo, ["示范"]),
        ("operating", Cell.YesOrNo, ["实体化运行", "运行"]),
        ("district_level", Cell.YesOrNo, ["区级"]),
        ("college_run", Cell.YesOrNo, ["院校举办"]),
        ("accessible", Cell.YesOrNo, ["无障碍"]),
        ("open_24h", Cell.YesOrNo, ["24小时"]),
        ("dementia_zone", Cell.YesOrNo, ["失能失智专区"]),
        ("rehab_zone", Cell.YesOrNo, ["康复专区"]),
        ("daycare_zone", Cell.YesOrNo, ["日间照料专区"]),
    ];

    /// <summary>Their names; "inclusive" and "capacity" are members of <see cref="Facility"/> and count as attributes in plans.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(a => a.Name), "inclusive", "capacity"];

    /// <summary>Those that can be added up, and the capacity.</summary>
    public static IReadOnlyList<string> Amounts { get; } = ["capacity", .. Table.Where(a => a.Cell == Cell.Number).Select(a => a.Name)];

    /// <summary>Whether a plan may ask for it.</summary>
    public static bool IsKnown(string name) => Names.Contains(name);

    /// <summary>An attribute of a facility; null if it is not given.</summary>
    public static double? Of(Facility facility, string name) => name switch
    {
        "inclusive" => facility.Inclusive is { } inclusive ? inclusive ? 1 : 0 : null,
        "capacity" => facility.Capacity,
        _ => facility.Attributes.TryGetValue(name, out double value) ? value : null,
    };

    /// <summary>The columns of a table that hold attributes.</summary>
    internal static IReadOnlyList<(string Name, Cell Cell, int Column)> Columns(PlaceTable table)
    {
        var columns = new List<(string, Cell, int)>();
        foreach ((string name, Cell cell, string[] usual) in Table)
        {
            int column = table.Column(name, usual);
            if (column >= 0) columns.Add((name, cell, column));
        }
        return columns;
    }

    /// <summary>The attributes of a row; empty cells are not given.</summary>
    internal static IReadOnlyDictionary<string, double> Read(
        PlaceTable table, Formats.Row row, IReadOnlyList<(string Name, Cell Cell, int Column)> columns)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, Cell cell, int column) in columns)
        {
            double? value = cell switch
            {
                Cell.Number => table.Number(row, column),
                Cell.YesOrNo => table.YesOrNo(row, column) is { } yes ? yes ? 1 : 0 : null,
                _ => Grade(table, row, column),
            };
            if (value is { } known) values.Add(name, known);
        }
        return values;
    }

    /// <summary>三级甲等, 3A, 3: the grade's number.</summary>
    private static double? Grade(PlaceTable table, Formats.Row row, int column)
    {
        if (PlaceTable.Text(row, column) is not { } text) return null;
        int grade = "一二三".IndexOf(text[0], StringComparison.Ordinal) + 1;
        if (grade == 0) grade = "123".IndexOf(text[0], StringComparison.Ordinal) + 1;
        if (grade > 0) return grade;
        table.Note(row, new("found/cell", ("column", table.Table.Columns[column]), ("text", text)), "expected/grade");
        return null;
    }
}
