using ServiceCircle.Siting.Explain;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// The p-center (Hakimi, 1964; Minieka, 1970): the least worst cost when everyone uses the nearest of at most p new sites.
/// <code>
/// min  max_i min_{j: y_j = 1} d_ij
/// s.t. Σ_j y_j &lt;= p,  y_j in {0, 1}, rules on y
/// </code>
/// The optimum is one of the costs. For each radius tried, a set covering problem either gives p sites or proves that none do; the
/// radii are searched by halving. Exact: the radius below the answer is refuted. O(log pairs) coverings.
/// </summary>
internal static class PCenter
{
    public static ModelAnswer Solve(Instance instance)
    {
        if (instance.Problem.Capacities is not null) return CapacitatedCenter.Solve(instance);
        if (Infeasibility.Unserveable(instance, out List<int>? known) is { } obstacle) return obstacle;
        double[] radii = [.. RadiiFrom(instance)];
        int proven = 0, low = 0, high = radii.Length - 1;
        List<int>? best = null;
        if (known is not null)
        {
            best = known;
            high = Array.BinarySearch(radii, WorstCost(instance, known));
        }
        else if (Cover(instance, radii[high], out best) && best is null)
        {
            return ModelAnswer.From(null, 0, radii[0], v => v);
        }
        while (low < high && !instance.Effort.OutOfTime)
        {
            int middle = (low + high) / 2;
            bool decided = Cover(instance, radii[middle], out List<int>? open);
            if (open is not null)
            {
                best = open;
                high = Math.Min(middle, Array.BinarySearch(radii, WorstCost(instance, open)));
                low = Math.Min(low, high);
                continue;
            }
            low = middle + 1;
            if (decided) proven = middle + 1;
        }
        return ModelAnswer.From(best, radii[high], radii[Math.Min(proven, high)], v => v) with { Reduced = (instance.Weight.Length, instance.Sites.Length) };
    }

    /// <summary>The cost that some demand has to bear with these sites.</summary>
    public static double WorstCost(Instance instance, List<int> open)
    {
        var isOpen = new bool[instance.Sites.Length];
        foreach (int j in open) isOpen[j] = true;
        double worst = 0;
        PairTable pairs = instance.Within;
        for (int i = 0; i < pairs.RowCount; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int k = pairs.First[i]; k < pairs.First[i + 1]; k++)
                if (isOpen[pairs.Index[k]]) nearest = Math.Min(nearest, pairs.CostAt(k));
            worst = Math.Max(worst, nearest);
        }
        return worst;
    }

    /// <summary>The costs from the greatest of the nearest (no answer is lower) upwards.</summary>
    public static IEnumerable<double> RadiiFrom(Instance instance)
    {
        PairTable pairs = instance.Within;
        double least = 0;
        for (int i = 0; i < pairs.RowCount; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int k = pairs.First[i]; k < pairs.First[i + 1]; k++) nearest = Math.Min(nearest, pairs.CostAt(k));
            least = Math.Max(least, nearest);
        }
        var radii = new HashSet<double> { least };
        for (int k = 0; k < pairs.Index.Length; k++) if (pairs.CostAt(k) > least) radii.Add(pairs.CostAt(k));
        return radii.Order();
    }

    /// <summary>Looks for sites that cover all within a radius. False if the limits ended the search undecided.</summary>
    private static bool Cover(Instance instance, double radius, out List<int>? open)
    {
        PairTable pairs = instance.Within;
        int[] all = [.. Enumerable.Range(0, pairs.RowCount)], same = [.. Enumerable.Range(0, pairs.ColumnCount)];
        PairTable rows = pairs.Select(all, same, pairs.ColumnCount, (_, k) => pairs.CostAt(k) <= radius, withValues: false);
        SiteRules rules = instance.CountingRules();
        int limit = instance.Rules.MaximumCounted;
        double most = limit == int.MaxValue ? instance.Rules.Count : limit;
        CoverSolver.Outcome outcome = CoverSolver.All(rows, instance.Weight, rules, instance.Effort, most + 1, most);
        open = outcome.Open is not null && outcome.Objective <= most ? outcome.Open : null;
        return open is not null || outcome.Bound > most;
    }
}
