using System.Globalization;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Reports.Model;

/// <summary>What a planner reads of the answer to a plan: what is built, for which clauses and where, and what stays open.</summary>
/// <param name="answer">The answer.</param>
/// <param name="messages">The language.</param>
/// <param name="categoryNames">Names of categories in it.</param>
/// <param name="isReport">
/// Whether plan and clauses are called as a report calls them, by title and by number in its list, rather than by what files call them.
/// </param>
internal sealed class PlanSitingWords(
    PlanSiting answer, Messages messages, IReadOnlyDictionary<string, string> categoryNames, bool isReport = false)
{
    private const int PlacesShown = 12;

    public IEnumerable<string> Sentences()
    {
        yield return Head();
        if (Ladders() is { } ladders) yield return ladders;
        if (answer.Costs.Count > 0) yield return messages["site-plan/by-clause"];
        foreach (ClauseCost cost in answer.Costs)
        {
            yield return messages.Text("site-plan/clause", ("clause", cost.Clause.Id), ("count", cost.Facilities), ("alone", cost.Alone),
                ("categories", Counts(answer.Proposed.Where(p => p.Closes.Contains(cost.Clause.Id)))), ("without", Without(cost)));
        }
        if (answer.Proposed.Count > 0)
        {
            yield return messages.Text("site-plan/by-category", ("counts", Counts(answer.Proposed)));
            yield return messages["site-plan/by-place"];
        }
        IGrouping<string, ProposedFacility>[] places = [.. answer.ByPlace];
        foreach (IGrouping<string, ProposedFacility> place in places.Take(PlacesShown))
        {
            (string, object) categories = ("categories", messages.List(place.Select(p => Name(p.Kind))));
            yield return place.First().Host is { } host
                ? messages.Text("site-plan/place-hosted", ("host", HostName(host)), categories)
                : messages.Text("site-plan/place", ("place", place.Key), categories);
        }
        if (places.Length > PlacesShown) yield return messages.Text("site-plan/more", ("count", places.Length - PlacesShown));
        if (BestCase() is { } best) yield return best;
        static bool IsOpen(PlannedTarget t) => t.Step is TargetStep.OutOfReach or TargetStep.NotByBuilding or TargetStep.NotMeasurable;
        foreach (PlannedTarget target in answer.Targets.Where(IsOpen))
            yield return messages.Text(
                "site-plan/open", ("clause", target.Before.Clause.Id), ("reason", Reason(target, messages, categoryNames)));
    }

    /// <summary>What becomes of a target, and why.</summary>
    public static string Reason(PlannedTarget target, Messages messages, IReadOnlyDictionary<string, string> categoryNames)
    {
        Verdict before = target.Before;
        var words = new VerdictWords(messages, categoryNames);
        return target.Step switch
        {
            TargetStep.Met => messages["site-plan/met"],
            TargetStep.ToBuild => messages.Text("site-plan/to-build", ("count", target.Facilities.Count)),
            TargetStep.OutOfReach =>
                messages.Text("site-plan/out-of-reach",
                    ("reachable", messages.Number(target.Reachable ?? 0)), ("asked", messages.Number(target.Asked ?? 0)))
                + (target.InTheWay.Count > 0
                    ? messages.Text("site-plan/in-the-way", ("names", messages.List(target.InTheWay))) : messages["site-plan/more-places"]),
            TargetStep.NotByBuilding => messages["site-plan/not-by-building"],
            TargetStep.NotMeasurable =>
                messages.Text("site-plan/not-measurable", ("needs", messages.List(before.Needs.Select(words.Need)))),
            TargetStep.NoTarget => messages["site-plan/no-target"],
            TargetStep.Rule => messages["site-plan/rule"],
            _ => messages.Text("site-plan/later", ("year", before.Clause.Year.ToString(CultureInfo.InvariantCulture))),
        };
    }

    /// <summary>How much of what is built ladder clauses ask; null without any.</summary>
    public string? Ladders()
    {
        string[] ids = [.. answer.Costs.Where(c => c.Clause.Tiers.Count > 0).Select(c => c.Clause.Id)];
        return ids.Length == 0 ? null : messages.Text(
            "site-plan/ladders", ("services", answer.Proposed.Count(p => p.Closes.Intersect(ids).Any())), ("all", answer.Proposed.Count),
            ("count", ids.Length), ("clauses", messages.List(ids.Select(ClauseName))));
    }

    /// <summary>What would spare something to build, if it were known; null if nothing would.</summary>
    public string? BestCase() => answer.BestCase is not { } best ? null
        : messages.Text(
            "site-plan/best-case", ("count", best.Objective), ("all", answer.Objective),
            ("needs", messages.List(best.Needs.Select(new VerdictWords(messages, categoryNames).Need))));

    /// <summary>The answer in one sentence, with its proof and what came of judging the plan again.</summary>
    public string Head()
    {
        int Count(TargetStep step) => answer.Clauses.Count(c => c.Step == step);
        int partly = answer.Clauses.Count(c => c is { Step: TargetStep.ToBuild, IsPartlyOpen: true });
        int hosted = answer.Proposed.Count(p => p.Host is not null);
        string year = answer.By.ToString(CultureInfo.InvariantCulture);
        if (answer.Proposed.Count == 0)
            return messages.Text("site-plan/nothing", ("plan", PlanName), ("year", year), ("met", Count(TargetStep.Met)));
        string head = messages.Text(
            "site-plan/done", ("facilities", answer.Proposed.Count), ("sites", answer.Proposed.Select(p => p.Place).Distinct().Count()),
            ("closed", answer.Clauses.Count(c => c.Step == TargetStep.ToBuild && !answer.NotConfirmed.Contains(c.Clause.Id))),
            ("met", Count(TargetStep.Met)), ("plan", PlanName), ("year", year),
            ("partly", partly > 0 ? messages.Text("site-plan/partly", ("count", partly)) : ""));
        string inExisting = hosted == 0 ? "" : messages.Text(
            "site-plan/hosted", ("count", hosted), ("hosts", answer.Proposed.Select(p => p.Host).OfType<string>().Distinct().Count()));
        string proof = answer.Status == SitingStatus.Optimal ? messages["site-plan/optimal"]
            : messages.Text("site-plan/feasible", ("bound", answer.Bound), ("gap", messages.Percent(answer.Gap)));
        string check = answer.NotConfirmed.Count == 0
            ? messages["site-plan/confirmed"]
            : messages.Text("site-plan/not-confirmed", ("clauses", messages.List(answer.NotConfirmed.Select(ClauseName))));
        return head + inExisting + proof + check;
    }

    private string PlanName => answer.Study.Plans[0] is var plan && isReport
        ? plan.Title : messages.Text("site-plan/plan-id", ("plan", plan.Id));

    /// <summary>A clause by its number in the report's list of targets, which has those that something is built for.</summary>
    private string ClauseName(string id)
    {
        int number = answer.Costs.TakeWhile(c => c.Clause.Id != id).Count() + 1;
        return isReport && number <= answer.Costs.Count ? messages.Text("plan-report/target-number", ("number", number)) : id;
    }

    private string Without(ClauseCost cost) => cost.Without is not { } fewest || fewest == answer.Objective ? ""
        : messages.Text(
            answer.Question.SharedSites ? "site-plan/without-sites" : "site-plan/without-facilities", ("count", fewest),
            ("all", answer.Objective));

    private string Counts(IEnumerable<ProposedFacility> some) =>
        messages.List(some.GroupBy(p => p.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => messages.Text("site-plan/count", ("name", Name(g.Key)), ("count", g.Count()))));

    /// <summary>A facility of today by its name and id.</summary>
    public string HostName(string id) =>
        NameWithId.Of(answer.Study.Facilities.Facilities.First(f => f.Id == id).Name, id);

    private string Name(string category) => categoryNames.GetValueOrDefault(category, category);
}
