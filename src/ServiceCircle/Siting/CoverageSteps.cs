namespace ServiceCircle.Siting;

/// <summary>What one chosen site adds to those before it.</summary>
/// <param name="Site">Site index.</param>
/// <param name="Gained">Weight newly covered (or, with capacities, newly served).</param>
/// <param name="CoveredAfter">Weight covered by the existing sites, the earlier ones and this one.</param>
public readonly record struct SiteStep(int Site, double Gained, double CoveredAfter);

/// <summary>The chosen sites one after the other, on top of what stands today.</summary>
/// <param name="Before">Weight covered by the existing sites that are kept.</param>
/// <param name="Steps">One step for each chosen site.</param>
public sealed record CoverageSteps(double Before, IReadOnlyList<SiteStep> Steps)
{
    /// <summary>Weight covered in the end.</summary>
    public double After => Steps.Count == 0 ? Before : Steps[^1].CoveredAfter;

    /// <summary>Counts the steps of an answer: in its own order or, with capacities, always the site next that serves most people more.</summary>
    /// <param name="problem">The problem; its radius says who is covered.</param>
    /// <param name="solution">Its answer.</param>
    public static CoverageSteps Of(SitingProblem problem, SitingSolution solution)
    {
        // Without an answer, what stands stays.
        IReadOnlyList<int> existing = solution.Objective is not null ? solution.ExistingKept
            : [.. Enumerable.Range(0, problem.Costs.SiteCount).Where(j => problem.Statuses?[j] is SiteStatus.Fixed or SiteStatus.Closable or SiteStatus.Relocatable)];
        return problem.Capacities is null ? Uncapacitated(problem, existing, solution.Chosen) : Capacitated(problem, existing, solution.Chosen);
    }

    private static CoverageSteps Uncapacitated(SitingProblem problem, IReadOnlyList<int> existing, IReadOnlyList<int> chosen)
    {
        var within = new List<int>[problem.Costs.SiteCount];
        foreach (int j in existing.Concat(chosen)) within[j] = [];
        PairTable table = problem.Costs.Table;
        for (int i = 0; i < table.RowCount; i++)
            for (int k = table.First[i]; k < table.First[i + 1]; k++)
                if (!(table.CostAt(k) > problem.Radius)) within[table.Index[k]]?.Add(i);
        var isCovered = new bool[table.RowCount];
        double covered = 0;
        double Take(int site)
        {
            double gained = 0;
            foreach (int i in within[site])
            {
                if (isCovered[i]) continue;
                isCovered[i] = true;
                gained += problem.Weights?[i] ?? 1;
            }
            covered += gained;
            return gained;
        }
        foreach (int j in existing) Take(j);
        double before = covered;
        return new CoverageSteps(before, [.. chosen.Select(j => new SiteStep(j, Take(j), covered))]);
    }

    private static CoverageSteps Capacitated(SitingProblem problem, IReadOnlyList<int> existing, IReadOnlyList<int> chosen)
    {
        List<int> open = [.. existing], left = [.. chosen];
        double before = Served(problem, open), covered = before;
        var steps = new List<SiteStep>();
        while (left.Count > 0)
        {
            (int next, double served) = left.Select(j => (j, Served(problem, [.. open, j]))).MaxBy(x => x.Item2);
            steps.Add(new SiteStep(next, served - covered, served));
            covered = served;
            open.Add(next);
            left.Remove(next);
        }
        return new CoverageSteps(before, steps);
    }

    /// <summary>The most weight that these sites alone serve.</summary>
    private static double Served(SitingProblem problem, List<int> open)
    {
        if (open.Count == 0) return 0;
        int[] column = new int[problem.Costs.SiteCount];
        Array.Fill(column, -1);
        for (int c = 0; c < open.Count; c++) column[open[c]] = c;
        PairTable table = problem.Costs.Table;
        var pairs = new List<(int, int, double)>();
        for (int i = 0; i < table.RowCount; i++)
            for (int k = table.First[i]; k < table.First[i + 1]; k++)
                if (column[table.Index[k]] is >= 0 and var c && !(table.CostAt(k) > problem.Radius)) pairs.Add((i, c, table.CostAt(k)));
        return SitingSolver.Solve(new SitingProblem
        {
            Objective = SitingObjective.Mclp,
            P = 0,
            Costs = SparseCosts.FromPairs(table.RowCount, open.Count, pairs),
            Weights = problem.Weights,
            Capacities = [.. open.Select(j => problem.Capacities![j])],
            Assignment = problem.Assignment,
            Statuses = [.. open.Select(_ => SiteStatus.Fixed)],
        }).CoveredWeight;
    }
}
