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
        double[] radii = RadiusSearch<List<int>>.RadiiOf(instance);
        double within = radii[^1];
        if (known is not null)
        {
            within = WorstCost(instance, known);
        }
        else
        {
            RadiusSearch<List<int>>.Attempt widest = Cover(instance, within);
            if (widest is { Answer: null, IsDecided: true }) return Infeasibility.RulesContradict();
            if (widest.Answer is not { } some) return ModelAnswer.From(null, 0, radii[0], v => v);
            known = some;
        }
        var found = RadiusSearch<List<int>>.Run(radii, known, within, radius => Cover(instance, radius), instance.Effort);
        return ModelAnswer.From(found.Best!, found.Radius, found.Bound, v => v) with
        {
            Reduced = (instance.Weight.Length, instance.Sites.Length),
        };
    }

    /// <summary>The cost that some demand has to bear with these sites.</summary>
    private static double WorstCost(Instance instance, List<int> open)
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

    /// <summary>Looks for sites that cover all within a radius.</summary>
    private static RadiusSearch<List<int>>.Attempt Cover(Instance instance, double radius)
    {
        PairTable pairs = instance.Within;
        PairTable rows = pairs.Where((_, k) => pairs.CostAt(k) <= radius, withValues: false);
        SiteRules rules = instance.CountingRules();
        int limit = instance.Rules.MaximumCounted;
        double most = limit == int.MaxValue ? instance.Rules.Count : limit;
        CoverSolver.Outcome outcome = CoverSolver.All(rows, instance.Weight, rules, instance.Effort, most + 1, most);
        return outcome.Open is { } open && outcome.Objective <= most
            ? new(open, true, WorstCost(instance, open))
            : new(null, outcome.Bound > most, radius);
    }
}
