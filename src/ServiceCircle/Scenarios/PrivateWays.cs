using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Scenarios;

/// <summary>Private ways that hang together: a compound, whose residents leave over any of them. A change at one concerns all.</summary>
internal sealed class PrivateWays
{
    private readonly int[] _compound;

    /// <summary>The compounds of a network.</summary>
    public PrivateWays(WalkGraph residents, WalkGraph visitors)
    {
        (Residents, Visitors) = (residents, visitors);
        int[] tail = residents.Network.Tail, head = residents.Network.Head;
        var sets = new DisjointSets(residents.Network.NodeCount);
        for (int e = 0; e < residents.Network.EdgeCount; e++)
            if (IsPrivate(e)) sets.Unite(tail[e], head[e]);
        _compound = [.. Enumerable.Range(0, residents.Network.NodeCount).Select(sets.Find)];
    }

    public WalkGraph Residents { get; }
    public WalkGraph Visitors { get; }

    /// <summary>Whether only residents may use an edge.</summary>
    public bool IsPrivate(int edge) => Residents.IsWalkable(edge) && !Visitors.IsWalkable(edge);

    /// <summary>The compound of a node; a node away from private ways is one of its own.</summary>
    public int CompoundOf(int node) => _compound[node];
}
