using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// What a search found, in the relaxation's own (minimised) terms: the best set, ascending, and its value (null and infinite if none);
/// nothing exists below the bound, which is at or above the objective when proven, and infinite if proven empty.
/// </summary>
internal readonly record struct SearchResult(List<int>? Open, double Objective, double Bound, (int Demands, int Sites) Reduced = default)
{
    public static SearchResult Empty { get; } = new(null, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Whether it is proven that there is no answer (below the limit asked).</summary>
    public bool IsEmpty => Open is null && double.IsPositiveInfinity(Bound);
}

/// <summary>
/// Best-first branch and bound over open and closed sites with Lagrangian bounds and reduced-value fixing at every node
/// (Christofides and Beasley, 1982, for the p-median). Stops at the limits with the bound of the nodes that are left. The model's own
/// objective is the whole less the minimised value (0: that itself); the gap limit refers to it.
/// </summary>
internal sealed class BranchAndBound(Relaxation relaxation, Effort effort, double whole = 0)
{
    private const int NodeIterations = 120, RootChunk = 100, IntensifyEvery = 32;

    private readonly SiteRules _rules = relaxation.Rules;
    private readonly LagrangianDual _dual = new(relaxation, effort);
    private readonly HashSet<long> _tried = [];
    private List<int>? _best;
    private double _below, _goodEnough, _objective = double.PositiveInfinity, _unresolved = double.PositiveInfinity;
    private double? _least;

    private sealed record Node(SiteState[] State, double[] Multipliers, int Depth);

    /// <summary>Searches for a set of least value below a limit, from a known one; stops as soon as one is good enough.</summary>
    public SearchResult Solve(
        double below = double.PositiveInfinity, double goodEnough = double.NegativeInfinity, IReadOnlyList<int>? known = null)
    {
        (_below, _goodEnough) = (below, goodEnough);
        var root = (SiteState[])_rules.Start.Clone();
        if (!_rules.Propagate(root)) return SearchResult.Empty;
        try
        {
            return Result(Search(root, known));
        }
        catch (TimeoutException)
        {
            // No value of a model is below 0.
            return Result(Math.Max(0, _least ?? _dual.Bound));
        }
    }

    /// <summary>The bound of what is left when it ends.</summary>
    private double Search(SiteState[] root, IReadOnlyList<int>? known)
    {
        if (known is not null) Offer([.. known]);
        foreach (List<int> start in relaxation.Starts())
        {
            Offer(start);
            if (_objective <= _goodEnough) break;
        }
        if (_objective <= _goodEnough) return double.NegativeInfinity;

        _dual.Start(relaxation.InitialMultipliers(_best), root, 1.0);
        RunRoot(root);
        if (IsDone(_dual.Bound)) return _dual.Bound;
        relaxation.Forget(root);
        Intensify(0);
        return Branch(root);
    }

    private void RunRoot(SiteState[] root)
    {
        int step = 0, working = _rules.Count;
        while (step < effort.Options.RootIterations && !Closes(_dual.Bound) && !effort.OutOfTime)
        {
            int chunk = Math.Min(RootChunk, effort.Options.RootIterations - step);
            _dual.Run(root, Cutoff, Ceiling, chunk, () =>
            {
                if (++step % 25 == 0 && !effort.OutOfTime) Try(_dual.Selected, thorough: step % 100 == 0);
                return Closes(_dual.Bound) ? double.NegativeInfinity : Cutoff;
            });
            if (_dual.Converged) return;
            int alive = root.Count(s => s != SiteState.Closed);
            if (alive > 0.8 * working) continue;
            relaxation.Forget(root);
            working = alive;
        }
    }

    private double Branch(SiteState[] root)
    {
        var queue = new PriorityQueue<Node, (double Bound, int Depth, int Number)>();
        int number = 0;
        queue.Enqueue(new Node(root, (double[])_dual.Center.Clone(), 0), (_dual.Bound, 0, number++));
        while (queue.TryPeek(out Node? node, out (double Bound, int Depth, int Number) priority))
        {
            if (IsDone(Math.Min(priority.Bound, _unresolved))) return priority.Bound;
            if (effort.OutOfTime || effort.Nodes >= effort.Options.NodeLimit) return priority.Bound;
            _least = priority.Bound;
            queue.Dequeue();
            effort.Count(nodes: 1);
            SiteState[] state = node.State;
            if (!_rules.Propagate(state) || IsLeaf(state)) continue;
            _dual.Start(node.Multipliers, state, node.Depth == 0 ? 0.5 : 0.3);
            _dual.Run(state, Cutoff, Ceiling, node.Depth == 0 ? 400 : NodeIterations);
            double bound = Math.Max(_dual.Bound, priority.Bound);
            if (bound >= Cutoff || !_rules.Propagate(state) || IsLeaf(state)) continue;
            if (number % 16 == 1) Try(_dual.Selected, thorough: false);
            if (effort.Nodes % IntensifyEvery == 0) Intensify(effort.Nodes / IntensifyEvery);
            if (bound >= Cutoff) continue;
            int site = BranchingSite(state);
            var multipliers = (double[])_dual.Center.Clone();
            for (int side = 0; side < 2; side++)
            {
                SiteState[] child = side == 0 ? (SiteState[])state.Clone() : state;
                child[site] = side == 0 ? SiteState.Open : SiteState.Closed;
                queue.Enqueue(new Node(child, multipliers, node.Depth + 1), (bound, -(node.Depth + 1), number++));
            }
        }
        return double.PositiveInfinity;
    }

    /// <summary>Whether a node has nothing left to decide; it is then evaluated exactly.</summary>
    private bool IsLeaf(SiteState[] state)
    {
        foreach (SiteState s in state) if (s == SiteState.Free) return false;
        var open = new List<int>();
        for (int j = 0; j < state.Length; j++) if (state[j] == SiteState.Open) open.Add(j);
        double value = relaxation.Evaluate(open, exact: true, out double bound);
        if (bound < value) _unresolved = Math.Min(_unresolved, bound);
        Take(open, value);
        return true;
    }

    private int BranchingSite(SiteState[] state)
    {
        int best = -1;
        double bestScore = double.NegativeInfinity;
        for (int j = 0; j < state.Length; j++)
        {
            if (state[j] != SiteState.Free) continue;
            double score = Math.Min(_dual.Primal[j], 1 - _dual.Primal[j]);
            if (score > bestScore) (best, bestScore) = (j, score);
        }
        return best;
    }

    private void Try(List<int> sites, bool thorough)
    {
        long hash = 17;
        foreach (int j in sites.Order()) hash = unchecked(hash * 1_000_003 + j + 1);
        if (_tried.Add(hash) && relaxation.Improve(sites, thorough) is { } better) Offer(better);
    }

    private void Intensify(int round)
    {
        if (_best is not null && relaxation.Intensify(_best, round) is { } better) Offer(better);
    }

    private void Offer(List<int> open)
    {
        if (_rules.Allows(open)) Take(open, relaxation.Evaluate(open, exact: false, out _));
    }

    private void Take(List<int> open, double value)
    {
        if (value < _objective) (_objective, _best) = (value, [.. open.Order()]);
    }

    private double Ceiling => Math.Min(_objective, _below);

    /// <summary>A node whose bound is this high holds nothing better: better answers are at least one granule lower.</summary>
    private double Cutoff => double.IsPositiveInfinity(Ceiling) ? Ceiling : Granularity.Better(Ceiling, relaxation.Granularity);

    private bool Closes(double bound)
    {
        double gap = effort.Options.GapLimit;
        return bound >= Cutoff || (gap > 0 && _best is not null && _objective - bound <= gap * Math.Abs(_objective - whole));
    }

    private bool IsDone(double bound) => _objective <= _goodEnough || Closes(bound);

    private SearchResult Result(double bound)
    {
        bound = Math.Min(bound, _unresolved);
        if (relaxation.Granularity > 0 && double.IsFinite(bound)) bound = Granularity.RoundUp(bound, relaxation.Granularity);
        // Sites were fixed against the ceiling, so nothing is claimed above it.
        if (bound > Granularity.Better(Ceiling, 0)) bound = Ceiling;
        return new SearchResult(_best, _objective, bound, (relaxation.Lower.Length, _rules.Count));
    }
}
