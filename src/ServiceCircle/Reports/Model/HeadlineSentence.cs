using ServiceCircle.Coverage;

namespace ServiceCircle.Reports.Model;

/// <summary>
/// The result in one sentence: what is covered, what is missing, for whom. On top of the report and last on the terminal.
/// </summary>
internal static class HeadlineSentence
{
    /// <summary>The sentence; a second one follows where communities could not be placed on the network.</summary>
    public static string Text(CoverageResult coverage, IReadOnlyDictionary<string, string> categoryNames, Language language)
    {
        Messages messages = Messages.In(language);
        if (coverage.Communities.Count == 0) return messages["headline/no-communities"];
        if (coverage.Services.Count == 0) return messages["headline/no-services"];
        CountedPeople people = CountedPeople.Count(coverage);
        if (people.OnNetwork == 0) return messages.Text("headline/nobody", ("communities", people.NotSnapped.Communities));
        string sentence = messages.Text("headline/sentence",
            ("reach", Reach(coverage, people, categoryNames, messages)),
            ("missing", Missing(coverage, categoryNames, messages)));
        return people.NotSnapped.Communities == 0 ? sentence : sentence + NotCounted(people.NotSnapped, messages);
    }

    /// <summary>The closing line of the terminal: the sentence and where the report is, as the user should type or click it.</summary>
    public static string ClosingLine(
        CoverageResult coverage, IReadOnlyDictionary<string, string> categoryNames, Language language, string reportPath) =>
        Messages.In(language).Text("headline/with-report", ("sentence", Text(coverage, categoryNames, language)), ("path", reportPath));

    private static string Reach(CoverageResult coverage, CountedPeople people, IReadOnlyDictionary<string, string> names, Messages messages)
    {
        string what = coverage.Services.Count == 1
            ? NameOf(coverage.Services[0].Category, names)
            : messages.Text("headline/all-services", ("count", coverage.Services.Count));
        string limit = Limit(coverage, messages);
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
        if (coverage.Services.Count == 1) return messages.Text("headline/others", ("whom", whom));
        string service = NameOf(most.Service.Category, names);
        return ranked.Count == 1
            ? messages.Text("headline/missing-only", ("service", service), ("whom", whom))
            : messages.Text("headline/missing-most", ("service", service), ("whom", whom));
    }

    private static string NotCounted(Group group, Messages messages) => group.People > 0
        ? messages.Text("headline/not-counted", ("communities", group.Communities), ("people", messages.People(group.People)))
        : messages.Text("headline/not-counted-people-unknown", ("communities", group.Communities));

    private static string Limit(CoverageResult coverage, Messages messages)
    {
        double shortest = coverage.Services.Min(s => s.Limit.Minutes ?? 0);
        double longest = coverage.Services.Max(s => s.Limit.Minutes ?? 0);
        return shortest == longest
            ? messages.Text("headline/limit", ("minutes", messages.MinutesOnly(longest)))
            : messages.Text("headline/limits", ("from", messages.MinutesOnly(shortest)), ("to", messages.MinutesOnly(longest)));
    }

    private static string NameOf(string category, IReadOnlyDictionary<string, string> names) => names.GetValueOrDefault(category, category);
}
