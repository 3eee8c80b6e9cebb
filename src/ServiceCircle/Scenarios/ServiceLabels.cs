using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Scenarios;

/// <summary>Every node's walk to the nearest facility of one service: what a single change is answered from.</summary>
internal sealed class ServiceLabels
{
    private readonly Dictionary<int, List<(int Site, int Ticks)>> _seedsAt = [];
    private readonly Dictionary<int, List<(int Site, Access Access)>> _sitesOn = [];

    /// <summary>
    /// One search on the visitors' graph from all facilities that offer the service, by their index in the study, with their accesses.
    /// </summary>
    public ServiceLabels(Service service, WalkGraph graph, IEnumerable<(int Site, IReadOnlyList<Access> Accesses)> sites)
    {
        (Service, Graph) = (service, graph);
        var all = new List<Access>();
        foreach ((int site, Access access) in sites.SelectMany(s => s.Accesses.Select(a => (s.Site, a))))
        {
            all.Add(access);
            ListOf(_sitesOn, access.Edge).Add((site, access));
            foreach ((int node, int ticks) in Seeds(graph, access)) ListOf(_seedsAt, node).Add((site, ticks));
        }
        Ticks = [.. Enumerable.Repeat(WalkGraph.NoWay, graph.Network.NodeCount)];
        var search = new WalkSearch(graph);
        search.Run(all, service.Limit, Direction.To);
        foreach (int node in search.Settled) Ticks[node] = search.TimeOf(node).Ticks;
    }

    public Service Service { get; }
    public WalkGraph Graph { get; }

    /// <summary>Ticks from each node to the nearest facility, <see cref="WalkGraph.NoWay"/> beyond the limit.</summary>
    public int[] Ticks { get; }

    /// <summary>Facilities at the end of an edge on which they stand, with the ticks from that end.</summary>
    public IReadOnlyList<(int Site, int Ticks)> SeedsAt(int node) =>
        _seedsAt.TryGetValue(node, out List<(int, int)>? seeds) ? seeds : [];

    public IReadOnlyList<(int Site, Access Access)> SitesOn(int edge) =>
        _sitesOn.TryGetValue(edge, out List<(int, Access)>? sites) ? sites : [];

    /// <summary>The walks to an access from either end of its edge.</summary>
    public static IEnumerable<(int Node, int Ticks)> Seeds(WalkGraph graph, Access access)
    {
        WalkTime tail = graph.Along(access.Edge, 0, access.AlongMetres),
            head = graph.Along(access.Edge, graph.Network.LengthMetres[access.Edge], access.AlongMetres);
        if (tail.IsReachable) yield return (graph.Network.Tail[access.Edge], access.LegTicks + tail.Ticks);
        if (head.IsReachable) yield return (graph.Network.Head[access.Edge], access.LegTicks + head.Ticks);
    }

    internal static List<T> ListOf<T>(Dictionary<int, List<T>> lists, int key)
    {
        if (!lists.TryGetValue(key, out List<T>? list)) lists[key] = list = [];
        return list;
    }
}
