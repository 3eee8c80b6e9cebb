using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of new areas that have what they must: facilities of every class inside that count (inclusive, open on the day of delivery), and
/// of these enough floor area per 100 households on sites that are as large as the standard asks of one. Areas delivered later than the
/// study's day are no areas yet; of those that lie out of the clause's scope or subset it says nothing.
/// </summary>
internal static class NewAreas
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.Total);
        if (evidence.Settings.NewAreas.Count == 0) return [draft.Missing("new_areas.file")];
        NewAreaRequirement requires = clause.Requires!;
        StandardRule?[] floors = Floors(clause, evidence);
        if (requires.FloorAreaStandard && Array.TrueForAll(floors, f => f is null))
            return [draft.Missing("standards." + string.Join('|', clause.Standards))];
        foreach (StandardRule floor in floors.OfType<StandardRule>().Distinct())
        {
            draft.Remark("verdict/floor-standard", ("standard", floor.Named), ("area", floor.FloorSquareMetresPer100HouseholdsNew!.Value));
            if (FloorRules.SiteMinimum(floor) is var least and > 0)
                draft.Remark("verdict/site-minimum", ("standard", floor.Named), ("area", least));
        }
        if (requires.FloorAreaStandard) FloorRules.RemarkWithoutRule(requires.Classes, floors, draft);
        return [Share(draft, evidence, (area, needs) => Complies(area, clause, evidence, needs))];
    }

    /// <summary>For every class that a clause requires the rule on its floor; null where none is asked.</summary>
    public static StandardRule?[] Floors(Clause clause, Evidence evidence) => clause.Requires is { FloorAreaStandard: true } requires
        ? FloorRules.Per100Households(clause, requires.Classes, evidence, newBuilt: true)
        : new StandardRule?[clause.Requires!.Classes.Count];

    /// <summary>The share of areas that comply.</summary>
    public static Verdict Share(Draft draft, Evidence evidence, Func<NewArea, List<string>, Answer> complies)
    {
        if (evidence.InScope(draft.Clause, draft) is null) return draft.Missing();
        var tally = new Tally();
        int asked = 0, unknown = 0, later = 0;
        foreach (NewArea area in evidence.Settings.NewAreas)
        {
            List<string> needs = [];
            Answer isIn = evidence.Areas.IsIn(draft.Clause, area, needs), delivered = evidence.Settings.IsDelivered(area);
            if (isIn == Answer.No) continue;
            asked++;
            if (delivered == Answer.No) later++;
            if (delivered == Answer.No) continue;
            Answer answer = complies(area, needs);
            if (answer == Answer.Unknown) unknown++;
            if (delivered == Answer.Unknown) needs.Add("new_areas.columns.delivered_on");
            tally.AddOf(Quantity.One, delivered.And(isIn), answer, needs);
        }
        if (asked == 0) return draft.Missing("new_areas.in_scope");
        if (later > 0) draft.Remark("verdict/areas-not-delivered", ("count", later));
        if (later == asked) return draft.Missing("new_areas.delivered");
        Verdict verdict = draft.Judge(tally, "areas");
        return unknown == asked - later ? verdict with { Measured = null } : verdict;
    }

    /// <summary>The facilities that stand in an area.</summary>
    public static int[] Inside(NewArea area, IEnumerable<int> facilities, Evidence evidence)
    {
        var locator = new IndexedPointInAreaLocator(area.Geometry);
        bool IsInside(Position at) => locator.Locate(new Coordinate(at.Lon, at.Lat)) != Location.Exterior;
        return [.. facilities.Where(f => IsInside(evidence.Facilities[f].Position))];
    }

    /// <summary>
    /// Whether an area has what it must, and what keeps it unknown: of every class something that counts, and of what one rule is on the
    /// floor that it asks in all.
    /// </summary>
    public static Answer Complies(NewArea area, Clause clause, Evidence evidence, List<string> needs)
    {
        NewAreaRequirement requires = clause.Requires!;
        StandardRule?[] floors = Floors(clause, evidence);
        Answer answer = Answer.Yes;
        var byRule = new List<(StandardRule Rule, Tally Floor, HashSet<int> Counted)>();
        for (int i = 0; i < requires.Classes.Count; i++)
        {
            ServiceClass wanted = requires.Classes[i];
            bool isUnseen = evidence.Supply.IsUnseen(wanted);
            if (isUnseen) needs.Add(Supply.NeedOf(wanted));
            (int Facility, Answer Counts)[] inside = isUnseen ? []
                : [.. Inside(area, evidence.Whole.Offering(wanted), evidence).Select(f => (f, Counts(f))).Where(f => f.Item2 != Answer.No)];
            answer = answer.And(isUnseen ? Answer.Unknown : inside.Length == 0 ? Answer.No : inside.Max(f => f.Counts));
            if (floors[i] is not { } rule) continue;
            if (!byRule.Exists(r => r.Rule == rule))
            {
                byRule.Add((rule, new Tally(), []));
                byRule[^1].Floor.AddWhole(Quantity.Of(area.Households), Answer.Yes, "new_areas.columns.households");
            }
            (_, Tally floor, HashSet<int> counted) = byRule.Find(r => r.Rule == rule);
            if (isUnseen) floor.AddPart(Quantity.Blank, Answer.Yes, Supply.NeedOf(wanted));
            foreach ((int f, Answer counts) in inside.Where(f => counted.Add(f.Facility)))
                AddFloor(floor, evidence.Facilities[f], counts, rule);
        }
        foreach ((StandardRule rule, Tally floor, _) in byRule)
        {
            bool? enough = floor.Holds(Operator.AtLeast, 100, Quantity.Exact(rule.FloorSquareMetresPer100HouseholdsNew!.Value));
            if (enough is null) needs.AddRange(floor.Needs);
            if (!floor.CanHaveWhole) needs.Add("new_areas.columns.households");
            answer = answer.And(Answers.Of(enough));
        }
        return answer;

        Answer Counts(int f)
        {
            Facility facility = evidence.Facilities[f];
            Answer inclusive = !requires.MustBeInclusive ? Answer.Yes : Answers.Of(facility.Inclusive);
            Answer open = !requires.OpenAtDelivery ? evidence.Supply.IsOpen(f)
                : Answers.Of(facility.OpenedOn is { } opened && area.DeliveredOn is { } delivered ? opened.IsBy(delivered) : null);
            if (inclusive == Answer.Unknown) needs.Add("facilities.columns.inclusive");
            if (open == Answer.Unknown && requires.OpenAtDelivery && area.DeliveredOn is not { IsDay: true })
                needs.Add("new_areas.columns.delivered_on");
            if (open == Answer.Unknown && facility.OpenedOn is not { IsDay: true }) needs.Add("facilities.columns.opened_on");
            return inclusive.And(open);
        }
    }

    /// <summary>Adds the floor of one site, if it is as large as the rule asks of one: smaller ones do not count.</summary>
    private static void AddFloor(Tally floor, Facility facility, Answer counts, StandardRule rule)
    {
        if (facility.AreaSquareMetres is null) floor.AddPart(Quantity.Blank, counts, "facilities.columns.area_m2");
        else if (facility.AreaSquareMetres >= FloorRules.SiteMinimum(rule)) floor.AddPart(Quantity.Of(facility.AreaSquareMetres), counts);
    }
}
