using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of new areas that have what they must: facilities of every class inside, with enough floor area per 100 households,
/// open on the day of delivery.
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
        var missing = new List<string>();
        Answer[] answers = [.. evidence.NewAreas.Select(a => Complies(a, requires, floor, evidence, missing))];
        return [Share(clause, answers, remarks, missing)];
    }

    /// <summary>The share of areas that comply.</summary>
    public static Verdict Share(Clause clause, Answer[] answers, List<Notice> remarks, List<string> missing)
    {
        int yes = answers.Count(a => a == Answer.Yes), unknown = answers.Count(a => a == Answer.Unknown);
        bool? low = Comparison.Holds(clause.Operator, yes, 100, answers.Length, clause.Value);
        bool? met = low == Comparison.Holds(clause.Operator, yes + unknown, 100, answers.Length, clause.Value) ? low : null;
        return new Verdict
        {
            Clause = clause,
            Reading = Reading.Total,
            Basis = Basis.Attributes,
            Measured = unknown == answers.Length ? null : 100.0 * yes / answers.Length,
            Numerator = yes,
            Denominator = answers.Length,
            Met = met,
            Shortfall = unknown > 0 ? null : Comparison.Shortfall(clause, yes, 100, answers.Length, clause.Value, isWhole: true),
            ShortfallUnit = "areas",
            Needs = unknown > 0 && met is null ? [.. missing.Distinct()] : [],
            Remarks = remarks,
        };
    }

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

    /// <summary>Whether an area has what it must.</summary>
    public static Answer Complies(NewArea area, NewAreaRequirement requires, StandardRule? floor, Evidence evidence, List<string> missing)
    {
        Answer answer = Answer.Yes;
        foreach (ServiceClass wanted in requires.Classes)
        {
            if (evidence.IsUnseen(wanted))
            {
                missing.Add(Evidence.NeedOf(wanted));
                answer = Min(answer, Answer.Unknown);
                continue;
            }
            Facility[] inside = [.. Inside(area, evidence.Offering(wanted.Categories), evidence).Select(f => evidence.Facilities[f])];
            if (requires.OpenAtDelivery && area.DeliveredOn is null)
            {
                missing.Add("new_areas.columns.delivered_on");
                if (inside.Length > 0) answer = Min(answer, Answer.Unknown);
            }
            if (requires.OpenAtDelivery && inside.Any(f => f.OpenedOn is null)) missing.Add("facilities.columns.opened_on");
            if (requires.MustBeInclusive && inside.Any(f => f.Inclusive is null)) missing.Add("facilities.columns.inclusive");
            Answer Counts(Facility f) => Min(
                !requires.MustBeInclusive ? Answer.Yes : f.Inclusive switch { true => Answer.Yes, false => Answer.No, _ => Answer.Unknown },
                !requires.OpenAtDelivery ? Answer.Yes
                    : f.OpenedOn is not { } opened || area.DeliveredOn is not { } delivered ? Answer.Unknown
                    : opened <= delivered ? Answer.Yes : Answer.No);
            answer = Min(answer, inside.Length == 0 ? Answer.No : inside.Max(Counts));
            if (floor is not null) answer = Min(answer, HasFloor(area, inside, floor.FloorSquareMetresPer100HouseholdsNew!.Value, missing));
        }
        return answer;
    }

    private static Answer HasFloor(NewArea area, Facility[] inside, double per100, List<string> missing)
    {
        if (area.Households is not { } households)
        {
            missing.Add("new_areas.columns.households");
            return Answer.Unknown;
        }
        double stated = inside.Sum(f => f.AreaSquareMetres ?? 0);
        if (Comparison.Holds(Operator.AtLeast, stated, 100, households, per100) == true) return Answer.Yes;
        if (inside.All(f => f.AreaSquareMetres is not null)) return Answer.No;
        missing.Add("facilities.columns.area_m2");
        return Answer.Unknown;
    }

    private static Answer Min(Answer a, Answer b) => a < b ? a : b;
}
