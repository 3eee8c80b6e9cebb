using ServiceCircle.Siting.Explain;
using ServiceCircle.Siting.Models;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting;

/// <summary>Answers siting questions: the one entry to this folder.</summary>
public static class SitingSolver
{
    /// <summary>
    /// Solves a problem as well as the limits allow. Every answer carries a valid bound; the same problem and options give the same answer
    /// unless the clock cut the run short.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The problem makes no sense: lengths that do not fit, negative numbers, a missing p, ids that repeat.
    /// </exception>
    public static SitingSolution Solve(SitingProblem problem, SitingOptions? options = null)
    {
        var effort = new Effort(options ?? new SitingOptions());
        var instance = new Instance(problem, effort);
        bool mustServeAll = !problem.Objective.IsCovering();
        if (mustServeAll && problem.SkipUncoverable && instance.Uncoverable() is { Length: > 0 } unreached)
            return SolveWithout(instance, unreached);
        ModelAnswer answer = problem.Objective switch
        {
            SitingObjective.Lscp => Lscp.Solve(instance),
            SitingObjective.Mclp => Mclp.Solve(instance),
            SitingObjective.PMedian => PMedian.Solve(instance),
            SitingObjective.PCenter => PCenter.Solve(instance),
            SitingObjective.BackupCoverage => BackupCoverage.Solve(instance),
            _ => WorstFirst.Solve(instance),
        };
        if (answer.Status == SitingStatus.Infeasible && effort.Options.Explains) answer = Explanation.AddTo(answer, instance, Solve);
        return SolutionBuilder.Build(instance, answer);
    }

    /// <summary>The same question to those who can be served at all; the others are listed.</summary>
    private static SitingSolution SolveWithout(Instance instance, int[] unreached)
    {
        SitingProblem problem = instance.Problem;
        double[] weights = [.. Enumerable.Range(0, problem.Costs.DemandCount).Select(problem.WeightOf)];
        foreach (int i in unreached) weights[instance.Demands[i]] = 0;
        return Solve(problem with { Weights = weights, SkipUncoverable = false }, instance.Effort.OptionsLeft) with
        {
            TotalWeight = instance.TotalWeight,
            Unmet = [.. unreached.Select(instance.AsUnmet)],
        };
    }
}
