using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies.Meaning;
using ServiceCircle.Studies.Spreading;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies;

/// <summary>What a study was read into, beside its town: no scenario changes it.</summary>
internal sealed record StudyGivens
{
    public required StudyFile File { get; init; }

    /// <summary>What the town is judged by, beside the plans.</summary>
    public required PlanRules Rules { get; init; }

    public required IReadOnlyList<Plan> Plans { get; init; }

    /// <summary>Services asked; at least one.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>Administrative units of the study's file.</summary>
    public required IReadOnlyList<AdministrativeUnit> UnitFile { get; init; }

    /// <summary>Places that were left out of the facilities or merged into one.</summary>
    public required IReadOnlyList<FacilityAudit> LeftOut { get; init; }

    /// <summary>What each rule of classifying took of the sources of facilities.</summary>
    public required IReadOnlyList<RuleUse> RuleUses { get; init; }

    /// <summary>The study's tables of communities and of facilities, with every row that says where it is.</summary>
    public required IReadOnlyList<LocatedFile> Located { get; init; }

    /// <summary>What coverage is counted on beside people and communities.</summary>
    public required IReadOnlyList<CoverageBasis> Bases { get; init; }

    /// <summary>How the people of areas were spread over places in them; null if the study does not ask for it.</summary>
    public required PeopleSpread? Spread { get; init; }

    /// <summary>What reading brought up.</summary>
    public required IReadOnlyList<Notice> Warnings { get; init; }

    /// <summary>The picture for the head of its reports; null if it names none.</summary>
    public required PictureFile? Logo { get; init; }

    /// <summary>
    /// Every file that the study read, by its name relative to the study, with its hash; hashed once, when first asked for.
    /// </summary>
    public required Lazy<IReadOnlyList<(string Name, string Sha256)>> Files { get; init; }

    /// <summary>The longest walk that anything asks: a service, a clause, or the way to the centre of a circle.</summary>
    public WalkTime Farthest
    {
        get
        {
            WalkTime farthest = Services.Max(s => s.Limit);
            if (Rules.Limits.Longest(Plans.SelectMany(p => p.Clauses)) is { } asked && asked > farthest) farthest = asked;
            return Rules.Settings.Circles is { Around: not null, Limit: var toCentre } && toCentre > farthest ? toCentre : farthest;
        }
    }

    /// <summary>The residential land that clauses are measured on; null if the study does not ask for it.</summary>
    public CoverageBasis? Land => Bases.FirstOrDefault(b => b.Id == CoverageBasis.Land && b.Needs is null);

    /// <summary>What verdicts on a town are measured from.</summary>
    public Evidence EvidenceOf(Town town) => new(town, Rules) { Land = Land is { } land ? new LandReach(land, town.Walks) : null };
}
