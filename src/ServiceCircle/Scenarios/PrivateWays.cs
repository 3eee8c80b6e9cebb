using ServiceCircle.Walking;

namespace ServiceCircle.Scenarios;

/// <summary>Private ways that hang together: a compound, whose residents leave over any of them. A change at one concerns all.</summary>
internal sealed class PrivateWays
{
    private readonly int[] _compound;

    /// <summary>The compounds of a network, by union-find (Tarjan and van Leeuwen, 1984).</summary>
    public PrivateWays(WalkGraph residents, WalkGraph visitors)
    {
        (Residents, Visitors) = (residents, visitors);
        int[] tail = residents.Network.Tail, head = residents.Network.Head;
        _compound = [.. Enumerable.Range(0, residents.Network.NodeCount)];
        for (int e = 0; e < residents.Network.EdgeCount; e++)
        {
            if (!IsPrivate(e)) continue;
            int a = Root(tail[e]), b = Root(head[e]);
            if (a != b) _compound[Math.Max(a, b)] = Math.Min(a, b);
        }
        for (int v = 0; v < _compound.Length; v++) _compound[v] = Root(v);

        int Root(int v)
        {
            while (_compound[v] != v) v = _compound[v] = _compound[_compound[v]];
            return v;
        }
    }

    public WalkGraph Residents { get; }
    public WalkGraph Visitors { get; }

    /// <summary>Whether only residents may use an edge.</summary>
    public bool IsPrivate(int edge) => Residents.IsWalkable(edge) && !Visitors.IsWalkable(edge);

    /// <summary>The compound of a node; a node away from private ways is one of its own.</summary>
    public int CompoundOf(int node) => _compound[node];
}
