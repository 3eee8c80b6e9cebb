using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Studies;

/// <summary>What a study was read into, beside the network and the places: no scenario changes it.</summary>
/// <param name="File">The question.</param>
/// <param name="Catalogue">The categories known.</param>
/// <param name="Standards">The standards known.</param>
/// <param name="Plans">Plans to judge by.</param>
/// <param name="Settings">What the study says for judging.</param>
/// <param name="Services">Services asked.</param>
/// <param name="Limits">Which walk counts for a clause.</param>
/// <param name="UnitFile">Administrative units of the study's file.</param>
/// <param name="NewAreas">New residential areas.</param>
/// <param name="Gates">Gates that the planner names, by community.</param>
/// <param name="Bases">What coverage is counted on beside people and communities.</param>
/// <param name="Warnings">What reading brought up.</param>
internal sealed record StudyGivens(
    StudyFile File, CategoryCatalogue Catalogue, StandardCatalogue Standards, IReadOnlyList<Plan> Plans, PlanSettings Settings, IReadOnlyList<Service> Services,
    WalkLimits Limits, IReadOnlyList<AdministrativeUnit> UnitFile, IReadOnlyList<NewArea> NewAreas, ILookup<string, Position> Gates,
    IReadOnlyList<CoverageBasis> Bases, IReadOnlyList<Notice> Warnings)
{
    /// <summary>Every file that the study read, by its name relative to the study, with its hash; hashed once, when first asked for.</summary>
    public required Lazy<IReadOnlyList<(string Name, string Sha256)>> Files { get; init; }

    /// <summary>The longest walk that a service counts.</summary>
    public WalkTime Longest { get; } = Services.Max(s => s.Limit);

    /// <summary>The residential land that clauses are measured on; null if the study does not ask for it.</summary>
    public CoverageBasis? Land { get; } = Bases.FirstOrDefault(b => b.Id == CoverageBasis.Land && b.Needs is null);

    /// <summary>How a community's people leave home.</summary>
    public PlaceAccess Home(PlaceLocator locator, Community c) => locator.Home(c.Geometry, c.Position, [.. Gates[c.Id]]);

    /// <summary>How a facility is entered.</summary>
    public static PlaceAccess Site(PlaceLocator locator, Facility f) => locator.Facility(f.Geometry, f.Position, f.AccessCostSeconds);
}
