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
        (Circle Circle, int[] Members)[] counted =
        [
            .. circles.Of(evidence).Where(c => !IsOutOfScope(c.Circle, c.Members, part)).Select(c => (c.Circle, (int[])[.. c.Members.Where(m => part.IsMember(m) != Answer.No)])),
        ];
        Tally At(double? least)
        {
            Tally tally = Counting.Start(clause, evidence);
            foreach ((Circle _, int[] within) in counted)
            {
                Tally people = reach.People(within, reach.All, []);
                Answer complete = within.Length == 0 || least is null ? Answer.Unknown : Answers.Of(people.Holds(Operator.AtLeast, 1, Bounds.Exact(least.Value)));
                // A circle of communities that are only perhaps in scope is only perhaps one of those that the clause counts.
                Answer isIn = within.Length == 0 ? Answer.Unknown : within.Max(part.IsMember);
                string[] open = [.. isIn == Answer.Unknown && part.MemberNeed is { } scope ? [scope] : Array.Empty<string>()];
                tally.AddPart(Bounds.One, complete.And(isIn), within.Length == 0 ? ["circles.communities"] : least is null ? ["circle_threshold"] : [.. people.Needs, .. open]);
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

    /// <summary>
    /// Whether a circle is none that the clause counts: all its communities are surely out of scope. One without any community of the study, or with
    /// one by a name that nothing has, may have some in scope.
    /// </summary>
    private static bool IsOutOfScope(Circle circle, int[] members, Evidence part) =>
        members.Length > 0 && Array.TrueForAll(members, c => part.IsMember(c) == Answer.No) && circle.Communities?.All(name => part.CommunityNames.Find(name) >= 0) != false;
}
