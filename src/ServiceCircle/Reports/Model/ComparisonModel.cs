using ServiceCircle.Places;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Scenarios;

namespace ServiceCircle.Reports.Model;

/// <summary>One scenario as the comparison shows it.</summary>
/// <param name="Name">Its name; untrusted.</param>
/// <param name="Changes">Its changes in words, in their order.</param>
/// <param name="Comparison">What it changes.</param>
/// <param name="Map">The map after it.</param>
internal sealed record ComparedScenario(string Name, IReadOnlyList<string> Changes, ScenarioComparison Comparison, MapDrawing Map);

/// <summary>Everything that the comparison says.</summary>
/// <param name="Study">The study as it stands; its first map is the one before.</param>
/// <param name="Scenarios">The scenarios; may be empty where only the best positions are asked.</param>
/// <param name="Warnings">Warnings of the study and of the scenarios.</param>
internal sealed record ComparisonModel(ReportModel Study, IReadOnlyList<ComparedScenario> Scenarios, IReadOnlyList<string> Warnings)
{
    /// <summary>Where one more facility would help most, by service; empty if that was not asked.</summary>
    public IReadOnlyList<MarginalService> Marginal { get; init; } = [];
}

/// <summary>Where one more facility of a service would help most.</summary>
/// <param name="Service">The service.</param>
/// <param name="Best">The best positions with the people newly covered, the best first.</param>
/// <param name="Candidates">Positions looked at.</param>
/// <param name="CellMetres">Side of the cells of which one position each was looked at.</param>
/// <param name="Map">All positions.</param>
internal sealed record MarginalService(
    Service Service, IReadOnlyList<(Position At, double People)> Best, int Candidates, double CellMetres, MapDrawing Map);
