using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of communities whose facilities have the floor area that a standard asks: for every class one facility that is
/// large enough, or enough square metres per 100 households.
/// </summary>
internal sealed class FloorAreaStandard
{
    private readonly Draft _draft;
    private readonly UnitsInScope _units;
    private readonly IReadOnlyList<ServiceClass> _classes;

    private FloorAreaStandard(Draft draft, UnitsInScope units, IReadOnlyList<ServiceClass> classes) =>
        (_draft, _units, _classes) = (draft, units, classes);

    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.FacilityInUnit);
        if (UnitsInScope.Find(clause, evidence, draft) is not { } units) return [draft.Missing()];
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        var standard = new FloorAreaStandard(draft, units, classes);
        if ((clause.Per100Households ? standard.Per100() : standard.PerFacility()) is not { } complies)
            return [draft.Missing("standards." + string.Join('|', clause.Standards))];
        if (classes.All(evidence.Supply.IsUnseen)) return [draft.Missing(classes.Select(Supply.NeedOf))];
        if (units.CannotPlace(classes)) return [draft.Missing("units.polygons." + units.Level)];
        return [new UnitTally(units, [.. units.Indices.Select(complies)]).ShareVerdict(draft)];
    }

    private Func<int, Answer>? PerFacility()
    {
        StandardRule?[] rules =
            [.. _classes.Select(c => _units.Part.Limits.FindRule(_draft.Clause, c, r => r.FloorSquareMetres?.Low is not null))];
        if (Array.TrueForAll(rules, r => r is null)) return null;
        foreach (StandardRule rule in rules.OfType<StandardRule>().Distinct())
            _draft.Remark("verdict/floor-least", ("standard", rule.Named), ("area", FloorRules.SiteMinimum(rule)));
        FloorRules.RemarkWithoutRule(_classes, rules, _draft);
        return unit => _classes.Select((c, i) => HasOne(c, rules[i], unit)).Min();
    }

    /// <summary>
    /// Whether a unit has a facility of a class that is as large as a rule asks; any of the class where no rule is on it.
    /// </summary>
    private Answer HasOne(ServiceClass wanted, StandardRule? rule, int unit)
    {
        if (_units.Part.Supply.IsUnseen(wanted)) return _draft.Needs.Open(Supply.NeedOf(wanted));
        Answer has = Answer.No;
        foreach ((Facility facility, Answer counts) in Inside(wanted, unit))
        {
            if (rule is not null && facility.AreaSquareMetres is null) _draft.Needs.Add("facilities.columns.area_m2");
            has = has.Or(rule is null ? counts
                : counts.And(Answers.Of(facility.AreaSquareMetres is { } area ? area >= FloorRules.SiteMinimum(rule) : null)));
        }
        return has;
    }

    /// <summary>
    /// Of all that one rule is on the floor per 100 households that it asks, and something of every class that no rule is on.
    /// </summary>
    private Func<int, Answer>? Per100()
    {
        StandardRule?[] rules = FloorRules.Per100Households(_draft.Clause, _classes, _units.Part, newBuilt: false);
        if (Array.TrueForAll(rules, r => r is null)) return null;
        foreach (StandardRule rule in rules.OfType<StandardRule>().Distinct())
            _draft.Remark(
                "verdict/floor-standard", ("standard", rule.Named), ("area", rule.FloorSquareMetresPer100HouseholdsExisting!.Value));
        FloorRules.RemarkWithoutRule(_classes, rules, _draft);
        (StandardRule? Rule, ServiceClass[] Classes)[] byRule =
            [.. _classes.Zip(rules).GroupBy(c => c.Second).Select(g => (g.Key, (ServiceClass[])[.. g.Select(c => c.First)]))];
        return unit => byRule.Min(g => g.Rule is null ? g.Classes.Min(c => HasOne(c, null, unit)) : HasFloor(g.Classes, g.Rule, unit));
    }

    private Answer HasFloor(ServiceClass[] classes, StandardRule rule, int unit)
    {
        Evidence part = _units.Part;
        var tally = new Tally();
        IReadOnlyList<int> homes = part.MembersIn(_units.Level, unit);
        // A unit is in scope by its communities: of the only one nobody need ask again.
        foreach (int c in homes)
        {
            Answer isIn = homes.Count == 1 ? Answer.Yes : part.IsMember(c);
            double? households = part.All[c].Community.Households;
            string?[] open =
                [households is null ? "communities.columns.households" : null, isIn == Answer.Unknown ? part.MemberNeed : null];
            tally.AddWhole(Quantity.Of(households), isIn, open.OfType<string>());
        }
        if (homes.Count == 0) tally.AddWhole(Quantity.Blank, Answer.Yes, "communities.units." + _units.Level);
        foreach ((Facility facility, Answer counts) in classes.SelectMany(c => Inside(c, unit)).DistinctBy(f => f.Facility.Id))
            tally.AddPart(Quantity.Of(facility.AreaSquareMetres), counts, "facilities.columns.area_m2");
        if (Array.Find(classes, part.Supply.IsUnseen) is { } unseen) tally.AddPart(Quantity.Blank, Answer.Yes, Supply.NeedOf(unseen));
        bool? enough = tally.Holds(Operator.AtLeast, 100, Quantity.Exact(rule.FloorSquareMetresPer100HouseholdsExisting!.Value));
        if (enough is null) _draft.Needs.AddRange(tally.Needs);
        if (!tally.CanHaveWhole) _draft.Needs.Add("communities.columns.households");
        return Answers.Of(enough);
    }

    private IEnumerable<(Facility Facility, Answer Counts)> Inside(ServiceClass wanted, int unit)
    {
        foreach (int f in _units.Part.Whole.Offering(wanted))
            if (_units.Holds(f, unit, _draft.Needs) is not Answer.No and var counts) yield return (_units.Part.Facilities[f], counts);
    }
}
