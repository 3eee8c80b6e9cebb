using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies;

/// <summary>
/// The second walk of a study: where a clause lets people come by bicycle too, everything from the network to the matrix is computed
/// once more for the walker who rides. Nobody's walk changes by it.
/// </summary>
internal static class StudyModes
{
    /// <summary>How far people get by bicycle; null when no clause asks.</summary>
    public static ModeTimes? Bicycle(StudyGivens givens, WalkNetwork network, IReadOnlyList<Facility> facilities, IReadOnlyList<Community> communities)
    {
        Clause[] asking = [.. givens.Plans.SelectMany(p => p.Clauses).Where(c => c.Modes.Contains(ModeTimes.Bicycle))];
        if (givens.Limits.Longest(asking) is not { } longest) return null;
        Walker walker = Walker.Load(ModeTimes.Bicycle);
        WalkGraph graph = WalkGraph.Of(network, walker), residents = WalkGraph.Of(network, walker, asResident: true);
        var locator = new PlaceLocator(graph, residents, givens.File.MaxSnapMetres);
        PlaceAccess[] sites = [.. facilities.AsParallel().AsOrdered().Select(f => StudyGivens.Site(locator, f))];
        PlaceAccess[] homes = [.. communities.AsParallel().AsOrdered().Select(c => givens.Home(locator, c))];
        IReadOnlyList<Access>[] homeAccess = [.. homes.Select(h => h.Accesses)];
        return new ModeTimes(
            TravelTimeMatrix.Times(graph, [.. sites.Select(s => s.Accesses)], homeAccess, longest, Direction.To), sites, homes, MapEdge.Times(graph, homeAccess, longest))
        {
            Graph = graph,
            Locator = locator,
        };
    }

    /// <summary>The same people on the same network with other facilities.</summary>
    /// <param name="before">How far they got before.</param>
    /// <param name="facilities">The facilities now.</param>
    /// <param name="sameAs">Of a facility, which one it was before; null if it is new or moved.</param>
    public static ModeTimes After(ModeTimes before, IReadOnlyList<Facility> facilities, Func<int, int?> sameAs)
    {
        PlaceAccess[] sites = [.. facilities.Select((f, row) => sameAs(row) is { } old ? before.Sites[old] : StudyGivens.Site(before.Locator, f))];
        return before with
        {
            Sites = sites,
            Times = before.Times.After(before.Graph, [.. sites.Select(s => s.Accesses)], [.. before.Homes.Select(h => h.Accesses)], sameAs),
        };
    }
}
