using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Scenarios;

/// <summary>
/// Which edges are on islands after edits. Where the edits provably neither join nor part anything, the base's components still
/// tell; only otherwise are they found anew, which takes longer than everything else about an edit.
/// </summary>
internal sealed class IslandsAfter
{
    /// <summary>How many nodes are looked at for a way round a closed stretch before the proof is given up.</summary>
    private const int WayRoundNodes = 4_000;

    /// <summary>Lengths this near to a threshold are added up again rather than compared.</summary>
    private const double DoubtMetres = 0.01;

    private readonly WalkGraph _before, _after;
    private readonly int[]? _baseComponentOfNew;

    public IslandsAfter(WalkGraph before, WalkGraph after, EditedNetwork edited)
    {
        (_before, _after) = (before, after);
        _baseComponentOfNew = BaseComponents(edited);
        Flipped = _baseComponentOfNew is not null ? [] : [.. Enumerable.Range(0, before.Network.EdgeCount).Where(e =>
            (before.IsWalkable(e) || after.IsWalkable(e)) && before.IsOnIsland(e) != IsOnIsland(e))];
    }

    /// <summary>Edges of the base that were on an island and are not, or the other way round.</summary>
    public IReadOnlyList<int> Flipped { get; }

    /// <summary>Whether a walkable edge of the edited network is on an island.</summary>
    public bool IsOnIsland(int edge)
    {
        if (_baseComponentOfNew is null) return _after.IsOnIsland(edge);
        int node = _after.Network.Tail[edge], old = _before.Network.NodeCount;
        return _before.Components.IsIsland(node < old ? _before.Components.OfNode[node] : _baseComponentOfNew[node - old]);
    }

    /// <summary>
    /// For each new node the component of the base that it belongs to (-1 where nothing can be walked); null if the components may have
    /// changed.
    /// </summary>
    private int[]? BaseComponents(EditedNetwork edited)
    {
        WalkNetwork old = _before.Network, now = _after.Network;
        Components components = _before.Components;
        var lengths = new Dictionary<int, double>();
        foreach (int edge in edited.TouchedEdges)
        {
            if (!_before.IsWalkable(edge)) continue;
            int component = components.OfNode[old.Tail[edge]];
            lengths[component] = lengths.GetValueOrDefault(component) - old.LengthMetres[edge];
            if (edited.Parts(edge).Any(part => !_after.IsWalkable(part)) && !AreConnected(old.Tail[edge], old.Head[edge])) return null;
        }

        int[] of = [.. Enumerable.Repeat(-1, now.NodeCount - old.NodeCount)];
        int[] walkable =
            [.. edited.TouchedEdges.Concat(Enumerable.Range(old.EdgeCount, now.EdgeCount - old.EdgeCount)).Where(_after.IsWalkable)];
        // Few edges: hand components on until nothing changes.
        for (bool isMoving = true; isMoving;)
        {
            isMoving = false;
            foreach (int edge in walkable)
            {
                int tail = Of(now.Tail[edge]), head = Of(now.Head[edge]);
                if (tail >= 0 && head >= 0 && tail != head) return null;
                if (tail == head) continue;
                int unknown = tail < 0 ? now.Tail[edge] : now.Head[edge];
                of[unknown - old.NodeCount] = Math.Max(tail, head);
                isMoving = true;
            }
        }
        foreach (int edge in walkable)
        {
            int component = Of(now.Tail[edge]);
            if (component < 0) return null;
            lengths[component] = lengths.GetValueOrDefault(component) + now.LengthMetres[edge];
        }
        return AreThresholdsKept(components, lengths) ? of : null;

        int Of(int node) => node < old.NodeCount ? components.OfNode[node] : of[node - old.NodeCount];
    }

    /// <summary>Whether the longest component stays the longest, and every other one on its side of the thresholds.</summary>
    private static bool AreThresholdsKept(Components components, Dictionary<int, double> added)
    {
        double longest = components.LengthMetres[0] + added.GetValueOrDefault(0),
            limit = Math.Min(Components.LargeShare * longest, Components.LargeMetres);
        for (int c = 1; c < components.LengthMetres.Length; c++)
        {
            double length = components.LengthMetres[c] + added.GetValueOrDefault(c);
            if (length >= longest - DoubtMetres || Math.Abs(length - limit) < DoubtMetres || length < limit != components.IsIsland(c))
                return false;
        }
        return true;
    }

    /// <summary>
    /// Whether two nodes hang together after the edits, one-ways walked both ways; searched from both in turn. A node that
    /// nothing leads to any more is missed by nobody.
    /// </summary>
    private bool AreConnected(int a, int b)
    {
        if (a == b || !HasWays(a) || !HasWays(b)) return true;
        var side = new Dictionary<int, bool> { [a] = true, [b] = false };
        Queue<int> fromA = new([a]), fromB = new([b]);
        while (side.Count < WayRoundNodes && fromA.Count > 0 && fromB.Count > 0)
        {
            bool isA = fromA.Count <= fromB.Count;
            Queue<int> queue = isA ? fromA : fromB;
            int node = queue.Dequeue();
            for (int arc = _after.FirstOut[node]; arc < _after.FirstOut[node + 1]; arc++)
            {
                if (!_after.IsWalkable(_after.ArcEdge[arc])) continue;
                int next = _after.Head[arc];
                if (!side.TryGetValue(next, out bool known))
                {
                    side.Add(next, isA);
                    queue.Enqueue(next);
                }
                else if (known != isA) return true;
            }
        }
        return false;
    }

    private bool HasWays(int node)
    {
        for (int arc = _after.FirstOut[node]; arc < _after.FirstOut[node + 1]; arc++)
            if (_after.IsWalkable(_after.ArcEdge[arc])) return true;
        return false;
    }
}
