namespace ServiceCircle.Plans.Indicators;

/// <summary>Judges a number of things against a number.</summary>
internal static class Counting
{
    /// <summary>
    /// The verdict on a count of which only bounds may be known: met if the surely counted suffice, missed if all that may count
    /// do not, open otherwise; and open unless the study covers what the plan counts in.
    /// </summary>
    public static Verdict Judge(Clause clause, Verdict verdict, double sure, double possible, string unit, Evidence evidence, IReadOnlyList<string> missing)
    {
        List<string> needs = [];
        bool? low = Comparison.Holds(clause.Operator, sure, 1, 1, clause.Value);
        bool? met = low == Comparison.Holds(clause.Operator, possible, 1, 1, clause.Value) ? low : null;
        if (sure != possible && met is null) needs.AddRange(missing);
        // Enough within a part is enough in the whole; too few in a part says nothing.
        bool isWhole = clause.Covers is null || Covers(evidence.Settings.Covers, clause.Covers);
        if (!isWhole && met != true)
        {
            met = null;
            needs.Add("units.covers." + clause.Covers);
        }
        return verdict with
        {
            Measured = sure,
            Numerator = sure,
            Met = met,
            Shortfall = isWhole && sure == possible ? Comparison.Shortfall(clause, sure, 1, 1, clause.Value, isWhole: true) : met == true ? 0 : null,
            ShortfallUnit = unit,
            Needs = [.. verdict.Needs.Concat(needs).Distinct()],
        };
    }

    /// <summary>Whether a study of one level covers another whole: a province covers its cities.</summary>
    private static bool Covers(string? study, string asked) =>
        study is not null && UnitLevels.InStudies.IndexOf(study) is >= 0 and var at && at <= UnitLevels.InStudies.IndexOf(asked);

    private static int IndexOf(this IReadOnlyList<string> list, string item)
    {
        for (int i = 0; i < list.Count; i++)
            if (list[i] == item) return i;
        return -1;
    }
}
