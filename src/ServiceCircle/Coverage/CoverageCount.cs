using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Coverage;

/// <summary>Counts who is covered, from the travel times and nothing else.</summary>
public static class CoverageCount
{
    /// <summary>The result for a set of services.</summary>
    /// <param name="services">The services asked.</param>
    /// <param name="communities">Communities, sorted by id; column i of the matrix is community i.</param>
    /// <param name="snaps">How each community came onto the network.</param>
    /// <param name="facilities">Facilities; row j of the matrix is facility j.</param>
    /// <param name="isOnNetwork">Whether each facility is on the network.</param>
    /// <param name="times">Walks to the facilities, at least up to the longest limit asked.</param>
    /// <param name="reachesEdge">Whether each community's reach touches the border of the data.</param>
    /// <param name="walker">Who walks; gives the radius of circles drawn on the map.</param>
    public static CoverageResult Of(
        IReadOnlyList<Service> services, IReadOnlyList<Community> communities, IReadOnlyList<Snap> snaps,
        IReadOnlyList<Facility> facilities, IReadOnlyList<bool> isOnNetwork, TravelTimeMatrix times, IReadOnlyList<bool> reachesEdge, Walker walker)
    {
        var reach = new ServiceReach[communities.Count][];
        for (int c = 0; c < reach.Length; c++) reach[c] = new ServiceReach[services.Count];
        for (int s = 0; s < services.Count; s++)
        {
            Service service = services[s];
            int[] offering = [.. Enumerable.Range(0, facilities.Count).Where(f => facilities[f].Offers(service.Category))];
            ServiceReach[] column = ReachOf(service, offering, communities, facilities, times, walker);
            for (int c = 0; c < reach.Length; c++) reach[c][s] = column[c];
        }

        var rows = new CommunityCoverage[communities.Count];
        for (int c = 0; c < rows.Length; c++)
        {
            CommunityStatus status = !snaps[c].IsSnapped ? CommunityStatus.NotSnapped
                : reachesEdge[c] ? CommunityStatus.EdgeOfMap
                : CommunityStatus.Ok;
            rows[c] = new CommunityCoverage(communities[c], status, snaps[c].IsSnapped ? snaps[c].DistanceMetres : null, reach[c]);
        }
        ServiceSummary[] summaries =
        [
            .. services.Select((service, s) => Summarise(
                service, s, rows, Enumerable.Range(0, facilities.Count).Count(f => isOnNetwork[f] && facilities[f].Offers(service.Category)))),
        ];
        return new CoverageResult(
            services, rows, summaries,
            CountOf(rows, CommunityStatus.NotSnapped), CountOf(rows, CommunityStatus.EdgeOfMap),
            rows.Count(r => r.Community.People.Total is null),
            rows.Count(r => r.CircleShare == 1));
    }

    private static ServiceReach[] ReachOf(
        Service service, int[] offering, IReadOnlyList<Community> communities, IReadOnlyList<Facility> facilities, TravelTimeMatrix times, Walker walker)
    {
        var nearest = new WalkTime[communities.Count];
        Array.Fill(nearest, WalkTime.Unreachable);
        var count = new int[communities.Count];
        foreach (int f in offering)
        {
            foreach (Walk walk in times.Row(f))
            {
                if (!walk.Time.IsWithin(service.Limit)) continue;
                nearest[walk.Column] = WalkTime.Min(nearest[walk.Column], walk.Time);
                count[walk.Column]++;
            }
        }
        double radius = StraightReach(walker, service.Limit);
        var reach = new ServiceReach[communities.Count];
        for (int c = 0; c < reach.Length; c++)
        {
            Position home = communities[c].Position;
            bool straight = offering.Any(f => Geo.LocalMetres.Between(home, facilities[f].Position) <= radius);
            reach[c] = new ServiceReach(nearest[c], count[c], nearest[c].IsWithin(service.Limit), straight);
        }
        return reach;
    }

    /// <summary>The radius of the circle that a planner would draw, rounded as walks are: what is exactly on the limit counts in both.</summary>
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
        return new GroupCoverage(name, Sum(IsOn), Sum(r => IsOn(r) && r.Reach[s].Covered), Sum(r => IsOn(r) && r.Reach[s].StraightLineCovered),
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
