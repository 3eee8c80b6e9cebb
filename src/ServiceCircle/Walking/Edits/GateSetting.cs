using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Edits;

/// <summary>Opens and closes gates, and bars ways that have none.</summary>
internal sealed class GateSetting
{
    /// <summary>A gate within this distance is the one that is meant.</summary>
    private const double GateMetres = 15;

    /// <summary>No gate within reach is this far away in latitude, in 1e-7 degree: most gates of a city are.</summary>
    private const int FarUnits = 3_000;

    private readonly EditableWays _ways;
    private readonly SortedDictionary<(int LonE7, int LatE7), List<int>> _gates = [];

    public GateSetting(EditableWays ways)
    {
        _ways = ways;
        WalkNetwork network = ways.Network;
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (network.Attributes(e).Kind != WayKind.Gate) continue;
            Position at = network.NodePositions[network.Tail[e]];
            if (!_gates.TryGetValue((at.LonE7, at.LatE7), out List<int>? list)) _gates[(at.LonE7, at.LatE7)] = list = [];
            list.Add(e);
        }
    }

    /// <summary>Opens or closes the nearest gate, or bars the nearest way; returns what is wrong, or null.</summary>
    public Notice? Set(NetworkOverlay overlay, Position at, bool isOpen)
    {
        int[] gates = GatesAt(overlay, at);
        foreach (int edge in gates) overlay.Change(edge, After(overlay, edge, isOpen));
        if (gates.Length > 0) return null;
        if (isOpen) return new("found/no-gate", ("metres", $"{GateMetres}"));
        (int wayEdge, double metresAt) = _ways.Nearest(overlay, at, GateMetres);
        if (wayEdge < 0) return new("found/no-gate-or-way", ("metres", $"{GateMetres}"));
        (int part, double partAt) = overlay.Resolve(wayEdge, metresAt);
        // A new gate is a piece of no length between two cuts at one place.
        overlay.Split(part, partAt);
        (int left, double leftAt) = overlay.Resolve(wayEdge, metresAt);
        overlay.Split(left, leftAt);
        int bar = overlay.Cuts[^1].Right;
        overlay.Change(bar, new WayAttributes(WayKind.Gate, WayFlags.Closed));
        return null;
    }

    /// <summary>
    /// What a gate is after an edit. One that an earlier edit opened or closed becomes again what it was, so that the second is
    /// exactly the inverse of the first: a private gate stays its residents'.
    /// </summary>
    private static WayAttributes After(NetworkOverlay overlay, int edge, bool isOpen)
    {
        WayAttributes gate = overlay.Attributes(edge);
        if (edge < overlay.Network.EdgeCount && overlay.Network.Attributes(edge) is var before && before != gate
            && isOpen == gate.Has(WayFlags.Closed)) return before;
        const WayFlags shut = WayFlags.Closed | WayFlags.Private | WayFlags.ClosedByDay;
        return gate with { Flags = isOpen ? gate.Flags & ~shut : gate.Flags | WayFlags.Closed };
    }

    /// <summary>The edges of the gate that is meant: the nearest, at one distance an edit's before the network's.</summary>
    private int[] GatesAt(NetworkOverlay overlay, Position at)
    {
        List<int>? nearest = null;
        double best = GateMetres;
        foreach (((int lonE7, int latE7), List<int> edges) in _gates)
        {
            if (Math.Abs(latE7 - at.LatE7) > FarUnits) continue;
            double metres = LocalMetres.Between(new Position(lonE7, latE7), at);
            if (metres < best) (nearest, best) = (edges, metres);
        }
        int first = overlay.Network.EdgeCount;
        int[] made = [.. Enumerable.Range(first, overlay.Edges.Count).Where(e =>
            overlay.Attributes(e).Kind == WayKind.Gate && LocalMetres.Between(overlay.NodePosition(overlay.Ends(e).Tail), at) <= best)];
        return made.Length > 0 ? made : [.. nearest ?? []];
    }
}
