using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The number of complete circles: circles of the study (<c>circles</c>: drawn, registered, or made by a stated rule), not communities, in
/// which the threshold share of the people reach every class.
/// </summary>
internal static class CompleteCircles
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.ResidentsInReach);
        if (evidence.InScope(clause, draft) is not { } part
            || InReach.Prepare(draft, evidence.Limits.ClassesOf(clause), part) is not { } reach) return [draft.Missing()];
        if (evidence.Settings.Circles is not { } circles)
        {
            int complete = part.Members.Count(c => reach.All(c) == Answer.Yes);
            draft.Remark("verdict/no-circles", ("complete", complete), ("count", part.Members.Count));
            return [draft.Missing("circles")];
        }
        if (circles.Around is { } centre)
        {
            if (evidence.Supply.IsUnseen(new ServiceClass("", "", [centre]))) return [draft.Missing("facilities.file." + centre)];
            draft.Remark("verdict/circles-around", ("category", centre));
        }
        double? threshold = evidence.Settings.CircleThresholdOf(clause);
        draft.Remarks.Add(WalkCircle.ThresholdRemark(clause, threshold));
        // A circle whose people are all out of scope is no circle of the clause; one with people who are in no row may have some in scope.
        KnownCircle[] counted =
            [.. KnownCircle.Find(circles, evidence)
                .Where(c => c.Members.Count == 0 || c.Missing.Count > 0 || c.Members.Any(m => part.IsMember(m.Community) != Answer.No))];
        Tally At(double? least)
        {
            Tally tally = draft.StartCount(evidence);
            foreach (KnownCircle circle in counted)
            {
                var isIn = circle.Members.Where(m => part.IsMember(m.Community) != Answer.No).ToDictionary(m => m.Community, m => m.IsIn);
                Tally people = reach.People([.. isIn.Keys], reach.All, [], c => isIn[c]);
                if (circle.Missing.Count > 0) people.AddOf(Quantity.Blank, Answer.Yes, Answer.Unknown, circle.Missing);
                Answer complete = isIn.Count == 0 || least is null ? Answer.Unknown
                    : Answers.Of(people.Holds(Operator.AtLeast, 1, Quantity.Exact(least.Value)));
                // A circle that nobody surely belongs to, or nobody who is surely in scope, may be none.
                Answer isThere = isIn.Count == 0 ? Answer.Unknown : isIn.Max(c => c.Value.And(part.IsMember(c.Key)));
                string[] scope = isThere == Answer.Unknown && part.MemberNeed is { } need ? [need] : [];
                tally.AddPart(Quantity.One, complete.And(isThere),
                    isIn.Count == 0 ? circle.Missing.DefaultIfEmpty("circles.communities")
                        : least is null ? ["circle_threshold"] : [.. people.Needs, .. circle.Doubts, .. scope]);
            }
            return tally;
        }
        return
        [
            draft.JudgeCount(At(threshold), "circles") with
            {
                Limit = reach.Limit,
                Sensitivities = [.. InReach.Thresholds(threshold).Select(t => new Sensitivity(t, (double)At(t).Part, null))],
            },
        ];
    }
}
