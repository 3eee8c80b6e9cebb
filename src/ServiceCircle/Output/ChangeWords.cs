using ServiceCircle.Places;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reports;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>The changes of a scenario in words, and the facilities that they name.</summary>
internal sealed class ChangeWords(
    ScenarioResult scenario, StudyResult baseline, IReadOnlyDictionary<string, string> categoryNames, Language language)
{
    private readonly Dictionary<string, Facility> _before = ById(baseline), _after = ById(scenario.Result);
    private readonly Dictionary<string, string> _communities =
        baseline.Communities.Select(c => c.AsGiven).DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.Name, StringComparer.Ordinal);

    /// <summary>A facility of today; null if there is none of this id.</summary>
    public Facility? Before(string id) => _before.GetValueOrDefault(id);

    /// <summary>A facility as the scenario leaves it; null if there is none of this id.</summary>
    public Facility? After(string id) => _after.GetValueOrDefault(id);

    public string Of(Change change) =>
        ComparisonReport.InWords(change, NameOf, id => _communities.GetValueOrDefault(id, id), categoryNames, language);

    private string NameOf(string id) => (Before(id) ?? After(id)) is { Name.Length: > 0 } facility ? facility.Name : id;

    private static Dictionary<string, Facility> ById(StudyResult result) =>
        result.Facilities.Facilities.ToDictionary(f => f.Id, StringComparer.Ordinal);
}
