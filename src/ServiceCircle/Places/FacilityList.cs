namespace ServiceCircle.Places;

/// <summary>Facilities, and an account of the places that were left out or merged.</summary>
/// <param name="Facilities">Sorted by id.</param>
/// <param name="Audit">What was left out or merged, sorted by id.</param>
internal sealed record FacilityList(IReadOnlyList<Facility> Facilities, IReadOnlyList<FacilityAudit> Audit)
{
    /// <summary>Nothing at all.</summary>
    public static FacilityList Empty { get; } = new([], []);

    /// <summary>Both lists as one, sorted again.</summary>
    public FacilityList Concat(FacilityList other) => Sorted([.. Facilities, .. other.Facilities], [.. Audit, .. other.Audit]);

    internal static FacilityList Sorted(List<Facility> facilities, List<FacilityAudit> audit)
    {
        facilities.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        audit.Sort((a, b) => string.CompareOrdinal(a.DroppedId, b.DroppedId));
        return new FacilityList(facilities, audit);
    }
}

/// <summary>Why a place is not among the facilities.</summary>
/// <param name="DroppedId">The place that was left out.</param>
/// <param name="DroppedName">Its name; may be empty.</param>
/// <param name="KeptId">The facility that stands for it; null if none does.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="DistanceMetres">Metres between the two; null if no facility stands for it.</param>
internal sealed record FacilityAudit(string DroppedId, string DroppedName, string? KeptId, string Reason, double? DistanceMetres);
