using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>Fewer sites for a covered share: take one away, swap to win the weight back, repeat.</summary>
internal static class TargetSearch
{
    /// <summary>Opens sites until the target is covered; false if a rule is in the way.</summary>
    public static bool Fill(CoverSet set, double[] weight, double target, bool byRatio, Effort effort) =>
        LocalSearch.Fill(set, effort, byRatio, () => Covered(set, weight) >= target);

    /// <summary>The cheapest set found that still covers the target; null if even the start does not.</summary>
    public static List<int>? Shrink(CoverSet set, double[] weight, double target, Effort effort)
    {
        if (Covered(set, weight) < target) return null;
        while (true)
        {
            Prune(set, weight, target);
            List<int> best = [.. set.Open];
            int least = -1;
            foreach (int j in set.Open)
                if (set.CanRemove(j)
                    && (least < 0
                        || (set.LossOf(j) - set.Rules.Cost[j], j).CompareTo((set.LossOf(least) - set.Rules.Cost[least], least)) < 0))
                    least = j;
            if (least < 0 || effort.OutOfTime) return best;
            set.Remove(least);
            if (!WinBack(set, weight, target, effort) || set.Rules.CostOf(set.Open) >= set.Rules.CostOf(best) - Tolerance.Sum) return best;
        }
    }

    private static bool WinBack(CoverSet set, double[] weight, double target, Effort effort)
    {
        for (bool improved = true; improved && Covered(set, weight) < target;)
        {
            improved = false;
            foreach (int j in set.Candidates)
            {
                if (effort.OutOfTime) break;
                if (set.Contains(j)) continue;
                int f = set.BestSwap(j, out double change);
                if (f < 0 || change >= -Tolerance.Sum * set.Penalty - Tolerance.Sum) continue;
                set.Remove(f);
                set.Add(j);
                improved = true;
            }
            if (effort.OutOfTime) break;
        }
        return Covered(set, weight) >= target;
    }

    /// <summary>Closes what the target does not need, dearest first.</summary>
    private static void Prune(CoverSet set, double[] weight, double target)
    {
        double spare = Covered(set, weight) - target, scale = Scale(set, weight);
        while (true)
        {
            int best = -1;
            foreach (int j in set.Open)
            {
                if (set.Rules.Cost[j] <= 0 || set.LossOf(j) / scale > spare + Tolerance.Product || !set.CanRemove(j)) continue;
                if (best < 0 || (-set.Rules.Cost[j], set.LossOf(j), j).CompareTo((-set.Rules.Cost[best], set.LossOf(best), best)) < 0)
                    best = j;
            }
            if (best < 0) return;
            set.Remove(best);
            if (Covered(set, weight) < target)
            {
                set.Add(best);
                return;
            }
            spare = Covered(set, weight) - target;
        }
    }

    private static double Scale(CoverSet set, double[] weight) => weight.Length == 0 ? 1 : set.SoftWeight![0] / weight[0];

    private static double Covered(CoverSet set, double[] weight)
    {
        double sum = 0;
        for (int i = 0; i < weight.Length; i++) if (set.CoversOf(i) > 0) sum += weight[i];
        return sum;
    }
}
