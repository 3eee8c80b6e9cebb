using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of communities whose facilities have the floor area that a standard asks: for every class one facility that is
/// large enough, or enough square metres per 100 households.
/// </summary>
internal static class FloorAreaStandard
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (InUnit.Of(clause.Level!, clause.Scope, clause.Subset, evidence, remarks, needs) is not { } units)
            return [NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks)];
        Func<int, Answer>? complies = clause.Per100Households ? Per100(clause, units, remarks, needs) : PerFacility(clause, units, remarks, needs);
        if (complies is null) return [NotMeasurable.For(clause, Reading.FacilityInUnit, ["standards." + string.Join('|', clause.Standards)], remarks)];
        if (clause.Classes.All(evidence.IsUnseen)) return [NotMeasurable.For(clause, Reading.FacilityInUnit, [.. clause.Classes.Select(Evidence.NeedOf)], remarks)];
        if (InUnit.CannotPlace(clause.Classes, units)) return [NotMeasurable.For(clause, Reading.FacilityInUnit, ["units.polygons." + units.Level], remarks)];
        var tally = new UnitTally(units, [.. units.Indices.Select(complies)]);
        return [tally.ShareVerdict(clause, Reading.FacilityInUnit, Basis.Attributes, remarks, needs)];
    }

    private static Func<int, Answer>? PerFacility(Clause clause, UnitsInScope units, List<Notice> remarks, List<string> needs)
    {
        Evidence part = units.Part;
        var least = new List<(ServiceClass Class, double Area)>();
        foreach (ServiceClass wanted in clause.Classes)
        {
            StandardRule? rule = clause.Standards.Select(part.Standards.Find).OfType<StandardRule>().FirstOrDefault(r =>
                r.FloorSquareMetres?.Low is not null && (r.IsVerified || part.Settings.Standards.Contains(r.Id))
                && r.Categories.Any(c => wanted.Categories.Contains(c)));
            if (rule is null) continue;
            least.Add((wanted, rule.FloorSquareMetres!.Value.Low!.Value));
            remarks.Add(new Notice("verdict/floor-least", ("standard", rule.Id), ("area", rule.FloorSquareMetres.Value.Low.Value)));
        }
        if (least.Count == 0) return null;
        return unit => least.Min(l =>
        {
            if (part.IsUnseen(l.Class))
            {
                needs.Add(Evidence.NeedOf(l.Class));
                return Answer.Unknown;
            }
            Answer has = Answer.No;
            foreach ((Facility facility, Answer counts) in Inside(l.Class, unit, units, needs))
            {
                if (facility.AreaSquareMetres is null) needs.Add("facilities.columns.area_m2");
                has = has.Or(counts.And(Answers.Of(facility.AreaSquareMetres is { } area ? area >= l.Area : null)));
            }
            return has;
        });
    }

    private static Func<int, Answer>? Per100(Clause clause, UnitsInScope units, List<Notice> remarks, List<string> needs)
    {
        Evidence part = units.Part;
        if (NewAreas.FloorRule(clause, part, newBuilt: false) is not { FloorSquareMetresPer100HouseholdsExisting: { } per100 } rule) return null;
        remarks.Add(new Notice("verdict/floor-standard", ("standard", rule.Id), ("area", per100)));
        return unit =>
        {
            var tally = new Tally();
            IReadOnlyList<int> homes = part.MembersIn(units.Level, unit);
            // A unit is in scope by its communities: of the only one nobody need ask again.
            foreach (int c in homes)
            {
                Answer isIn = homes.Count == 1 ? Answer.Yes : part.IsMember(c);
                string?[] open = [part.All[c].Community.Households is null ? "communities.columns.households" : null, isIn == Answer.Unknown ? part.MemberNeed : null];
                tally.AddWhole(Bounds.Of(part.All[c].Community.Households), isIn, open.OfType<string>());
            }
            if (homes.Count == 0) tally.AddWhole(Bounds.Blank, Answer.Yes, "communities.units." + units.Level);
            foreach ((Facility facility, Answer counts) in clause.Classes.SelectMany(c => Inside(c, unit, units, needs)).DistinctBy(f => f.Facility.Id))
                tally.AddPart(Bounds.Of(facility.AreaSquareMetres), counts, "facilities.columns.area_m2");
            if (clause.Classes.FirstOrDefault(part.IsUnseen) is { } unseen) tally.AddPart(Bounds.Blank, Answer.Yes, Evidence.NeedOf(unseen));
            bool? enough = tally.Holds(Operator.AtLeast, 100, Bounds.Exact(per100));
            if (enough is null) needs.AddRange(tally.Needs);
            if (!tally.CanHaveWhole) needs.Add("communities.columns.households");
            return Answers.Of(enough);
        };
    }

    private static IEnumerable<(Facility Facility, Answer Counts)> Inside(ServiceClass wanted, int unit, UnitsInScope units, List<string> needs)
    {
        foreach (int f in units.Part.Whole.Offering(wanted))
            if (InUnit.In(f, new Dictionary<string, double>(), units, unit, servedOnly: false, needs) is not Answer.No and var counts)
                yield return (units.Part.Facilities[f], counts);
    }
}
