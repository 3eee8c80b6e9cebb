using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;

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
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        Func<int, Answer>? complies = clause.Per100Households ? Per100(clause, classes, units, remarks, needs)
            : PerFacility(clause, classes, units, remarks, needs);
        if (complies is null)
            return [NotMeasurable.For(clause, Reading.FacilityInUnit, ["standards." + string.Join('|', clause.Standards)], remarks)];
        if (classes.All(evidence.Supply.IsUnseen))
            return [NotMeasurable.For(clause, Reading.FacilityInUnit, [.. classes.Select(Supply.NeedOf)], remarks)];
        if (InUnit.CannotPlace(classes, units))
            return [NotMeasurable.For(clause, Reading.FacilityInUnit, ["units.polygons." + units.Level], remarks)];
        var tally = new UnitTally(units, [.. units.Indices.Select(complies)]);
        return [tally.ShareVerdict(clause, Reading.FacilityInUnit, Basis.Attributes, remarks, needs)];
    }

    private static Func<int, Answer>? PerFacility(
        Clause clause, IReadOnlyList<ServiceClass> classes, UnitsInScope units, List<Notice> remarks, List<string> needs)
    {
        Evidence part = units.Part;
        StandardRule?[] rules = [.. classes.Select(c => FloorRules.Of(clause, c, part, r => r.FloorSquareMetres?.Low is not null))];
        if (Array.TrueForAll(rules, r => r is null)) return null;
        foreach (StandardRule rule in rules.OfType<StandardRule>().Distinct())
            remarks.Add(new Notice("verdict/floor-least", ("standard", rule.Id), ("area", FloorRules.SiteMinimum(rule))));
        FloorRules.RemarkWithoutRule(classes, rules, remarks);
        return unit => classes.Select((c, i) => HasOne(c, rules[i], unit, units, needs)).Min();
    }

    /// <summary>
    /// Whether a unit has a facility of a class that is as large as a rule asks; any of the class where no rule is on it.
    /// </summary>
    private static Answer HasOne(ServiceClass wanted, StandardRule? rule, int unit, UnitsInScope units, List<string> needs)
    {
        if (units.Part.Supply.IsUnseen(wanted))
        {
            needs.Add(Supply.NeedOf(wanted));
            return Answer.Unknown;
        }
        Answer has = Answer.No;
        foreach ((Facility facility, Answer counts) in Inside(wanted, unit, units, needs))
        {
            if (rule is not null && facility.AreaSquareMetres is null) needs.Add("facilities.columns.area_m2");
            has = has.Or(rule is null ? counts
                : counts.And(Answers.Of(facility.AreaSquareMetres is { } area ? area >= FloorRules.SiteMinimum(rule) : null)));
        }
        return has;
    }

    /// <summary>
    /// Of all that one rule is on the floor per 100 households that it asks, and something of every class that no rule is on.
    /// </summary>
    private static Func<int, Answer>? Per100(
        Clause clause, IReadOnlyList<ServiceClass> classes, UnitsInScope units, List<Notice> remarks, List<string> needs)
    {
        Evidence part = units.Part;
        StandardRule?[] rules = FloorRules.Per100Households(clause, classes, part, newBuilt: false);
        if (Array.TrueForAll(rules, r => r is null)) return null;
        foreach (StandardRule rule in rules.OfType<StandardRule>().Distinct())
            remarks.Add(new Notice(
                "verdict/floor-standard", ("standard", rule.Id), ("area", rule.FloorSquareMetresPer100HouseholdsExisting!.Value)));
        FloorRules.RemarkWithoutRule(classes, rules, remarks);
        (StandardRule? Rule, ServiceClass[] Classes)[] byRule =
            [.. classes.Zip(rules).GroupBy(c => c.Second).Select(g => (g.Key, (ServiceClass[])[.. g.Select(c => c.First)]))];
        return unit => byRule.Min(
            g => g.Rule is null ? g.Classes.Min(c => HasOne(c, null, unit, units, needs))
                : HasFloor(g.Classes, g.Rule, unit, units, needs));
    }

    private static Answer HasFloor(ServiceClass[] classes, StandardRule rule, int unit, UnitsInScope units, List<string> needs)
    {
        Evidence part = units.Part;
        var tally = new Tally();
        IReadOnlyList<int> homes = part.MembersIn(units.Level, unit);
        // A unit is in scope by its communities: of the only one nobody need ask again.
        foreach (int c in homes)
        {
            Answer isIn = homes.Count == 1 ? Answer.Yes : part.IsMember(c);
            string?[] open =
                [part.All[c].Community.Households is null ? "communities.columns.households"
                    : null, isIn == Answer.Unknown ? part.MemberNeed : null];
            tally.AddWhole(Quantity.Of(part.All[c].Community.Households), isIn, open.OfType<string>());
        }
        if (homes.Count == 0) tally.AddWhole(Quantity.Blank, Answer.Yes, "communities.units." + units.Level);
        foreach ((Facility facility, Answer counts) in classes.SelectMany(c => Inside(c, unit, units, needs))
            .DistinctBy(f => f.Facility.Id))
            tally.AddPart(Quantity.Of(facility.AreaSquareMetres), counts, "facilities.columns.area_m2");
        if (Array.Find(classes, part.Supply.IsUnseen) is { } unseen) tally.AddPart(Quantity.Blank, Answer.Yes, Supply.NeedOf(unseen));
        bool? enough = tally.Holds(Operator.AtLeast, 100, Quantity.Exact(rule.FloorSquareMetresPer100HouseholdsExisting!.Value));
        if (enough is null) needs.AddRange(tally.Needs);
        if (!tally.CanHaveWhole) needs.Add("communities.columns.households");
        return Answers.Of(enough);
    }

    private static IEnumerable<(Facility Facility, Answer Counts)> Inside(
        ServiceClass wanted, int unit, UnitsInScope units, List<string> needs)
    {
        foreach (int f in units.Part.Whole.Offering(wanted))
            if (InUnit.In(f, new Dictionary<string, double>(), units, unit, servedOnly: false, needs) is not Answer.No and var counts)
                yield return (units.Part.Facilities[f], counts);
    }
}
