using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Numbers of things, of which a study may hold only some: what lies outside the study may be any number.</summary>
internal static class Counting
{
    /// <summary>
    /// A tally for a number, open to above unless the study covers what the plan counts in: enough in a part is enough, too few says
    /// nothing.
    /// </summary>
    public static Tally Start(Clause clause, Evidence evidence)
    {
        var tally = Tally.OfAmount();
        if (clause.Covers is { } level && !Covers(evidence.Settings.Covers, level))
            tally.AddPart(Quantity.Blank, Answer.Yes, "units.covers." + level);
        return tally;
    }

    public static Verdict Judge(Tally tally, Clause clause, Reading reading, Basis basis, string unit, List<Notice> remarks) =>
        tally.Judge(clause, reading, basis, clause.Factor, unit, isWhole: true, remarks) with { Denominator = null };

    /// <summary>Whether a study of one level covers another whole: a province covers its cities.</summary>
    private static bool Covers(string? study, string asked)
    {
        List<string> levels = [.. UnitLevels.InStudies];
        return study is not null && levels.IndexOf(study) is >= 0 and var at && at <= levels.IndexOf(asked);
    }
}
