using ServiceCircle.Places;

namespace ServiceCircle.Coverage;

/// <summary>
/// One service that a community lacks, and how many of which group it is for (缺什么补什么), null if not given; rank 1 has most people behind it.
/// </summary>
internal sealed record LackingService(Community Community, int Rank, Service Service, string Group, double? People);

/// <summary>What each community lacks, ranked by the people whom it is for.</summary>
internal static class MissingList
{
    /// <summary>Missing services of the communities on the network: communities with most people first, then by id.</summary>
    public static IReadOnlyList<LackingService> Of(CoverageResult coverage) =>
    [
        .. coverage.Communities.Where(c => c.Status != CommunityStatus.NotSnapped)
            .OrderByDescending(c => c.Community.People.Total ?? 0).ThenBy(c => c.Community.Id, StringComparer.Ordinal)
            .SelectMany(c => coverage.Services.Where((_, s) => !c.Reach[s].Covered)
                .Select(s => (Service: s, Behind: Behind(s.Category, c.Community.People)))
                .OrderByDescending(s => s.Behind.People ?? 0)
                .Select((s, i) => new LackingService(c.Community, i + 1, s.Service, s.Behind.Group, s.Behind.People))),
    ];

    /// <summary>The group that a category is for: older people, the under-threes, children of 3 to 6, else everybody.</summary>
    public static string GroupOf(string category) =>
        CategoryCatalogue.IsWithin(category, "elder") ? "population_60plus"
        : category is "child.nursery" or "child.home-nursery" or "child.guidance" ? "population_0_2"
        : category is "child.kindergarten" ? "population_3_6"
        : "population";

    private static (string Group, double? People) Behind(string category, People people)
    {
        string group = GroupOf(category);
        double? own = people.Of(group);
        return own is null ? ("population", people.Total) : (group, own);
    }
}
