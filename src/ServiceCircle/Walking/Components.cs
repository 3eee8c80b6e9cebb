using ServiceCircle.Geo;

namespace ServiceCircle.Walking;

/// <summary>
/// Which parts of a network hang together for a walker, one-way stretches counted as if both ways were open (weak
/// components). A small part is an island: whoever stands there reaches nothing, which is more often an error of the map than a fact.
/// </summary>
/// <param name="OfNode">Component of each node; 0 is the longest, then by falling length, ties by smallest node.</param>
/// <param name="LengthMetres">Length of walkable edges of each component.</param>
internal sealed record Components(int[] OfNode, double[] LengthMetres)
{
    /// <summary>A component below this share of the longest one, and below <see cref="LargeMetres"/>, is an island.</summary>
    public const double LargeShare = 0.01;

    /// <summary>A component of this length is never an island: it is a village.</summary>
    public const double LargeMetres = 5_000;

    public int Count => LengthMetres.Count(length => length > 0);
    public double LargestShare => LengthMetres.Sum() is > 0 and var sum ? LengthMetres[0] / sum : 0;

    /// <summary>Whether a component is too small to be believed.</summary>
    public bool IsIsland(int component) =>
        component != 0 && LengthMetres[component] < LargeShare * LengthMetres[0] && LengthMetres[component] < LargeMetres;

    /// <summary>Labels the components.</summary>
    internal static Components Find(WalkNetwork network, Func<int, bool> isWalkable)
    {
        var sets = new DisjointSets(network.NodeCount);
        for (int e = 0; e < network.EdgeCount; e++)
            if (isWalkable(e)) sets.Unite(network.Tail[e], network.Head[e]);
        var length = new double[network.NodeCount];
        for (int e = 0; e < network.EdgeCount; e++)
            if (isWalkable(e)) length[sets.Find(network.Tail[e])] += network.LengthMetres[e];

        int[] roots = [.. Enumerable.Range(0, length.Length).Where(v => sets.Find(v) == v).OrderByDescending(v => length[v])];
        var rank = new int[length.Length];
        for (int r = 0; r < roots.Length; r++) rank[roots[r]] = r;
        var ofNode = new int[length.Length];
        for (int v = 0; v < ofNode.Length; v++) ofNode[v] = rank[sets.Find(v)];
        return new Components(ofNode, [.. roots.Select(r => length[r])]);
    }
}
