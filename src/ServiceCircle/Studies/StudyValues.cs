using System.Globalization;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Studies;

/// <summary>The figures that a study gives for clauses, each in its clause's unit.</summary>
internal sealed class StudyValues
{
    private readonly Dictionary<string, Clause> _clauses;
    private readonly Dictionary<string, List<SuppliedValue>> _values = new(StringComparer.Ordinal);

    private StudyValues(IReadOnlyList<Plan> plans) =>
        _clauses = plans.SelectMany(p => p.Clauses).ToDictionary(c => c.Id, StringComparer.Ordinal);

    /// <summary>Clause id to its figures. Ids that no plan of the study has stay in it, so that they can be warned of.</summary>
    /// <exception cref="InputException">Bad rows: no number, a unit that is none or cannot be converted, a year twice; all in one
    /// message.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<SuppliedValue>> Read(StudyFile study, IReadOnlyList<Plan> plans)
    {
        var values = new StudyValues(plans);
        if (study.Values.File is { } file) values.Read(Tables.Read(file, new TableOptions { WithoutGeometry = true }));
        var problems = new RowProblems(study.Path);
        foreach ((string id, double figure) in study.Values.Figures)
        {
            if (values._clauses.GetValueOrDefault(id) is { } clause && AtOdds(clause, figure) is { } wrong)
                problems.Add($"values.{id}", wrong.Found, wrong.Expected, wrong.Advice);
            values.Add(id, new SuppliedValue(figure));
        }
        problems.ThrowIfAny();
        return values._values.ToDictionary(v => v.Key, v => (IReadOnlyList<SuppliedValue>)v.Value, StringComparer.Ordinal);
    }

    private void Add(string id, SuppliedValue value)
    {
        if (!_values.TryGetValue(id, out List<SuppliedValue>? values)) _values.Add(id, values = []);
        values.Add(value);
    }

    private void Read(Table table)
    {
        var source = new PlaceTable(table);
        int clause = source.Column("clause", "id", "条款", "条款编号", "指标编号");
        int year = source.Column("year", "年份", "年度");
        int value = source.Column("value", "数值", "现状值", "完成值");
        int unit = source.Column("unit", "单位", "计量单位");
        int from = source.Column("source", "来源", "数据来源");
        int note = source.Column("note", "备注", "说明");
        if (clause < 0 || value < 0)
            throw new InputException(table.Source, "", new("found/columns", ("columns", new NameList(table.Columns))),
                "expected/values-columns", "advice/values-template");
        foreach (Row row in table.Rows)
        {
            // A template leaves the values blank that nobody knows yet.
            if (PlaceTable.Text(row, value) is not { } figure) continue;
            NoteProblem tell = (found, expected, advice) => source.Note(row, found, expected, advice);
            if (PlaceTable.Text(row, clause) is not { } id) tell("found/value-without-clause", "expected/clause-id");
            else if (Figure(tell, id, figure, PlaceTable.Text(row, unit)) is { } read)
            {
                read = read with
                {
                    Year = YearOf(tell, PlaceTable.Text(row, year)),
                    Source = PlaceTable.Text(row, from) ?? "",
                    Note = PlaceTable.Text(row, note) ?? "",
                };
                if (_values.GetValueOrDefault(id)?.Exists(v => v.Year == read.Year) == true)
                    tell(read.Year is { } of ? new("found/clause-twice-for", ("clause", id), ("year", $"{of}"))
                        : new("found/clause-twice", ("clause", id)), "expected/row-per-clause");
                Add(id, read);
            }
        }
        source.ThrowIfAny();
    }

    /// <summary>Notes a problem with a row.</summary>
    private delegate void NoteProblem(Notice found, Notice expected, Notice? advice = null);

    private static int? YearOf(NoteProblem tell, string? text)
    {
        if (text is null) return null;
        if (int.TryParse(text.TrimEnd('年').Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            && year is >= 1949 and <= 2100) return year;
        tell(new("found/quoted-year", ("year", text)), new("expected/year-such-as", ("year", "2024")));
        return null;
    }

    /// <summary>A figure in its clause's unit; null, and noted, if it is none.</summary>
    private SuppliedValue? Figure(NoteProblem tell, string id, string text, string? unitText)
    {
        string sign = text[^1] switch { '%' or '％' => "%", '‰' => "‰", _ => "" };
        if (!NumberText.TryParse(sign.Length > 0 ? text[..^1].TrimEnd() : text, out double figure))
        {
            tell(new("found/value", ("value", text)), "expected/number", text.Contains(',') ? "advice/no-commas" : null);
            return null;
        }
        if (_clauses.GetValueOrDefault(id) is not { } clause) return new SuppliedValue(figure);
        if (sign.Length > 0 && unitText is not null && ClauseUnit.Find(unitText)?.Text != sign)
            tell(new("found/value-with-unit", ("value", text), ("unit", unitText)), "expected/one-unit");
        if (Converted(tell, clause, figure, unitText ?? (sign.Length > 0 ? sign : null)) is not { } converted) return null;
        if (sign.Length == 0 && AtOdds(clause, converted.Value) is { } wrong)
            tell(wrong.Found, wrong.Expected, wrong.Advice is { } advice
                ? new Notice("advice/after", ("before", advice), ("advice", new Notice("advice/sign-behind"))) : "advice/sign-behind");
        return converted;
    }

    private static SuppliedValue? Converted(NoteProblem tell, Clause clause, double figure, string? unitText)
    {
        if (unitText is null) return new SuppliedValue(figure);
        ClauseUnit? unit = ClauseUnit.Find(unitText), wanted = clause.StatedIn;
        if (unit is not null && wanted is null) return new SuppliedValue(figure) { Unit = unit.Text };
        if (unit is not null && wanted is not null && unit.CanBecome(wanted)) return new SuppliedValue(unit.ToUnit(figure, wanted));
        tell(new("found/unit-of-clause", ("unit", unitText), ("clause", clause.Id)),
            wanted is null ? new("expected/perhaps", ("word", ClauseUnit.Nearest(unitText)))
                : new("expected/unit-of-clause", ("unit", wanted.Text)), unit is null ? "advice/units" : null);
        return null;
    }

    /// <summary>What is wrong with a figure that cannot be meant in its clause's unit; null if nothing is.</summary>
    private static (Notice Found, Notice Expected, Notice? Advice)? AtOdds(Clause clause, double figure)
    {
        bool isShare = clause.StatedIn is { Text: "%" };
        string shown = figure.ToString(CultureInfo.InvariantCulture);
        if (isShare && figure is > 0 and < 1
            && clause is { Value: > 1, Operator: Operator.AtLeast or Operator.MoreThan or Operator.Equal or Operator.AllOf })
            return (new("found/share-of-clause", ("figure", shown), ("clause", clause.Id)), "expected/hundredths",
                new("advice/hundredths", ("figure", (figure * 100).ToString("0.####", CultureInfo.InvariantCulture))));
        return isShare && figure > 100 && clause.Indicator != "supplied"
            ? (new("found/percent-of-clause", ("figure", shown), ("clause", clause.Id)), new("expected/most-of-all", ("most", "100")), null)
            : null;
    }
}
