using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting;

internal static class CapacitySteps
{
    /// <summary>Nodes of the search for the best whole assignment to what stands today.</summary>
    private const int WholeNodes = 500;

    public static CoverageSteps Count(
        SitingProblem problem, SitingSolution solution, IReadOnlyList<int> standing, IReadOnlyList<int> existing, Effort effort)
    {
        double? before = Served(problem, standing, effort);
        CoverageSteps steps = (problem.Assignment == AssignmentRule.Split ? ByGain(problem, existing, solution.Chosen, effort) : null)
            ?? ByAssignment(problem, solution, existing.Count == 0 ? 0 : before ?? 0);
        return steps with { Before = before ?? steps.Kept };
    }

    /// <summary>
    /// Always the site next that serves most more. More sites never make the gain of another greater, so an old gain is an upper bound
    /// (Minoux, 1978); null if the time is over.
    /// </summary>
    private static CoverageSteps? ByGain(SitingProblem problem, IReadOnlyList<int> existing, IReadOnlyList<int> chosen, Effort effort)
    {
        List<int> open = [.. existing];
        if (Flow(problem, open, effort) is not { } kept) return null;
        double covered = kept;
        var steps = new List<SiteStep>();
        var queue = new PriorityQueue<int, (double, int)>();
        for (int k = 0; k < chosen.Count; k++) queue.Enqueue(k, (double.NegativeInfinity, k));
        while (queue.TryDequeue(out int k, out _))
        {
            if (Flow(problem, [.. open, chosen[k]], effort) is not { } served) return null;
            double gain = served - covered;
            if (queue.TryPeek(out _, out (double, int) next) && (-gain, k).CompareTo(next) > 0)
            {
                queue.Enqueue(k, (-gain, k));
                continue;
            }
            steps.Add(new SiteStep(chosen[k], gain, served));
            covered = served;
            open.Add(chosen[k]);
        }
        return new CoverageSteps(kept, kept, steps);
    }

    /// <summary>Who goes where in the answer itself, as far as it counts as covered; without an answer what stands today serves.</summary>
    private static CoverageSteps ByAssignment(SitingProblem problem, SitingSolution solution, double before)
    {
        if (solution.Objective is null) return new CoverageSteps(before, before, []);
        double[] reach = problem.Reaches();
        ILookup<int, double> served = solution.Assignments.Where(a => a.Cost <= reach[a.Site]).ToLookup(a => a.Site, a => a.Weight);
        double kept = solution.ExistingKept.Sum(j => served[j].Sum()), covered = kept;
        IEnumerable<int> byService = solution.Chosen.OrderByDescending(j => served[j].Sum());
        return new CoverageSteps(kept, kept, [.. byService.Select(j => new SiteStep(j, served[j].Sum(), covered += served[j].Sum()))]);
    }

    /// <summary>The most weight that these sites serve; of whole communities the most found. Null if the time is over.</summary>
    private static double? Served(SitingProblem problem, IReadOnlyList<int> open, Effort effort)
    {
        if (problem.Assignment == AssignmentRule.Split || open.Count == 0) return Flow(problem, open, effort);
        PairTable rows = Rows(problem, open);
        double[] weight = [.. Enumerable.Range(0, rows.RowCount).Select(problem.WeightOf)];
        var cost = new double[rows.RowCount * open.Count];
        Array.Fill(cost, double.PositiveInfinity);
        for (int i = 0; i < rows.RowCount; i++) foreach (int s in rows.Row(i)) cost[i * open.Count + s] = 0;
        var search = new WholeAssignment(cost, weight, [.. open.Select(j => problem.Capacities![j])], 1, Granularity.Find(weight), effort);
        try
        {
            search.Solve(WholeNodes);
            return weight.Sum() - search.Value;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static double? Flow(SitingProblem problem, IReadOnlyList<int> open, Effort effort)
    {
        PairTable rows = Rows(problem, open);
        var flow = new MaximumFlow(
            rows, [.. Enumerable.Range(0, rows.RowCount).Select(problem.WeightOf)], [.. open.Select(j => problem.Capacities![j])]);
        return flow.Solve(effort) ? flow.Served : null;
    }

    /// <summary>Pairs within reach of the open sites, numbered as in the list.</summary>
    private static PairTable Rows(SitingProblem problem, IReadOnlyList<int> open)
    {
        PairTable table = problem.Costs.Table;
        int[] place = PairTable.Places(open, table.ColumnCount);
        double[] reach = problem.Reaches();
        int[] all = [.. Enumerable.Range(0, table.RowCount)];
        return table.Select(all, place, open.Count, (_, k) => table.CostAt(k) <= reach[table.Index[k]], withValues: false);
    }
}
