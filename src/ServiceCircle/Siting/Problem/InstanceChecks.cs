namespace ServiceCircle.Siting.Problem;

/// <summary>Refuses problems that make no sense before any work is done.</summary>
internal static class InstanceChecks
{
    public static void Check(SitingProblem problem)
    {
        int demands = problem.Costs.DemandCount, sites = problem.Costs.SiteCount;
        Length(problem.Weights?.Count, demands, "weights");
        Length(problem.DemandIds?.Count, demands, "demand ids");
        Length(problem.SiteIds?.Count, sites, "site ids");
        Length(problem.Capacities?.Count, sites, "capacities");
        Length(problem.Statuses?.Count, sites, "statuses");
        Length(problem.SiteCosts?.Count, sites, "site costs");
        Numbers(problem.Weights, "weight");
        Numbers(problem.Capacities, "capacity");
        Numbers(problem.SiteCosts, "site cost");
        Unique(problem.DemandIds, "demand");
        Unique(problem.SiteIds, "site");
        Refuse(problem.P < 0, "p is negative");
        Refuse(problem.Radius is { } r && !(r >= 0), "the radius is negative or not a number");
        Refuse(problem.Budget is { } b && !(b >= 0), "the budget is negative or not a number");
        Refuse(problem.Budget is not null && problem.SiteCosts is null, "a budget needs site costs");
        Refuse(problem.SiteCosts is not null && problem.Budget is null && problem.Objective != SitingObjective.Lscp,
            "site costs need a budget with this model");
        Refuse(problem.TargetShare is { } share && !(share is > 0 and <= 1), "the target share is not above 0 and at most 1");
        Refuse(problem.TargetShare is not null && problem.Objective != SitingObjective.Lscp, "a target share belongs to LSCP");
        Refuse(problem.UnservedCost is { } u && !(u >= 0 && double.IsFinite(u)), "the unserved cost is negative or not a number");
        Refuse(problem.UnservedCost is not null && problem.Objective != SitingObjective.PMedian,
            "an unserved cost belongs to the p-median");
        Refuse(problem.Capacities is not null && problem.Objective is SitingObjective.BackupCoverage or SitingObjective.WorstFirst,
            "backup coverage and worst-first have no capacities");
        bool needsLimit =
            problem.Objective is SitingObjective.Mclp or SitingObjective.PMedian or SitingObjective.PCenter or SitingObjective.WorstFirst;
        Refuse(needsLimit && problem.P is null && problem.Budget is null && problem.Groups.All(g => g.Maximum is null)
            && problem.Tiers.All(t => t.Maximum is null), "p, a budget or a greatest number in a group or tier is needed");
        foreach ((int a, int c) in problem.Apart)
            Refuse(a < 0 || a >= sites || c < 0 || c >= sites || a == c, $"the pair ({a}, {c}) to keep apart is not two sites");
        foreach (SiteGroup g in problem.Groups) Members(g.Name, g.Sites, g.Minimum, g.Maximum, sites);
        foreach (SiteTier t in problem.Tiers) Members(t.Name, t.Sites, t.Minimum, t.Maximum, sites);
        foreach (SiteLimit l in problem.Limits)
        {
            Members(l.Name.ToString(), l.Sites, 0, null, sites);
            Refuse(l.Sites.Count != l.Coefficients.Count || l.Sites.Distinct().Count() != l.Sites.Count,
                $"{l.Name}: one coefficient for each of distinct sites");
            Refuse(l.Coefficients.Append(l.Most).Any(c => !double.IsFinite(c)), $"{l.Name} has a number that is not finite");
        }
        Refuse(problem.Tiers.SelectMany(t => t.Sites.Distinct()).GroupBy(j => j).Any(g => g.Count() > 1),
            "a site is in two tiers; give it one column for each");
    }

    private static void Members(string name, IReadOnlyList<int> members, int least, int? most, int sites)
    {
        Refuse(members.Any(j => j < 0 || j >= sites), $"{name} names a site that does not exist");
        Refuse(least < 0 || most < least, $"{name}: least {least}, most {most}");
    }

    private static void Length(int? found, int expected, string what) =>
        Refuse(found is { } n && n != expected, $"{found} {what} for {expected}");

    private static void Numbers(IReadOnlyList<double>? values, string what)
    {
        for (int k = 0; k < values?.Count; k++)
            Refuse(!(values[k] >= 0 && double.IsFinite(values[k])), $"{what} {k} is negative or not a number");
    }

    private static void Unique(IReadOnlyList<string>? ids, string what)
    {
        if (ids is null) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in ids) Refuse(!seen.Add(id), $"{what} id '{id}' appears twice");
    }

    private static void Refuse(bool wrong, string message)
    {
        if (wrong) throw new ArgumentException(message, "problem");
    }
}
