using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Coverage;

/// <summary>Counts who is covered, from the travel times and nothing else.</summary>
internal static class CoverageCount
{
    /// <summary>The result for a set of services.</summary>
    public static CoverageResult Count(IReadOnlyList<Service> services, Walks walks)
    {
        WalkTime longest = services.Max(s => s.Limit);
        ServiceReach[][] reach = services.AsParallel().AsOrdered().Select(s => ReachOf(s, walks)).ToArray();
        CommunityCoverage[] rows =
            [.. walks.Homes.Select((home, h) => new CommunityCoverage(home, StatusOf(home, longest), Array.ConvertAll(reach, r => r[h])))];
        int SitesOf(Service service) => walks.Offering(service.Category).Count(f => walks.Sites[f].IsOnNetwork);
        return new CoverageResult(
            services, rows,
            services.AsParallel().AsOrdered().Select((service, s) => Summarise(service, s, rows, SitesOf(service))).ToArray(),
            CountOf(rows, CommunityStatus.NotSnapped), CountOf(rows, CommunityStatus.EdgeOfMap),
            rows.Count(r => r.Community.People.Total is null),
            rows.Count(r => r.CircleShare == 1));
    }

    private static CommunityStatus StatusOf(Home home, WalkTime longest) =>
        !home.IsOnNetwork ? CommunityStatus.NotSnapped : home.ToEdge.IsWithin(longest) ? CommunityStatus.EdgeOfMap : CommunityStatus.Ok;

    /// <summary>What every home reaches of one service.</summary>
    private static ServiceReach[] ReachOf(Service service, Walks walks)
    {
        int[] offering = walks.Offering(service.Category);
        var reached = new (WalkTime Nearest, int Count)[walks.Homes.Count];
        Array.Fill(reached, (WalkTime.Unreachable, 0));
        foreach (int f in offering)
            foreach (Walk walk in walks.Times.Walks(f))
            {
                if (!walk.Time.IsWithin(service.Limit)) continue;
                ref (WalkTime Nearest, int Count) home = ref reached[walk.Column];
                home = (WalkTime.Min(home.Nearest, walk.Time), home.Count + 1);
            }
        var straight = new Geo.NearPositions(
            offering.Select(f => walks.Sites[f].Facility.Position), StraightReach(walks.Graph.Walker, service.Limit));
        return [.. walks.Homes.Zip(reached, (home, r) => new ServiceReach(
            r.Nearest, r.Count, r.Nearest.IsWithin(service.Limit), straight.IsAnyNear(home.Community.Position)))];
    }

    /// <summary>
    /// The radius of the circle that a planner would draw, rounded as walks are: what is exactly on the limit counts in both.
    /// </summary>
    internal static double StraightReach(Walker walker, WalkTime limit) =>
        walker.StraightLineMetres(limit) + walker.FastestMetresPerSecond / (2.0 * WalkTime.TicksPerSecond);

    private static ServiceSummary Summarise(Service service, int s, CommunityCoverage[] rows, int facilities)
    {
        CommunityCoverage[] counted = [.. rows.Where(r => r.Status != CommunityStatus.NotSnapped)];
        double PeopleOf(Func<CommunityCoverage, bool> where) => counted.Where(where).Sum(r => r.Community.People.Total ?? 0);
        (double People, WalkTime Time)[] walks =
            [.. counted.Select(r => (r.Community.People.Total ?? 0, r.Reach[s].Nearest)).OrderBy(w => w.Nearest.Ticks)];
        return new ServiceSummary(
            service, facilities, counted.Length, counted.Count(r => r.Reach[s].Covered),
            PeopleOf(_ => true), PeopleOf(r => r.Reach[s].Covered),
            Quantile(walks, 0.5), Quantile(walks, 0.9), PeopleOf(r => r.Reach[s].StraightLineCovered))
        {
            Groups = [.. People.Groups.Where(g => rows.Any(r => r.Community.People.Of(g) is not null)).Select(g => GroupOf(g, s, rows))],
            StraightLineCommunitiesCovered = counted.Count(r => r.Reach[s].StraightLineCovered),
        };
    }

    private static GroupCoverage GroupOf(string name, int s, CommunityCoverage[] rows)
    {
        double Sum(Func<CommunityCoverage, bool> where) => rows.Where(where).Sum(r => r.Community.People.Of(name) ?? 0);
        bool IsOn(CommunityCoverage row) => row.Status != CommunityStatus.NotSnapped;
        return new GroupCoverage(
            name, Sum(IsOn), Sum(r => IsOn(r) && r.Reach[s].Covered), Sum(r => IsOn(r) && r.Reach[s].StraightLineCovered),
            Sum(r => !IsOn(r)), rows.Count(r => r.Community.People.Of(name) is null));
    }

    /// <summary>The shortest time within which a share of the people get there; null if fewer do.</summary>
    private static double? Quantile((double People, WalkTime Time)[] walks, double share)
    {
        double total = walks.Sum(w => w.People), sum = 0;
        if (total <= 0) return null;
        foreach ((double people, WalkTime time) in walks)
        {
            sum += people;
            if (sum >= share * total) return time.Minutes;
        }
        return null;
    }

    private static LeftOut CountOf(CommunityCoverage[] rows, CommunityStatus status)
    {
        CommunityCoverage[] these = [.. rows.Where(r => r.Status == status)];
        return new LeftOut(these.Length, these.Sum(r => r.Community.People.Total ?? 0));
    }
}
