using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle;

/// <summary>
/// The second walk of a study: where a clause lets people come by bicycle too, everything from the network to the matrix is computed
/// once more for the walker who rides. Nobody's walk changes by it.
/// </summary>
internal static class StudyModes
{
    /// <summary>How far people get by bicycle; null when no clause asks. A scenario computes it anew on its own network and places.</summary>
    public static ModeTimes? Bicycle(StudyGivens givens, WalkNetwork network, IReadOnlyList<Facility> facilities, IReadOnlyList<Community> communities)
    {
        Clause[] asking = [.. givens.Plans.SelectMany(p => p.Clauses).Where(c => c.Modes.Contains(ModeTimes.Bicycle))];
        if (givens.Limits.Longest(asking) is not { } longest) return null;
        Walker walker = Walker.Load(ModeTimes.Bicycle);
        WalkGraph graph = WalkGraph.Of(network, walker), residents = WalkGraph.Of(network, walker, asResident: true);
        var locator = new PlaceLocator(graph, residents, givens.File.MaxSnapMetres);
        PlaceAccess[] sites = [.. facilities.AsParallel().AsOrdered().Select(f => StudyGivens.Site(locator, f))];
        PlaceAccess[] homes = [.. communities.AsParallel().AsOrdered().Select(c => givens.Home(locator, c))];
        IReadOnlyList<Access>[] siteAccess = [.. sites.Select(s => s.Accesses)], homeAccess = [.. homes.Select(h => h.Accesses)];
        return new ModeTimes(
            ModeTimes.Bicycle, TravelTimeMatrix.Times(graph, siteAccess, homeAccess, longest, Direction.To),
            [.. sites.Select(s => s.Snap.IsSnapped)], [.. homes.Select(h => h.Snap.IsSnapped)], MapEdge.Times(graph, homeAccess, longest))
        {
            Walker = walker,
        };
    }
}
