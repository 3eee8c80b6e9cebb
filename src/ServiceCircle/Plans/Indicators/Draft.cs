using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Indicators;

/// <summary>A verdict in the making: one reading of a clause, with what measuring it brings up.</summary>
internal sealed class Draft(Clause clause, Reading reading) : Notes
{
    public Clause Clause => clause;

    /// <summary>What the figure rests on: of people in reach the network, else attributes unless said otherwise.</summary>
    public Basis Basis { get; init; } =
        reading is Reading.ResidentsInReach or Reading.CommunitiesInReach ? Basis.Network : Basis.Attributes;

    /// <summary>The verdict as far as it is known before anything is measured.</summary>
    public Verdict Begun => new() { Clause = clause, Reading = reading, Basis = Basis, Remarks = Remarks };

    /// <summary>The verdict that inputs are missing: those noted, and these.</summary>
    public Verdict Missing(params IEnumerable<string> needs) =>
        Begun with { Basis = Basis.NotMeasurable, Needs = [.. Needs.Concat(needs).Distinct()] };

    /// <summary>
    /// Where nothing of what a clause asks is stated: the verdict, if it is the same whatever is filled in; else that the input is missing,
    /// with the bounds that are known all the same.
    /// </summary>
    public Verdict UnlessDecided(Verdict verdict, params IEnumerable<string> needs) =>
        verdict.Met is not null ? verdict : Missing(needs) with { Low = verdict.Low, High = verdict.High };

    /// <summary>Whether the data cannot tell of the clause's only class, which is then noted.</summary>
    public bool IsUnseen(Evidence evidence)
    {
        bool isUnseen = evidence.Supply.IsUnseen(clause.Classes[0]);
        if (isUnseen) Needs.Add(Supply.NeedOf(clause.Classes[0]));
        return isUnseen;
    }

    /// <summary>
    /// Says which classes no facility of the whole study is of, because then the data are more likely silent than the town bare.
    /// </summary>
    public void RemarkAbsent(IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        foreach (ServiceClass wanted in classes)
            if (!evidence.Supply.IsUnseen(wanted) && evidence.Whole.Offering(wanted).Count == 0)
                Remark("verdict/class-without-facility", ("class", wanted.Categories[0]));
    }

    /// <summary>
    /// The verdict on a tally: decided if every way of filling the blanks decides it alike, else open with what would close it. The unit is
    /// that of the shortfall, which may be whole numbers only.
    /// </summary>
    public Verdict Judge(Tally tally, string unit, bool isWhole = true)
    {
        bool? met = tally.Holds(clause);
        bool isOpen = met is null && tally.IsOpen;
        Quantity? bounds = tally.Ratio(clause.Factor);
        double part = (double)tally.Part, whole = (double)tally.Whole;
        return Begun with
        {
            // Where no whole is stated and the figure is the same for every one, it is known: of beds of any number none is 0 %.
            Measured = tally.Stated(clause.Factor) ?? (bounds is { IsKnown: true } sure ? (double)sure.Low : null),
            Low = (double?)bounds?.Low,
            High = bounds?.Most,
            Numerator = part,
            Denominator = whole,
            Met = met,
            Shortfall = met == true ? 0
                : isOpen ? null : Comparison.Shortfall(Comparison.LeastNumerator(clause, whole, isWhole), part),
            ShortfallUnit = unit,
            Needs = isOpen ? [.. tally.Needs] : [],
        };
    }

    /// <summary>
    /// A tally for a number of things, open to above unless the study covers what the plan counts in (a province covers its cities): what
    /// lies outside may be any number, so enough in a part is enough, and too few says nothing.
    /// </summary>
    public Tally StartCount(Evidence evidence)
    {
        Tally tally = Tally.OfAmount();
        List<string> levels = [.. UnitLevels.InStudies];
        if (clause.Covers is { } asked
            && !(evidence.Settings.Covers is { } own && levels.IndexOf(own) is >= 0 and var at && at <= levels.IndexOf(asked)))
            tally.AddPart(Quantity.Blank, Answer.Yes, "units.covers." + asked);
        return tally;
    }

    /// <summary>The verdict on a number of things.</summary>
    public Verdict JudgeCount(Tally tally, string unit) => Judge(tally, unit) with { Denominator = null };
}
