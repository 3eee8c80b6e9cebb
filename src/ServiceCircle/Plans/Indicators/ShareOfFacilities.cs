namespace ServiceCircle.Plans.Indicators;

/// <summary>Share of facilities that have an attribute: a sign, step-free access, a zone of their own.</summary>
internal static class ShareOfFacilities
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause.Scope, remarks, needs) is not { } part) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        int[] offering = [.. part.Offering(clause.Classes[0].Categories)];
        Answer[] answers = [.. offering.Select(f => Evidence.Satisfies(part.Facilities[f], clause.Where))];
        int known = answers.Count(a => a != Answer.Unknown), yes = answers.Count(a => a == Answer.Yes);
        if (known == 0)
        {
            needs.AddRange(offering.Length == 0 ? ["facilities." + clause.Classes[0].Categories[0]] : part.MissingAttributes(offering, clause.Where));
            return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        }
        if (known < answers.Length) remarks.Add(new Notice("verdict/not-stated", ("count", answers.Length - known)));
        bool? low = Comparison.Holds(clause.Operator, yes, 100, answers.Length, clause.Value);
        bool? met = low == Comparison.Holds(clause.Operator, yes + answers.Length - known, 100, answers.Length, clause.Value) ? low : null;
        bool isOpen = met is null && clause.Value is not null;
        return
        [
            new Verdict
            {
                Clause = clause,
                Reading = Reading.Total,
                Basis = Basis.Attributes,
                Measured = 100.0 * yes / answers.Length,
                Numerator = yes,
                Denominator = answers.Length,
                Met = met,
                Shortfall = isOpen ? null : Comparison.Shortfall(clause, yes, 100, answers.Length, clause.Value, isWhole: true),
                ShortfallUnit = "facilities",
                Needs = isOpen ? [.. part.MissingAttributes(offering, clause.Where)] : [],
                Remarks = remarks,
            },
        ];
    }
}
