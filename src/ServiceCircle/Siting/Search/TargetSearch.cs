using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>Fewer sites for a covered share: take one away, swap to win the weight back, repeat.</summary>
internal sealed class TargetSearch(CoverSet set, double[] weight, double target, Effort effort)
{
    /// <summary>Opens sites beside those of the set until the target is covered; null if a rule is in the way.</summary>
    public List<int>? Run(bool byRatio) =>
        LocalSearch.Fill(set, effort, byRatio, () => Covered() >= target) && Covered() >= target ? Shrink() : null;

    /// <summary>The cheapest set found that still covers the target.</summary>
    private List<int> Shrink()
    {
        while (true)
        {
            Prune();
            List<int> best = [.. set.Open];
            int[] removable = [.. set.Open.Where(set.CanRemove)];
            if (removable.Length == 0 || effort.OutOfTime) return best;
            set.Remove(removable.MinBy(j => (set.LossOf(j) - set.Rules.Cost[j], j)));
            if (!WinBack() || set.Rules.CostOf(set.Open) >= set.Rules.CostOf(best) - Tolerance.Sum) return best;
        }
    }

    private bool WinBack()
    {
        for (bool improved = true; improved && Covered() < target && !effort.OutOfTime;)
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
        }
        return Covered() >= target;
    }

    /// <summary>Closes what the target does not need, dearest first.</summary>
    private void Prune()
    {
        double scale = weight.Length == 0 ? 1 : set.SoftWeight![0] / weight[0];
        while (true)
        {
            double spare = Covered() - target;
            int[] dear =
                [.. set.Open.Where(
                    j => set.Rules.Cost[j] > 0 && set.LossOf(j) / scale <= spare + Tolerance.Product && set.CanRemove(j))];
            if (dear.Length == 0) return;
            int dearest = dear.MinBy(j => (-set.Rules.Cost[j], set.LossOf(j), j));
            set.Remove(dearest);
            if (Covered() >= target) continue;
            set.Add(dearest);
            return;
        }
    }

    private double Covered()
    {
        double sum = 0;
        for (int i = 0; i < weight.Length; i++) if (set.CoversOf(i) > 0) sum += weight[i];
        return sum;
    }
}
