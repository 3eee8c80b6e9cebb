using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Studies;

/// <summary>The names under which a study says where its tables keep what. A name that means nothing would leave a column unread.</summary>
internal static class StudyColumns
{
    /// <summary>Refuses names that mean nothing, all in one message with the nearest that do.</summary>
    /// <exception cref="InputException">There are some.</exception>
    public static void Check(StudyFile study, string path)
    {
        var problems = new RowProblems(path);
        Table("communities", study.Communities.Columns, [.. CommunityColumns.Names, .. UnitLevels.InStudies], problems);
        for (int i = 0; i < study.Facilities.Count; i++)
            Table($"facilities[{i}]", study.Facilities[i].Columns, [.. FacilityColumns.Names, .. UnitLevels.InStudies], problems);
        Table("units", study.Units?.Columns, UnitReader.ColumnNames, problems);
        Table("new_areas", study.NewAreas?.Columns, NewArea.ColumnNames, problems);
        Table("circles", study.Circles?.Columns, Circles.ColumnNames, problems);
        problems.ThrowIfAny();
    }

    private static void Table(string key, IReadOnlyDictionary<string, string>? columns, IReadOnlyList<string> names, RowProblems problems)
    {
        foreach (string name in columns?.Keys ?? [])
            if (!names.Contains(name)) problems.Add($"{key}.columns.{name}", $"the name \"{name}\"", JsonFields.Nearest(name, names), $"Names: {string.Join(", ", names)}.");
    }
}
