using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking;

/// <summary>
/// The same network for somebody who counts metres: stairs, slopes and boats are walked at the level speed, and nobody waits or rides.
/// So one search serves minutes and metres, and where speed is constant anyway both give the same shapes.
/// </summary>
internal static class DistanceNetwork
{
    /// <summary>The walker's graph, as visitors see it or as residents, in which ticks are metres divided by level speed.</summary>
    public static WalkGraph Of(WalkNetwork network, Walker walker, bool asResident = false) =>
        WalkGraph.Of(WithoutDurations(network),
            walker with { StepsFactor = 1, FerryKmh = walker.SpeedKmh, Crossings = new(), Slope = new(), Riding = null }, asResident);

    private static WalkNetwork WithoutDurations(WalkNetwork n) =>
        n with { AttributeTable = [.. n.AttributeTable.Select(way => way with { StatedSecondsPerMetre = 0 })] };
}
