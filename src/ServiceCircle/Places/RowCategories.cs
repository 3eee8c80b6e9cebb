using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>
/// What the rows of a table of facilities are: by the category that the study gives to the file, else by a cell that overrules, else by
/// their category column, else by name and class of a map service together.
/// </summary>
internal sealed class RowCategories
{
    /// <summary>Shares of the cells of a column from which on it is one of classes of a map service.</summary>
    private const double MostlyClasses = 0.5;

    /// <summary>Words of the overruling column for a place that is no facility.</summary>
    private static readonly string[] NoFacility = ["none", "no", "-", "无", "否", "不是", "剔除"];

    private readonly PlaceTable _source;
    private readonly CategoryCatalogue _catalogue;
    private readonly string? _fixed;
    private readonly int _name, _kind, _override, _code, _class;
    private readonly int[] _steps;
    private readonly RuleTally _tally;

    /// <summary>Finds the columns: those that the user named, else those with the usual names.</summary>
    /// <exception cref="InputException">A named column is not there.</exception>
    public RowCategories(PlaceTable source, CategoryCatalogue catalogue, string? category, int name)
    {
        (_source, _catalogue, _fixed, _name) = (source, catalogue, category, name);
        _tally = new RuleTally(Path.GetFileName(source.Table.Source));
        _override = source.Column("override", "类别修正", "修正类别");
        int kind = source.Column("category", "categories", "类别", "设施类别");
        _code = OfClasses("class_code", "typecode", "type_code", "poi_code", "poicode", "类型编码", "分类编码", "类型代码", "分类代码");
        _class = OfClasses("class", "type", "poi_type", "poitype", "poi_class", "poi类型", "poi分类", "类型", "分类", "tag", "std_tag", "小类");
        bool isKindOfClasses = kind >= 0 && (kind == _class || IsOfClasses(kind));
        if (isKindOfClasses && _class < 0) _class = kind;
        _kind = isKindOfClasses ? -1 : kind;
        _steps = Steps();
    }

    /// <summary>The roles of columns beside "category" that a study may name.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["override", "class", "class_code"];

    /// <summary>Whether the table has classes of a map service, so that it is a list from one.</summary>
    public bool ReadsClasses => _code >= 0 || _class >= 0 || _steps.Length > 0;

    /// <summary>What each rule took so far.</summary>
    public IReadOnlyList<RuleUse> Uses => _tally.Uses;

    /// <summary>The categories of a row, or why it is no facility; of one that a person took out, also what it would be.</summary>
    public (string[] Categories, string? LeftOut) Of(Row row)
    {
        string name = PlaceTable.Text(row, _name) ?? "";
        (string[] categories, string rule, string? leftOut) = Find(row, name);
        _tally.Add(rule, leftOut is null ? categories : [], name);
        return (categories, leftOut);
    }

    private (string[] Categories, string Rule, string? LeftOut) Find(Row row, string name)
    {
        if (PlaceTable.Text(row, _override) is { } said)
            return NoFacility.Contains(said, StringComparer.OrdinalIgnoreCase)
                ? (WithoutOverride(row, name), RuleTally.Override, FacilityReader.Overruled)
                : (Listed(row, _override), RuleTally.Override, null);
        if (_fixed is not null) return ([_fixed], RuleTally.Fixed, null);
        // An empty cell is noted as it is read.
        return _kind >= 0 ? (Listed(row, _kind), RuleTally.Column, null) : ByNameAndClass(row, name);
    }

    /// <summary>What a row would be that is overruled; nothing is noted of it.</summary>
    private string[] WithoutOverride(Row row, string name) => _fixed is not null ? [_fixed]
        : _kind < 0 ? ByNameAndClass(row, name).Categories
        : [.. FacilityReader.SplitIds(PlaceTable.Text(row, _kind))
            .Select(word => _catalogue.IsKnown(word) ? word : _catalogue.FindByWord(word)).OfType<string>()];

    private (string[] Categories, string Rule, string? LeftOut) ByNameAndClass(Row row, string name)
    {
        NameAnswer told = _catalogue.TellName(name);
        ClassAnswer classed = ClassOf(row);
        NameExclusion? excluded = told.Exclusion ?? (classed.IsClass && told.Rule is null ? _catalogue.ExclusionOf(name) : null);
        if (excluded is not null)
            return ([], NameRules.NameOf(excluded), $"{FacilityReader.NameExcludes} ({excluded.En})");
        string[] categories = told.Categories.Count > 0 ? [.. told.Categories] : classed.Category is { } alone ? [alone] : [];
        string rule = told.Rule ?? classed.Rule ?? RuleTally.None;
        string[] denials = [.. categories.Select(classed.DenialOf).OfType<string>()];
        if (denials.Length > 0 && denials.Length == categories.Length) return ([], denials[0], FacilityReader.ClassExcludes);
        categories = [.. categories.Where(c => classed.DenialOf(c) is null)];
        return categories.Length > 0 ? (categories, rule, null)
            : classed is { IsClass: true, IsOurs: false } ? ([], "class", FacilityReader.ClassExcludes)
            : ([], RuleTally.None, FacilityReader.Untold);
    }

    /// <summary>The class of a row: its code, else its path, else the three levels of a path in columns of their own.</summary>
    private ClassAnswer ClassOf(Row row)
    {
        ClassAnswer code = Read(PlaceTable.Text(row, _code));
        if (code.IsClass) return code;
        if (_steps.Length == 0) return Read(PlaceTable.Text(row, _class));
        return Read(string.Join(';', _steps.Select(step => PlaceTable.Text(row, step)).OfType<string>()));
    }

    private ClassAnswer Read(string? text) => text is null ? ClassAnswer.None : _catalogue.ClassOf(text);

    /// <summary>The columns of the three levels of a class, where a table has them in place of one.</summary>
    private int[] Steps()
    {
        if (_code >= 0 || _class >= 0 && IsOfClasses(_class)) return [];
        int[] steps = [.. new[] { "大类", "中类", "小类" }.Select(word => ColumnOf([word, "poi" + word]))];
        return steps[0] >= 0 && IsOfClasses(steps[0]) ? [.. steps.Where(step => step >= 0)] : [];
    }

    private int ColumnOf(string[] names) => Formats.ColumnNames.Find(_source.Table.Columns, names);

    /// <summary>The column that the user named for a role, else the first with a usual name that holds classes of a map service.</summary>
    private int OfClasses(string role, params string[] usual)
    {
        if (_source.IsNamed(role)) return _source.Column(role);
        foreach (string name in usual)
            if (ColumnOf([name]) is >= 0 and var column && IsOfClasses(column)) return column;
        return -1;
    }

    private bool IsOfClasses(int column)
    {
        int filled = 0, classes = 0;
        foreach (Row row in _source.Table.Rows)
        {
            if (PlaceTable.Text(row, column) is not { } text) continue;
            filled++;
            if (_catalogue.ClassOf(text).IsClass) classes++;
        }
        return classes > 0 && classes >= filled * MostlyClasses;
    }

    private string[] Listed(Row row, int column)
    {
        string[] ids = FacilityReader.SplitIds(PlaceTable.Text(row, column));
        if (ids.Length == 0)
            _source.Note(row, new("found/empty", ("column", _source.Table.Columns[column])), "expected/category", "advice/one-category");
        for (int i = 0; i < ids.Length; i++)
        {
            if (_catalogue.IsKnown(ids[i])) continue;
            if (_catalogue.FindByWord(ids[i]) is { } meant)
            {
                _source.Take("meaning/category-word", column, ids[i], meant, word: ids[i]);
                ids[i] = meant;
            }
            else _source.Note(row, new("found/category", ("category", ids[i])), _catalogue.Suggest(ids[i]), _catalogue.ListedIn);
        }
        return ids;
    }
}
