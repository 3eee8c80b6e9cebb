using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Problem;

/// <summary>What one chosen site adds to those before it.</summary>
/// <param name="Site">Site index.</param>
/// <param name="Gained">Weight newly covered (or, with capacities, newly served).</param>
/// <param name="CoveredAfter">Weight covered by the existing sites, the earlier ones and this one.</param>
public readonly record struct SiteStep(int Site, double Gained, double CoveredAfter);

/// <summary>The chosen sites one after the other, on top of what stands today.</summary>
/// <param name="Before">Weight covered today, by everything that stands.</param>
/// <param name="Kept">Weight covered by the existing sites that are kept: where the steps start.</param>
/// <param name="Steps">One step for each chosen site.</param>
public sealed record CoverageSteps(double Before, double Kept, IReadOnlyList<SiteStep> Steps)
{
    /// <summary>Weight covered in the end.</summary>
    public double After => Steps.Count == 0 ? Kept : Steps[^1].CoveredAfter;

    /// <summary>
    /// Counts the steps of an answer: in its own order or, with capacities, always the site next that serves most people more. Where communities
    /// stay together, or the time is over, a site's step is the people that the answer sends there.
    /// </summary>
    /// <param name="problem">The problem; its radius says who is covered.</param>
    /// <param name="solution">Its answer.</param>
    /// <param name="limit">Wall clock limit of the counting.</param>
    public static CoverageSteps Of(SitingProblem problem, SitingSolution solution, TimeSpan limit)
    {
        IReadOnlyList<int> standing = [.. Enumerable.Range(0, problem.Costs.SiteCount).Where(j => problem.Statuses?[j] is SiteStatus.Fixed or SiteStatus.Closable or SiteStatus.Relocatable)];
        // Without an answer, what stands stays.
        IReadOnlyList<int> existing = solution.Objective is null ? standing : solution.ExistingKept;
        if (problem.Capacities is not null) return CapacitySteps.Of(problem, solution, standing, existing, new Effort(new SitingOptions { TimeLimit = limit }));
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
        return new CoverageSteps(before, before, [.. chosen.Select(j => new SiteStep(j, Take(j), covered))]);
    }
}
