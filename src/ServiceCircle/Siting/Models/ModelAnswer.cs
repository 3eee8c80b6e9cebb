using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>What a model hands back: canonical site indexes and the objective in its own sense.</summary>
internal sealed record ModelAnswer(SitingStatus Status, List<int>? Open, double? Objective, double? Bound)
{
    public Notice? Why { get; init; }
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

    /// <summary>None was found within the limits; nothing is better than the bound, if one is known.</summary>
    public static ModelAnswer NoneFound(double? bound) =>
        new(SitingStatus.Feasible, null, null, bound) { Why = new Notice("siting/none-found") };

    /// <summary>From minimised values, mapped where the model's own are others: optimal when the bound has reached the objective.</summary>
    public static ModelAnswer From(SearchResult found, Func<double, double>? map = null)
    {
        map ??= v => v;
        if (found.IsEmpty) return Infeasibility.RulesContradict();
        if (found.Open is null)
            return NoneFound(double.IsFinite(found.Bound) ? map(found.Bound) : null) with { Reduced = found.Reduced };
        bool proven = found.Bound >= found.Objective;
        double objective = map(found.Objective), bound = proven ? objective : map(found.Bound);
        return new(proven ? SitingStatus.Optimal : SitingStatus.Feasible, found.Open, objective, bound) { Reduced = found.Reduced };
    }
}
