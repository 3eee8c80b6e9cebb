using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Studies;

/// <summary>Everything a study found, for the writers of files and reports.</summary>
/// <param name="File">The question.</param>
/// <param name="Graph">The walking network as the study's walker sees it.</param>
/// <param name="Catalogue">The categories used.</param>
/// <param name="Facilities">Facilities used and what was left out.</param>
/// <param name="FacilityAccess">How each facility is entered.</param>
/// <param name="Communities">Communities, sorted by id.</param>
/// <param name="CommunityAccess">How the people of each community leave home.</param>
/// <param name="Times">Walks to the facilities.</param>
/// <param name="Coverage">The answer.</param>
/// <param name="Warnings">What the reader should know.</param>
public sealed record StudyResult(
    StudyFile File, WalkGraph Graph, CategoryCatalogue Catalogue, FacilityList Facilities, IReadOnlyList<PlaceAccess> FacilityAccess,
    IReadOnlyList<Community> Communities, IReadOnlyList<PlaceAccess> CommunityAccess, TravelTimeMatrix Times, CoverageResult Coverage,
    IReadOnlyList<Notice> Warnings)
{
    /// <summary>The standards known.</summary>
    public required StandardCatalogue Standards { get; init; }

    /// <summary>The plans judged by, in the order of the study.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];

    /// <summary>The verdicts, in the order of the plans' clauses; several readings of one clause follow each other.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>What units lack of what the plans ask, in the order of the verdicts.</summary>
    public IReadOnlyList<Problem> Ledger { get; init; } = [];

    /// <summary>Coverage counted on the further bases that the study asks for.</summary>
    public IReadOnlyList<BasisCoverage> Bases { get; init; } = [];

    /// <summary>Access beyond yes or no, one entry per service.</summary>
    public IReadOnlyList<ServiceAccess> Access { get; init; } = [];

    /// <summary>The same as of several days, the last of which is the study's own; empty unless the study asks for more than one.</summary>
    public IReadOnlyList<TrendYear> Trend { get; init; } = [];

    /// <summary>Which unit each community and facility is in.</summary>
    public required UnitMap Units { get; init; }

    /// <summary>The ground within reach, one shape per service.</summary>
    public required ServiceAreas Areas { get; init; }

    /// <summary>Name of the scenario that was applied; null for the study as it stands.</summary>
    public string? Scenario { get; init; }

    /// <summary>The network as residents see it: private ways are open.</summary>
    internal WalkGraph Residents { get; init; } = null!;

    /// <summary>For each community the walk to the border of the data; unreachable where it is farther than anything that is asked.</summary>
    internal IReadOnlyList<WalkTime> ToEdge { get; init; } = [];

    /// <summary>How far people get by bicycle; null when no clause of the plans asks.</summary>
    internal ModeTimes? Bicycle { get; init; }

    /// <summary>What was read and no scenario changes.</summary>
    internal StudyGivens Givens { get; init; } = null!;
}
