using System.Text.Json;

namespace ServiceCircle.Coverage;

/// <summary>Grades of circles by the share of services that a community reaches (<c>data/circle-grades.json</c>).</summary>
/// <param name="Grades">Grade and the least share for it, the best first.</param>
public sealed record CircleGrades(IReadOnlyList<(string Grade, double FromShare)> Grades)
{
    /// <summary>The table that ships.</summary>
    public static CircleGrades Shipped { get; } = Load(ShippedData.Path("circle-grades.json"));

    /// <summary>The grade of a share; null if the share is not known.</summary>
    public string? Of(double? share) => share is { } known ? Grades.First(g => known >= g.FromShare).Grade : null;

    private static CircleGrades Load(string path)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        return new CircleGrades([.. json.RootElement.GetProperty("grades").EnumerateArray()
            .Select(g => (g.GetProperty("grade").GetString()!, g.GetProperty("from_share").GetDouble()))]);
    }
}
