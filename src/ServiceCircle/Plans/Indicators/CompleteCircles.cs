namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The number of complete circles: circles of the study (<c>circles</c>: drawn, registered, or made by a stated rule), not communities, in which the
/// threshold share of the people reach every class.
/// </summary>
internal static class CompleteCircles
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause, remarks, needs) is not { } part || InReach.Of(clause, evidence.Limits.ClassesOf(clause), part, remarks, needs) is not { } reach)
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks)];
        if (evidence.Settings.Circles is not { } circles)
        {
            int complete = part.Members.Count(c => reach.All(c) == Answer.Yes);
            remarks.Add(new Notice("verdict/no-circles", ("complete", complete), ("count", part.Members.Count)));
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, ["circles"], remarks)];
        }
        double? threshold = evidence.Settings.CircleThresholdOf(clause);
        remarks.Add(threshold is { } share ? new Notice("verdict/threshold-circle", ("percent", share * 100)) : new Notice("verdict/circle-no-threshold"));
        if (circles.Around is { } centre) remarks.Add(new Notice("verdict/circles-around", ("category", centre)));
        HashSet<int> members = [.. part.Members];
        // A circle of which every community is out of scope is out of it too; one without any may be anywhere.
        Circles.Members[] counted =
        [
            .. circles.Of(evidence).Where(c => c.Communities.Length == 0 || c.Communities.Any(members.Contains))
                .Select(c => c with { Communities = [.. c.Communities.Where(members.Contains)] }),
        ];
        Tally At(double? least)
        {
            Tally tally = Counting.Start(clause, evidence);
            foreach (Circles.Members circle in counted)
            {
                int[] within = circle.Communities;
                Tally people = reach.People(within, reach.All, [], circle.Has);
                Answer complete = within.Length == 0 || least is null ? Answer.Unknown : Answers.Of(people.Holds(Operator.AtLeast, 1, Bounds.Exact(least.Value)));
                // A circle that nobody surely belongs to may be none.
                Answer isThere = Array.TrueForAll(within, c => circle.Has(c) == Answer.Unknown) ? Answer.Unknown : Answer.Yes;
                tally.AddPart(Bounds.One, complete.And(isThere), within.Length == 0 ? ["circles.communities"] : least is null ? ["circle_threshold"] : [.. people.Needs, .. circle.Needs]);
            }
            return tally;
        }
        return
        [
            Counting.Judge(At(threshold), clause, Reading.ResidentsInReach, Basis.Network, "circles", remarks) with
            {
                Limit = reach.Limit,
                Sensitivities = [.. InReach.Thresholds(threshold)
                    .Select(t => new Sensitivity(t, (double)At(t).Part, null))],
            },
        ];
    }
}
