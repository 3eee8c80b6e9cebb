namespace ServiceCircle.Plans.Indicators;

/// <summary>Units of a level and, for each, whether it has what a clause asks.</summary>
/// <param name="Level">Level of the units ("community" for villages too).</param>
/// <param name="Units">Indices of the units looked at.</param>
/// <param name="Answers">One per unit.</param>
internal sealed record UnitTally(string Level, IReadOnlyList<int> Units, IReadOnlyList<Answer> Answers)
{
    public int Yes => Answers.Count(a => a == Answer.Yes);

    public int Unknown => Answers.Count(a => a == Answer.Unknown);

    public int All => Answers.Count;

    /// <summary>
    /// The share of units that have it, judged. Where some are not known, it is met if the rest suffice, missed if even all of
    /// them would not, and open otherwise.
    /// </summary>
    public Verdict ShareVerdict(Clause clause, Reading reading, Basis basis, Evidence evidence, List<Notice> remarks, List<string> needs)
    {
        bool? low = Comparison.Holds(clause.Operator, Yes, 100, All, clause.Value);
        bool? met = low == Comparison.Holds(clause.Operator, Yes + Unknown, 100, All, clause.Value) ? low : null;
        return Verdict(clause, reading, basis, evidence, remarks, needs) with
        {
            Measured = Unknown == All ? null : 100.0 * Yes / All,
            Met = met,
            Shortfall = met is null && Unknown > 0 ? null : Comparison.Shortfall(clause, Yes, 100, All, clause.Value, isWhole: true),
            ShortfallUnit = Plural(clause.Level ?? Level),
        };
    }

    /// <summary>Numerator, denominator, needs and the units that lack something.</summary>
    public Verdict Verdict(Clause clause, Reading reading, Basis basis, Evidence evidence, List<Notice> remarks, List<string> needs)
    {
        if (Unknown > 0) remarks.Add(new Notice("verdict/units-unknown", ("count", Unknown)));
        return new Verdict
        {
            Clause = clause,
            Reading = reading,
            Basis = basis,
            Numerator = Yes,
            Denominator = All,
            Needs = Unknown > 0 ? needs : [],
            Remarks = remarks,
            Lacking = [.. Units.Zip(Answers).Where(u => u.Second == Answer.No).Select(u => u.First)
                .OrderByDescending(u => evidence.Units.Members(Level, u).Sum(c => evidence.People(c, "population") ?? 0)).ThenBy(u => u)
                .Select(u => evidence.Units.At(Level)[u])],
        };
    }

    /// <summary>The word for several units of a level.</summary>
    public static string Plural(string level) => level switch
    {
        "community" => "communities",
        "county" => "counties",
        "city" => "cities",
        _ => level + "s",
    };
}
