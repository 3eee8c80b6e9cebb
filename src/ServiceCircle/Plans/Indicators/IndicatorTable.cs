using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>A kind of indicator: the keys a clause of it has, and how it is judged.</summary>
/// <param name="Id">Its name in plan files.</param>
/// <param name="Required">Keys that must be there; "classes" stands for classes, categories or study_services.</param>
/// <param name="Optional">Keys that may be there.</param>
/// <param name="IsPerUnit">Whether the same figure means something within a county or township.</param>
/// <param name="Judge">One verdict per reading, the customary reading first.</param>
internal sealed record IndicatorKind(
    string Id, string[] Required, string[] Optional, bool IsPerUnit, Func<Clause, Evidence, IReadOnlyList<Verdict>> Judge)
{
    public IReadOnlyList<string> Keys { get; } =
        [.. Required.Concat(Optional).SelectMany(k => k == "classes" ? ["categories", "classes", "study_services"] : new[] { k })];
}

/// <summary>Every kind of indicator. A new kind is a file beside this one and a line here.</summary>
internal static class IndicatorTable
{
    public static IReadOnlyList<IndicatorKind> Kinds { get; } =
    [
        new("share_of_units", ["level", "classes"], ["where", "people", "minutes", "metres", "threshold", "modes", "served_only"], true,
            ShareOfUnits.Judge),
        new("units_lacking", ["level", "classes"], ["where", "people", "minutes", "metres", "threshold", "modes", "served_only", "covers"],
            true, UnitsLacking.Judge),
        new("land_share", ["categories"], ["where", "minutes", "metres"], false, LandShare.Judge),
        new("at_least_per_unit", ["level", "categories"], ["where"], false, AtLeastPerUnit.Judge),
        new("tier_ladder", ["tiers"], [], false, AtLeastPerUnit.JudgeLadder),
        new("composite_set", ["level", "classes"], ["where", "minutes", "metres", "threshold", "modes", "people"], true,
            CompositeSet.Judge),
        new("walk_circle", ["classes"], ["minutes", "people", "threshold", "modes"], true, WalkCircle.Judge),
        new("complete_circles", ["classes"], ["level", "minutes", "metres", "threshold", "modes", "covers", "people"], false,
            CompleteCircles.Judge),
        new("share_of_people", ["classes"], ["people", "minutes", "metres", "modes"], true, ShareOfPeople.Judge),
        new("per_1000", ["of", "categories"], ["people"], true, Per1000.Judge),
        new("area_per_person", ["categories"], ["people"], true, AreaPerPerson.Judge),
        new("share_of_capacity", ["of", "part", "categories"], [], true, ShareOfCapacity.Judge),
        new("share_of_facilities", ["categories", "where"], [], true, ShareOfFacilities.Judge),
        new("count_facilities", ["categories"], ["where", "covers"], false, CountOfFacilities.Judge),
        new("shared_sites", ["categories"], ["covers"], false, CountOfFacilities.JudgeShared),
        new("added_capacity", ["categories"], ["since", "covers"], false, AddedCapacity.Judge),
        new("new_areas", ["requires"], [], false, NewAreas.Judge),
        new("floor_area_share", ["categories"], [], false, FloorAreaShare.Judge),
        new("floor_area_standard", ["level", "classes"], ["per_100_households"], true, FloorAreaStandard.Judge),
        new("gap", ["between", "classes"], ["of", "people", "minutes", "metres", "modes"], false, Gap.Judge),
        new("supplied", [], ["covers"], false, Supplied.Judge),
        new("principle", [], [], false, NothingToReach),
        new("rule", [], [], false, NothingToReach),
    ];

    /// <summary>Rules for sites and principles of method: nothing to measure and nothing missing.</summary>
    private static IReadOnlyList<Verdict> NothingToReach(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.None);
        draft.Remark(clause.Indicator == "rule" ? "verdict/rule" : "verdict/principle");
        return [draft.Missing()];
    }

    public static IReadOnlyDictionary<string, IndicatorKind> ById { get; } = Kinds.ToDictionary(k => k.Id, StringComparer.Ordinal);

    /// <summary>Keys that belong to some kinds only.</summary>
    public static IReadOnlyList<string> OwnKeys { get; } = [.. Kinds.SelectMany(k => k.Keys).Distinct()];
}
