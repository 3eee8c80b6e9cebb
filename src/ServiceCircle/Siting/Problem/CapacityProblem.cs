namespace ServiceCircle.Siting.Problem;

/// <summary>A siting problem with capacities, to be minimised: rows are costs per unit of weight of each allowed pair.</summary>
internal sealed record CapacityProblem(Instance Instance, SiteRules Rules, PairTable Rows)
{
    /// <summary>Cost per unit of weight not served; null if all (or the target) must be.</summary>
    public double? UnservedCost { get; init; }

    /// <summary>Weight to serve at least; null for all or none.</summary>
    public double? Target { get; init; }
}
