using ServiceCircle.Walking;

namespace ServiceCircle.Scenarios;

/// <summary>
/// Which private ways hang together: a compound, whose residents leave over any of them. A change at one concerns all who live there.
/// </summary>
internal sealed class PrivateWays
{
    private readonly WalkGraph _residents, _visitors;
    private readonly int[] _compound;

    /// <summary>The compounds of a network, by union-find (Tarjan and van Leeuwen, 1984).</summary>
    public PrivateWays(WalkGraph residents, WalkGraph visitors)
    {
        (_residents, _visitors) = (residents, visitors);
        int[] tail = residents.Network.Tail, head = residents.Network.Head;
        _compound = new int[residents.Network.NodeCount];
        for (int v = 0; v < _compound.Length; v++) _compound[v] = v;
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

    /// <summary>Whether only residents may use an edge.</summary>
    public bool IsPrivate(int edge) => _residents.IsWalkable(edge) && !_visitors.IsWalkable(edge);

    /// <summary>The compound of a node; a node away from private ways is one of its own.</summary>
    public int CompoundOf(int node) => _compound[node];
}
