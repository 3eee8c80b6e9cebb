using System.Text.Json.Nodes;
using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Studies;
using ServiceCircle.Studies.Spreading;

namespace ServiceCircle.Output;

/// <summary>The further bases of coverage, and access beyond yes or no, as <c>summary.json</c> gives them.</summary>
internal static class BasisRows
{
    /// <summary>What was counted on and how it was gathered, one object per basis.</summary>
    public static JsonArray ToJson(IReadOnlyList<BasisCoverage> bases) => bases.ToJson(b => new JsonObject
    {
        ["basis"] = b.Basis.Id,
        ["unit"] = b.Basis.Unit,
        ["needs"] = b.Basis.Needs,
        ["source"] = b.Basis.Source,
        ["within"] = b.Basis.Within,
        ["spacing_m"] = b.Basis.SpacingMetres,
        ["points"] = Known(b, b.Basis.Points.Count),
        ["total"] = Known(b, b.Total),
        ["counted"] = Known(b, b.Counted),
        ["not_snapped"] = Known(b, b.NotSnapped),
        ["use_not_stated"] = b.Basis.UseNotStated,
    });

    /// <summary>One service counted on every basis, by the basis' id.</summary>
    public static JsonObject ToJson(IReadOnlyList<BasisCoverage> bases, int service) => bases.ToJson(b => b.Basis.Id, b => new JsonObject
    {
        ["counted"] = Known(b, b.Services[service].Counted),
        ["covered"] = Known(b, b.Services[service].Covered),
        ["share"] = Rounded.Share(b.Services[service].Share),
        ["straight_line_covered"] = Known(b, b.Services[service].StraightLineCovered),
        ["straight_line_overstatement"] = Rounded.Share(b.Services[service].Overstatement),
    });

    /// <summary>How the people of areas were spread, and what of them could not be.</summary>
    public static JsonObject ToJson(PeopleSpread spread) => new()
    {
        ["over"] = spread.Asked.Over,
        ["areas"] = spread.Areas,
        ["population"] = Rounded.People(spread.PeopleDealt),
        ["places"] = spread.PlacesFound,
        ["homes"] = spread.Homes,
        ["levels_not_stated"] = spread.Asked.Over == SpreadInput.Buildings ? spread.LevelsNotStated : null,
        ["default_levels"] = spread.Asked.Over == SpreadInput.Buildings ? spread.Asked.DefaultLevels : null,
        ["areas_kept"] = spread.AreasKept,
        ["population_kept"] = Rounded.People(spread.PeopleKept),
    };

    /// <summary>A figure of a basis; null where the basis could not be gathered, which is not 0.</summary>
    private static double? Known(BasisCoverage basis, double figure) => basis.Basis.Needs is null ? Rounded.People(figure) : null;

    public static JsonObject ToJson(ServiceAccess access) => new()
    {
        ["people_group"] = access.Group,
        ["people_counted"] = Rounded.People(access.People),
        ["people_not_counted"] = Rounded.People(access.PeopleNotCounted),
        ["people_reaching"] = Rounded.People(access.PeopleReaching),
        ["facilities"] = access.Facilities,
        ["cumulative_mean"] = Rounded.Share(access.MeanReached),
        ["cumulative_gini"] = Rounded.Share(access.GiniReached),
        ["cost_to_closest_mean"] = Rounded.Minutes(access.MeanMinutes),
        ["facilities_with_capacity"] = access.FacilitiesWithCapacity,
        ["capacity"] = access.FacilitiesWithCapacity > 0 ? Rounded.People(access.Capacity) : null,
        ["capacity_out_of_reach"] = access.FacilitiesWithCapacity > 0 ? Rounded.People(access.CapacityOutOfReach) : null,
        ["2sfca_mean"] = Rounded.Share(access.MeanPlaces),
        ["2sfca_gini"] = Rounded.Share(access.GiniPlaces),
    };
}
