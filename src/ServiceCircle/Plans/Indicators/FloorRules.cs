using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Which rule of a clause asks how much floor of which class: a rule on health stations says nothing of eldercare.</summary>
internal static class FloorRules
{
    /// <summary>For every class the rule that asks floor area per 100 households of it; null where none does.</summary>
    public static StandardRule?[] Per100Households(Clause clause, IEnumerable<ServiceClass> classes, Evidence evidence, bool newBuilt) =>
        [.. classes.Select(c => evidence.Limits.FindRule(clause, c,
            r => (newBuilt ? r.FloorSquareMetresPer100HouseholdsNew : r.FloorSquareMetresPer100HouseholdsExisting) is not null))];

    /// <summary>The least floor area of one site that a rule asks, square metres; zero if it asks none.</summary>
    public static double SiteMinimum(StandardRule? rule) => rule?.FloorSquareMetres?.Low ?? 0;

    /// <summary>Says of which classes no rule asks floor, so that any facility will do.</summary>
    public static void RemarkWithoutRule(IReadOnlyList<ServiceClass> classes, IReadOnlyList<StandardRule?> rules, Notes notes)
    {
        for (int i = 0; i < classes.Count; i++)
            if (rules[i] is null && classes[i].Categories.Count > 0)
                notes.Remark("verdict/floor-no-rule", ("class", classes[i].Categories[0]));
    }
}
