using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>
/// The same network for somebody who counts metres: stairs and boats are walked at the level speed, whatever they state.
/// So one search serves minutes and metres, and where speed is constant anyway both give the same shapes.
/// </summary>
internal static class DistanceNetwork
{
    /// <summary>The walker's graph in which ticks are metres divided by level speed.</summary>
    public static WalkGraph Of(WalkNetwork network, Walker walker) =>
        WalkGraph.Of(WithoutDurations(network), walker with { StepsFactor = 1, FerryKmh = walker.SpeedKmh });

    private static WalkNetwork WithoutDurations(WalkNetwork n) => new()
    {
        NodePositions = n.NodePositions,
        Tail = n.Tail,
        Head = n.Head,
        LengthMetres = n.LengthMetres,
        AttributeIndex = n.AttributeIndex,
        OsmId = n.OsmId,
        AttributeTable = [.. n.AttributeTable.Select(way => way with { StatedSecondsPerMetre = 0 })],
        FirstInner = n.FirstInner,
        InnerPositions = n.InnerPositions,
        InnerMetres = n.InnerMetres,
        DataBox = n.DataBox,
        CutNodes = n.CutNodes,
        Source = n.Source,
        Features = n.Features,
    };
}
