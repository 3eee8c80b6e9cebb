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
        // A circle whose people are all out of scope is no circle of the clause.
        Circles.Known[] counted = [.. circles.Of(evidence).Where(c => c.Members.Count == 0 || c.Needs.Count > 0 || c.Members.Any(m => members.Contains(m.Community)))];
        Tally At(double? least)
        {
            Tally tally = Counting.Start(clause, evidence);
            foreach (Circles.Known circle in counted)
            {
                (Answer complete, IEnumerable<string> open) = IsComplete(circle, least);
                tally.AddPart(Bounds.One, circle.Exists.And(complete), open);
            }
            return tally;
        }
        (Answer, IEnumerable<string>) IsComplete(Circles.Known circle, double? least)
        {
            var isIn = circle.Members.Where(m => members.Contains(m.Community)).ToDictionary(m => m.Community, m => m.IsIn);
            if (isIn.Count == 0) return (Answer.Unknown, circle.Needs.Count > 0 ? circle.Needs : ["circles.communities"]);
            if (least is not { } share) return (Answer.Unknown, ["circle_threshold"]);
            Tally people = reach.People([.. isIn.Keys], reach.All, [], c => isIn[c]);
            if (circle.Needs.Count > 0) people.AddOf(Bounds.Blank, Answer.Yes, Answer.Unknown, circle.Needs);
            string[] doubt = circle.Exists == Answer.Unknown || isIn.ContainsValue(Answer.Unknown) ? [evidence.MayOpenLater(circles.Around) ? "facilities.columns.opened_on" : "facilities.on_network"] : [];
            return (Answers.Of(people.Holds(Operator.AtLeast, 1, Bounds.Exact(share))), people.Needs.Concat(doubt));
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
