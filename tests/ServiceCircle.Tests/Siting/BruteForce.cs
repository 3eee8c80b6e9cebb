using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>
/// Random small problems with every kind of rule, and the optimum by trying every set of sites. Shares no code with the solvers.
/// </summary>
internal static class BruteForce
{
    public static SitingProblem Random(
        SitingObjective objective, int seed, int demands, int sites, bool rules, AssignmentRule? capacities = null, bool sparse = false)
    {
        var random = new Random(seed * 7919 + (int)objective);
        (int X, int Y)[] d = [.. Enumerable.Range(0, demands).Select(_ => (random.Next(1000), random.Next(1000)))];
        (int X, int Y)[] s = [.. Enumerable.Range(0, sites).Select(_ => (random.Next(1000), random.Next(1000)))];
        int Distance((int X, int Y) a, (int X, int Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);
        double[] weights = [.. Enumerable.Range(0, demands).Select(_ => (double)random.Next(1, 100))];
        int p = random.Next(2, Math.Max(3, sites / 3)), reach = sparse ? 900 : int.MaxValue;
        bool covering = objective is SitingObjective.Lscp or SitingObjective.Mclp or SitingObjective.BackupCoverage;
        var problem = new SitingProblem
        {
            Objective = objective,
            Costs = SparseCosts.FromPairs(
                demands, sites,
                from i in Enumerable.Range(0, demands)
                from j in Enumerable.Range(0, sites)
                where Distance(d[i], s[j]) <= reach
                select (i, j, (double)Distance(d[i], s[j]))),
            Weights = weights,
            P = objective is SitingObjective.Lscp or SitingObjective.BackupCoverage ? null : p,
            Radius = covering ? random.Next(250, 550) + (capacities is null ? 0 : 150) : null,
            SkipUncoverable = true,
            TargetShare = objective == SitingObjective.Lscp && random.Next(2) == 0 ? 0.5 + 0.1 * random.Next(4) : null,
            UnservedCost = objective == SitingObjective.PMedian && sparse ? random.Next(300, 900) : null,
        };
        if (capacities is { } rule)
        {
            double scale = objective == SitingObjective.Mclp ? 0.2 : 0.8;
            problem = problem with
            {
                Assignment = rule,
                Capacities =
                    [.. Enumerable.Range(0, sites).Select(_ => Math.Round(weights.Sum() / p * (scale + 0.6 * random.NextDouble())))],
            };
        }
        if (!rules) return problem;
        int third = sites / 3;
        problem = problem with
        {
            Apart = [.. from a in Enumerable.Range(0, sites) from b in Enumerable.Range(a + 1, sites - a - 1) where Distance(
                s[a], s[b]) < 150 select (a, b)],
            Groups =
                [new SiteGroup("north", [.. Enumerable.Range(0, third)], 1),
                    new SiteGroup("south", [.. Enumerable.Range(third, third)], 0, 2)],
            Statuses =
                [.. Enumerable.Range(0, sites)
                    .Select(j => j switch { 1 => SiteStatus.Fixed, 2 => SiteStatus.Closable, 4 => SiteStatus.Relocatable,
                        5 => SiteStatus.Excluded, _ => SiteStatus.Candidate })],
            Tiers = covering
                ? [new SiteTier("station", [.. Enumerable.Range(0, sites).Where(j => j % 2 == 0)], null),
                    new SiteTier("centre", [.. Enumerable.Range(0, sites).Where(j => j % 2 == 1)], problem.Radius!.Value * 1.2, 0, 3)] : [],
        };
        double[] costs = [.. Enumerable.Range(0, sites).Select(_ => (double)random.Next(1, 20))];
        if (objective == SitingObjective.Lscp) return random.Next(2) == 0 ? problem with { SiteCosts = costs } : problem;
        return objective != SitingObjective.BackupCoverage && random.Next(2) == 0
            ? problem with { SiteCosts = costs, Budget = 8 * p } : problem;
    }

    /// <summary>The optimum in the model's own sense; null if no set is allowed. Without capacities.</summary>
    public static double? Optimum(SitingProblem problem)
    {
        bool most = problem.Objective is SitingObjective.Mclp or SitingObjective.BackupCoverage;
        double? best = null;
        int limit = int.MaxValue;
        if (problem.Objective == SitingObjective.BackupCoverage)
        {
            // First the fewest counted sites that cover, then the most weight twice.
            for (int set = 0; set < 1 << problem.Costs.SiteCount; set++)
                if (Allowed(problem, set) && Value(problem, set) is not null) limit = Math.Min(limit, Counted(problem, set));
        }
        for (int set = 0; set < 1 << problem.Costs.SiteCount; set++)
        {
            if (!Allowed(problem, set) || Counted(problem, set) > limit || Value(problem, set) is not { } value) continue;
            if (best is null || (most ? value > best : value < best)) best = value;
        }
        return best;
    }

    public static bool Allowed(SitingProblem problem, int set)
    {
        int sites = problem.Costs.SiteCount, relocatable = problem.Statuses?.Count(s => s == SiteStatus.Relocatable) ?? 0;
        if (problem.P is { } p && Counted(problem, set) > p + relocatable) return false;
        double spent = 0;
        for (int j = 0; j < sites; j++)
        {
            SiteStatus status = problem.Statuses?[j] ?? SiteStatus.Candidate;
            bool open = (set >> j & 1) != 0;
            if ((status == SiteStatus.Fixed && !open) || (status == SiteStatus.Excluded && open)) return false;
            if (open && status is SiteStatus.Candidate or SiteStatus.Closable && problem.SiteCosts is not null && open)
                spent += problem.SiteCosts[j];
        }
        if (spent > problem.Budget) return false;
        int Inside(IReadOnlyList<int> members) => members.Count(j => (set >> j & 1) != 0);
        return problem.Apart.All(pair => (set >> pair.A & set >> pair.B & 1) == 0)
            && problem.Groups.All(g => Inside(g.Sites) >= g.Minimum && !(Inside(g.Sites) > g.Maximum))
            && problem.Tiers.All(t => Inside(t.Sites) >= t.Minimum && !(Inside(t.Sites) > t.Maximum));
    }

    private static int Counted(SitingProblem problem, int set) =>
        Enumerable.Range(0, problem.Costs.SiteCount)
            .Count(j => (set >> j & 1) != 0
                && (problem.Statuses?[j] ?? SiteStatus.Candidate) is SiteStatus.Candidate or SiteStatus.Relocatable);

    private static double? Value(SitingProblem problem, int set)
    {
        double covered = 0, twice = 0, cost = 0, worst = 0, total = problem.Weights!.Sum();
        bool everyone = true;
        for (int i = 0; i < problem.Costs.DemandCount; i++)
        {
            double nearest = double.PositiveInfinity;
            int covers = 0;
            bool coverable = false;
            for (int j = 0; j < problem.Costs.SiteCount; j++)
            {
                double reach = problem.Tiers.FirstOrDefault(t => t.Sites.Contains(j))?.Radius ?? problem.Radius ?? double.PositiveInfinity;
                if (problem.Costs[i, j] is not { } c || c > reach) continue;
                coverable |= problem.Statuses?[j] != SiteStatus.Excluded;
                if ((set >> j & 1) == 0) continue;
                covers++;
                nearest = Math.Min(nearest, c);
            }
            double w = problem.Weights![i];
            if (covers > 0) covered += w;
            if (covers > 1) twice += w;
            if (covers == 0 && coverable) everyone = false;
            nearest = Math.Min(nearest, problem.UnservedCost ?? double.PositiveInfinity);
            cost += w * nearest;
            worst = Math.Max(worst, nearest);
        }
        switch (problem.Objective)
        {
            case SitingObjective.Mclp:
                return covered;
            case SitingObjective.PMedian:
                return double.IsInfinity(cost) ? null : cost;
            case SitingObjective.PCenter:
                return double.IsInfinity(worst) ? null : worst;
            case SitingObjective.BackupCoverage:
                return everyone ? twice : null;
            default:
                bool enough = problem.TargetShare is { } share ? covered >= share * total - 1e-9 : everyone;
                return enough ? Price(problem, set) : null;
        }
    }

    private static double Price(SitingProblem problem, int set)
    {
        double sum = 0;
        for (int j = 0; j < problem.Costs.SiteCount; j++)
        {
            SiteStatus status = problem.Statuses?[j] ?? SiteStatus.Candidate;
            bool open = (set >> j & 1) != 0;
            if (problem.SiteCosts is not null)
                sum += open && status is SiteStatus.Candidate or SiteStatus.Closable && open ? problem.SiteCosts[j] : 0;
            else if (status == SiteStatus.Candidate) sum += open ? 1 : 0;
            else if (status == SiteStatus.Relocatable) sum -= open ? 0 : 1;
        }
        return sum;
    }
}
