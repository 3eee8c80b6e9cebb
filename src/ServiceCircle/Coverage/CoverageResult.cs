using ServiceCircle.Places;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Coverage;

/// <summary>What a community's figures are worth.</summary>
public enum CommunityStatus
{
    /// <summary>On the network, its whole reach inside the data.</summary>
    Ok,

    /// <summary>No usable path near enough: nothing is reachable, and its people are listed as not countable.</summary>
    NotSnapped,

    /// <summary>Its reach touches the border of the data, so facilities beyond may be missing.</summary>
    EdgeOfMap,
}

/// <summary>One community and one service.</summary>
/// <param name="Nearest">Walk to the nearest facility within the service's limit; unreachable if none.</param>
/// <param name="Count">Facilities within the limit.</param>
/// <param name="Covered">Whether at least one facility is within the limit.</param>
/// <param name="StraightLineCovered">Whether one lies within the circle that a planner would draw: limit times walking speed, as the crow
/// flies.</param>
public readonly record struct ServiceReach(WalkTime Nearest, int Count, bool Covered, bool StraightLineCovered);

/// <summary>One community with its answers.</summary>
public sealed record CommunityCoverage
{
    internal CommunityCoverage(Home home, CommunityStatus status, IReadOnlyList<ServiceReach> reach) =>
        (Home, Status, Reach) = (home, status, reach);

    /// <summary>The community and how its people leave home.</summary>
    internal Home Home { get; }

    /// <summary>What the answers are worth.</summary>
    public CommunityStatus Status { get; init; }

    /// <summary>One entry per service, in the order of the study.</summary>
    public IReadOnlyList<ServiceReach> Reach { get; }

    /// <summary>The community.</summary>
    public Community Community => Home.Community;

    /// <summary>From its position to the network; null when not snapped.</summary>
    public double? SnapDistanceMetres => Home.IsOnNetwork ? Home.Access.Snap.DistanceMetres : null;

    /// <summary>Services covered divided by services asked, 0 to 1; null when the community is not on the network.</summary>
    public double? CircleShare => Status == CommunityStatus.NotSnapped || Reach.Count == 0
        ? null
        : (double)Reach.Count(r => r.Covered) / Reach.Count;
}

/// <summary>
/// One service over all communities. Shares are of the communities and people that could be counted; the rest is listed beside them.
/// </summary>
/// <param name="Service">The service.</param>
/// <param name="Facilities">Facilities that offer it and are on the network.</param>
/// <param name="Communities">Communities counted (on the network).</param>
/// <param name="CommunitiesCovered">Of these, covered.</param>
/// <param name="Population">People in the communities counted.</param>
/// <param name="PopulationCovered">Of these, covered.</param>
/// <param name="MedianMinutes">Half of the people counted walk at most this; null when that walk is beyond the limit.</param>
/// <param name="P90Minutes">Nine in ten walk at most this; null when that walk is beyond the limit.</param>
/// <param name="StraightLinePopulationCovered">People covered if circles were drawn on the map instead.</param>
public sealed record ServiceSummary(
    Service Service, int Facilities, int Communities, int CommunitiesCovered, double Population, double PopulationCovered,
    double? MedianMinutes, double? P90Minutes, double StraightLinePopulationCovered)
{
    /// <summary>Covered communities as a share of those counted; null when none could be counted.</summary>
    public double? ShareCommunities => Communities == 0 ? null : (double)CommunitiesCovered / Communities;

    /// <summary>Covered people as a share of those counted; null when there are none.</summary>
    public double? SharePopulation => Population == 0 ? null : PopulationCovered / Population;

    /// <summary>
    /// Whether the data can tell of the service at all: false where only OpenStreetMap speaks for it and holds none, so that nobody knows
    /// who has it.
    /// </summary>
    public bool HasData { get; init; } = true;

    /// <summary>Covered people by age group, of the groups that any community gives; the first is everybody.</summary>
    public IReadOnlyList<GroupCoverage> Groups { get; init; } = [];

    /// <summary>Communities covered if circles were drawn on the map instead.</summary>
    public int StraightLineCommunitiesCovered { get; init; }

    /// <summary>The share that circles drawn on the map would claim; null when there is nobody.</summary>
    public double? StraightLineSharePopulation => Population == 0 ? null : StraightLinePopulationCovered / Population;
}

/// <summary>One group of people and one service, over the communities on the network.</summary>
/// <param name="Group">One of <see cref="People.Groups"/>.</param>
/// <param name="Counted">People of the group in the communities counted.</param>
/// <param name="Covered">Of these, covered.</param>
/// <param name="StraightLineCovered">Covered if circles were drawn on the map instead.</param>
/// <param name="NotCounted">People of the group in communities off the network.</param>
/// <param name="CommunitiesNotGiven">Communities that do not give the group's number.</param>
public sealed record GroupCoverage(
    string Group, double Counted, double Covered, double StraightLineCovered, double NotCounted, int CommunitiesNotGiven)
{
    /// <summary>Covered divided by counted; null when there is nobody.</summary>
    public double? Share => Counted == 0 ? null : Covered / Counted;

    /// <summary>
    /// How much of the group circles on the map would claim beyond what the network gives, 0 to 1; null when there is nobody.
    /// </summary>
    public double? Overstatement => Counted == 0 ? null : (StraightLineCovered - Covered) / Counted;
}

/// <summary>Communities and people that a figure leaves out, and why they are still in the total.</summary>
/// <param name="Communities">How many communities.</param>
/// <param name="Population">How many people live there.</param>
public readonly record struct LeftOut(int Communities, double Population);

/// <summary>The main result: every community, every service.</summary>
/// <param name="Services">The services asked, in the order of the study.</param>
/// <param name="Communities">Every community of the study, sorted by id (ordinal).</param>
/// <param name="Summaries">One per service, in the same order.</param>
/// <param name="NotSnapped">Communities that are not on the network.</param>
/// <param name="EdgeOfMap">Communities whose reach touches the border of the data; they are counted.</param>
/// <param name="PopulationUnknown">Communities without a population; they count as communities, with nobody in them.</param>
/// <param name="CompleteCircles">Communities where every service is covered of which there is data.</param>
public sealed record CoverageResult(
    IReadOnlyList<Service> Services, IReadOnlyList<CommunityCoverage> Communities, IReadOnlyList<ServiceSummary> Summaries,
    LeftOut NotSnapped, LeftOut EdgeOfMap, int PopulationUnknown, int CompleteCircles)
{
    /// <summary>Services of which there is data, by their place in the study.</summary>
    internal IEnumerable<int> Known => Enumerable.Range(0, Summaries.Count).Where(s => Summaries[s].HasData);

    /// <summary>
    /// Of the services of which there is data the share that a community has, 0 to 1; null when it is not on the network or nothing is
    /// known.
    /// </summary>
    internal double? KnownShare(CommunityCoverage community)
    {
        if (community.Status == CommunityStatus.NotSnapped) return null;
        int known = 0, covered = 0;
        foreach (int s in Known)
        {
            known++;
            if (community.Reach[s].Covered) covered++;
        }
        return known == 0 ? null : (double)covered / known;
    }
}
