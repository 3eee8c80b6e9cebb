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
        if (evidence.Settings.NewAreas.Count == 0) return [NotMeasurable.For(clause, Reading.Total, ["new_areas.file"])];
        List<Notice> remarks = [];
        NewAreaRequirement requires = clause.Requires!;
        StandardRule?[] floors = Floors(clause, evidence);
        if (requires.FloorAreaStandard && Array.TrueForAll(floors, f => f is null))
            return [NotMeasurable.For(clause, Reading.Total, ["standards." + string.Join('|', clause.Standards)])];
        foreach (StandardRule floor in floors.OfType<StandardRule>().Distinct())
        {
            remarks.Add(new Notice(
                "verdict/floor-standard", ("standard", floor.Id), ("area", floor.FloorSquareMetresPer100HouseholdsNew!.Value)));
            if (FloorRules.SiteMinimum(floor) is var least and > 0)
                remarks.Add(new Notice("verdict/site-minimum", ("standard", floor.Id), ("area", least)));
        }
        if (requires.FloorAreaStandard) FloorRules.RemarkWithoutRule(requires.Classes, floors, remarks);
        return [Share(clause, evidence, (area, needs) => Complies(area, requires, floors, evidence, needs), remarks)];
    }

    /// <summary>For every class that a clause requires the rule on its floor; null where none is asked.</summary>
    public static StandardRule?[] Floors(Clause clause, Evidence evidence) => clause.Requires is { FloorAreaStandard: true } requires
        ? FloorRules.Per100Households(clause, requires.Classes, evidence, newBuilt: true)
        : new StandardRule?[clause.Requires!.Classes.Count];

    /// <summary>The share of areas that comply.</summary>
    public static Verdict Share(Clause clause, Evidence evidence, Func<NewArea, List<string>, Answer> complies, List<Notice> remarks)
    {
        var tally = new Tally();
        int unknown = 0, later = 0;
        List<string> missing = [];
        if (evidence.InScope(clause, remarks, missing) is null) return NotMeasurable.For(clause, Reading.Total, missing, remarks);
        (NewArea Area, Answer IsIn, string[] Needs)[] asked =
            [.. evidence.Settings.NewAreas.Select(a => InScope(clause, a, evidence)).Where(a => a.IsIn != Answer.No)];
        if (asked.Length == 0) return NotMeasurable.For(clause, Reading.Total, ["new_areas.in_scope"], remarks);
        foreach ((NewArea area, Answer isIn, string[] open) in asked)
        {
            Answer delivered = evidence.Settings.IsDelivered(area);
            if (delivered == Answer.No) later++;
            if (delivered == Answer.No) continue;
            List<string> needs = [.. open];
            Answer answer = complies(area, needs);
            if (answer == Answer.Unknown) unknown++;
            if (delivered == Answer.Unknown) needs.Add("new_areas.columns.delivered_on");
            tally.AddOf(Quantity.One, delivered.And(isIn), answer, needs);
        }
        if (later > 0) remarks.Add(new Notice("verdict/areas-not-delivered", ("count", later)));
        if (later == asked.Length) return NotMeasurable.For(clause, Reading.Total, ["new_areas.delivered"], remarks);
        Verdict verdict = tally.Judge(clause, Reading.Total, Basis.Attributes, clause.Factor, "areas", isWhole: true, remarks);
        return unknown == asked.Length - later ? verdict with { Measured = null } : verdict;
    }

    private static (NewArea Area, Answer IsIn, string[] Needs) InScope(Clause clause, NewArea area, Evidence evidence)
    {
        List<string> needs = [];
        return (area, evidence.Areas.IsIn(clause, area, needs), [.. needs]);
    }

    /// <summary>The facilities that stand in an area.</summary>
    public static int[] Inside(NewArea area, IEnumerable<int> facilities, Evidence evidence)
    {
        var locator = new IndexedPointInAreaLocator(area.Geometry);
        return [.. facilities.Where(
            f => locator.Locate(
                new Coordinate(evidence.Facilities[f].Position.Lon, evidence.Facilities[f].Position.Lat)) != Location.Exterior)];
    }

    /// <summary>
    /// Whether an area has what it must: of every class something that counts, and of what one rule is on the floor that it asks in all.
    /// </summary>
    /// <param name="area">The area.</param>
    /// <param name="requires">What it must have.</param>
    /// <param name="floors">For every class the rule on its floor; null where none is asked.</param>
    /// <param name="evidence">The study.</param>
    /// <param name="needs">What keeps it unknown.</param>
    public static Answer Complies(
        NewArea area, NewAreaRequirement requires, IReadOnlyList<StandardRule?> floors, Evidence evidence, List<string> needs)
    {
        Answer answer = Answer.Yes;
        var byRule = new List<(StandardRule Rule, Tally Floor, HashSet<int> Counted)>();
        for (int i = 0; i < requires.Classes.Count; i++)
        {
            ServiceClass wanted = requires.Classes[i];
            bool isUnseen = evidence.Supply.IsUnseen(wanted);
            if (isUnseen) needs.Add(Supply.NeedOf(wanted));
            (int Facility, Answer Counts)[] inside = isUnseen ? []
                : [.. Inside(area, evidence.Whole.Offering(wanted), evidence).Select(f => (f, Counts(f, area, requires, evidence, needs)))
                    .Where(f => f.Item2 != Answer.No)];
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
    }

    /// <summary>Adds the floor of one site, if it is as large as the rule asks of one: smaller ones do not count.</summary>
    private static void AddFloor(Tally floor, Facility facility, Answer counts, StandardRule rule)
    {
        if (facility.AreaSquareMetres is null) floor.AddPart(Quantity.Blank, counts, "facilities.columns.area_m2");
        else if (facility.AreaSquareMetres >= FloorRules.SiteMinimum(rule)) floor.AddPart(Quantity.Of(facility.AreaSquareMetres), counts);
    }

    private static Answer Counts(int f, NewArea area, NewAreaRequirement requires, Evidence evidence, List<string> needs)
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
