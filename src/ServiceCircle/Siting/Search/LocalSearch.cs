using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>Greedy, swaps and restarts over an <see cref="OpenSet"/>, the same for every model.</summary>
internal static class LocalSearch
{
    /// <summary>A penalty below this is none: gains are then compared with this instead.</summary>
    private const double LeastPenalty = 1e-3;

    /// <summary>
    /// Opens the fixed sites and what the "at least" rules ask for, then the site of best gain (less its cost) until none gains.
    /// Gains only shrink as sites open (submodularity), so an old gain is an upper bound: lazy evaluation (Minoux, 1978). By ratio: gain
    /// per cost. Before each opening beyond the forced ones it is asked whether there are enough, which ends the filling. False if a rule
    /// cannot be met so.
    /// </summary>
    public static bool Fill(OpenSet set, Effort effort, bool byRatio = false, Func<bool>? enough = null)
    {
        for (int j = 0; j < set.Rules.Count; j++)
            if (set.Rules.Start[j] == SiteState.Open && !set.Contains(j)) set.Add(j);
        for (int row = set.MissingRow(); row >= 0; row = set.MissingRow())
        {
            effort.Check();
            int best = -1;
            double bestGain = double.NegativeInfinity;
            foreach (int j in set.Rules.Rows[row].Sites)
            {
                if (!set.CanAdd(j) || !Helps(set, j, row)) continue;
                double gain = Merit(set, j, set.Gain(j), byRatio: false);
                if (gain > bestGain) (best, bestGain) = (j, gain);
            }
            if (best < 0) return false;
            set.Add(best);
        }
        var queue = new PriorityQueue<int, (double, int)>();
        foreach (int j in set.Candidates) if (set.CanAdd(j)) queue.Enqueue(j, (-Merit(set, j, set.Gain(j), byRatio), j));
        while (queue.TryDequeue(out int j, out (double Negative, int) key))
        {
            effort.Check();
            if (enough is not null && enough()) break;
            if (!set.CanAdd(j)) continue;
            double gain = set.Gain(j), merit = Merit(set, j, gain, byRatio);
            if (gain <= set.Rules.Cost[j]) continue;
            if (-merit > key.Negative && queue.TryPeek(out _, out (double Negative, int) next) && (-merit, j).CompareTo(next) > 0)
            {
                queue.Enqueue(j, (-merit, j));
                continue;
            }
            set.Add(j);
        }
        return true;
    }

    /// <summary>Closes what is not worth its cost, then swaps and adds while the objective falls (first improvement).</summary>
    public static void Descend(OpenSet set, int passes, Effort effort)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            bool improved = Drop(set);
            foreach (int j in set.Candidates)
            {
                if (set.Contains(j)) continue;
                if (effort.OutOfTime) return;
                double threshold = -Tolerance.Sum * Math.Max(LeastPenalty, Math.Abs(set.Penalty));
                if (set.CanAdd(j) && set.Rules.Cost[j] - set.Gain(j) < threshold)
                {
                    set.Add(j);
                    improved = true;
                    continue;
                }
                int f = set.BestSwap(j, out double change);
                if (f < 0 || change >= threshold) continue;
                set.Remove(f);
                set.Add(j);
                improved = true;
            }
            if (!improved) return;
        }
    }

    /// <summary>Closes sites whose loss is below their cost, dearest saving first.</summary>
    private static bool Drop(OpenSet set)
    {
        bool any = false;
        while (true)
        {
            int best = -1;
            double saving = Tolerance.Sum;
            foreach (int j in set.Open)
            {
                double s = set.Rules.Cost[j] - set.LossOf(j);
                if (s > saving + Tolerance.Product && set.CanRemove(j)) (best, saving) = (j, s);
            }
            if (best < 0) return any;
            set.Remove(best);
            any = true;
        }
    }

    /// <summary>Iterated local search: kick a few sites out at random, refill, descend; keep the better.</summary>
    public static List<int> Iterate(OpenSet set, int kicks, Random random, Effort effort)
    {
        List<int> best = [.. set.Open];
        double bestValue = set.Penalty + set.Rules.CostOf(set.Open);
        for (int kick = 0; kick < kicks && !effort.OutOfTime; kick++)
        {
            int strength = Math.Max(2, Math.Min(set.Open.Count / 4, 2 + random.Next(4)));
            for (int k = 0; k < strength; k++)
            {
                int leave = set.Open.Count == 0 ? -1 : set.Open[random.Next(set.Open.Count)];
                if (leave >= 0 && set.CanRemove(leave)) set.Remove(leave);
                int enter = set.Candidates.Length == 0 ? -1 : set.Candidates[random.Next(set.Candidates.Length)];
                if (enter >= 0 && set.CanAdd(enter)) set.Add(enter);
            }
            if (!Fill(set, effort)) break;
            Descend(set, 30, effort);
            double value = set.Penalty + set.Rules.CostOf(set.Open);
            if (value < bestValue - Tolerance.For(bestValue, Tolerance.Sum)) (best, bestValue) = ([.. set.Open], value);
            else Load(set, best);
        }
        Load(set, best);
        return best;
    }

    /// <summary>Makes the set exactly these sites.</summary>
    public static void Load(OpenSet set, IReadOnlyList<int> sites)
    {
        var wanted = new HashSet<int>(sites);
        for (int k = set.Open.Count - 1; k >= 0; k--) if (!wanted.Contains(set.Open[k])) set.Remove(set.Open[k]);
        foreach (int j in sites) if (!set.Contains(j)) set.Add(j);
    }

    /// <summary>Opens these sites as far as the rules allow, and no others.</summary>
    public static void LoadAllowed(OpenSet set, IReadOnlyList<int> sites)
    {
        Load(set, []);
        foreach (int j in sites) if (set.CanAdd(j)) set.Add(j);
    }

    private static bool Helps(OpenSet set, int site, int row)
    {
        foreach ((int r, double a) in set.Rules.RowsOf(site)) if (r == row) return a < 0;
        return false;
    }

    private static double Merit(OpenSet set, int site, double gain, bool byRatio) =>
        byRatio && set.Rules.Cost[site] > 0 ? gain / set.Rules.Cost[site] : gain - set.Rules.Cost[site];
}
