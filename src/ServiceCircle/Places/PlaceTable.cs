using System.Collections.Frozen;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>The columns of a table by their role, and their cells read with every problem noted.</summary>
internal sealed class PlaceTable(Table table, IReadOnlyDictionary<string, string>? named = null)
{
    private readonly RowProblems _problems = new(table.Source);
    private readonly Dictionary<string, string> _rowOfId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, UnitWord?> _units = [];

    /// <summary>By the kind of note, the column and, where another word means something else, the word.</summary>
    private readonly Dictionary<(string Key, int Column, string Word), (int Count, string Text, object? Value)> _taken = [];
    public Table Table => table;

    /// <summary>What was taken for something else than it says, a notice for each kind and column with the first example.</summary>
    public IEnumerable<Notice> Notes
    {
        get
        {
            foreach (((string key, int column, _), (int count, string text, object? value)) in _taken)
            {
                (string, object)[] values =
                    [("file", Path.GetFileName(table.Source)), ("column", table.Columns[column]), ("count", count), ("text", text)];
                yield return new Notice(key, value is not null ? [.. values, ("value", value)] : values);
            }
        }
    }

    /// <summary>
    /// The column of a role: the one that the user named, else the first that is called like the role or by another usual name; -1 if none.
    /// </summary>
    /// <exception cref="InputException">The user named a column that is not there.</exception>
    public int Column(string role, params IEnumerable<string> others) => ColumnByNames(role, others.Prepend(role));

    /// <summary>Whether the user named a column for a role.</summary>
    public bool IsNamed(string role) => named?.ContainsKey(role) == true;

    /// <summary>The same of a role whose own name means something else in a table.</summary>
    public int ColumnByNames(string role, params IEnumerable<string> usual) =>
        named?.GetValueOrDefault(role) is { } name ? RequireColumn(role, name) : ColumnNames.Find(table.Columns, usual);

    /// <summary>The column that the user named for a role.</summary>
    /// <exception cref="InputException">It is not there.</exception>
    public int RequireColumn(string role, string name) =>
        table.IndexOf(name) is >= 0 and var exact ? exact : ColumnNames.Require(table.Source, table.Columns, role, name);

    /// <summary>The columns of administrative levels: those that the user named for none of some roles (the reader of a study has
    /// refused all other words).</summary>
    /// <exception cref="InputException">A named column is not there.</exception>
    public (string Name, int Column)[] UnitColumns(IReadOnlyList<string> roles) => named is null ? []
        : [.. named.Keys.Except(roles).Order(StringComparer.Ordinal).Select(level => (level, Column(level)))];

    /// <summary>The units that a row names.</summary>
    public static IReadOnlyDictionary<string, string> Units(Row row, (string Name, int Column)[] levels) =>
        levels.Length == 0 ? FrozenDictionary<string, string>.Empty : levels.Where(l => Text(row, l.Column) is not null)
            .ToDictionary(l => l.Name, l => Text(row, l.Column)!, StringComparer.Ordinal);

    public void Note(Row row, Notice found, Notice expected, Notice? advice = null) => _problems.Add(row.Where, found, expected, advice);
    public void ThrowIfAny() => _problems.ThrowIfAny();
    public static string? Text(Row row, int column) => column < 0 ? null : row.Values[column];

    /// <summary>The id of a row, or another if the table has none; noted if the cell is empty, or an earlier row has the same.</summary>
    public string Id(Row row, int column, string otherwise)
    {
        if (column >= 0 && Text(row, column) is null) Note(row, new("found/empty", ("column", table.Columns[column])), "expected/id");
        string id = Text(row, column) ?? otherwise;
        if (!_rowOfId.TryAdd(id, row.Where))
            Note(row, new("found/id-of-both", ("id", id), ("where", new Spot(_rowOfId[id]))), "expected/unique-ids");
        return id;
    }

    /// <summary>
    /// A number of people, households or square metres in the unit that its column's header names ("万人"); null if the cell is empty or bad.
    /// </summary>
    /// <exception cref="InputException">The header says that the column holds something else.</exception>
    public double? Amount(Row row, int column, Quantity quantity)
    {
        if (Read(row, column) is not { } read) return null;
        UnitWord? unit = UnitOf(column, quantity);
        bool isOther = read.Counts is { } counts && counts != quantity;
        double value = read.Value * (unit?.Factor ?? 1);
        if (isOther || read.IsScaled && unit is { Factor: not 1 } || !double.IsFinite(value))
        {
            Note(row, Cell(column, Text(row, column)!), "expected/number-of-header");
            return null;
        }
        if (unit is { Factor: not 1 }) Take("meaning/unit-word", column, unit.Value.Text, (decimal)unit.Value.Factor);
        return value;
    }

    private UnitWord? UnitOf(int column, Quantity quantity)
    {
        if (_units.TryGetValue(column, out UnitWord? known)) return known;
        UnitWord? unit = UnitWord.Of(table.Columns[column]);
        if (unit is { Counts: { } counts } && counts != quantity)
            throw new InputException(table.Source, table.Columns[column], new("found/other-unit", ("unit", unit.Value.Text)),
                "expected/number-column", counts == Quantity.Share ? "advice/share-column" : null);
        return _units[column] = unit;
    }

    /// <summary>A number that is not negative; null if the cell is empty or bad.</summary>
    public double? Number(Row row, int column) => Read(row, column)?.Value;

    private HumanNumber.Reading? Read(Row row, int column)
    {
        if (Text(row, column) is not { } text) return null;
        if (HumanNumber.IsBlank(text))
        {
            Take("meaning/blank-word", column, text, word: text);
            return null;
        }
        if (HumanNumber.Read(text) is { Value: >= 0 } read)
        {
            if (!NumberText.IsAmount(read.Value))
            {
                Note(row, Cell(column, text), "expected/amount-or-empty");
                return null;
            }
            if (!read.IsPlain) Take("meaning/number-as-written", column, text, (decimal)read.Value);
            return read;
        }
        Note(row, Cell(column, text), "expected/not-negative", text.Contains(',') ? "advice/no-commas" : null);
        return null;
    }

    /// <summary>Yes or no; null if the cell is empty or bad.</summary>
    public bool? YesOrNo(Row row, int column)
    {
        if (Text(row, column) is not { } text) return null;
        bool? answer = text.ToLowerInvariant() switch
        {
            "yes" or "true" or "1" or "y" or "是" or "普惠" or "√" or "✓" or "有" => true,
            "no" or "false" or "0" or "n" or "否" or "非普惠" or "×" or "✗" or "无" => false,
            _ => null,
        };
        if (answer is null) Note(row, Cell(column, text), "expected/yes-or-no");
        return answer;
    }

    /// <summary>The yes-or-no cells of some columns, by their names; blank ones are missing.</summary>
    public IReadOnlyDictionary<string, bool> Flags(Row row, IReadOnlyList<(string Name, int Column)> columns)
    {
        if (columns.Count == 0) return FrozenDictionary<string, bool>.Empty;
        var flags = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach ((string name, int column) in columns)
            if (YesOrNo(row, column) is { } yes) flags.Add(name, yes);
        return flags;
    }

    /// <summary>Whether a facility serves anybody; told where it does not, or where its word is not known.</summary>
    public FacilityState State(Row row, int column)
    {
        string? word = Text(row, column);
        FacilityState state = FacilityStates.Of(word);
        if (state is FacilityState.NotYet or FacilityState.Closed) Take("meaning/out-of-use", column, word!, word: word!);
        if (state == FacilityState.Unknown) Take("meaning/state-unknown", column, word!, word: word!);
        return state;
    }

    /// <summary>A date, or a year or month alone, which may be any day of it; null if the cell is empty or bad.</summary>
    public RoughDate? Date(Row row, int column)
    {
        if (Text(row, column) is not { } text) return null;
        if (RoughDate.Read(text) is { } date) return date;
        if (HumanNumber.IsBlank(text) || text is "不详" or "未知" or "暂无" or "无")
        {
            Take("meaning/blank-word", column, text, word: text);
            return null;
        }
        Note(row, Cell(column, text), "expected/date");
        return null;
    }

    /// <summary>The geometry of a row and a position in it; null, and noted, if it has none or one that cannot be used.</summary>
    public (Geometry Geometry, Position Position)? Place(Row row, bool linesToo)
    {
        Notice expected = linesToo ? "expected/point-line-polygon" : "expected/point-or-polygon";
        switch (row.Geometry)
        {
            case null:
            case { OgcGeometryType: OgcGeometryType.GeometryCollection }:
            case { Dimension: Dimension.Curve } when !linesToo:
                Note(row, Shape(row), expected);
                return null;
            default:
                return (row.Geometry, Positions.Inside(row.Geometry));
        }
    }

    /// <summary>What a row has for a geometry that cannot be used.</summary>
    public static Notice Shape(Row row) =>
        row.Geometry is null ? "found/no-geometry" : new Notice("found/geometry", ("type", row.Geometry.GeometryType));

    /// <summary>Refuses a table without any geometry in one sentence rather than one per row.</summary>
    public void RequireGeometry()
    {
        if (table.Rows.Count == 0 || table.Rows.Any(row => row.Geometry is not null)) return;
        throw new InputException(table.Source, "", new("found/no-coordinates", ("columns", new NameList(table.Columns))),
            "expected/coordinates", "advice/rename-coordinates");
    }

    /// <summary>
    /// Notes that a cell was taken for something else than it says; cells of one word are told together, and all without.
    /// </summary>
    public void Take(string key, int column, string text, object? value = null, string word = "")
    {
        (string, int, string) kind = (key, column, word);
        (int count, string first, object? told) = _taken.GetValueOrDefault(kind, (0, text, value));
        _taken[kind] = (count + 1, first, told);
    }

    private Notice Cell(int column, string text) => new("found/cell", ("column", table.Columns[column]), ("text", text));
}

internal static class Positions
{
    /// <summary>The point itself, or a point inside the polygon (never its centroid, which may lie outside).</summary>
    public static Position Inside(Geometry geometry)
    {
        var c = geometry is Point point ? point.Coordinate : geometry.InteriorPoint.Coordinate;
        return Position.FromDegrees(c.X, c.Y);
    }
}
