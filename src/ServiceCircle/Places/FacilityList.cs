namespace ServiceCircle.Places;

/// <summary>Facilities, and an account of the places that were left out or merged; both sorted by id.</summary>
internal sealed record FacilityList(IReadOnlyList<Facility> Facilities, IReadOnlyList<FacilityAudit> Audit)
{
    public static FacilityList Empty { get; } = new([], []);

    /// <summary>What each rule took of the sources, in the order in which they were read.</summary>
    public IReadOnlyList<RuleUse> Rules { get; init; } = [];

    /// <summary>Both lists as one, sorted again.</summary>
    public FacilityList Concat(FacilityList other) =>
        Sorted([.. Facilities, .. other.Facilities], [.. Audit, .. other.Audit]) with { Rules = [.. Rules, .. other.Rules] };

    internal static FacilityList Sorted(List<Facility> facilities, List<FacilityAudit> audit)
    {
        facilities.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        audit.Sort((a, b) => string.CompareOrdinal(a.DroppedId, b.DroppedId));
        return new FacilityList(facilities, audit);
    }
}

/// <summary>Why a place is not among the facilities, and the one that stands for it, so many metres away; null if none does.</summary>
internal sealed record FacilityAudit(string DroppedId, string DroppedName, string? KeptId, string Reason, double? DistanceMetres);
