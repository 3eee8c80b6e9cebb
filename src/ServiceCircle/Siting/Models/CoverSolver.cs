using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>Reduce, search, and translate back: the way all covering models are solved.</summary>
internal static class CoverSolver
{
    /// <summary>A set of least value over the caller's sites; where all must be covered every row must have a site.</summary>
    public static SearchResult Solve(
        CoverProblem problem, Effort effort, double below = double.PositiveInfinity, double goodEnough = double.NegativeInfinity)
    {
        if (CoverReduction.Apply(problem, effort) is not { } reduced) return SearchResult.Empty;
        // Weight that no site covers is paid in any case.
        double paid = problem.IsSoft ? reduced.LostWeight : 0, whole = problem.IsSoft ? problem.Weight.Sum() - reduced.LostWeight : 0;
        SearchResult found =
            new BranchAndBound(new CoverRelaxation(reduced.Problem, effort), effort, whole).Solve(below, goodEnough);
        return found with
        {
            Open = found.Open is null ? null : [.. found.Open.Select(j => reduced.Sites[j])],
            Objective = found.Objective + paid,
            Bound = found.Bound + paid,
        };
    }
}
