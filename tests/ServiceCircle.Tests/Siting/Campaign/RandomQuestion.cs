using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting.Campaign;

/// <summary>Random studies with random combinations of everything that the site command can ask; whole numbers throughout.</summary>
internal static class RandomQuestion
{
    /// <summary>Every tenth is too large to be proven in its second: undivided communities in sites that hold hardly enough.</summary>
    public static bool IsLarge(int seed) => seed % 10 == 7;

    /// <summary>The time that the command would be given.</summary>
    public static TimeSpan Limit(int seed) => TimeSpan.FromSeconds(IsLarge(seed) ? 1 : 20);

    public static SitingProblem Of(int seed)
    {
        var random = new Random(7919 * seed + 13);
        bool Maybe(double share) => random.NextDouble() < share;
        bool isLarge = IsLarge(seed);
        int demands = isLarge ? random.Next(200, 400) : random.Next(15, 55), existing = random.Next(4),
        sites = existing + (isLarge ? random.Next(40, 70) : random.Next(6, 22));
        (int X, int Y)[] homes = [.. Enumerable.Range(0, demands).Select(_ => (random.Next(1000), random.Next(1000)))],
        places = [.. Enumerable.Range(0, sites).Select(_ => (random.Next(1000), random.Next(1000)))];
        int Distance((int X, int Y) a, (int X, int Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);
        double[] weights = [.. Enumerable.Range(0, demands).Select(_ => Maybe(0.05) ? 0.0 : random.Next(1, 60))];
        var objective = (SitingObjective)random.Next(6);
        bool covers = objective is SitingObjective.Lscp or SitingObjective.Mclp or SitingObjective.BackupCoverage;
        int longest = Maybe(0.5) ? 2000 : random.Next(700, 1200), p = random.Next(0, 6) + (isLarge ? 5 : 0);
        int[] Some(int least, int most) => [.. Enumerable.Range(0, sites).OrderBy(_ => random.Next()).Take(random.Next(least, most + 1))];
        var problem = new SitingProblem
        {
            Objective = objective,
            Costs = SparseCosts.FromPairs(
                demands, sites,
                from i in Enumerable.Range(0, demands)
                from j in Enumerable.Range(0, sites)
                where Distance(
                    homes[i], places[j]) <= longest
                select (i, j, (double)Distance(homes[i], places[j]))),
            Weights = weights,
            P = objective is SitingObjective.Lscp or SitingObjective.BackupCoverage && Maybe(0.6) ? null : p,
            Radius = covers ? random.Next(250, 700) : Maybe(0.3) ? random.Next(600, 1200) : null,
            SkipUncoverable = Maybe(0.5),
            TargetShare = objective == SitingObjective.Lscp && Maybe(0.5) ? random.Next(40, 101) / 100.0 : null,
            Statuses =
                [.. Enumerable.Range(0, sites)
                    .Select(j => j < existing ? (SiteStatus)random.Next(1, 4) : Maybe(0.08) ? SiteStatus.Excluded : SiteStatus.Candidate)],
        };
        if (isLarge)
        {
            double each = weights.Sum() / (p + problem.Statuses!.Count(s => s == SiteStatus.Fixed));
            return problem with
            {
                Objective =
                    new[] { SitingObjective.PMedian, SitingObjective.Mclp, SitingObjective.Lscp, SitingObjective.PCenter }[seed / 10 % 4],
                Radius = seed / 10 % 4 is 1 or 2 ? 700 : null,
                TargetShare = null,
                P = p,
                Capacities = [.. Enumerable.Range(0, sites).Select(_ => Math.Round(each * (0.95 + 0.2 * random.NextDouble())))],
                Assignment = AssignmentRule.Whole,
            };
        }
        if (Maybe(0.35) && objective is not (SitingObjective.BackupCoverage or SitingObjective.WorstFirst))
        {
            double each = weights.Sum() / Math.Max(1, p + existing);
            problem = problem with
            {
                Capacities = [.. Enumerable.Range(0, sites).Select(_ => Math.Round(each * (0.6 + random.NextDouble())))],
                Assignment = Maybe(0.5) ? AssignmentRule.Whole : AssignmentRule.Split,
            };
        }
        if (Maybe(0.35))
        {
            // A budget needs costs; without one only set covering looks at them.
            bool limited = objective != SitingObjective.Lscp || Maybe(0.6);
            problem =
                problem with
                {
                    SiteCosts = [.. Enumerable.Range(0, sites).Select(j => j < existing ? 0.0 : random.Next(1, 20))],
                    Budget = limited ? random.Next(0, 12 * (p + 1)) : null
                };
        }
        if (Maybe(0.3))
            problem =
                problem with
                {
                    Apart = [.. from a in Enumerable.Range(0, sites) from b in Enumerable.Range(
                    a + 1, sites - a - 1) where b >= existing && Distance(places[a], places[b]) < 220 select (a, b)]
                };
        if (Maybe(0.35))
        {
            int third = Math.Max(1, sites / 3), least = random.Next(0, 3), most = least + random.Next(0, 3);
            problem =
                problem with
                {
                    Groups = [.. Enumerable.Range(0, 3)
                    .Select(g => new SiteGroup(
                        $"unit {g}", [.. Enumerable.Range(g * third, third).Where(j => j < sites)], least, Maybe(0.5) ? most : null))]
                };
        }
        if (covers && Maybe(0.25))
        {
            problem = problem with
            {
                Tiers = [new SiteTier(
                    "station", [.. Enumerable.Range(existing, sites - existing).Where(j => j % 2 == 0)], problem.Radius, Maybe(0.4)
                        ? 1 : 0),
                    new SiteTier(
                        "centre", [.. Enumerable.Range(existing, sites - existing).Where(j => j % 2 == 1)], problem.Radius!.Value * 1.25,
                        0, random.Next(1, 4))],
                Limits = [new SiteLimit(Notice.AsIs("one tier at a place"), Some(2, 2), [1, 1], 1)],
            };
        }
        return problem;
    }
}
