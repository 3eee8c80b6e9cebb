using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans;

namespace ServiceCircle.Reports.Model;

/// <summary>
/// The result in one sentence: what is covered, what is missing, for whom. On top of the report and last on the terminal.
/// </summary>
internal static class HeadlineSentence
{
    /// <summary>
    /// The sentence; others follow where communities could not be placed on the network, lie at the edge of the map or do not say how many
    /// people they have, and where nobody knows of a service.
    /// </summary>
    public static string Text(CoverageResult coverage, IReadOnlyDictionary<string, string> categoryNames, Language language)
    {
        Messages messages = Messages.In(language);
        if (coverage.Communities.Count == 0) return messages["headline/no-communities"];
        if (coverage.Services.Count == 0) return messages["headline/no-services"];
        CountedPeople people = CountedPeople.Count(coverage);
        if (people.OnNetwork == 0) return messages.Text("headline/nobody", ("communities", people.NotSnapped.Communities));
        string noData = NoData(coverage, categoryNames, messages);
        if (!coverage.Known.Any()) return noData.Trim();
        string sentence = messages.Text("headline/sentence",
            ("reach", Reach(coverage, people, categoryNames, messages)),
            ("missing", Missing(coverage, categoryNames, messages)));
        return sentence + Spread(coverage, messages) + noData + NotCounted(people.NotSnapped, messages)
            + AtTheEdge(coverage.EdgeOfMap, messages) + NotGiven(people, messages);
    }

    /// <summary>
    /// The closing line of the terminal: the sentence, how many rows of facilities nothing is known of, and where the report is, as the
    /// user should type or click it.
    /// </summary>
    public static string ClosingLine(
        CoverageResult coverage, int untold, IReadOnlyDictionary<string, string> categoryNames, Language language, string reportPath)
    {
        Messages messages = Messages.In(language);
        string rows = untold == 0 ? "" : messages.Text("headline/untold-rows", ("count", untold));
        return messages.Text("headline/with-report", ("sentence", Text(coverage, categoryNames, language) + rows), ("path", reportPath));
    }

    private static string Reach(CoverageResult coverage, CountedPeople people, IReadOnlyDictionary<string, string> names, Messages messages)
    {
        Service[] asked = [.. coverage.Known.Select(s => coverage.Services[s])];
        string what = asked.Length == 1 ? NameOf(asked[0].Category, names)
            : asked.Length == coverage.Services.Count ? messages.Text("headline/all-services", ("count", asked.Length))
            : messages.Text("headline/other-services", ("count", asked.Length));
        string limit = Limit(asked, messages);
        Group done = people.Complete;
        bool peopleKnown = people.Counted.People > 0;
        string all = messages.People(people.Counted.People);
        if (done.Communities == 0)
            return peopleKnown
                ? messages.Text("headline/none", ("communities", people.OnNetwork), ("people", all), ("what", what), ("limit", limit))
                : messages.Text("headline/none-people-unknown", ("communities", people.OnNetwork), ("what", what), ("limit", limit));
        return peopleKnown
            ? messages.Text("headline/some", ("covered", done.Communities), ("communities", people.OnNetwork),
                ("share", messages.Percent(done.People / people.Counted.People, 0)), ("people", all), ("what", what), ("limit", limit))
            : messages.Text("headline/some-people-unknown", ("covered", done.Communities), ("communities", people.OnNetwork),
                ("what", what), ("limit", limit));
    }

    private static string Missing(CoverageResult coverage, IReadOnlyDictionary<string, string> names, Messages messages)
    {
        IReadOnlyList<MissingService> ranked = MissingService.Ranked(coverage);
        if (ranked.Count == 0) return messages["headline/nothing-missing"];
        MissingService most = ranked[0];
        string whom = most.People > 0
            ? messages.Text("headline/whom", ("people", messages.People(most.People)), ("communities", most.Communities.Count))
            : messages.Text("headline/whom-people-unknown", ("communities", most.Communities.Count));
        if (coverage.Known.Count() == 1) return messages.Text("headline/others", ("whom", whom));
        string service = NameOf(most.Service.Category, names);
        return ranked.Count == 1
            ? messages.Text("headline/missing-only", ("service", service), ("whom", whom))
            : messages.Text("headline/missing-most", ("service", service), ("whom", whom));
    }

    /// <summary>Of which services there is no data; empty if there is of all.</summary>
    public static string NoData(CoverageResult coverage, IReadOnlyDictionary<string, string> names, Messages messages)
    {
        string[] unknown = [.. coverage.Summaries.Where(s => !s.HasData).Select(s => NameOf(s.Service.Category, names))];
        return unknown.Length == 0 ? ""
            : messages.Text("headline/no-data", ("services", string.Join(messages["list/separator"], unknown)));
    }

    /// <summary>That communities are places which the people of areas were spread to; empty if they are not.</summary>
    private static string Spread(CoverageResult coverage, Messages messages)
    {
        Community[] homes = [.. coverage.Communities.Select(c => c.Community).Where(c => c.Area is not null)];
        Community[] whole = [.. coverage.Communities.Select(c => c.Community).Where(c => c.IsKeptWhole)];
        string text = homes.Length == 0 ? ""
            : messages.Text("headline/spread", ("homes", homes.Length), ("areas", homes.DistinctBy(c => c.AsGiven.Id).Count()));
        return whole.Length == 0 ? text : text + messages.Text(
            "headline/spread-kept", ("areas", whole.Length), ("people", messages.People(whole.Sum(c => c.People.Total ?? 0))));
    }

    private static string AtTheEdge(LeftOut edge, Messages messages) => edge.Communities == 0 ? ""
        : messages.Text("headline/edge-of-map", ("communities", edge.Communities), ("people", messages.People(edge.Population)));

    private static string NotGiven(CountedPeople people, Messages messages) =>
        people.PopulationUnknown.Communities == 0 || people.Counted.Communities == 0 ? ""
            : messages.Text("headline/people-not-given", ("communities", people.PopulationUnknown.Communities));

    private static string NotCounted(Group group, Messages messages) => group.Communities == 0 ? "" : group.People > 0
        ? messages.Text("headline/not-counted", ("communities", group.Communities), ("people", messages.People(group.People)))
        : messages.Text("headline/not-counted-people-unknown", ("communities", group.Communities));

    private static string Limit(Service[] asked, Messages messages)
    {
        double shortest = asked.Min(s => s.Limit.Minutes ?? 0);
        double longest = asked.Max(s => s.Limit.Minutes ?? 0);
        return shortest == longest
            ? messages.Text("headline/limit", ("minutes", messages.MinutesOnly(longest)))
            : messages.Text("headline/limits", ("from", messages.MinutesOnly(shortest)), ("to", messages.MinutesOnly(longest)));
    }

    private static string NameOf(string category, IReadOnlyDictionary<string, string> names) => names.GetValueOrDefault(category, category);

    /// <summary>The sentence of a report.</summary>
    public static string Text(ReportModel model) => Text(model.Coverage, model.CategoryNames, model.Language);

    /// <summary>What came of each plan, a sentence each; empty without plans.</summary>
    public static IEnumerable<string> OfPlans(ReportModel model) => model.Plans.Select(plan =>
    {
        ClauseCount count = ClauseCount.Of(model.Verdicts.Where(v => v.Clause.Plan == plan.Id));
        Messages messages = Messages.In(model.Language);
        return messages.Text("headline/plan", ("plan", plan.Title), ("met", count.Met), ("missed", count.NotMet),
            ("open", count.NotMeasurable))
            + (count.NotDue > 0 ? messages.Text("cli/coverage/targets-not-due", ("count", count.NotDue)) : "");
    });
}
