using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Siting.Targets;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>The fifth step: the whole plan judged again with what is proposed.</summary>
/// <param name="Targets">Every target: the deciding readings of every clause of the plan, in its order.</param>
/// <param name="Clauses">
/// What becomes of each clause, all rungs of a ladder together: the worst of its targets, in the order of the plan.
/// </param>
internal sealed record JudgedTargets(
    IReadOnlyList<PlannedTarget> Targets, IReadOnlyList<(Clause Clause, TargetStep Step, bool IsPartlyOpen)> Clauses)
{
    /// <summary>Judges.</summary>
    public static JudgedTargets With(Proposal proposal)
    {
        WantedTargets wanted = proposal.Choice.Goals.Targets;
        IReadOnlyList<Verdict> after = wanted.Ground.JudgeWith([.. proposal.Facilities.Select(p => p.Facility)]);
        PlannedTarget[] targets =
        [
            .. wanted.Ground.Study.Verdicts.Where(v => v.IsDeciding || (wanted.IsAsked(v) && wanted.Question.AllReadings))
                .Select(v => Plan(v, after, proposal)),
        ];
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
        if (goals.Goals[w] is not { } goal) return Of(TargetStep.NotByBuilding);
        return goal switch
        {
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

    /// <summary>
    /// A clause is met with what is built where every target that can be judged is; rungs that cannot be leave it partly open.
    /// </summary>
    private static (Clause, TargetStep, bool) StepOf(PlannedTarget[] targets)
    {
        TargetStep[] steps = [.. targets.Select(t => t.Step).Distinct()];
        bool isOpen = steps.Contains(TargetStep.NotMeasurable);
        TargetStep worst = steps.Contains(TargetStep.OutOfReach) ? TargetStep.OutOfReach
            : steps.Contains(TargetStep.NotByBuilding) ? TargetStep.NotByBuilding
            : steps.Contains(TargetStep.ToBuild) ? TargetStep.ToBuild
            : isOpen ? TargetStep.NotMeasurable
            : steps[0];
        return (targets[0].Before.Clause, worst, isOpen && worst != TargetStep.NotMeasurable);
    }
}
