using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Places;

/// <summary>
/// A community on a network: who lives there, how they leave home, and the way to the border of the data, unreachable where that is farther
/// than anything that is asked.
/// </summary>
internal sealed record Home(Community Community, PlaceAccess Access, WalkTime ToEdge)
{
    /// <summary>Whether a usable path is near enough, so that its walks mean anything.</summary>
    public bool IsOnNetwork => Access.Snap.IsSnapped;

    /// <summary>Communities whose accesses are found, with their ways to the border of the data.</summary>
    internal static Home[] Locate(
        WalkGraph graph, IReadOnlyList<Community> communities, IReadOnlyList<PlaceAccess> accesses, WalkTime farthest)
    {
        WalkTime[] toEdge = MapEdge.Times(graph, [.. accesses.Select(a => a.Accesses)], farthest);
        return [.. communities.Select((community, c) => new Home(community, accesses[c], toEdge[c]))];
    }

    /// <summary>How the people of a community leave home.</summary>
    internal static PlaceAccess AccessOf(Community community, PlaceLocator locator) =>
        locator.Home(community.Geometry, community.Position, community.Gates);
}
