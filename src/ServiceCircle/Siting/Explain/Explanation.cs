using ServiceCircle.Siting.Models;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Explain;

/// <summary>What is in the way of an answer, and which changes help: all of it found by solving the changed problem itself.</summary>
internal static class Explanation
{
    private const int MostShown = 3;

    /// <summary>The least time that may be spent on it; beyond that, no more than twice what the problem took.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(10);

    /// <summary>The same answer with its reason and what helps, as far as the time allows.</summary>
    public static ModelAnswer AddTo(ModelAnswer answer, Instance instance, Func<SitingProblem, SitingOptions, SitingSolution> solve)
    {
        TimeSpan most = instance.Effort.Elapsed * 2, left = instance.Effort.Left;
        if (most < AtLeast) most = AtLeast;
        var effort = new Effort(instance.Effort.Options with { TimeLimit = most < left ? most : left });
        var test = new AnswerTest(solve, effort);
        SitingProblem problem = instance.Problem;
        List<Loosening> ways = [.. new Loosenings(instance, test).All()];
        List<Remedy> remedies = [.. Single(problem, ways, test).Take(MostShown)];
        if (remedies.Count == 0 && Together(problem, [.. ways.Where(w => !w.IsOne)], test) is { } both) remedies.Add(both);
        return answer with { Why = Reason(instance, answer.Why!, remedies), Remedies = remedies };
    }

    private static IEnumerable<Remedy> Single(SitingProblem problem, List<Loosening> ways, AnswerTest test)
    {
        foreach (Loosening way in ways)
        {
            if (test.IsOver) yield break;
            if (test.Exists(way.Open(problem)!) == true && way.Least(problem) is (Notice change, { } apply) && test.Solves(apply(problem)))
                yield return new Remedy([change]);
        }
    }

    /// <summary>Changes of which none may be missing: all at once, then each taken back that is not needed.</summary>
    private static Remedy? Together(SitingProblem problem, List<Loosening> ways, AnswerTest test)
    {
        SitingProblem Opened(SitingProblem from, IEnumerable<Loosening> by) => by.Aggregate(from, (p, way) => way.Open(p)!);
        List<Loosening> needed = [.. ways];
        if (needed.Count < 2 || test.Exists(Opened(problem, needed)) != true) return null;
        foreach (Loosening way in Enumerable.Reverse(ways))
            if (test.Exists(Opened(problem, needed.Where(w => w != way))) == true) needed.Remove(way);
        var changes = new List<Notice>();
        SitingProblem changed = problem;
        for (int k = 0; k < needed.Count; k++)
        {
            if (needed[k].Least(Opened(changed, needed.Skip(k + 1))) is not (Notice change, { } apply)) return null;
            changes.Add(change);
            changed = apply(changed);
        }
        return test.Solves(changed) ? new Remedy(changes) : null;
    }

    /// <summary>Which rule is in the way, where the model itself did not say.</summary>
    private static Notice Reason(Instance instance, Notice why, List<Remedy> remedies)
    {
        if (why.Key != Infeasibility.RulesTogether.Key) return why;
        SiteRules rules = instance.Rules;
        foreach (SiteRow row in rules.Rows)
        {
            var alone = new SiteRules(rules.Cost, rules.Counted, int.MaxValue, rules.Start, [row]);
            if (!alone.Propagate((SiteState[])rules.Start.Clone())) return new Notice("siting/rule-alone", ("rule", row.Name));
        }
        if (remedies.Count == 0) return why;
        Notice change = remedies[0].Changes[0];
        object Value(string name) => change.Values.Single(v => v.Name == name).Value;
        Notice TooFew(object needed) =>
            new("siting/too-few", ("allowed", instance.Problem.P!.Value), ("needed", needed), ("enough", Value("p")));
        return remedies[0].Changes.Count > 1 ? why : change.Key switch
        {
            "siting/helps-sites" => TooFew(Value("p")),
            "siting/helps-sites-bound" => TooFew(Value("least")),
            "siting/helps-budget" or "siting/helps-budget-bound" => new("siting/budget-short", ("budget", instance.Problem.Budget!.Value)),
            "siting/helps-without" => new("siting/rule-against-others", ("rule", Value("rule"))),
            _ => why,
        };
    }
}
