using Google.OrTools.Sat;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting.Campaign;

/// <summary>The same question written for CP-SAT from the question alone, on whole numbers. Shares no code with the solvers.</summary>
internal sealed class OrToolsOracle
{
    private readonly SitingProblem _problem;
    private readonly CpModel _model = new();
    private readonly BoolVar[] _open;
    private readonly List<(int Site, long Cost)>[] _reached;

    private OrToolsOracle(SitingProblem problem)
    {
        _problem = problem;
        _open = [.. Enumerable.Range(0, problem.Costs.SiteCount).Select(j => _model.NewBoolVar($"y{j}"))];
        _reached = [.. Enumerable.Range(0, problem.Costs.DemandCount).Select(i => Enumerable.Range(0, _open.Length)
            .Where(j => StatusOf(j) != SiteStatus.Excluded && problem.Costs[i, j] <= ReachOf(j))
                .Select(j => (j, (long)problem.Costs[i, j]!.Value)).ToList())];
        Rules();
    }

    /// <summary>What it found: whether proven, the objective in the model's own sense (null: none), and a bound.</summary>
    public readonly record struct Verdict(bool Proven, double? Objective, double Bound);

    /// <summary>The optimum; of worst-first the total of the second stage.</summary>
    public static Verdict Solve(SitingProblem problem, double seconds)
    {
        switch (problem.Objective)
        {
            case SitingObjective.WorstFirst:
                Verdict worst = Solve(problem with { Objective = SitingObjective.PCenter }, seconds);
                return worst is { Proven: true, Objective: { } radius }
                    ? Solve(problem with { Objective = SitingObjective.PMedian, Radius = Math.Min(radius, problem.Radius ?? radius) },
                        seconds) : worst;
            case SitingObjective.BackupCoverage when problem.P is null:
                var fewest = new OrToolsOracle(problem);
                fewest.Cover(twice: false);
                fewest._model.Minimize(LinearExpr.Sum(fewest.Counted()));
                Verdict least = fewest.Run(seconds);
                int relocatable = problem.Statuses!.Count(s => s == SiteStatus.Relocatable);
                return least is { Proven: true, Objective: { } count }
                    ? Solve(problem with { P = (int)count - relocatable }, seconds) : least;
            default:
                var oracle = new OrToolsOracle(problem);
                oracle.Aim();
                return oracle.Run(seconds);
        }
    }

    private void Aim()
    {
        switch (_problem.Objective)
        {
            case SitingObjective.BackupCoverage:
                _model.Maximize(LinearExpr.WeightedSum(Cover(twice: true), Weights()));
                break;
            case SitingObjective.Lscp:
                if (_problem.TargetShare is { } share) _model.Add(Served() >= (long)Math.Ceiling(share * _problem.Weights!.Sum() - 1e-6));
                else if (_problem.Capacities is null) Cover(twice: false);
                else Assign(mustServe: true, (_, _) => 0, out _);
                _model.Minimize(Price());
                break;
            case SitingObjective.Mclp:
                _model.Maximize(Served());
                break;
            case SitingObjective.PMedian:
                _model.Minimize(Assign(mustServe: true, (_, cost) => cost, out _));
                break;
            default:
                IntVar radius = _model.NewIntVar(0, 10_000, "r");
                Assign(mustServe: true, (_, _) => 0, out List<(BoolVar Used, long Cost)> used);
                foreach ((BoolVar use, long cost) in used) _model.Add(radius >= cost).OnlyEnforceIf(use);
                _model.Minimize(radius);
                break;
        }
    }

    private void Rules()
    {
        for (int j = 0; j < _open.Length; j++)
        {
            if (StatusOf(j) == SiteStatus.Fixed) _model.Add(_open[j] == 1);
            if (StatusOf(j) == SiteStatus.Excluded) _model.Add(_open[j] == 0);
        }
        if (_problem.P is { } p) _model.Add(LinearExpr.Sum(Counted()) <= p + _problem.Statuses!.Count(s => s == SiteStatus.Relocatable));
        if (_problem.Budget is { } budget) _model.Add(Spent() <= (long)Math.Floor(budget));
        foreach ((int a, int b) in _problem.Apart) _model.AddAtMostOne([_open[a], _open[b]]);
        foreach (
            (IReadOnlyList<int> sites, int least, int? most) in _problem.Groups.Select(g => (g.Sites, g.Minimum, g.Maximum))
            .Concat(_problem.Tiers.Select(t => (t.Sites, t.Minimum, t.Maximum))))
        {
            LinearExpr sum = LinearExpr.Sum(sites.Select(j => _open[j]));
            _model.Add(sum >= least);
            if (most is { } limit) _model.Add(sum <= limit);
        }
        foreach (SiteLimit limit in _problem.Limits)
            _model.Add(
                LinearExpr.WeightedSum(limit.Sites.Select(j => _open[j]), limit.Coefficients.Select(c => (long)c)) <= (long)limit.Most);
    }

    /// <summary>Everybody who counts is covered; returns for each whether twice.</summary>
    private BoolVar[] Cover(bool twice)
    {
        BoolVar[] second = [.. _reached.Select((_, i) => _model.NewBoolVar($"u{i}"))];
        for (int i = 0; i < _reached.Length; i++)
        {
            if (!Asks(i))
            {
                _model.Add(second[i] == 0);
                continue;
            }
            LinearExpr covers = LinearExpr.Sum(_reached[i].Select(s => _open[s.Site]));
            if (twice) _model.Add(covers >= second[i] + 1);
            else _model.Add(covers >= 1);
        }
        return second;
    }

    /// <summary>Weight served, with or without capacities; nobody must be.</summary>
    private LinearExpr Served()
    {
        if (_problem.Capacities is not null)
            return LinearExpr.Sum([LinearExpr.Constant(0), -1 * Assign(mustServe: false, (_, _) => -1, out _)]);
        BoolVar[] served = [.. _reached.Select((_, i) => _model.NewBoolVar($"z{i}"))];
        for (int i = 0; i < served.Length; i++) _model.Add(LinearExpr.Sum(_reached[i].Select(s => _open[s.Site])) >= served[i]);
        return LinearExpr.WeightedSum(served, Weights());
    }

    /// <summary>Who goes where: units of weight, whole demands or not; returns the weighted sum of a cost.</summary>
    private LinearExpr Assign(bool mustServe, Func<int, long, long> costOf, out List<(BoolVar Used, long Cost)> used)
    {
        used = [];
        bool whole = _problem.Capacities is null || _problem.Assignment == AssignmentRule.Whole;
        var load = new List<LinearExpr>[_open.Length];
        for (int j = 0; j < load.Length; j++) load[j] = [];
        var total = new List<LinearExpr> { LinearExpr.Constant(0) };
        for (int i = 0; i < _reached.Length; i++)
        {
            if (!Asks(i)) continue;
            long weight = (long)_problem.Weights![i];
            var parts = new List<LinearExpr>();
            foreach ((int j, long cost) in _reached[i])
            {
                BoolVar use = _model.NewBoolVar($"x{i}_{j}");
                _model.AddImplication(use, _open[j]);
                LinearExpr amount = use * weight;
                if (!whole)
                {
                    IntVar flow = _model.NewIntVar(0, weight, $"f{i}_{j}");
                    _model.Add(flow <= use * weight);
                    amount = flow;
                }
                used.Add((use, cost));
                parts.Add(amount);
                load[j].Add(amount);
                total.Add(amount * costOf(i, cost));
            }
            if (mustServe) _model.Add(LinearExpr.Sum(parts) == weight);
            else _model.Add(LinearExpr.Sum(parts) <= weight);
        }
        if (_problem.Capacities is { } capacities)
            for (int j = 0; j < _open.Length; j++)
                if (load[j].Count > 0) _model.Add(LinearExpr.Sum(load[j]) <= _open[j] * (long)capacities[j]);
        return LinearExpr.Sum(total);
    }

    private LinearExpr Price()
    {
        if (_problem.SiteCosts is not null) return Spent();
        int relocatable = _problem.Statuses!.Count(s => s == SiteStatus.Relocatable);
        return LinearExpr.Sum(Counted()) - relocatable;
    }

    private LinearExpr Spent() => LinearExpr.Sum(
        [LinearExpr.Constant(0),
            .. Enumerable.Range(0, _open.Length).Where(j => StatusOf(j) is SiteStatus.Candidate or SiteStatus.Closable)
            .Select(j => _open[j] * (long)_problem.SiteCosts![j])]);

    private IEnumerable<BoolVar> Counted() => _open.Where((_, j) => StatusOf(j) is SiteStatus.Candidate or SiteStatus.Relocatable);

    private IEnumerable<long> Weights() => _problem.Weights!.Select(w => (long)w);

    private SiteStatus StatusOf(int site) => _problem.Statuses![site];

    private double ReachOf(int site) =>
        _problem.Tiers.FirstOrDefault(t => t.Sites.Contains(site))?.Radius ?? _problem.Radius ?? double.PositiveInfinity;

    private bool Asks(int demand) => _problem.Weights![demand] > 0 && (_reached[demand].Count > 0 || !_problem.SkipUncoverable);

    private Verdict Run(double seconds)
    {
        var solver =
            new CpSolver { StringParameters = FormattableString.Invariant($"max_time_in_seconds:{seconds} num_workers:2 random_seed:1") };
        return solver.Solve(_model) switch
        {
            CpSolverStatus.Optimal => new Verdict(true, solver.ObjectiveValue, solver.BestObjectiveBound),
            CpSolverStatus.Infeasible => new Verdict(true, null, double.NaN),
            CpSolverStatus.Feasible => new Verdict(false, solver.ObjectiveValue, solver.BestObjectiveBound),
            CpSolverStatus.ModelInvalid => throw new InvalidOperationException(_model.Validate()),
            _ => new Verdict(false, null, double.NaN),
        };
    }
}
