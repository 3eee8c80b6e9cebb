using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Explain;

/// <summary>One way to ask for less.</summary>
/// <param name="Open">Asks for as little as this way can; null where it does not apply.</param>
/// <param name="Least">
/// The smallest step this way with which the problem is known to have an answer, and that step on any other problem; null if none is known.
/// </param>
/// <param name="IsOne">Whether it drops one of many rules that another way drops together; such are tried alone only.</param>
internal sealed record Loosening(
    Func<SitingProblem, SitingProblem?> Open, Func<SitingProblem, (Notice Change, Func<SitingProblem, SitingProblem> Apply)?> Least,
    bool IsOne = false)
{
    /// <summary>A way without degrees: all of it or nothing.</summary>
    public static Loosening Whole(Notice change, Func<SitingProblem, SitingProblem> apply, bool isOne = false) =>
        new(apply, _ => (change, apply), isOne);
}

/// <summary>The ways in which a planner can ask for less, those first that are easiest to follow.</summary>
internal sealed class Loosenings(Instance instance, AnswerTest test)
{
    /// <summary>Pairs to keep apart are looked at one by one up to this many, units and tiers up to <see cref="MostUnits"/>.</summary>
    private const int MostPairs = 30, MostUnits = 100;

    /// <summary>A share that any covered demand reaches; a share of 0 is no question.</summary>
    private const double LeastShare = 1e-9;

    public IEnumerable<Loosening> All()
    {
        SitingProblem problem = instance.Problem;
        bool mustServeAll = problem.Objective != SitingObjective.Mclp && problem.UnservedCost is null && problem.TargetShare is null;
        if (problem.P is not null) yield return new Loosening(p => p with { P = p.Costs.SiteCount }, MoreSites);
        if (problem.Budget is not null) yield return new Loosening(p => p with { Budget = p.SiteCosts!.Sum() }, MoreMoney);
        if (instance.Uncoverable() is { Length: > 0 } unreached)
        {
            double[] radii =
                [.. unreached.Select(i => instance.NearestCost(i)).OfType<double>()
                    .Select(c => Printable.Up(instance.Problem.Words.Shown(c))).Distinct().Order()];
            if (radii.Length > 0) yield return new Loosening(p => Wider(p, radii[^1]), p => Farther(p, mustServeAll ? radii[^1..] : radii));
            if (mustServeAll && !problem.SkipUncoverable)
                yield return Loosening.Whole(new("siting/helps-skip", ("count", unreached.Length)), p => p with { SkipUncoverable = true });
        }
        if (problem.TargetShare is not null) yield return new Loosening(p => p with { TargetShare = LeastShare }, LowerShare);
        if (problem.Capacities is not null) yield return new Loosening(p => Larger(p, instance.TotalWeight), LargerSites);
        if (problem.Capacities is not null && instance.Whole)
            yield return Loosening.Whole(new Notice("siting/helps-split"), p => p with { Assignment = AssignmentRule.Split });
        foreach (Loosening rule in Rules(problem)) yield return rule;
        if (problem.Statuses?.Contains(SiteStatus.Fixed) == true)
            yield return Loosening.Whole(
                new Notice("siting/helps-closable"),
                p => p with { Statuses = [.. p.Statuses!.Select(s => s == SiteStatus.Fixed ? SiteStatus.Closable : s)] });
    }

    /// <summary>The rules all of a kind together, and where that helps one by one.</summary>
    private IEnumerable<Loosening> Rules(SitingProblem problem)
    {
        static SiteGroup Without(SiteGroup g, bool least) => least ? g with { Minimum = 0 } : g with { Maximum = g.Sites.Count };
        static SiteTier Free(SiteTier t, bool least) => least ? t with { Minimum = 0 } : t with { Maximum = t.Sites.Count };
        foreach (bool least in (bool[])[true, false])
        {
            Notice Name(Notice of, int minimum, int? maximum) =>
                least ? Instance.AtLeast(minimum, of) : Instance.AtMost(maximum!.Value, of);
            foreach (SiteTier tier in problem.Tiers.Where(t => least ? t.Minimum > 0 : t.Maximum is not null))
                yield return Dropping(
                    Name(Instance.NameOf(tier), tier.Minimum, tier.Maximum), false,
                    p => p with { Tiers = [.. p.Tiers.Select(t => t.Name == tier.Name ? Free(t, least) : t)] });
            SiteGroup[] groups = [.. problem.Groups.Where(g => least ? g.Minimum > 0 : g.Maximum is not null)];
            foreach (SiteGroup group in groups.Length <= MostUnits ? groups : [])
                yield return Dropping(
                    Name(Instance.NameOf(group), group.Minimum, group.Maximum), groups.Length > 1,
                    p => p with { Groups = [.. p.Groups.Select(g => g.Name == group.Name ? Without(g, least) : g)] });
            if (groups.Length > 1)
                yield return Loosening.Whole(
                    new Notice(least ? "siting/helps-no-least" : "siting/helps-no-most"),
                    p => p with { Groups = [.. p.Groups.Select(g => Without(g, least))] });
        }
        foreach ((int a, int b) in problem.Apart.Count <= MostPairs ? problem.Apart : [])
            yield return Dropping(
                instance.Apart(a, b), problem.Apart.Count > 1, p => p with { Apart = [.. p.Apart.Where(pair => pair != (a, b))] });
        if (problem.Apart.Count > 1) yield return Loosening.Whole(new Notice("siting/helps-no-distance"), p => p with { Apart = [] });
    }

    private static Loosening Dropping(Notice rule, bool isOne, Func<SitingProblem, SitingProblem> apply) =>
        Loosening.Whole(new Notice("siting/helps-without", ("rule", rule)), apply, isOne);

    private (Notice, Func<SitingProblem, SitingProblem>)? MoreSites(SitingProblem problem)
    {
        SitingSolution fewest = test.FewestSites(problem);
        if (fewest.Objective is not { } objective || (int)Math.Round(objective) is var enough && enough <= problem.P) return null;
        int needed = fewest.Status == SitingStatus.Optimal ? enough : Math.Max(problem.P!.Value + 1, Tolerance.RoundUp(fewest.Bound ?? 0));
        int count = enough - problem.P!.Value;
        Notice change = needed == enough
            ? new("siting/helps-sites", ("count", count), ("p", enough))
            : new("siting/helps-sites-bound", ("count", count), ("p", enough), ("least", needed));
        return (change, p => p with { P = enough });
    }

    private (Notice, Func<SitingProblem, SitingProblem>)? MoreMoney(SitingProblem problem)
    {
        SitingSolution cheapest = test.LeastCost(problem);
        if (cheapest.Objective is not { } objective) return null;
        double budget = Printable.Up(objective);
        Notice change = cheapest.Status == SitingStatus.Optimal ? new("siting/helps-budget", ("budget", budget))
            : new("siting/helps-budget-bound", ("budget", budget),
                ("least", Printable.Up(Math.Max(problem.Budget!.Value, cheapest.Bound ?? 0))));
        return (change, p => p with { Budget = budget });
    }

    private (Notice, Func<SitingProblem, SitingProblem>)? LowerShare(SitingProblem problem)
    {
        double percent = test.MostCovered(problem).Objective is { } most ? Printable.Down(100 * most / instance.TotalWeight) : 0;
        if (!(percent > 0)) return null;
        double share = Math.Round(percent / 100, 12);
        return (new Notice("siting/helps-share", ("percent", percent), ("target", share)), p => p with { TargetShare = share });
    }

    /// <summary>The least of these radii that helps; each of them makes more possible than the one before.</summary>
    private (Notice, Func<SitingProblem, SitingProblem>)? Farther(SitingProblem problem, double[] radii)
    {
        int low = 0, high = radii.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (test.Exists(Wider(problem, radii[middle])) == true) high = middle;
            else low = middle + 1;
        }
        return (new Notice(problem.Tiers.Count == 0 ? "siting/helps-radius" : "siting/helps-radius-tiers", ("radius", radii[high])),
            p => Wider(p, radii[high]));
    }

    private SitingProblem Wider(SitingProblem problem, double shown)
    {
        double limit = problem.Words.LimitOf(shown);
        return problem with
        {
            Costs = instance.WideCosts,
            Radius = Math.Max(limit, problem.Radius ?? 0),
            Tiers = [.. problem.Tiers.Select(t => t with { Radius = Math.Max(limit, t.Radius ?? problem.Radius ?? 0) })],
        };
    }

    /// <summary>New sites that all hold at least the least whole number that helps.</summary>
    private (Notice, Func<SitingProblem, SitingProblem>)? LargerSites(SitingProblem problem)
    {
        double low = 0, high = Math.Ceiling(instance.TotalWeight);
        while (high - low > 1 && !test.IsOver)
        {
            double middle = Math.Floor((low + high) / 2);
            if (test.Exists(Larger(problem, middle)) == true) high = middle;
            else low = middle;
        }
        return (new Notice("siting/helps-capacity", ("capacity", high)), p => Larger(p, high));
    }

    private static SitingProblem Larger(SitingProblem problem, double least) => problem with
    {
        Capacities = [.. problem.Capacities!.Select((q, j) => problem.StatusOf(j) == SiteStatus.Candidate ? Math.Max(q, least) : q)],
    };
}

/// <summary>Numbers with few digits that may be followed as printed: rounded towards the side that helps.</summary>
file static class Printable
{
    private const int LeastDecimals = 2, MostDecimals = 9, Figures = 5;

    /// <summary>The least number of few digits that is not below, and the greatest that is not above.</summary>
    public static double Up(double value) => Round(value, Math.Ceiling, 1);
    public static double Down(double value) => Round(value, Math.Floor, -1);

    private static double Round(double value, Func<double, double> whole, int side)
    {
        if (value == 0) return 0;
        int decimals = Math.Clamp(Figures - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), LeastDecimals, MostDecimals);
        double scale = Math.Pow(10, decimals), rounded = Math.Round(whole(value * scale) / scale, decimals);
        // 0.29 x 100 is a little more or less than 29.
        double nearest = Math.Round(value, decimals);
        if (nearest == value) return value;
        return side * (rounded - value) >= 0 ? rounded : Math.Round(rounded + side / scale, decimals);
    }
}
