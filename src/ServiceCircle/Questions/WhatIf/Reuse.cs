using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;
using ServiceCircle.Walking;

namespace ServiceCircle.Questions.WhatIf;

/// <summary>
/// What a scenario takes over from the study as it stands, because none of its changes can have touched it. Asked for a thing, it gives
/// the one of before, or null where that must be found or computed again. Without edits of the network nothing is touched.
/// </summary>
internal sealed class Reuse(ScenarioBase study, Town town, TouchedNetwork? touched)
{
    /// <summary>The homes, with the communities that live there now.</summary>
    public Home[]? HomesOf(IReadOnlyList<Community> communities) => touched is null ? Lived(study.Walks.Homes, communities) : null;

    /// <summary>The rides to what stood there before; those to what is new are found.</summary>
    public Walks? RidesOf(IReadOnlyList<Community> communities, IReadOnlyList<Facility> facilities) =>
        touched is null && town.Rides is { } rides ? rides.With(facilities) with { Homes = Lived(rides.Homes, communities) } : null;

    public UnitMap? UnitsWith(IReadOnlyList<Facility> facilities) => ReferenceEquals(facilities, study.Facilities) ? town.Units : null;

    /// <summary>What puts places onto the edited network, made from that of before.</summary>
    public PlaceLocator LocatorOf(TouchedNetwork edited) => study.Walks.Locator.After(
        edited.Visitors, edited.Residents, edited.IslandsOfVisitors.IsOnIsland, edited.IslandsOfResidents.IsOnIsland);

    public PlaceAccess? AccessOf(Home home) =>
        touched?.Concerns(home.Community.Geometry, home.Community.Gates, home.Access) == true ? null : home.Access;

    public PlaceAccess? AccessOf(Site site) => touched?.Concerns(site.Facility.Geometry, [], site.Access) == true ? null : site.Access;

    /// <summary>
    /// The rows of the study's matrix that still hold. A walk that is new, gone or of another length passes a node that the edits
    /// touched, or starts at a home that is on the network in another way; so only facilities that can be walked to from there,
    /// before or after, have another row. Of a site, by its place in the list, the answer is its row before.
    /// </summary>
    public Func<int, int?> RowsOf(IReadOnlyList<Home> homes, IReadOnlyList<Site> sites)
    {
        Walks before = study.Walks;
        HashSet<int> reachedBefore = [], reachedAfter = [];
        if (touched is not null)
        {
            (Home Before, Home After)[] moved = [.. before.Homes.Zip(homes).Where(h => !HaveSameDoors(h.First.Access, h.Second.Access))];
            reachedBefore = Reached(before.Graph, moved.SelectMany(h => h.Before.Access.Accesses), before.Sites);
            reachedAfter = Reached(touched.Visitors, moved.SelectMany(h => h.After.Access.Accesses), sites);
        }
        return row => study.AtSamePlace(sites[row].Facility) is { } old && !reachedBefore.Contains(old) && !reachedAfter.Contains(row)
            && HaveSameDoors(sites[row].Access, before.Sites[old].Access) ? old : null;
    }

    private static Home[] Lived(IReadOnlyList<Home> homes, IReadOnlyList<Community> communities) =>
        [.. homes.Zip(communities, (home, community) => home with { Community = community })];

    private static bool HaveSameDoors(PlaceAccess one, PlaceAccess other) =>
        ReferenceEquals(one, other) || one.Accesses.SequenceEqual(other.Accesses);

    /// <summary>Sites that can be walked to from some homes, or from a node that the edits touched.</summary>
    private HashSet<int> Reached(WalkGraph graph, IEnumerable<Access> homes, IReadOnlyList<Site> sites)
    {
        var starts = homes.ToList();
        foreach (int node in touched!.Nodes.Where(v => v < graph.Network.NodeCount && graph.FirstOut[v] < graph.FirstOut[v + 1]))
        {
            int edge = graph.ArcEdge[graph.FirstOut[node]];
            starts.Add(new Access(edge, graph.Network.Tail[edge] == node ? 0 : graph.Network.LengthMetres[edge], 0, 0));
        }
        TravelTimeMatrix reach = TravelTimeMatrix.Compute(
            new(graph, [starts], [.. sites.Select(s => s.Access.Accesses)]), study.Walks.Times.Limit, Direction.From);
        return [.. reach.Row(0).Select(walk => walk.Column)];
    }
}
