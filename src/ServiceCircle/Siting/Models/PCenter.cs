using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

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
        return Infeasibility.Unserveable(instance, out List<int>? known) ?? Search(instance, known);
    }

    /// <summary>The least radius, from a set that serves all or, where none is known, from the widest radius.</summary>
    internal static ModelAnswer Search(Instance instance, List<int>? known)
    {
        RadiusSearch.Attempt? start = known is null ? null
            : new(new ModelAnswer(SitingStatus.Feasible, known, null, null), true, WorstCost(instance, known));
        return RadiusSearch.Solve(instance, start, radius => Cover(instance, radius), Infeasibility.RulesContradict);
    }

    /// <summary>The cost that some demand has to bear with these sites.</summary>
    private static double WorstCost(Instance instance, List<int> open)
    {
        bool[] isOpen = instance.Rules.Mask(open);
        PairTable pairs = instance.Within;
        return Enumerable.Range(0, pairs.RowCount).Select(i => pairs.Least(i, j => isOpen[j])).Append(0).Max();
    }

    /// <summary>Looks for sites that cover all within a radius.</summary>
    private static RadiusSearch.Attempt Cover(Instance instance, double radius)
    {
        PairTable pairs = instance.Within;
        PairTable rows = pairs.Where((_, k) => pairs.CostAt(k) <= radius, withValues: false);
        int limit = instance.Rules.MaximumCounted;
        double most = limit == int.MaxValue ? instance.Rules.Count : limit;
        var problem = new CoverProblem(rows, instance.Weight, instance.CountingRules()) { Hard = 1 };
        SearchResult found = CoverSolver.Solve(problem, instance.Effort, most + 1, most);
        return found.Open is { } open && found.Objective <= most
            ? new(ModelAnswer.From(found), true, WorstCost(instance, open))
            : new(null, found.Bound > most, radius);
    }
}
