using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>Turns a model's answer into the caller's terms: who goes where, and the chosen sites, those that help most first.</summary>
internal static class SolutionBuilder
{
    /// <summary>A gap of an objective of 0 stays a number.</summary>
    private const double LeastDivisor = 1e-12;

    public static SitingSolution Build(Instance instance, ModelAnswer answer)
    {
        List<int> open = answer.Open is null ? [] : [.. answer.Open.Order()];
        if (answer.Flow is null) DropIdle(instance, open);
        List<(int Demand, int Site, double Weight)> flow = answer.Open is null ? [] : answer.Flow ?? Nearest(instance, open);
        double? gap = answer.Objective is not { } value || answer.Bound is not { } bound ? null
            : value == bound ? 0 : Math.Abs(value - bound) / Math.Max(Math.Abs(value), LeastDivisor);
        bool IsNew(int j) => instance.StatusOf(j) == SiteStatus.Candidate;
        HashSet<int> opened = [.. open.Select(j => instance.Sites[j])];
        return new SitingSolution
        {
            Status = answer.Status,
            Objective = answer.Objective,
            Bound = answer.Bound,
            Gap = gap,
            Chosen = [.. ByMarginalGain(instance, open).Select(j => instance.Sites[j])],
            ExistingKept = [.. open.Where(j => !IsNew(j)).Select(j => instance.Sites[j]).Order()],
            Closed = answer.Open is null ? [] : [.. instance.Problem.Standing().Where(j => !opened.Contains(j))],
            Assignments = [.. flow.Select(f => Assign(instance, f)).OrderBy(a => a.Demand).ThenBy(a => a.Site)],
            CoveredWeight = flow.Sum(f => f.Weight),
            TotalWeight = instance.TotalWeight,
            SecondStage = answer.SecondStage,
            SitesNeeded = answer.SitesNeeded,
            Why = answer.Why,
            Remedies = answer.Remedies,
            Unmet = [.. answer.Unmet.Select(instance.AsUnmet)],
            Nodes = instance.Effort.Nodes,
            Iterations = instance.Effort.Iterations,
            Reduced = answer.Reduced,
            Elapsed = instance.Effort.Elapsed,
            Seed = instance.Effort.Options.Seed,
        };
    }

    private static Assignment Assign(Instance instance, (int Demand, int Site, double Weight) f)
    {
        (int demand, int site) = (instance.Demands[f.Demand], instance.Sites[f.Site]);
        return new Assignment(demand, site, f.Weight, instance.Problem.Costs[demand, site] ?? 0);
    }

    /// <summary>Everyone to the nearest open site; of equals the first in canonical order. Not where leaving out is cheaper.</summary>
    private static List<(int Demand, int Site, double Weight)> Nearest(Instance instance, List<int> open)
    {
        bool[] isOpen = instance.Rules.Mask(open);
        var flow = new List<(int, int, double)>();
        for (int i = 0; i < instance.Weight.Length; i++)
        {
            int best = -1;
            double cost = double.PositiveInfinity;
            for (int k = instance.Within.First[i]; k < instance.Within.First[i + 1]; k++)
            {
                int j = instance.Within.Index[k];
                if (!isOpen[j]) continue;
                double c = instance.Within.Value is null
                    ? instance.Problem.Costs[instance.Demands[i], instance.Sites[j]]!.Value : instance.Within.CostAt(k);
                if (c < cost) (best, cost) = (j, c);
            }
            if (best >= 0 && !(cost > instance.Problem.UnservedCost)) flow.Add((i, best, instance.Weight[i]));
        }
        return flow;
    }

    /// <summary>New sites that nobody needs are not built: their demand has another open site as near, and no rule asks for them.</summary>
    private static void DropIdle(Instance instance, List<int> open)
    {
        if (instance.Problem.Objective is SitingObjective.BackupCoverage or SitingObjective.Lscp) return;
        while (!instance.Effort.OutOfTime)
        {
            HashSet<int> used = [.. Nearest(instance, open).Select(f => f.Site)];
            int idle = open.FindLastIndex(j => !used.Contains(j) && instance.StatusOf(j) == SiteStatus.Candidate
                && instance.Rules.Allows([.. open.Where(k => k != j)]));
            if (idle < 0) return;
            open.RemoveAt(idle);
        }
    }

    /// <summary>The new sites, always the one next that adds most: weight covered, or for cost models cost saved.</summary>
    private static List<int> ByMarginalGain(Instance instance, List<int> open)
    {
        bool byCost = !instance.Problem.Objective.IsCovering();
        var entries = open.ToDictionary(j => j, _ => new List<(int Demand, double Cost)>());
        double worst = 0;
        for (int i = 0; i < instance.Weight.Length; i++)
        {
            for (int k = instance.Within.First[i]; k < instance.Within.First[i + 1]; k++)
            {
                if (!entries.TryGetValue(instance.Within.Index[k], out List<(int, double)>? list)) continue;
                double cost = byCost ? instance.Within.CostAt(k) : 0;
                worst = Math.Max(worst, cost);
                list.Add((i, cost));
            }
        }
        double[] current = [.. Enumerable.Repeat(worst + 1, instance.Weight.Length)];
        double Gain(int j) => entries[j].Sum(e => instance.Weight[e.Demand] * Math.Max(0, current[e.Demand] - e.Cost));
        void Take(int j)
        {
            foreach ((int i, double cost) in entries[j]) current[i] = Math.Min(current[i], cost);
        }
        List<int> order = [], left = [.. open.Where(j => instance.StatusOf(j) == SiteStatus.Candidate)];
        foreach (int j in open.Except(left)) Take(j);
        while (left.Count > 0)
        {
            int best = left.MaxBy(j => (Gain(j), -j));
            left.Remove(best);
            order.Add(best);
            Take(best);
        }
        return order;
    }
}
