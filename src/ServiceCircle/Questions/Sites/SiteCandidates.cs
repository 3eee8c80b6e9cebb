using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Sites;

/// <summary>Where something could be built and is entered from the public network; not snapped: too far from any public path.</summary>
internal sealed record SiteCandidates(
    IReadOnlyList<string> Ids, IReadOnlyList<Position> Positions, IReadOnlyList<IReadOnlyList<Access>> Accesses,
    IReadOnlyList<string> NotSnapped)
{
    /// <summary>Side of the cells of which one node each is a candidate, metres, if none is given.</summary>
    public const double DefaultCellMetres = 50;

    /// <summary>Capacity, cost and tier of each, where a file gives them; null otherwise.</summary>
    public IReadOnlyList<CandidatePlace>? Given { get; init; }

    /// <summary>Ids of those that are on an island of the network.</summary>
    public IReadOnlyList<string> OnIsland { get; init; } = [];

    /// <summary>Places of the file that may not be built on, and why.</summary>
    public IReadOnlyList<(string Id, string Reason)> LeftOut { get; init; } = [];

    /// <summary>Tier of each, and the id that its place had before; empty without tiers.</summary>
    public IReadOnlyList<(string Tier, string Place)> Tiers { get; init; } = [];

    /// <summary>The places of a file, put onto the visitors' network.</summary>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static SiteCandidates OfFile(string path, CandidateRules rules, Snapper snapper, Walker walker)
    {
        (IReadOnlyList<CandidatePlace> places, IReadOnlyList<(string, string)> leftOut) = CandidateFile.Read(path, rules);
        SiteCandidates at = At(new PointList([.. places.Select(p => p.Id)], [.. places.Select(p => p.At)]), snapper, walker);
        var on = at.Ids.ToHashSet();
        return at with { Given = [.. places.Where(p => on.Contains(p.Id))], LeftOut = leftOut };
    }

    /// <summary>Each place of no tier once for every tier, "id (tier)".</summary>
    public SiteCandidates InTiers(IReadOnlyList<string> tiers)
    {
        (int Place, string Tier)[] all =
            [.. Enumerable.Range(0, Ids.Count).SelectMany(k => Given?[k].Tier is { } own ? new[] { (k, own) } : tiers.Select(t => (k, t)))];
        return this with
        {
            Ids = [.. all.Select(a => Given?[a.Place].Tier is null ? $"{Ids[a.Place]} ({a.Tier})" : Ids[a.Place])],
            Positions = [.. all.Select(a => Positions[a.Place])],
            Accesses = [.. all.Select(a => Accesses[a.Place])],
            Given = Given is null ? null : [.. all.Select(a => Given[a.Place])],
            Tiers = [.. all.Select(a => (a.Tier, Ids[a.Place]))],
        };
    }

    /// <summary>Given places, each on the nearest public path.</summary>
    public static SiteCandidates At(PointList places, Snapper snapper, Walker walker)
    {
        Snap[] snaps = [.. places.Positions.Select(snapper.Snap)];
        int[] on = [.. Enumerable.Range(0, snaps.Length).Where(i => snaps[i].IsSnapped)];
        return new SiteCandidates(
            [.. on.Select(i => places.Ids[i])], [.. on.Select(i => places.Positions[i])],
            [.. on.Select(i => Access.List(snaps[i], walker))],
            [.. Enumerable.Range(0, snaps.Length).Where(i => !snaps[i].IsSnapped).Select(i => places.Ids[i])])
        {
            OnIsland = [.. on.Where(i => snaps[i].Status == SnapStatus.OnIsland).Select(i => places.Ids[i])],
        };
    }

    /// <summary>
    /// Junctions of the public network, thinned: the ground is cut into square cells from the south-west corner of the data, and of
    /// the junctions in a cell the one nearest to its centre stays (of equals the south-western). Islands are left out.
    /// An id is the position, "lon,lat".
    /// </summary>
    public static SiteCandidates Junctions(WalkGraph graph, double cellMetres)
    {
        WalkNetwork network = graph.Network;
        Box box = network.NodePositions.Aggregate(Box.Empty, (b, p) => b.Extend(p));
        var scale = new LocalMetres(((double)box.South + box.North) / 2);
        var best = new Dictionary<(int X, int Y), (double Off, Position At, int Edge, double Along)>();
        for (int edge = 0; edge < network.EdgeCount; edge++)
        {
            if (!graph.IsWalkable(edge) || !IsGround(network.Attributes(edge)) || graph.IsOnIsland(edge)) continue;
            Offer(edge, network.Tail[edge], 0);
            Offer(edge, network.Head[edge], network.LengthMetres[edge]);
        }
        var found = best.Values.OrderBy(c => c.At.LatE7).ThenBy(c => c.At.LonE7).DistinctBy(c => c.At).ToArray();
        return new SiteCandidates(
            [.. found.Select(c => c.At.ToString())], [.. found.Select(c => c.At)],
            [.. found.Select(c => (IReadOnlyList<Access>)[new Access(c.Edge, c.Along, 0, 0)])], []);

        void Offer(int edge, int node, double along)
        {
            Position at = network.NodePositions[node];
            double x = ((double)at.LonE7 - box.West) * scale.MetresPerLonUnit / cellMetres,
                y = ((double)at.LatE7 - box.South) * scale.MetresPerLatUnit / cellMetres;
            (int X, int Y) cell = ((int)x, (int)y);
            double off = Math.Pow(x - cell.X - 0.5, 2) + Math.Pow(y - cell.Y - 0.5, 2);
            if (!best.TryGetValue(cell, out var known)
                || (off, at.LatE7, at.LonE7, edge).CompareTo((known.Off, known.At.LatE7, known.At.LonE7, known.Edge)) < 0)
                best[cell] = (off, at, edge, along);
        }
    }

    private static bool IsGround(WayAttributes way) =>
        way.Kind is not (WayKind.Ferry or WayKind.Elevator or WayKind.Gate) && (way.Flags & WayFlags.Tunnel) == 0;
}
