using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>What a model hands back: canonical site indexes and the objective in its own sense.</summary>
internal sealed record ModelAnswer(SitingStatus Status, List<int>? Open, double? Objective, double? Bound)
{
    /// <summary>Why there is no answer.</summary>
    public Notice? Why { get; init; }

    /// <summary>Changes known to help.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Canonical demand indexes in the way, or left out.</summary>
    public IReadOnlyList<int> Unmet { get; init; } = [];

    public (int Demands, int Sites) Reduced { get; init; }

    public (double Objective, double Bound)? SecondStage { get; init; }

    public int? SitesNeeded { get; init; }

    /// <summary>Amounts by (demand, site), canonical, where capacities decide; null for the nearest open site.</summary>
    public List<(int Demand, int Site, double Weight)>? Flow { get; init; }

    public static ModelAnswer Infeasible(Notice why, IReadOnlyList<int>? unmet = null) =>
        new(SitingStatus.Infeasible, null, null, null) { Why = why, Unmet = unmet ?? [] };

    /// <summary>From minimised values to an answer: optimal when the bound has reached the objective.</summary>
    /// <param name="open">Best set, if any.</param>
    /// <param name="objective">Its value, minimised.</param>
    /// <param name="bound">Lower bound of that value.</param>
    /// <param name="map">From minimised values to the model's own.</param>
    public static ModelAnswer From(List<int>? open, double objective, double bound, Func<double, double> map)
    {
        if (open is null)
            return new ModelAnswer(SitingStatus.Feasible, null, null, double.IsFinite(bound) ? map(bound) : null)
            {
                Why = new Notice("siting/none-found"),
            };
        bool proven = bound >= objective;
        return new ModelAnswer(
            proven ? SitingStatus.Optimal : SitingStatus.Feasible, open, map(objective), map(proven ? objective : bound));
    }
}
