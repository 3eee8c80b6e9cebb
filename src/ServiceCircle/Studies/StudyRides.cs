using ServiceCircle.Coverage;
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
internal static class StudyRides
{
    /// <summary>How far people get by bicycle; null when no clause asks.</summary>
    public static Walks? Find(
        StudyGivens givens, WalkNetwork network, IReadOnlyList<Community> communities, IReadOnlyList<Facility> facilities)
    {
        IEnumerable<Clause> asking = givens.Plans.SelectMany(p => p.Clauses).Where(c => c.Modes.Contains(TravelModes.Bicycle));
        if (givens.Rules.Limits.Longest(asking) is not { } farthest) return null;
        Walker walker = Walker.Load(TravelModes.Bicycle);
        var locator = new PlaceLocator(
            WalkGraph.Of(network, walker), WalkGraph.Of(network, walker, asResident: true), givens.File.MaxSnapMetres);
        return Walks.Find(locator, communities, Site.Locate(facilities, locator), farthest);
    }
}
