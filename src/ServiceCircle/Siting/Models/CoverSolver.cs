using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>Reduce, search, and translate back: the way all covering models are solved.</summary>
internal static class CoverSolver
{
    /// <summary>
    /// A covering result in minimised terms over the caller's sites. Bound infinite: proven to have no answer (below the limit asked).
    /// </summary>
    public readonly record struct Outcome(List<int>? Open, double Objective, double Bound, (int Demands, int Sites) Reduced);

    /// <summary>Site costs plus the weight left uncovered (nothing must be covered).</summary>
    public static Outcome Most(PairTable rows, double[] weight, SiteRules rules, Effort effort)
    {
        if (CoverReduction.Apply(rows, weight, rules, needsAll: false, effort) is not { } reduced) return Impossible;
        double step = Granularity.Of(reduced.Weight.Concat(reduced.Rules.Cost));
        var relaxation = new CoverRelaxation(reduced.Rules, reduced.Rows, reduced.Weight, 0, soft: true, null, step, effort);
        return Back(new BranchAndBound(relaxation, effort, weight.Sum() - reduced.LostWeight).Solve(), reduced, reduced.LostWeight);
    }

    /// <summary>Least site costs with every demand covered. Every row must have a site.</summary>
    public static Outcome All(
        PairTable rows, double[] weight, SiteRules rules, Effort effort, double below = double.PositiveInfinity,
        double goodEnough = double.NegativeInfinity)
    {
        if (CoverReduction.Apply(rows, weight, rules, needsAll: true, effort) is not { } reduced) return Impossible;
        double step = Granularity.Of(reduced.Rules.Cost);
        var relaxation = new CoverRelaxation(reduced.Rules, reduced.Rows, reduced.Weight, 1, soft: false, null, step, effort);
        return Back(new BranchAndBound(relaxation, effort).Solve(below, goodEnough), reduced, 0);
    }

    /// <summary>Least site costs with this much weight covered.</summary>
    public static Outcome Share(PairTable rows, double[] weight, SiteRules rules, double target, Effort effort)
    {
        if (CoverReduction.Apply(rows, weight, rules, needsAll: false, effort) is not { } reduced) return Impossible;
        double step = Granularity.Of(reduced.Rules.Cost);
        var relaxation =
            new CoverRelaxation(reduced.Rules, reduced.Rows, reduced.Weight, 0, soft: false, target - reduced.SettledWeight, step, effort);
        return Back(new BranchAndBound(relaxation, effort).Solve(), reduced, 0);
    }

    /// <summary>Every demand covered once, and the least weight not covered twice.</summary>
    public static Outcome Twice(PairTable rows, double[] weight, SiteRules rules, Effort effort, IReadOnlyList<int>? known)
    {
        var relaxation = new CoverRelaxation(rules, rows, weight, 1, soft: true, null, Granularity.Of(weight), effort);
        SearchResult result = new BranchAndBound(relaxation, effort, weight.Sum()).Solve(known: known);
        return new Outcome(result.Open, result.Objective, result.Bound, (rows.RowCount, rules.Count));
    }

    private static Outcome Impossible => new(null, double.PositiveInfinity, double.PositiveInfinity, (0, 0));

    private static Outcome Back(SearchResult result, CoverReduction.Reduced reduced, double constant) =>
        new(result.Open is null ? null : [.. result.Open.Select(j => reduced.Sites[j])], result.Objective + constant,
            result.Bound + constant,
            (reduced.Rows.RowCount, reduced.Sites.Length));
}
