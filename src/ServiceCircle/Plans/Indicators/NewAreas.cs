using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of new areas that have what they must: facilities of every class inside that count (inclusive, open on the day of delivery), and of
/// these enough floor area per 100 households on sites that are as large as the standard asks of one. Areas delivered later than the study's
/// day are no areas yet; of those that lie out of the clause's scope or subset it says nothing.
/// </summary>
internal static class NewAreas
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.NewAreas.Count == 0) return [NotMeasurable.For(clause, Reading.Total, ["new_areas.file"])];
        List<Notice> remarks = [];
        NewAreaRequirement requires = clause.Requires!;
        StandardRule? floor = requires.FloorAreaStandard ? FloorRule(clause, evidence, newBuilt: true) : null;
        if (requires.FloorAreaStandard && floor is null) return [NotMeasurable.For(clause, Reading.Total, ["standards." + string.Join('|', clause.Standards)])];
        if (floor is not null) remarks.Add(new Notice("verdict/floor-standard", ("standard", floor.Id), ("area", floor.FloorSquareMetresPer100HouseholdsNew!.Value)));
        if (SiteMinimum(floor) is { } least and > 0) remarks.Add(new Notice("verdict/site-minimum", ("standard", floor!.Id), ("area", least)));
        return [Share(clause, evidence, (area, needs) => Complies(area, requires, floor, evidence, needs), remarks)];
    }

    /// <summary>The share of areas that comply.</summary>
    public static Verdict Share(Clause clause, Evidence evidence, Func<NewArea, List<string>, Answer> complies, List<Notice> remarks)
    {
        var tally = new Tally();
        int unknown = 0, later = 0;
        List<string> missing = [];
        if (evidence.InScope(clause, remarks, missing) is null) return NotMeasurable.For(clause, Reading.Total, missing, remarks);
        (NewArea Area, Answer IsIn, string[] Needs)[] asked = [.. evidence.NewAreas.Select(a => InScope(clause, a, evidence)).Where(a => a.IsIn != Answer.No)];
        if (asked.Length == 0) return NotMeasurable.For(clause, Reading.Total, ["new_areas.in_scope"], remarks);
        foreach ((NewArea area, Answer isIn, string[] open) in asked)
        {
            Answer delivered = IsDelivered(area, evidence);
            if (delivered == Answer.No) later++;
            if (delivered == Answer.No) continue;
            List<string> needs = [.. open];
            Answer answer = complies(area, needs);
            if (answer == Answer.Unknown) unknown++;
            if (delivered == Answer.Unknown) needs.Add("new_areas.columns.delivered_on");
            tally.AddOf(Bounds.One, delivered.And(isIn), answer, needs);
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

    /// <summary>Whether an area is delivered by the study's day. One without a day is, unless others have one.</summary>
    public static Answer IsDelivered(NewArea area, Evidence evidence) => (evidence.Settings.AsOf, area.DeliveredOn) switch
    {
        (null, _) => Answer.Yes,
        ({ } day, { } delivered) => Answers.Of(delivered.IsBy(day)),
        _ => evidence.NewAreas.Any(a => a.DeliveredOn is not null) ? Answer.Unknown : Answer.Yes,
    };

    /// <summary>The facilities that stand in an area.</summary>
    public static int[] Inside(NewArea area, IEnumerable<int> facilities, Evidence evidence)
    {
        var locator = new IndexedPointInAreaLocator(area.Geometry);
        return [.. facilities.Where(f => locator.Locate(new Coordinate(evidence.Facilities[f].Position.Lon, evidence.Facilities[f].Position.Lat)) != Location.Exterior)];
    }

    /// <summary>The first rule of the clause, those that the study names first, that asks floor area per 100 households.</summary>
    public static StandardRule? FloorRule(Clause clause, Evidence evidence, bool newBuilt)
    {
        StandardRule[] rules =
        [
            .. clause.Standards.Select(evidence.Standards.Find).OfType<StandardRule>()
                .Where(r => (newBuilt ? r.FloorSquareMetresPer100HouseholdsNew : r.FloorSquareMetresPer100HouseholdsExisting) is not null)
                .Where(r => r.IsVerified || evidence.Settings.Standards.Contains(r.Id)),
        ];
        return rules.FirstOrDefault(r => evidence.Settings.Standards.Contains(r.Id) || evidence.Settings.Standards.Contains(r.Family)) ?? rules.FirstOrDefault();
    }

    /// <summary>The least floor area of one site that a rule asks, square metres; zero if it asks none.</summary>
    public static double SiteMinimum(StandardRule? rule) => rule?.FloorSquareMetres?.Low ?? 0;

    /// <summary>Whether an area has what it must.</summary>
    public static Answer Complies(NewArea area, NewAreaRequirement requires, StandardRule? floor, Evidence evidence, List<string> needs)
    {
        Answer answer = Answer.Yes;
        foreach (ServiceClass wanted in requires.Classes)
        {
            if (evidence.IsUnseen(wanted))
            {
                needs.Add(Evidence.NeedOf(wanted));
                answer = answer.And(Answer.Unknown);
                continue;
            }
            (Facility Facility, Answer Counts)[] inside =
                [.. Inside(area, evidence.Whole.Offering(wanted), evidence).Select(f => (evidence.Facilities[f], Counts(f, area, requires, evidence, needs))).Where(f => f.Item2 != Answer.No)];
            answer = answer.And(inside.Length == 0 ? Answer.No : inside.Max(f => f.Counts));
            if (floor is not null) answer = answer.And(HasFloor(area, inside, floor, needs));
        }
        return answer;
    }

    private static Answer Counts(int f, NewArea area, NewAreaRequirement requires, Evidence evidence, List<string> needs)
    {
        Facility facility = evidence.Facilities[f];
        Answer inclusive = !requires.MustBeInclusive ? Answer.Yes : Answers.Of(facility.Inclusive);
        Answer open = !requires.OpenAtDelivery ? evidence.IsOpen(f)
            : Answers.Of(facility.OpenedOn is { } opened && area.DeliveredOn is { } delivered ? opened.IsBy(delivered) : null);
        if (inclusive == Answer.Unknown) needs.Add("facilities.columns.inclusive");
        if (open == Answer.Unknown && requires.OpenAtDelivery && area.DeliveredOn is not { IsDay: true }) needs.Add("new_areas.columns.delivered_on");
        if (open == Answer.Unknown && facility.OpenedOn is not { IsDay: true }) needs.Add("facilities.columns.opened_on");
        return inclusive.And(open);
    }

    /// <summary>Enough floor per 100 households, on sites that are large enough: smaller ones do not count.</summary>
    private static Answer HasFloor(NewArea area, (Facility Facility, Answer Counts)[] inside, StandardRule floor, List<string> needs)
    {
        var tally = new Tally();
        tally.AddWhole(Bounds.Of(area.Households), Answer.Yes, "new_areas.columns.households");
        foreach ((Facility facility, Answer counts) in inside)
        {
            if (facility.AreaSquareMetres is null) tally.AddPart(Bounds.Blank, counts, "facilities.columns.area_m2");
            else if (facility.AreaSquareMetres >= SiteMinimum(floor)) tally.AddPart(Bounds.Of(facility.AreaSquareMetres), counts);
        }
        bool? enough = tally.Holds(Operator.AtLeast, 100, Bounds.Exact(floor.FloorSquareMetresPer100HouseholdsNew!.Value));
        if (enough is null) needs.AddRange(tally.Needs);
        if (!tally.CanHaveWhole) needs.Add("new_areas.columns.households");
        return Answers.Of(enough);
    }
}
