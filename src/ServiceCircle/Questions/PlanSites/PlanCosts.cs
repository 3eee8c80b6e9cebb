using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Targets;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The last step: what each clause costs that is to be met, the one with most facilities first, found by asking again without it; and the
/// objective if every blank turned out well, with the inputs that would tell: null if that spares nothing or the time was up.
/// </summary>
internal sealed record PlanCosts(IReadOnlyList<ClauseCost> Clauses, (int Objective, IReadOnlyList<string> Needs)? BestCase)
{
    public static PlanCosts Find(Proposal proposal, Effort effort)
    {
        TargetGoals asked = proposal.Choice.Goals;
        int objective = proposal.Choice.Objective;
        ClauseCost CostOf(string clause, int[] targets)
        {
            ProposedFacility[] counted = [.. proposal.Facilities.Where(p => p.Closes.Contains(clause))];
            int? fewest = Fewest(asked, asked.Possible.Except(targets).Select(w => asked.Goals[w]!), effort);
            return new ClauseCost(
                asked.Targets.Missed[targets[0]].Clause, counted.Length, counted.Count(p => p.Closes.Count == 1),
                fewest is { } without ? Math.Min(without, objective) : null);
        }
        ClauseCost[] costs =
        [
            .. asked.Possible.GroupBy(w => asked.Targets.Missed[w].Clause.Id).Select(c => CostOf(c.Key, [.. c]))
                .OrderByDescending(c => c.Facilities).ThenBy(c => c.Clause.Id, StringComparer.Ordinal),
        ];
        (Goal[] goals, IReadOnlyList<string> blanks) = asked.AtBest();
        return blanks.Count > 0 && Fewest(asked, goals, effort) is { } least && least < objective
            ? new PlanCosts(costs, (least, [.. blanks.Distinct().Order(StringComparer.Ordinal)]))
            : new PlanCosts(costs, null);
    }

    private static int? Fewest(TargetGoals asked, IEnumerable<Goal> goals, Effort effort)
    {
        if (effort.OutOfTime) return null;
        Goal[] some = [.. goals];
        return asked.CountOf(new Exchanges(some).Shrink(asked.Programme(some).Solve(effort.OptionsLeft).Chosen));
    }
}
