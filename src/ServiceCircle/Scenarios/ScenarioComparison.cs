using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Scenarios;

/// <summary>One service before and after. After = before + gained - lost + grown.</summary>
/// <param name="Service">The service.</param>
/// <param name="PopulationBefore">People covered before.</param>
/// <param name="PopulationAfter">People covered after.</param>
/// <param name="Gained">People, as counted after, of communities that are covered now and were not.</param>
/// <param name="Lost">People, as counted before, of communities that were covered and are not.</param>
/// <param name="Grown">By how many the people of communities covered before and after changed.</param>
/// <param name="CommunitiesGained">Communities that are covered now and were not.</param>
/// <param name="CommunitiesLost">Communities that were covered and are not.</param>
public sealed record ServiceChange(
    Service Service, double PopulationBefore, double PopulationAfter, double Gained, double Lost, double Grown, int CommunitiesGained,
    int CommunitiesLost)
{
    /// <summary>Counts a service over the communities before and after, and whether they were and are covered.</summary>
    internal static ServiceChange Count(
        Service service, IEnumerable<(Community Before, Community After, bool WasCovered, bool IsCovered)> communities)
    {
        double sumBefore = 0, sumAfter = 0, gained = 0, lost = 0, grown = 0;
        int communitiesGained = 0, communitiesLost = 0;
        foreach ((Community before, Community after, bool wasCovered, bool isCovered) in communities)
        {
            double then = before.People.Total ?? 0, now = after.People.Total ?? 0;
            switch (wasCovered, isCovered)
            {
                case (true, true): (sumBefore, sumAfter, grown) = (sumBefore + then, sumAfter + now, grown + (now - then)); break;
                case (true, false): (sumBefore, lost, communitiesLost) = (sumBefore + then, lost + then, communitiesLost + 1); break;
                case (false, true): (sumAfter, gained, communitiesGained) = (sumAfter + now, gained + now, communitiesGained + 1); break;
            }
        }
        return new ServiceChange(service, sumBefore, sumAfter, gained, lost, grown, communitiesGained, communitiesLost);
    }
}

/// <summary>One community and one service before and after.</summary>
/// <param name="Service">Index of the service.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public readonly record struct ReachChange(int Service, ServiceReach Before, ServiceReach After)
{
    /// <summary>Covered now and not before.</summary>
    public bool Gained => !Before.Covered && After.Covered;

    /// <summary>Covered before and not now.</summary>
    public bool Lost => Before.Covered && !After.Covered;
}

/// <summary>A community whose walk to some service changed.</summary>
/// <param name="Community">The community as it is after.</param>
/// <param name="Reach">Every service, in the order of the study.</param>
public sealed record CommunityChange(Community Community, IReadOnlyList<ReachChange> Reach)
{
    /// <summary>Whether a service is covered now and was not.</summary>
    public bool Gains => Reach.Any(r => r.Gained);

    /// <summary>Whether a service was covered and is not.</summary>
    public bool Loses => Reach.Any(r => r.Lost);
}

/// <summary>One reading of a clause before and after.</summary>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record TargetChange(Verdict Before, Verdict After)
{
    /// <summary>Whether it was met and is not, or the other way round, or cannot be told any more, or can be told now.</summary>
    public bool Flips => Before.Met != After.Met;

    /// <summary>Whether the figure or the verdict is another.</summary>
    public bool IsDifferent => Flips || Before.Measured != After.Measured;
}

/// <summary>A study as it stands beside the study under a scenario.</summary>
/// <param name="Services">Every service, in the order of the study.</param>
/// <param name="Communities">Communities with another walk to any service, sorted by id.</param>
/// <param name="Targets">Every reading of every clause, in the order of the plans.</param>
/// <param name="CompleteBefore">Communities with every service before.</param>
/// <param name="CompleteAfter">Communities with every service after.</param>
/// <param name="PopulationBefore">People of the communities on the network before.</param>
/// <param name="PopulationAfter">People of the communities on the network after.</param>
public sealed record ScenarioComparison(
    IReadOnlyList<ServiceChange> Services, IReadOnlyList<CommunityChange> Communities, IReadOnlyList<TargetChange> Targets,
    int CompleteBefore, int CompleteAfter, double PopulationBefore, double PopulationAfter)
{
    /// <summary>Compares two results of one study.</summary>
    internal static ScenarioComparison Compare(
        CoverageResult before, CoverageResult after, IReadOnlyList<Verdict> verdictsBefore, IReadOnlyList<Verdict> verdictsAfter)
    {
        (CommunityCoverage Then, CommunityCoverage Now)[] rows = [.. before.Communities.Zip(after.Communities)];
        ServiceChange Counted(Service service, int s) => ServiceChange.Count(
            service, rows.Select(r => (r.Then.Community, r.Now.Community, r.Then.Reach[s].Covered, r.Now.Reach[s].Covered)));
        IEnumerable<CommunityChange> communities = rows.Select(row => new CommunityChange(
            row.Now.Community, [.. row.Then.Reach.Zip(row.Now.Reach).Select((r, s) => new ReachChange(s, r.First, r.Second))]));
        return new ScenarioComparison(
            [.. before.Services.Select(Counted)], [.. communities.Where(c => c.Reach.Any(r => r.Before != r.After))],
            Pairs(verdictsBefore, verdictsAfter), before.CompleteCircles, after.CompleteCircles, OnNetwork(before), OnNetwork(after));
    }

    private static double OnNetwork(CoverageResult coverage) =>
        coverage.Communities.Where(c => c.Status != CommunityStatus.NotSnapped).Sum(c => c.Community.People.Total ?? 0);

    /// <summary>The same reading of the same clause before and after; where the one that decided is gone, what decides now.</summary>
    private static List<TargetChange> Pairs(IReadOnlyList<Verdict> before, IReadOnlyList<Verdict> after)
    {
        static (string, Reading, string) Key(Verdict v) =>
            (v.Clause.Id, v.Reading, v.Tier is { } tier ? $"{tier.Level} {tier.Scope} {string.Join(' ', tier.Class.Categories)}" : "");
        var left = after.GroupBy(Key).ToDictionary(g => g.Key, g => new Queue<Verdict>(g));
        var pairs = new List<TargetChange>();
        foreach (Verdict verdict in before)
        {
            if (left.TryGetValue(Key(verdict), out Queue<Verdict>? same) && same.TryDequeue(out Verdict? now))
                pairs.Add(new TargetChange(verdict, now));
            else if (verdict.IsDeciding && after.FirstOrDefault(v => v.IsDeciding && v.Clause.Id == verdict.Clause.Id) is { } other)
                pairs.Add(new TargetChange(verdict, other));
        }
        return pairs;
    }
}
