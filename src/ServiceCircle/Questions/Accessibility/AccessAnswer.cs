using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Coverage.Equity;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>A place whose access is reported, its row in the costs, and its community; null for a row of a table.</summary>
internal sealed record AccessOrigin(string Id, int Index, CommunityCoverage? Community = null)
{
    /// <summary>False if it cannot be reached from anywhere: its access is unknown, not 0.</summary>
    public bool IsOnNetwork => Community?.Status != CommunityStatus.NotSnapped;
}

/// <summary>
/// Access by one measure, of the origins that are reported, ascending by id. Destinations and people (null where not given) are by column
/// and row of the costs.
/// </summary>
internal sealed record AccessAnswer(
    AccessQuestion Question, string Opportunities, AccessInputs Inputs, IReadOnlyList<AccessOrigin> Origins,
    IReadOnlyList<string> Destinations, IReadOnlyList<double?> People)
{
    private readonly AccessResult _result = Question.Measure.Compute(Inputs);

    /// <summary>Name of the column of costs; null on a study.</summary>
    public string? CostColumn { get; init; }

    /// <summary>The study that it was asked on; null for tables.</summary>
    public AccessStudy? Study { get; init; }

    public EquityAnswer? Equity { get; private init; }

    /// <summary>Access of the origins, in their order; null where it is not defined.</summary>
    public IReadOnlyList<double?> Access => [.. Origins.Select(o => o.IsOnNetwork ? _result.Access[o.Index] : null)];

    /// <summary>Access per person of the origins, in their order; null where the measure has none.</summary>
    public IReadOnlyList<double?>? PerPerson =>
        _result.PerPerson is { } each ? [.. Origins.Select(o => o.IsOnNetwork ? each[o.Index] : null)] : null;

    public int Defined => Access.Count(a => a is not null);
    public AccessDistribution Distribution => new(Access, Weights);

    /// <summary>People of the origins, in their order; who is not given counts as none.</summary>
    public double[] Weights => [.. Origins.Select(o => People[o.Index] ?? 0)];

    public double Supply => Inputs.Opportunities.Sum();

    /// <summary>Supply that some demand claims; null where the measure knows no demand.</summary>
    public double? SupplyClaimed => !Question.Measure.Needs.HasFlag(AccessNeeds.Demand) ? null
        // Spatial availability hands out exactly what some demand reaches.
        : _result.Facilities is { } facilities ? facilities.Where(f => f.Demand > 0).Sum(f => f.Supply)
        : Access.Sum(a => a ?? 0);

    /// <summary>The facilities' loads: the measure's own claims, else everybody to the closest within the cutoff.</summary>
    public IReadOnlyList<FacilityLoad> Loads =>
        _result.Facilities ?? CapacityLoad.Closest(
            Inputs.Cutoff is { } cutoff ? Inputs.Costs.Within(cutoff) : Inputs.Costs, Inputs.Demand, Inputs.Opportunities);

    internal AccessAnswer With(EquityQuestion? equity) =>
        equity is null ? this : this with { Equity = EquityAnswer.Measure(equity, Origins, Access, Weights) };
}
