using ServiceCircle.Coverage;

namespace ServiceCircle.Output;

/// <summary>Statuses as the words that data files use.</summary>
internal static class Words
{
    /// <summary>The word of a community's status.</summary>
    public static string Of(CommunityStatus status) => status switch
    {
        CommunityStatus.NotSnapped => "not_snapped",
        CommunityStatus.EdgeOfMap => "edge_of_map",
        _ => "ok",
    };
}
