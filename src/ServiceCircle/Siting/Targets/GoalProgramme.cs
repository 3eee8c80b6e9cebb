using System.Globalization;
using ServiceCircle.Geo;
using ServiceCircle.Siting.Models;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Targets;

/// <summary>
/// The fewest columns that meet several goals at once, as a set covering problem with side rules.
/// <code>
/// min  Σ_j x_j
/// s.t. Σ_{j in N_r} x_j + e >= 1                       for every "at least one" r      (rows)
///      Σ_j q_j x_j + Q e >= Q                          for every "so much in sum"      (rules)
///      Σ_i w_i t_i &lt;= (W - T) + T e                    for every "parts that weigh T"  (rules)
///      x_j, t_i in {0, 1}
/// </code>
/// t_i = 1 gives part i up; it is a column without cost that stands for the rows of the part. e is the column that gives up the whole,
/// where the goal is itself a part of another; else it is absent. W: weight of the parts that can be met. A part that must be met has no t.
/// Goals that share no column are solved apart, so that each bound is rounded up on its own. Source of the trick: the partial covering of
/// Daskin and Owen (1999), written with slack instead of cover variables. NP-hard; solved by <see cref="Lscp"/> with its bound.
/// </summary>
internal sealed class GoalProgramme
{
    private readonly int _columns;
    private readonly Func<int, bool> _isFree;
    private readonly List<List<int>> _rows = [];
    private readonly List<(List<int> Sites, List<double> Coefficients, double Most)> _limits = [];
    private int _count;

    /// <summary>So many columns for goals each of which is possible; those that are free cost nothing, the others one each.</summary>
    public GoalProgramme(int columns, IEnumerable<Goal> goals, Func<int, bool>? isFree = null)
    {
        (_columns, _count, _isFree) = (columns, columns, isFree ?? (_ => false));
        foreach (Goal goal in goals) Require(goal, -1);
    }

    /// <summary>The whole as one problem: the first columns are the caller's.</summary>
    public SitingProblem Problem =>
        ProblemOf([.. Enumerable.Range(0, _count)], [.. Enumerable.Range(0, _rows.Count)], [.. Enumerable.Range(0, _limits.Count)]);

    /// <summary>Solves it, component by component; the limits are for all together.</summary>
    public (SitingStatus Status, IReadOnlyList<int> Chosen, double? Bound, int Nodes) Solve(SitingOptions options)
    {
        var effort = new Effort(options with { Explains = false });
        var status = SitingStatus.Optimal;
        var chosen = new List<int>();
        double bound = 0;
        int nodes = 0;
        foreach ((int[] columns, int[] rows, int[] limits) in Components())
        {
            SitingSolution found = SitingSolver.Solve(ProblemOf(columns, rows, limits), effort.OptionsLeft);
            nodes += found.Nodes;
            if (found.Objective is null && found.Status == SitingStatus.Infeasible) return (SitingStatus.Infeasible, [], null, nodes);
            List<int> own = [.. (found.Objective is null ? columns : found.Chosen.Select(j => columns[j])).Where(j => j < _columns)];
            if (found.Status != SitingStatus.Optimal) status = SitingStatus.Feasible;
            bound += found.Status == SitingStatus.Optimal ? own.Count(j => !_isFree(j)) : Tolerance.RoundUp(found.Bound ?? 0);
            chosen.AddRange(own);
        }
        chosen.Sort();
        return (status, chosen, bound, nodes);
    }

    private void Require(Goal goal, int escape)
    {
        if (goal is Any any) _rows.Add(escape < 0 ? [.. any.Sites] : [.. any.Sites, escape]);
        if (goal is Parts parts) Require(parts, escape);
        if (goal is not Amount { Needed: > 0 } amount) return;
        List<(int, double)> terms = [.. amount.Sites.Select(s => (s.Site, -s.Size))];
        if (escape >= 0) terms.Add((escape, -amount.Needed));
        Limit(terms, -amount.Needed);
    }

    private void Require(Parts parts, int escape)
    {
        GoalPart[] open = [.. parts.Of.Where(p => !p.Goal.IsMet && p.Goal.IsPossible)];
        double needed = parts.Needed - parts.Of.Where(p => p.Goal.IsMet).Sum(p => p.Weight), slack = open.Sum(p => p.Weight) - needed;
        if (needed <= 0) return;
        var terms = new List<(int, double)>();
        foreach (GoalPart part in open)
        {
            int own = escape;
            if (part.Weight <= slack)
            {
                own = _count++;
                terms.Add((own, part.Weight));
            }
            Require(part.Goal, own);
        }
        if (terms.Count == 0) return;
        // A part that must be met counts only while the whole is asked for: its rows carry the escape of the whole.
        double most = terms.Sum(t => t.Item2);
        if (escape >= 0) terms.Add((escape, -Math.Max(0, most - slack)));
        Limit(terms, slack);
    }

    private void Limit(List<(int Site, double Coefficient)> terms, double most) =>
        _limits.Add(([.. terms.Select(t => t.Site)], [.. terms.Select(t => t.Coefficient)], most));

    private IEnumerable<(int[] Columns, int[] Rows, int[] Limits)> Components()
    {
        var sets = new DisjointSets(_count);
        foreach (List<int> sites in _rows.Concat(_limits.Select(l => l.Sites)))
            foreach (int j in sites) sets.Unite(j, sites[0]);
        ILookup<int, int> rows = Enumerable.Range(0, _rows.Count).ToLookup(r => sets.Find(_rows[r][0]));
        ILookup<int, int> limits =
            Enumerable.Range(0, _limits.Count).Where(l => _limits[l].Sites.Count > 0).ToLookup(l => sets.Find(_limits[l].Sites[0]));
        return Enumerable.Range(0, _count).GroupBy(sets.Find).Where(g => rows.Contains(g.Key) || limits.Contains(g.Key))
            .Select(g => (g.ToArray(), rows[g.Key].ToArray(), limits[g.Key].ToArray()));
    }

    private SitingProblem ProblemOf(int[] columns, int[] rows, int[] limits)
    {
        var place = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        return new SitingProblem
        {
            Objective = SitingObjective.Lscp,
            Costs = SparseCosts.FromPairs(rows.Length, columns.Length, rows.SelectMany((r, i) => _rows[r].Select(j => (i, place[j], 0.0)))),
            // Columns that give up sort first, the outer before the inner: a search that opens sites in order may then open the inner.
            SiteIds = [.. columns.Select(j => (j < _columns ? "x" : "!") + j.ToString("D9", CultureInfo.InvariantCulture))],
            SiteCosts = [.. columns.Select(j => j < _columns && !_isFree(j) ? 1.0 : 0.0)],
            Limits = [.. limits.Select(l => new SiteLimit(
                Notice.AsIs("rule " + l.ToString("D9", CultureInfo.InvariantCulture)), [.. _limits[l].Sites.Select(j => place[j])],
                _limits[l].Coefficients, _limits[l].Most))],
        };
    }
}
