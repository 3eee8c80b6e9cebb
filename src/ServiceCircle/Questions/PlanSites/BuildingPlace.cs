using ServiceCircle.Places;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reachability;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// A place where facilities could be built. Without accesses (no public path is near) it only counts for the unit that it is in; its units
/// by level are those that it is known to be in, where its position does not tell.
/// </summary>
internal sealed record BuildingPlace(string Id, Position At, IReadOnlyList<Access> Accesses, IReadOnlyDictionary<string, string> Units)
{
    /// <summary>The facility of today that would house what is built here; null for a place of its own.</summary>
    public string? Host { get; init; }

    /// <summary>The place as a facility of no kind.</summary>
    public Facility AsFacility() => CandidateUnits.FacilityAt(Id, At, Units);
}
