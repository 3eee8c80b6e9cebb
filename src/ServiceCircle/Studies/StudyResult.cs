using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies.Meaning;
using ServiceCircle.Walking;

namespace ServiceCircle.Studies;

/// <summary>Everything a study found, for the writers of files and reports.</summary>
public sealed record StudyResult
{
    internal StudyResult(StudyGivens givens, Town town)
    {
        (Givens, Town) = (givens, town);
        Communities = [.. town.Walks.Homes.Select(h => h.Community)];
        Facilities = new FacilityList([.. town.Walks.Sites.Select(s => s.Facility)], givens.LeftOut)
        {
            Rules = givens.RuleUses,
        };
    }

    /// <summary>The town: homes, sites, the walks between them, units.</summary>
    internal Town Town { get; }

    /// <summary>Its communities, sorted by id.</summary>
    public IReadOnlyList<Community> Communities { get; }

    /// <summary>Its facilities, and what was left out of them.</summary>
    internal FacilityList Facilities { get; }

    /// <summary>Who is covered.</summary>
    public required CoverageResult Coverage { get; init; }

    /// <summary>The verdicts, in the order of the plans' clauses; several readings of one clause follow each other.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>What units lack of what the plans ask, in the order of the verdicts.</summary>
    internal IReadOnlyList<Problem> Ledger { get; init; } = [];

    /// <summary>Coverage counted on the further bases that the study asks for.</summary>
    internal IReadOnlyList<BasisCoverage> Bases { get; init; } = [];

    /// <summary>Access beyond yes or no, one entry per service.</summary>
    internal IReadOnlyList<ServiceAccess> Access { get; init; } = [];

    /// <summary>Why the planner's numbers may mean something else than the study says, the worst first; among the warnings too.</summary>
    internal IReadOnlyList<Doubt> Doubts { get; init; } = [];

    /// <summary>What the reader should know.</summary>
    public required IReadOnlyList<Notice> Warnings { get; init; }

    /// <summary>The same as of several days, the last of which is the study's own; empty unless the study asks for more than one.</summary>
    internal IReadOnlyList<TrendYear> Trend { get; init; } = [];

    /// <summary>Name of the scenario that was applied; null for the study as it stands.</summary>
    public string? Scenario { get; init; }

    /// <summary>What was read and no scenario changes.</summary>
    internal StudyGivens Givens { get; }

    /// <summary>The question.</summary>
    public StudyFile File => Givens.File;

    internal CategoryCatalogue Catalogue => Givens.Rules.Categories;
    internal StandardCatalogue Standards => Givens.Rules.Standards;

    /// <summary>The plans judged by, in the order of the study.</summary>
    public IReadOnlyList<Plan> Plans => Givens.Plans;

    internal Walks Walks => Town.Walks;

    /// <summary>The walking network as the study's walker sees it.</summary>
    internal WalkGraph Graph => Town.Walks.Graph;

    internal UnitMap Units => Town.Units;
}
