using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Siting.Targets;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The fifth step: the whole plan judged again with what is proposed. Targets are the deciding readings of every clause of the plan; what
/// becomes of a clause is the worst of its targets, all rungs of a ladder together. Both are in the order of the plan.
/// </summary>
internal sealed record JudgedTargets(
    IReadOnlyList<PlannedTarget> Targets, IReadOnlyList<(Clause Clause, TargetStep Step, bool IsPartlyOpen)> Clauses)
{
    public static JudgedTargets With(Proposal proposal)
    {
        WantedTargets wanted = proposal.Choice.Goals.Targets;
        IReadOnlyList<Verdict> after = wanted.Ground.JudgeWith([.. proposal.Facilities.Select(p => p.Facility)]);
        IEnumerable<Verdict> before =
            wanted.Ground.Study.Verdicts.Where(v => v.IsDeciding || (wanted.IsAsked(v) && wanted.Question.AllReadings));
        PlannedTarget[] targets = [.. before.Select(v => Plan(v, after, proposal))];
        return new JudgedTargets(targets, [.. targets.GroupBy(t => t.Before.Clause.Id).Select(g => StepOf([.. g]))]);
    }

    private static PlannedTarget Plan(Verdict before, IReadOnlyList<Verdict> judged, Proposal proposal)
    {
        TargetGoals goals = proposal.Choice.Goals;
        Verdict? after = judged.FirstOrDefault(v =>
                v.Clause.Id == before.Clause.Id && v.Reading == before.Reading && v.Tier == before.Tier && v.Basis != Basis.NotMeasurable)
            ?? judged.FirstOrDefault(v => v.Clause.Id == before.Clause.Id && v.IsDeciding);
        PlannedTarget Of(TargetStep step) => new(before, step, after, [], null, null, []);
        if (before.Clause.Year > goals.Targets.By) return Of(TargetStep.Later);
        int w = Enumerable.Range(0, goals.Goals.Count).FirstOrDefault(k => ReferenceEquals(goals.Targets.Missed[k].Before, before), -1);
        if (w < 0)
        {
            return Of(before.Outcome switch
            {
                Outcome.Met => TargetStep.Met,
                Outcome.NoTarget => TargetStep.NoTarget,
                Outcome.Rule => TargetStep.Rule,
                _ => TargetStep.NotMeasurable,
            });
        }
        return goals.Goals[w] switch
        {
            null => Of(TargetStep.NotByBuilding),
            { IsPossible: true } => Of(TargetStep.ToBuild) with
            {
                Facilities = [.. proposal.Facilities.Where(p => p.Targets.Contains(w)).Select(p => p.Facility.Id)],
            },
            Parts parts => Of(TargetStep.OutOfReach) with
            {
                Reachable = parts.Weight(_ => true),
                Asked = parts.Needed,
                InTheWay = [.. parts.Of.Where(p => !p.Goal.IsPossible).Select(p => p.Name)],
            },
            Amount amount => Of(TargetStep.OutOfReach) with { Reachable = amount.Sites.Sum(s => s.Size), Asked = amount.Needed },
            _ => Of(TargetStep.OutOfReach),
        };
    }

    /// <summary>A clause is met where every target that can be judged is; rungs that cannot be leave it partly open.</summary>
    private static (Clause, TargetStep, bool) StepOf(PlannedTarget[] targets)
    {
        TargetStep[] steps = [.. targets.Select(t => t.Step).Distinct()];
        bool isOpen = steps.Contains(TargetStep.NotMeasurable);
        TargetStep[] byBadness = [TargetStep.OutOfReach, TargetStep.NotByBuilding, TargetStep.ToBuild, TargetStep.NotMeasurable];
        TargetStep worst = byBadness.Where(s => steps.Contains(s)).Append(steps[0]).First();
        return (targets[0].Before.Clause, worst, isOpen && worst != TargetStep.NotMeasurable);
    }
}
