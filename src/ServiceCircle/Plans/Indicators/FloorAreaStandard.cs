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
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, remarks, needs) is not var (part, level, units))
            return [NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks)];
        var missing = new List<string>();
        Func<int, Answer>? complies = clause.Per100Households
            ? Per100(clause, level, part, remarks, missing)
            : PerFacility(clause, level, part, remarks, missing);
        if (complies is null) return [NotMeasurable.For(clause, Reading.FacilityInUnit, ["standards." + string.Join('|', clause.Standards)], remarks)];
        var tally = new UnitTally(level, units, [.. units.Select(complies)]);
        missing.AddRange(clause.Classes.Where(part.IsUnseen).Select(Evidence.NeedOf));
        if (units.Any(u => clause.Classes.Any(c => !InUnit.CanPlace(c, level, u, part)))) missing.Add("units.polygons." + level);
        return [tally.ShareVerdict(clause, Reading.FacilityInUnit, Basis.Attributes, part, remarks, [.. missing.Distinct()])];
    }

    private static Func<int, Answer>? PerFacility(Clause clause, string level, Evidence evidence, List<Notice> remarks, List<string> missing)
    {
        var least = new List<(ServiceClass Class, double Area)>();
        foreach (ServiceClass wanted in clause.Classes)
        {
            StandardRule? rule = clause.Standards.Select(evidence.Standards.Find).OfType<StandardRule>().FirstOrDefault(r =>
                r.FloorSquareMetres?.Low is not null && (r.IsVerified || evidence.Settings.Standards.Contains(r.Id))
                && r.Categories.Any(c => wanted.Categories.Contains(c)));
            if (rule is null) continue;
            least.Add((wanted, rule.FloorSquareMetres!.Value.Low!.Value));
            remarks.Add(new Notice("verdict/floor-least", ("standard", rule.Id), ("area", rule.FloorSquareMetres.Value.Low.Value)));
        }
        if (least.Count == 0) return null;
        return unit => least.Min(l =>
        {
            double?[] areas = [.. evidence.Offering(l.Class.Categories).Where(f => evidence.IsIn(f, level, unit, servedOnly: false)).Select(f => evidence.Facilities[f].AreaSquareMetres)];
            if (areas.Any(a => a >= l.Area)) return Answer.Yes;
            if (areas.Any(a => a is null)) missing.Add("facilities.columns.area_m2");
            return areas.Any(a => a is null) || !InUnit.CanTell(l.Class, level, unit, evidence) ? Answer.Unknown : Answer.No;
        });
    }

    private static Func<int, Answer>? Per100(Clause clause, string level, Evidence evidence, List<Notice> remarks, List<string> missing)
    {
        if (NewAreas.FloorRule(clause, evidence, newBuilt: false) is not { FloorSquareMetresPer100HouseholdsExisting: { } per100 } rule) return null;
        remarks.Add(new Notice("verdict/floor-standard", ("standard", rule.Id), ("area", per100)));
        return unit =>
        {
            Community[] homes = [.. evidence.Units.Members(level, unit).Select(c => evidence.All[c].Community)];
            if (homes.Any(c => c.Households is null))
            {
                missing.Add("communities.columns.households");
                return Answer.Unknown;
            }
            int[] inside = [.. evidence.Offering(clause.Classes.SelectMany(c => c.Categories).ToList()).Where(f => evidence.IsIn(f, level, unit, servedOnly: false))];
            (double sum, int unstated) = Sums.Of(inside, evidence, f => f.AreaSquareMetres);
            if (Comparison.Holds(Operator.AtLeast, sum, 100, homes.Sum(c => c.Households!.Value), per100) == true) return Answer.Yes;
            if (unstated > 0) missing.Add("facilities.columns.area_m2");
            return unstated > 0 || clause.Classes.Any(c => !InUnit.CanTell(c, level, unit, evidence)) ? Answer.Unknown : Answer.No;
        };
    }
}
