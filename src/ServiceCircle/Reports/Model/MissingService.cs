using ServiceCircle.Coverage;
using ServiceCircle.Places;

namespace ServiceCircle.Reports.Model;

/// <summary>One service and who is without it (缺什么补什么), of the communities that could be counted.</summary>
/// <param name="Service">The service.</param>
/// <param name="People">People in communities without it.</param>
/// <param name="Communities">Those communities, most people first, then by id.</param>
internal sealed record MissingService(Service Service, double People, IReadOnlyList<CommunityCoverage> Communities)
{
    /// <summary>
    /// Services that somebody lacks, of those of which there is data: most people first, then most communities, then the order of the
    /// study.
    /// </summary>
    public static IReadOnlyList<MissingService> Ranked(CoverageResult coverage)
    {
        IEnumerable<MissingService> services = coverage.Services.Select((service, i) =>
        {
            CommunityCoverage[] without =
            [
                .. coverage.Communities.Where(c => c.Status != CommunityStatus.NotSnapped && !c.Reach[i].Covered)
                    .OrderByDescending(c => c.Community.People.Total ?? 0).ThenBy(c => c.Community.Id, StringComparer.Ordinal),
            ];
            return new MissingService(service, without.Sum(c => c.Community.People.Total ?? 0), without);
        }).Where((_, i) => coverage.Summaries[i].HasData);
        return
            [.. services.Where(m => m.Communities.Count > 0).OrderByDescending(m => m.People).ThenByDescending(m => m.Communities.Count)];
    }
}
