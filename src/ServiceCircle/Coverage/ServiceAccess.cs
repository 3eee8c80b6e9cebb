using ServiceCircle.Coverage.Access;
using ServiceCircle.Coverage.Equity;
using ServiceCircle.Places;

namespace ServiceCircle.Coverage;

/// <summary>
/// Access to one service beyond yes or no, by the measures of the command <c>access</c> with the service's limit as cutoff, for the
/// people whom the service is for. Communities off the network have no access that could be known; their people are listed.
/// </summary>
internal sealed record ServiceAccess(Service Service, string Group, double People, double PeopleNotCounted, int Facilities)
{
    /// <summary>Facilities within the limit, mean over people (cumulative opportunities); null without people.</summary>
    public double? MeanReached { get; init; }

    /// <summary>Gini index of that number over people; null when nobody reaches any.</summary>
    public double? GiniReached { get; init; }

    /// <summary>People who reach at least one.</summary>
    public double PeopleReaching { get; init; }

    /// <summary>Minutes to the closest, mean over the people who reach one; null if nobody does.</summary>
    public double? MeanMinutes { get; init; }

    /// <summary>Facilities that state their places.</summary>
    public int FacilitiesWithCapacity { get; init; }

    /// <summary>Places stated.</summary>
    public double Capacity { get; init; }

    /// <summary>Of these, places at facilities that nobody of the group can reach within the limit.</summary>
    public double CapacityOutOfReach { get; init; }

    /// <summary>
    /// Places per person of the group, two-step floating catchment, mean over people; null if no facility states its places.
    /// </summary>
    public double? MeanPlaces { get; init; }

    /// <summary>Gini index of these places over people; null when there are none.</summary>
    public double? GiniPlaces { get; init; }

    /// <summary>Access to every service of a result.</summary>
    public static IReadOnlyList<ServiceAccess> Measure(CoverageResult coverage, Walks walks) =>
        coverage.Services.AsParallel().AsOrdered().Select((service, s) => Measure(service, s, coverage.Communities, walks)).ToArray();

    private static ServiceAccess Measure(Service service, int s, IReadOnlyList<CommunityCoverage> communities, Walks walks)
    {
        int[] offering = walks.Offering(service.Category);
        double?[] places = [.. offering.Select(f => walks.Sites[f].Facility.Capacity)];
        string wanted = MissingList.GroupOf(service.Category);
        string group = communities.Any(c => c.Community.People.Of(wanted) is not null) ? wanted : "population";
        double[] people = [.. communities.Select(c => c.Community.People.Of(group) ?? 0)];
        AccessDistribution Over(IEnumerable<double?> access) =>
            new([.. access.Select((a, i) => communities[i].Status == CommunityStatus.NotSnapped ? null : a)], people);

        AccessDistribution reached = Over(communities.Select(c => (double?)c.Reach[s].Count));
        AccessDistribution closest = Over(communities.Select(c => c.Reach[s].Nearest.Minutes));
        var figures = new ServiceAccess(service, group, reached.People, reached.PeopleNotCounted, offering.Length)
        {
            MeanReached = reached.Mean,
            GiniReached = LorenzCurve.Gini(reached),
            PeopleReaching = closest.People,
            MeanMinutes = closest.Mean,
            FacilitiesWithCapacity = places.Count(p => p is not null),
        };
        if (figures.FacilitiesWithCapacity == 0) return figures;
        double[] capacity = [.. places.Select(p => p ?? 0)];
        CatchmentAccess catchment = FloatingCatchment.Within(walks.Times, offering, service.Limit, people, capacity);
        AccessDistribution perPerson = Over(catchment.Access);
        return figures with
        {
            Capacity = capacity.Sum(),
            CapacityOutOfReach = capacity.Sum() - catchment.SupplyClaimed,
            MeanPlaces = perPerson.Mean,
            GiniPlaces = LorenzCurve.Gini(perPerson),
        };
    }
}
