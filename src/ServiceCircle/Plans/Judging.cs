using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans;

/// <summary>Judges a study by plans.</summary>
internal static class Judging
{
    /// <summary>
    /// Every reading of every clause, in the order of the plans; at least one verdict per clause, and at least one that decides.
    /// A value that the study supplies decides; otherwise the first reading that could be measured, even where blanks leave it open (the
    /// next reading must not decide what filling them may decide otherwise), and of a ladder every rung.
    /// </summary>
    public static IReadOnlyList<Verdict> Judge(IReadOnlyList<Plan> plans, Evidence evidence) =>
        [.. plans.SelectMany(p => p.Clauses).SelectMany(c => Judge(c, evidence))];

    private static IEnumerable<Verdict> Judge(Clause written, Evidence evidence)
    {
        Clause clause = WithBaseline(written, evidence.Settings);
        IndicatorKind kind = IndicatorTable.ById[clause.Indicator];
        List<Verdict> verdicts = Readings(clause, kind, evidence);
        (int Year, double Value)? due = evidence.Settings.AsOf is { } asOf ? written.InterimOn(asOf) : null;
        Clause earlier = due is { } first ? clause with { Year = first.Year, Value = first.Value } : clause;
        List<Verdict>? interim = due is null ? null : Readings(earlier, kind, evidence);
        bool isLadder = verdicts.Any(v => v.Tier is not null) && verdicts[0].Reading != Reading.Supplied;
        int deciding = Math.Max(0, verdicts.FindIndex(v => v.Met is not null || v.Basis != Basis.NotMeasurable));
        bool notDue = evidence.Settings.AsOf is { } day && !Clause.IsDue(written.Year, day);
        return verdicts.Select(v => v with { IsNotDue = notDue }).Select((v, i) => v with
        {
            Clause = written,
            IsDeciding = isLadder || i == deciding,
            Needs = [.. NeedsOf(v, clause).Distinct()],
            ByInterim = interim is null ? null : interim[i] with { Clause = earlier, IsDeciding = isLadder || i == deciding },
            Remarks = [.. Strengths.Remarks(written, v), .. interim is null ? [] : Strengths.Interim(earlier, interim[i]), .. v.Remarks],
            ByUnit = kind.IsPerUnit && i == deciding && v.Reading != Reading.Supplied ? PerUnit(clause, kind, v.Reading, evidence) : [],
        });
    }

    private static List<Verdict> Readings(Clause clause, IndicatorKind kind, Evidence evidence)
    {
        List<Verdict> verdicts = [.. kind.Judge(clause, evidence)];
        if (evidence.Settings.ValueOf(clause.Id) is not { } value) return verdicts;
        if (clause.Indicator == "supplied") verdicts.Clear();
        verdicts.Insert(0, Supplied.JudgeFigure(clause, value, verdicts));
        return verdicts;
    }

    /// <summary>"Increase" and "decrease" compare with the study's baseline, which may be missing.</summary>
    public static Clause WithBaseline(Clause clause, PlanSettings settings) =>
        clause is { Operator: Operator.Increase or Operator.Decrease, Value: null }
        && settings.Baselines.TryGetValue(clause.Id, out double baseline)
            ? clause with { Value = baseline }
            : clause;

    private static IEnumerable<string> NeedsOf(Verdict verdict, Clause clause) =>
        clause is { Operator: Operator.Increase or Operator.Decrease, Value: null } && verdict.Measured is not null
            ? verdict.Needs.Append("baselines." + clause.Id)
            : verdict.Needs;

    /// <summary>The same reading within every unit of the levels between the whole study and what the clause counts.</summary>
    private static List<UnitFigure> PerUnit(Clause clause, IndicatorKind kind, Reading reading, Evidence evidence)
    {
        var figures = new List<UnitFigure>();
        foreach (string level in evidence.Units.Levels.TakeWhile(
            l => l != (clause.Level == UnitLevels.Village ? UnitLevels.Community : clause.Level ?? UnitLevels.Community)))
        {
            IReadOnlyList<AdministrativeUnit> units = evidence.Units.At(level);
            if (units.Count < 2) continue;
            for (int u = 0; u < units.Count; u++)
            {
                IReadOnlyList<Verdict> readings = kind.Judge(clause, evidence.Within(level, u));
                Verdict verdict = readings.FirstOrDefault(v => v.Reading == reading) ?? readings.First(v => v.Basis == Basis.NotMeasurable);
                figures.Add(new UnitFigure(units[u], verdict.Measured, verdict.Numerator, verdict.Denominator, verdict.Met));
            }
        }
        return figures;
    }
}

/// <summary>Firm, strive and gradual wording read differently.</summary>
internal static class Strengths
{
    /// <summary>What a verdict means, given the wording.</summary>
    public static IEnumerable<Notice> Remarks(Clause clause, Verdict verdict)
    {
        if (clause.Doubt is not null) yield return new Notice("verdict/doubt");
        if (clause.Confidence is Confidence.Secondary or Confidence.Memory) yield return new Notice("verdict/clause-unverified");
        if (clause.Confidence == Confidence.Memory) yield return new Notice("verdict/clause-memory");
        if (verdict is { Met: false, IsNotDue: true })
            yield return new Notice("verdict/not-due", ("year", $"{clause.Year}"));
        else if (verdict.Met == false)
            yield return clause.Strength switch
            {
                Strength.Strive => new Notice("verdict/missed-strive"),
                Strength.Gradual => new Notice("verdict/missed-gradual"),
                Strength.Implied => new Notice("verdict/missed-implied"),
                Strength.Qualitative or Strength.Permission => new Notice("verdict/missed-direction"),
                _ => new Notice("verdict/missed-firm"),
            };
        else if (verdict.Met == true && clause.Strength == Strength.Gradual)
            yield return new Notice("verdict/met-gradual");
        else if (verdict is { Met: null, Measured: not null } && clause.Value is null && clause.Operator is Operator.None)
            yield return new Notice("verdict/no-number");
        if (verdict is { Met: null, Measured: not null, Low: { } low } && verdict.High != low && clause.Operator != Operator.None)
            yield return verdict.High is { } high ? new Notice("verdict/between", ("low", Shown(low)), ("high", Shown(high)))
            : new Notice("verdict/at-least-known", ("low", Shown(low)));
    }

    /// <summary>What came of the earlier value that is due.</summary>
    public static IEnumerable<Notice> Interim(Clause earlier, Verdict verdict)
    {
        string key = verdict.Met switch
        {
            true => "verdict/interim-met",
            false => "verdict/interim-missed",
            null => "verdict/interim-open",
        };
        yield return new Notice(key, ("year", $"{earlier.Year}"), ("value", Shown(earlier.Value!.Value)));
    }

    /// <summary>A figure for a sentence: a decimal is shown with the decimals that it has.</summary>
    private static decimal Shown(double figure) => Math.Round(Quantity.Exact(figure), 2);
}
