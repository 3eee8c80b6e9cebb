using System.Text.Json.Nodes;
using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;

namespace ServiceCircle.Output;

/// <summary>The further bases of coverage, and access beyond yes or no, as <c>summary.json</c> gives them.</summary>
internal static class BasisRows
{
    /// <summary>What was counted on and how it was gathered, one object per basis.</summary>
    public static JsonArray Of(IReadOnlyList<BasisCoverage> bases) => new([.. bases.Select(b => (JsonNode)new JsonObject
    {
        ["basis"] = b.Basis.Id,
        ["unit"] = b.Basis.Unit,
        ["source"] = b.Basis.Source,
        ["within"] = b.Basis.Within,
        ["spacing_m"] = b.Basis.SpacingMetres,
        ["points"] = b.Basis.Points.Count,
        ["total"] = Rounded.People(b.Total),
        ["counted"] = Rounded.People(b.Counted),
        ["not_snapped"] = Rounded.People(b.NotSnapped),
        ["use_not_stated"] = b.Basis.UseNotStated,
    })]);

    /// <summary>One service counted on every basis, by the basis' id.</summary>
    public static JsonObject Of(IReadOnlyList<BasisCoverage> bases, int service) => new(bases.Select(b =>
    {
        BasisServiceCoverage figures = b.Services[service];
        return KeyValuePair.Create(b.Basis.Id, (JsonNode?)new JsonObject
        {
            ["counted"] = Rounded.People(figures.Counted),
            ["covered"] = Rounded.People(figures.Covered),
            ["share"] = Rounded.Share(figures.Share),
            ["straight_line_covered"] = Rounded.People(figures.StraightLineCovered),
            ["straight_line_overstatement"] = Rounded.Share(figures.Overstatement),
        });
    }));

    /// <summary>Access to one service.</summary>
    public static JsonObject Of(ServiceAccess access) => new()
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
