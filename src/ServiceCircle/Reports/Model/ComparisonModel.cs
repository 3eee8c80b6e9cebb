using ServiceCircle.Places;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Scenarios;

namespace ServiceCircle.Reports.Model;

/// <summary>
/// One scenario as the comparison shows it: its name, which is untrusted, the short one that tables and captions call it by, its changes in
/// words, and the map after it.
/// </summary>
internal sealed record ComparedScenario(
    string Name, string ShortName, IReadOnlyList<string> Changes, ScenarioComparison Comparison, MapDrawing Map)
{
    /// <summary>Widest name that a column of a table has room for, in Latin letters; a Chinese character is as wide as two.</summary>
    private const int Widest = 16;

    /// <summary>The scenarios' own names where all are short and distinct, else their numbers.</summary>
    public static IReadOnlyList<string> ShortNames(IReadOnlyList<string> names, Messages messages) =>
        names.All(name => name.Sum(c => c < 0x2E80 ? 1 : 2) <= Widest) && names.Distinct().Count() == names.Count ? names
            : [.. names.Select((_, i) => messages.Text("whatif/short-name", ("number", i + 1)))];
}

/// <summary>
/// Everything that the comparison says. The first map of the study is the one before; there may be no scenarios where only the best
/// positions are asked. Warnings are those of the study and of the scenarios.
/// </summary>
internal sealed record ComparisonModel(ReportModel Study, IReadOnlyList<ComparedScenario> Scenarios, IReadOnlyList<string> Warnings)
{
    /// <summary>Where one more facility would help most, by service; empty if that was not asked.</summary>
    public IReadOnlyList<MarginalService> Marginal { get; init; } = [];
}

/// <summary>
/// Where one more facility of a service would help most: positions with the people newly covered, the best first, and a map of all. Of each
/// cell one position was looked at.
/// </summary>
internal sealed record MarginalService(
    Service Service, IReadOnlyList<(Position At, double People)> Best, int Candidates, double CellMetres, MapDrawing Map);
