using ServiceCircle.Places;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reachability;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>A place where facilities could be built.</summary>
/// <param name="Id">Unique.</param>
/// <param name="At">Its position.</param>
/// <param name="Accesses">How it is entered; empty where no public path is near: then it only counts for the unit that it is in.</param>
/// <param name="Units">Level to the unit that it is known to be in, where its position does not tell.</param>
internal sealed record BuildingPlace(string Id, Position At, IReadOnlyList<Access> Accesses, IReadOnlyDictionary<string, string> Units)
{
    /// <summary>The facility of today that would house what is built here; null for a place of its own.</summary>
    public string? Host { get; init; }

    /// <summary>The place as a facility of no kind.</summary>
    public Facility AsFacility() => CandidateUnits.FacilityAt(Id, At, Units);
}
