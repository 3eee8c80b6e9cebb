using ServiceCircle.Places;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Scenarios;

namespace ServiceCircle.Reports.Model;

/// <summary>One scenario as the comparison shows it: its name, which is untrusted, its changes in words, and the map after it.</summary>
internal sealed record ComparedScenario(string Name, IReadOnlyList<string> Changes, ScenarioComparison Comparison, MapDrawing Map);

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
