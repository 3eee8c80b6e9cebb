using Google.OrTools.LinearSolver;
using ServiceCircle.Siting.Problem;
using Constraint = Google.OrTools.LinearSolver.Constraint;

namespace ServiceCircle.Tests.Siting;

/// <summary>
/// A siting problem as a mixed integer programme, solved by CBC out of OR-Tools: the textbook formulation of each model without our
/// reductions, so that a second opinion is independent of them. Of LSCP, MCLP and the p-median.
/// </summary>
internal sealed class TextbookProgramme
{
    private readonly Solver _solver = Solver.CreateSolver("CBC");
    private readonly Instance _instance;
    private readonly SitingProblem _problem;
    private readonly Variable[] _open;
    private readonly Objective _objective;

    private TextbookProgramme(SitingProblem problem)
    {
        _instance = new Instance(problem, new Effort(new SitingOptions()));
        (_problem, _objective) = (problem, _solver.Objective());
        _open = [.. Enumerable.Range(0, _instance.Sites.Length).Select(j => Binary(_instance.Rules.Cost[j]))];
        _objective.SetOffset(_instance.CostConstant);
        WriteRules();
        if (problem.Objective is not (SitingObjective.Lscp or SitingObjective.Mclp or SitingObjective.PMedian))
            throw new ArgumentException($"{problem.Objective} is not written down here", nameof(problem));
        if (problem.Capacities is not null || problem.Objective == SitingObjective.PMedian) WriteService();
        else WriteCover();
        if (problem.Objective == SitingObjective.Mclp) _objective.SetMaximization();
        else _objective.SetMinimization();
    }

    /// <summary>The optimum in the model's own sense; null if there is no answer.</summary>
    /// <exception cref="TimeoutException">CBC could not prove it within the limit.</exception>
    public static double? Solve(SitingProblem problem, TimeSpan limit)
    {
        var programme = new TextbookProgramme(problem);
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        programme._solver.SetTimeLimit((long)limit.TotalMilliseconds);
        return programme._solver.Solve(parameters) switch
        {
            Solver.ResultStatus.OPTIMAL => programme._objective.Value(),
            Solver.ResultStatus.INFEASIBLE => null,
            var status => throw new TimeoutException($"CBC ended {status} after {limit}"),
        };
    }

    private void WriteRules()
    {
        SiteRules rules = _instance.Rules;
        for (int j = 0; j < _open.Length; j++)
        {
            if (rules.Start[j] == SiteState.Open) _open[j].SetLb(1);
            else if (rules.Start[j] == SiteState.Closed) _open[j].SetUb(0);
        }
        if (rules.MaximumCounted != int.MaxValue)
            AtMost(rules.MaximumCounted, _open.Where((_, j) => rules.Counted[j]).Select(y => (y, 1.0)));
        foreach (SiteRow row in rules.Rows) AtMost(row.Limit, row.Sites.Select((j, k) => (_open[j], row.Coefficients[k])));
    }

    private void WriteCover()
    {
        bool pays = _problem.Objective == SitingObjective.Mclp, all = !pays && _problem.TargetShare is null;
        var target = new List<(Variable, double)>();
        for (int i = 0; i < _instance.Weight.Length; i++)
        {
            var row = new List<(Variable, double)>();
            foreach (int j in _instance.Within.Row(i)) row.Add((_open[j], 1));
            if (row.Count == 0 && _problem.SkipUncoverable) continue;
            if (!all)
            {
                Variable z = Binary(pays ? _instance.Weight[i] : 0);
                row.Add((z, -1));
                target.Add((z, _instance.Weight[i]));
            }
            AtLeast(all ? 1 : 0, row);
        }
        if (_instance.TargetWeight is { } wanted) AtLeast(wanted, target);
    }

    private void WriteService()
    {
        bool covers = _problem.Objective is SitingObjective.Lscp or SitingObjective.Mclp;
        bool whole = _instance.Whole && _problem.Capacities is not null;
        bool mayLeave = _problem.Objective == SitingObjective.Mclp || _problem.UnservedCost is not null || _problem.TargetShare is not null;
        var load = new List<(Variable, double)>[_open.Length];
        for (int j = 0; j < _open.Length; j++) load[j] = [];
        var target = new List<(Variable, double)>();
        for (int i = 0; i < _instance.Weight.Length; i++)
        {
            double w = _instance.Weight[i];
            var served = new List<(Variable, double)>();
            for (int k = _instance.Within.First[i]; k < _instance.Within.First[i + 1]; k++)
            {
                int j = _instance.Within.Index[k];
                double cost = _problem.Objective switch
                {
                    SitingObjective.PMedian => w * (_instance.Within.CostAt(k) - (_problem.UnservedCost ?? 0)),
                    SitingObjective.Mclp => w,
                    _ => 0,
                };
                Variable x = whole ? Binary(cost) : Continuous(cost);
                AtMost(0, [(x, 1), (_open[j], -1)]);
                served.Add((x, 1));
                load[j].Add((x, w));
                target.Add((x, w));
            }
            if (served.Count == 0 && _problem.SkipUncoverable && covers) continue;
            AtMost(1, served);
            if (!mayLeave) AtLeast(1, served);
        }
        if (_problem.UnservedCost is { } u) _objective.SetOffset(u * _instance.TotalWeight);
        if (_instance.TargetWeight is { } wanted) AtLeast(wanted, target);
        if (_problem.Capacities is null) return;
        double[] capacity = _instance.Capacity;
        for (int j = 0; j < _open.Length; j++) AtMost(0, [.. load[j], (_open[j], -capacity[j])]);
    }

    private void AtMost(double limit, IEnumerable<(Variable Column, double Coefficient)> terms) =>
        Row(double.NegativeInfinity, limit, terms);

    private void AtLeast(double limit, IEnumerable<(Variable Column, double Coefficient)> terms) =>
        Row(limit, double.PositiveInfinity, terms);

    private void Row(double least, double most, IEnumerable<(Variable Column, double Coefficient)> terms)
    {
        Constraint row = _solver.MakeConstraint(least, most);
        foreach ((Variable column, double coefficient) in terms) row.SetCoefficient(column, coefficient);
    }

    private Variable Binary(double cost) => Column(_solver.MakeBoolVar(""), cost);

    private Variable Continuous(double cost) => Column(_solver.MakeNumVar(0, double.PositiveInfinity, ""), cost);

    private Variable Column(Variable column, double cost)
    {
        _objective.SetCoefficient(column, cost);
        return column;
    }
}
