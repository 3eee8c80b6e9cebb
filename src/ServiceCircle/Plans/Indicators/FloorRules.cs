using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Which rule of a clause asks how much floor of which class: a rule on health stations says nothing of eldercare.</summary>
internal static class FloorRules
{
    /// <summary>
    /// The rule for a class among those of a clause that ask something: one that the study names, else the first that is on its categories,
    /// else the first. A rule known from memory counts only when the study names it.
    /// </summary>
    public static StandardRule? Of(Clause clause, ServiceClass wanted, Evidence evidence, Func<StandardRule, bool> asks)
    {
        IReadOnlyList<string> named = evidence.Settings.Standards;
        StandardRule[] rules =
        [
            .. clause.Standards.Select(evidence.Rules.Standards.Find).OfType<StandardRule>()
                .Where(r => asks(r) && r.Fits(wanted) && (r.IsVerified || named.Contains(r.Id))),
        ];
        return rules.FirstOrDefault(r => named.Contains(r.Id) || named.Contains(r.Family))
            ?? rules.FirstOrDefault(r => r.Categories.Count > 0) ?? rules.FirstOrDefault();
    }

    /// <summary>For every class the rule that asks floor area per 100 households of it; null where none does.</summary>
    public static StandardRule?[] Per100Households(Clause clause, IEnumerable<ServiceClass> classes, Evidence evidence, bool newBuilt) =>
        [.. classes.Select(
            c => Of(clause, c, evidence,
                r => (newBuilt ? r.FloorSquareMetresPer100HouseholdsNew : r.FloorSquareMetresPer100HouseholdsExisting) is not null))];

    /// <summary>The least floor area of one site that a rule asks, square metres; zero if it asks none.</summary>
    public static double SiteMinimum(StandardRule? rule) => rule?.FloorSquareMetres?.Low ?? 0;

    /// <summary>Says of which classes no rule asks floor, so that any facility will do.</summary>
    public static void RemarkWithoutRule(IReadOnlyList<ServiceClass> classes, IReadOnlyList<StandardRule?> rules, List<Notice> remarks)
    {
        for (int i = 0; i < classes.Count; i++)
            if (rules[i] is null && classes[i].Categories.Count > 0)
                remarks.Add(new Notice("verdict/floor-no-rule", ("class", classes[i].Categories[0])));
    }
}
