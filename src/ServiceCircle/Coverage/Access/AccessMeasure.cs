using System.Collections.Immutable;

namespace ServiceCircle.Coverage.Access;

/// <summary>
/// What a measure computes from: the costs of all pairs, people per origin, and opportunities, places or beds per destination.
/// </summary>
internal sealed record AccessInputs(CostTable Costs, IReadOnlyList<double> Demand, IReadOnlyList<double> Opportunities)
{
    /// <summary>Largest cost that counts, inclusive, for every measure; null for no limit.</summary>
    public double? Cutoff { get; init; }

    /// <summary>Decay function; null for the measure's own.</summary>
    public IDecay? Decay { get; init; }

    /// <summary>How many opportunities <c>cost_to_closest</c> asks for.</summary>
    public double N { get; init; } = 1;

    /// <summary>The exponent of <c>spatial_availability</c>.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>First cutoff, last cutoff and step of <c>cumulative_interval</c>.</summary>
    public (double From, double To, double Step)? Interval { get; init; }

    /// <summary>Whether <c>cumulative_interval</c> gives the median over its cutoffs rather than the mean.</summary>
    public bool IsMedian { get; init; }

    internal CostTable Reach => Cutoff is { } cutoff ? Costs.Within(cutoff) : Costs;

    /// <summary>The decay given, else 1 up to the cutoff.</summary>
    internal IDecay DecayOrBinary =>
        Decay ?? new BinaryDecay(Cutoff ?? throw new ArgumentException("neither a cutoff nor a decay function"));
}

/// <summary>What a measure gives.</summary>
/// <param name="Access">One value per origin; null where it is not defined or nothing is reached (by measure).</param>
/// <param name="Facilities">One load per destination, by the measure's own claims; null if the measure sends nobody anywhere.</param>
/// <param name="PerPerson">Access per person, where the measure's value is a total; else null.</param>
internal sealed record AccessResult(
    IReadOnlyList<double?> Access, IReadOnlyList<FacilityLoad>? Facilities = null, IReadOnlyList<double?>? PerPerson = null);

/// <summary>What a measure needs beside costs and opportunities.</summary>
[Flags]
internal enum AccessNeeds
{
    None = 0,
    Demand = 1,
    Cutoff = 2,
    Decay = 4,
    CutoffOrDecay = 8,
    Interval = 16,
}

/// <summary>
/// A measure by its name, as in R's <c>accessibility</c> or in the literature, and what it cannot do without. A new one is a new line in
/// <see cref="All"/>.
/// </summary>
internal sealed record AccessMeasure(string Id, AccessNeeds Needs, Func<AccessInputs, AccessResult> Compute)
{
    /// <summary>Whether a place is the better off the lower its value: a cost, not an amount.</summary>
    public bool LessIsBetter => Id == "cost_to_closest";

    private const AccessNeeds Catchment = AccessNeeds.Demand | AccessNeeds.CutoffOrDecay;

    /// <summary>Every measure, in the order of the documentation.</summary>
    public static ImmutableArray<AccessMeasure> All { get; } =
    [
        new("cumulative", AccessNeeds.Cutoff, i => Levels(CumulativeOpportunities.Within(i.Costs, i.Opportunities, i.Cutoff!.Value))),
        new("cumulative_interval", AccessNeeds.Interval, i => Levels(OverInterval(i))),
        new("cost_to_closest", AccessNeeds.None, i => new AccessResult(CostToClosest.Compute(i.Reach, i.Opportunities, i.N))),
        new("gravity", AccessNeeds.Decay, i => Levels(Gravity.Compute(i.Reach, i.Opportunities, i.Decay!))),
        new("2sfca", Catchment, i => Of(FloatingCatchment.TwoStep(i.Reach, i.Demand, i.Opportunities, i.DecayOrBinary))),
        new("e2sfca", Catchment,
            i => Of(FloatingCatchment.TwoStep(i.Reach, i.Demand, i.Opportunities, i.Decay ?? ZonesDecay.Thirds(i.Cutoff!.Value)))),
        new("3sfca", Catchment, i => Of(FloatingCatchment.ThreeStep(i.Reach, i.Demand, i.Opportunities, i.DecayOrBinary))),
        new("bfca", Catchment, i => Of(FloatingCatchment.Balanced(i.Reach, i.Demand, i.Opportunities, i.DecayOrBinary))),
        new("spatial_availability", Catchment, i => Of(SpatialAvailability.Compute(i))),
    ];

    private static double[] OverInterval(AccessInputs i) => i.IsMedian
        ? CumulativeOpportunities.IntervalMedian(i.Costs, i.Opportunities, i.Interval!.Value)
        : CumulativeOpportunities.IntervalMean(i.Costs, i.Opportunities, i.Interval!.Value);

    private static AccessResult Levels(double[] levels) => new([.. levels.Select(v => (double?)v)]);
    private static AccessResult Of(CatchmentAccess access) => new(access.Access, access.Facilities);

    private static AccessResult Of(SpatialAvailabilityResult result) =>
        new([.. result.Available.Select(v => (double?)v)], null, result.PerPerson);
}
