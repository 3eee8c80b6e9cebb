using ServiceCircle.Coverage;
using ServiceCircle.Reachability;

namespace ServiceCircle.Output;

/// <summary>Statuses as the words that data files use.</summary>
internal static class Words
{
    /// <summary>The word of the way a place is entered or left; null when it is not.</summary>
    public static string? Of(AccessKind kind) => kind switch
    {
        AccessKind.Point => "point",
        AccessKind.InnerWay => "inner_way",
        AccessKind.Entrance => "entrance",
        AccessKind.PathCrossing => "path_crossing",
        AccessKind.RimAssumed => "rim_assumed",
        _ => null,
    };

    public static string Of(CommunityStatus status) => status switch
    {
        CommunityStatus.NotSnapped => "not_snapped",
        CommunityStatus.EdgeOfMap => "edge_of_map",
        _ => "ok",
    };
}
