namespace ServiceCircle.Walking.Edits;

/// <summary>A network after edits, and the way to its walkers' graphs without computing them anew.</summary>
internal sealed class EditedNetwork
{
    private readonly NetworkOverlay _overlay;
    private int[]? _touched;

    internal EditedNetwork(NetworkOverlay overlay)
    {
        _overlay = overlay;
        Network = overlay.ToNetwork();
    }

    /// <summary>The edited network: nodes and edges of the base keep their ids.</summary>
    public WalkNetwork Network { get; }

    /// <summary>The graph of the base as it is after the edits. Where an edge was cut, the times of its parts add up to its own.</summary>
    public WalkGraph GraphOf(WalkGraph graph) => graph.After(_overlay, Network);

    /// <summary>Where a place on an edge of the base is now.</summary>
    public (int Edge, double AlongMetres) Place(int edge, double alongMetres)
    {
        (edge, double metres) = _overlay.Resolve(edge, alongMetres);
        // The overlay counts in double precision and the network in single; who is at the end is at the network's.
        float length = Network.LengthMetres[edge];
        return (edge, metres > length - NetworkOverlay.HairMetres ? length : metres);
    }

    /// <summary>Edges of the base that the edits changed or cut, sorted.</summary>
    internal IReadOnlyList<int> TouchedEdges => _touched ??= [.. _overlay.TouchedEdges.Order()];

    internal IEnumerable<int> Parts(int edge) => _overlay.Parts(edge);

    internal WalkNetwork Base => _overlay.Network;
}
