using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting;

/// <summary>Counts what the sites of an answer cover, one after the other.</summary>
internal static class CoverageCounter
{
    /// <summary>
    /// Counts the steps of an answer: in its own order or, with capacities, always the site next that serves most people more. Where
    /// communities stay together, or the time is over, a site's step is the people that the answer sends there.
    /// </summary>
    public static CoverageSteps Count(SitingProblem problem, SitingSolution solution, TimeSpan limit)
    {
        int[] standing = [.. problem.Standing()];
        // Without an answer, what stands stays.
        IReadOnlyList<int> existing = solution.Objective is null ? standing : solution.ExistingKept;
        if (problem.Capacities is not null)
            return CapacitySteps.Count(problem, solution, standing, existing, new Effort(new SitingOptions { TimeLimit = limit }));
        CoverageSteps steps = Uncapacitated(problem, existing, solution.Chosen);
        return solution.Closed.Count == 0 ? steps : steps with { Before = Uncapacitated(problem, standing, []).Before };
    }

    private static CoverageSteps Uncapacitated(SitingProblem problem, IReadOnlyList<int> existing, IReadOnlyList<int> chosen)
    {
        var within = new List<int>[problem.Costs.SiteCount];
        foreach (int j in existing.Concat(chosen)) within[j] = [];
        PairTable table = problem.Costs.Table;
        double[] reach = problem.Reaches();
        for (int i = 0; i < table.RowCount; i++)
            for (int k = table.First[i]; k < table.First[i + 1]; k++)
                if (table.CostAt(k) <= reach[table.Index[k]]) within[table.Index[k]]?.Add(i);
        var isCovered = new bool[table.RowCount];
        double covered = 0;
        double Take(int site)
        {
            double gained = 0;
            foreach (int i in within[site].Where(i => !isCovered[i]))
            {
                isCovered[i] = true;
                gained += problem.WeightOf(i);
            }
            covered += gained;
            return gained;
        }
        foreach (int j in existing) Take(j);
        double before = covered;
        return new CoverageSteps(before, before, [.. chosen.Select(j => new SiteStep(j, Take(j), covered))]);
    }
}
