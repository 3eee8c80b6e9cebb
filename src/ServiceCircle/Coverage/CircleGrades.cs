using ServiceCircle.Formats;

namespace ServiceCircle.Coverage;

/// <summary>
/// Grades of circles by the least share of services that a community reaches, the best first (<c>data/circle-grades.json</c>).
/// </summary>
internal sealed record CircleGrades(IReadOnlyList<(string Grade, double FromShare)> Grades)
{
    public static CircleGrades Shipped { get; } = Load(ShippedData.Path("circle-grades.json"));

    /// <summary>The grade of a share; null if the share is not known.</summary>
    public string? Of(double? share) => share is { } known ? Grades.First(g => known >= g.FromShare).Grade : null;

    private static CircleGrades Load(string path)
    {
        var problems = new RowProblems(path);
        var file = new JsonFields(JsonText.Load(path), problems);
        file.Schema("servicecircle-circle-grades-1");
        file.TextOrNull("note");
        (string, double)[] grades = [.. file.Objects("grades").Select(g => g.Whole((g.Text("grade"), g.Number("from_share") ?? 0)))];
        file.Done();
        problems.ThrowIfAny();
        return new CircleGrades(grades);
    }
}
