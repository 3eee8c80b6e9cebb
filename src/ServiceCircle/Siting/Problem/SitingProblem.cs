namespace ServiceCircle.Siting.Problem;

/// <summary>What is asked. Each model's own file states its formulation and source.</summary>
public enum SitingObjective
{
    /// <summary>The fewest (or cheapest) sites that cover all demand, or the share <see cref="SitingProblem.TargetShare"/>.</summary>
    Lscp,

    /// <summary>The most weight covered by at most p sites.</summary>
    Mclp,

    /// <summary>The least weighted cost with at most p sites.</summary>
    PMedian,

    /// <summary>The least worst cost with at most p sites.</summary>
    PCenter,

    /// <summary>All demand covered once by p sites (or the fewest), and the most weight covered twice.</summary>
    BackupCoverage,

    /// <summary>The least worst cost first; among those, the least weighted cost.</summary>
    WorstFirst,
}

/// <summary>Families of <see cref="SitingObjective"/>.</summary>
internal static class SitingObjectives
{
    /// <summary>Whether it is about weight within reach; the others are about costs.</summary>
    public static bool IsCovering(this SitingObjective objective) =>
        objective is SitingObjective.Lscp or SitingObjective.Mclp or SitingObjective.BackupCoverage;
}

/// <summary>What stands at a site today.</summary>
internal enum SiteStatus
{
    /// <summary>Nothing: may be built, counts towards p, costs its site cost.</summary>
    Candidate,

    /// <summary>An existing facility that stays. Does not count, costs nothing.</summary>
    Fixed,

    /// <summary>An existing facility that may be closed. Does not count; its site cost is what keeping it costs.</summary>
    Closable,

    /// <summary>An existing facility that may move: closing it allows one more new site. Keeping it costs nothing.</summary>
    Relocatable,

    /// <summary>Not to be used.</summary>
    Excluded,
}

/// <summary>How the people of one demand may be served when sites have capacities.</summary>
public enum AssignmentRule
{
    /// <summary>The people of a demand may go to several sites.</summary>
    Split,

    /// <summary>All people of a demand go to one site, or (where that is allowed) to none.</summary>
    Whole,
}

/// <summary>A unit (county, street, community) with a least or greatest number of open sites, existing ones included.</summary>
internal sealed record SiteGroup(string Name, IReadOnlyList<int> Sites, int Minimum, int? Maximum = null);

/// <summary>
/// A tier of facilities, such as station and centre. To let one place host either, give it two columns and a pair in
/// <see cref="SitingProblem.Apart"/>.
/// </summary>
/// <param name="Name">Name for messages.</param>
/// <param name="Sites">Site indexes of this tier.</param>
/// <param name="Radius">How far this tier reaches; null for the problem's own radius.</param>
/// <param name="Minimum">Least number open.</param>
/// <param name="Maximum">Greatest number open; null for none.</param>
internal sealed record SiteTier(string Name, IReadOnlyList<int> Sites, double? Radius, int Minimum = 0, int? Maximum = null);

/// <summary>A rule on open sites beyond the named ones: the coefficients of those that are open sum to no more than a number.</summary>
/// <param name="Name">Name for messages; limits are kept in the order of its English text.</param>
/// <param name="Sites">Distinct site indexes.</param>
/// <param name="Coefficients">One for each, of either sign.</param>
/// <param name="Most">The greatest sum.</param>
internal sealed record SiteLimit(Notice Name, IReadOnlyList<int> Sites, IReadOnlyList<double> Coefficients, double Most);

/// <summary>A siting question on a bare cost structure, independent of any network.</summary>
public sealed record SitingProblem
{
    /// <summary>What is asked.</summary>
    public required SitingObjective Objective { get; init; }

    /// <summary>Cost of each reachable (demand, site) pair.</summary>
    public required SparseCosts Costs { get; init; }

    /// <summary>People (or any weight) of each demand, >= 0; null for 1 each. A demand of weight 0 asks for nothing.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Unique names of the demands; null for their numbers. With ids the answer does not depend on the order of rows.</summary>
    public IReadOnlyList<string>? DemandIds { get; init; }

    /// <summary>Unique names of the sites; null for their numbers. With ids the answer does not depend on the order of columns.</summary>
    public IReadOnlyList<string>? SiteIds { get; init; }

    /// <summary>
    /// At most this many new sites. Sites that add nothing are not chosen. Required but for LSCP and backup coverage; null where the
    /// budget or the groups limit the number.
    /// </summary>
    public int? P { get; init; }

    /// <summary>A pair counts only up to this cost, inclusive, for the p-median too. Null: every pair given.</summary>
    public double? Radius { get; init; }

    /// <summary>LSCP: the share of all weight to cover, above 0 and up to 1; null for all demand.</summary>
    public double? TargetShare { get; init; }

    /// <summary>
    /// Leave out demand that no allowed site reaches, instead of answering "infeasible"; it is listed in
    /// <see cref="SitingSolution.Unmet"/>.
    /// </summary>
    public bool SkipUncoverable { get; init; }

    /// <summary>p-median: cost per unit of weight of not serving a demand at all; null: all must be served.</summary>
    public double? UnservedCost { get; init; }

    /// <summary>Weight each site can serve; null for no limits.</summary>
    public IReadOnlyList<double>? Capacities { get; init; }

    /// <summary>How weight may be divided among sites with capacities.</summary>
    public AssignmentRule Assignment { get; init; }

    /// <summary>What stands at each site; null for candidates only.</summary>
    internal IReadOnlyList<SiteStatus>? Statuses { get; init; }

    /// <summary>
    /// Cost of building (or, if closable, keeping) each site. LSCP minimises it when given; else it counts against <see cref="Budget"/>.
    /// </summary>
    public IReadOnlyList<double>? SiteCosts { get; init; }

    /// <summary>Upper limit of the summed site costs.</summary>
    public double? Budget { get; init; }

    /// <summary>Pairs of sites that must not both be open (too close, or the same place in two tiers).</summary>
    public IReadOnlyList<(int A, int B)> Apart { get; init; } = [];

    /// <summary>Units with least and greatest numbers.</summary>
    internal IReadOnlyList<SiteGroup> Groups { get; init; } = [];

    /// <summary>Tiers.</summary>
    internal IReadOnlyList<SiteTier> Tiers { get; init; } = [];

    /// <summary>Rules of any other kind.</summary>
    internal IReadOnlyList<SiteLimit> Limits { get; init; } = [];

    /// <summary>How costs and sites are told in messages, and what lies beyond the costs.</summary>
    internal CostWords Words { get; init; } = new();

    /// <summary>How far each site reaches: its tier's radius, else the problem's; infinite where there is none.</summary>
    internal double[] Reaches()
    {
        var reach = new double[Costs.SiteCount];
        Array.Fill(reach, Radius ?? double.PositiveInfinity);
        foreach (SiteTier tier in Tiers)
            foreach (int j in tier.Sites) if (tier.Radius is { } radius) reach[j] = radius;
        return reach;
    }

    internal double WeightOf(int demand) => Weights?[demand] ?? 1;

    internal SiteStatus StatusOf(int site) => Statuses?[site] ?? SiteStatus.Candidate;

    /// <summary>The sites that stand today, ascending.</summary>
    internal IEnumerable<int> Standing() => Enumerable.Range(0, Costs.SiteCount)
        .Where(j => StatusOf(j) is SiteStatus.Fixed or SiteStatus.Closable or SiteStatus.Relocatable);
}
