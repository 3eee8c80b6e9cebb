using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Coverage;

/// <summary>
/// The homes and the sites of a town on the network of one walker, and how long every walk between them takes: what coverage and
/// verdicts are counted from.
/// </summary>
/// <param name="Locator">The network, and what puts places onto it.</param>
/// <param name="Homes">Where people live, sorted by id; column i of the times is home i.</param>
/// <param name="Sites">What they go to, sorted by id; row j of the times is site j.</param>
/// <param name="Times">Walks from the homes to the sites, at least as long as anything that is asked.</param>
internal sealed record Walks(PlaceLocator Locator, IReadOnlyList<Home> Homes, IReadOnlyList<Site> Sites, TravelTimeMatrix Times)
{
    /// <summary>The network as visitors see it; every walk is on it.</summary>
    public WalkGraph Graph => Locator.Visitors;

    /// <summary>The sites that offer a category, by their place in the list.</summary>
    internal int[] Offering(string category) => [.. Enumerable.Range(0, Sites.Count).Where(s => Sites[s].Facility.Offers(category))];

    /// <summary>
    /// Puts the communities onto the network and finds all walks up to the farthest that is looked at; progress is told the share done,
    /// from any thread.
    /// </summary>
    internal static Walks Find(
        PlaceLocator locator, IReadOnlyList<Community> communities, IReadOnlyList<Site> sites, WalkTime farthest,
        Action<double>? progress = null)
    {
        PlaceAccess[] accesses = communities.AsParallel().AsOrdered().Select(c => Home.AccessOf(c, locator)).ToArray();
        TravelTimeMatrix times = TravelTimeMatrix.Times(
            new(locator.Visitors, Doors(sites.Select(s => s.Access)), Doors(accesses)), farthest, Direction.To, progress);
        return new Walks(locator, Home.Locate(locator.Visitors, communities, accesses, farthest), sites, times);
    }

    /// <summary>
    /// The same people with other facilities. A facility that stood at the same place keeps its walks; the others are put onto the network.
    /// </summary>
    internal Walks With(IReadOnlyList<Facility> facilities)
    {
        Dictionary<string, Site> before = Sites.ToDictionary(s => s.Facility.Id, StringComparer.Ordinal);
        Site SiteOf(Facility f) => before.GetValueOrDefault(f.Id) is { } site && ReferenceEquals(site.Facility.Geometry, f.Geometry)
            ? site with { Facility = f }
            : Site.Locate(f, Locator);
        return With(facilities.AsParallel().AsOrdered().Select(SiteOf).ToArray());
    }

    /// <summary>The same people with other sites. One that is entered by an access of before keeps its walks.</summary>
    internal Walks With(IReadOnlyList<Site> sites)
    {
        Dictionary<PlaceAccess, int> rowOf = new(ReferenceEqualityComparer.Instance);
        for (int row = 0; row < Sites.Count; row++) rowOf[Sites[row].Access] = row;
        return After(Locator, Homes, sites, row => rowOf.TryGetValue(sites[row].Access, out int before) ? before : null);
    }

    /// <summary>
    /// The walks after changes, searched only where they may be others: <paramref name="sameAs"/> tells of a site, by its place in the
    /// list, the one of before to which all walks are the same; null to search.
    /// </summary>
    internal Walks After(PlaceLocator locator, IReadOnlyList<Home> homes, IReadOnlyList<Site> sites, Func<int, int?> sameAs)
    {
        TravelTimeMatrix times =
            Times.After(new(locator.Visitors, Doors(sites.Select(s => s.Access)), Doors(homes.Select(h => h.Access))), sameAs);
        return new Walks(locator, homes, sites, times);
    }

    /// <summary>Walks to other places than the sites, in their order.</summary>
    internal TravelTimeMatrix To(IReadOnlyList<IReadOnlyList<Reachability.Access>> places, Action<double>? progress = null) =>
        TravelTimeMatrix.Compute(new(Graph, places, Doors(Homes.Select(h => h.Access))), Times.Limit, Direction.To, progress);

    private static IReadOnlyList<Reachability.Access>[] Doors(IEnumerable<PlaceAccess> places) => [.. places.Select(p => p.Accesses)];
}
