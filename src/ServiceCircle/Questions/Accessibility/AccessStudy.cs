using ServiceCircle.Coverage.Access;
using ServiceCircle.Places;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>Access measured from a study: its communities are the origins, its facilities of one category the destinations.</summary>
/// <param name="Result">The study.</param>
/// <param name="Category">Category id or group.</param>
/// <param name="ReachMinutes">The longest walk that was looked for.</param>
/// <param name="WithoutSupply">How many of the facilities do not state what they supply.</param>
public sealed record AccessStudy(StudyResult Result, string Category, double ReachMinutes, int WithoutSupply)
{
    private const double DefaultReachMinutes = 30, LongestReachMinutes = 180;

    /// <summary>Reads the study, computes the walks and answers a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="file">The study; its services are replaced by the one asked.</param>
    /// <param name="category">Category id or group.</param>
    /// <param name="progress">Told the stage and its share done; may be null.</param>
    /// <exception cref="InputException">A file or an option cannot be used.</exception>
    public static AccessAnswer Answer(AccessQuestion question, StudyFile file, string category, Action<string, double>? progress = null)
    {
        double reach = question.Cutoff ?? question.Interval?.To ?? DefaultReachMinutes;
        if (!(reach is > 0 and <= LongestReachMinutes))
            throw new InputException(
                nameof(AccessQuestion.Cutoff), "", Notice.AsIs(FormattableString.Invariant($"{reach}")),
                new("expected/minutes", ("most", "180")));
        StudyFile asked = file with { Services = [new ServiceInput { Category = category, Minutes = reach }], Plans = [], Bases = [] };
        StudyResult result = Study.Run(asked, progress);

        IReadOnlyList<Facility> all = result.Facilities.Facilities;
        int[] offering = [.. Enumerable.Range(0, all.Count).Where(f => all[f].Offers(category))];
        string opportunities = question.Opportunities ?? "count", demand = question.DemandName;
        double?[] supply = opportunities switch
        {
            "count" => [.. offering.Select(_ => (double?)1)],
            "capacity" => [.. offering.Select(f => all[f].Capacity)],
            _ => throw new InputException(nameof(AccessQuestion.Opportunities), "", Notice.AsIs(opportunities), "expected/opportunities"),
        };
        AccessInputs inputs =
            question.InputsFrom(CostTable.InMinutes(result.Walks.Times, offering), PeopleOf(result, demand), supply)
            with
            { Cutoff = reach };
        AccessOrigin[] origins = [.. result.Coverage.Communities.Select((row, index) => new AccessOrigin(row.Community.Id, index, row))];
        EquityQuestion? equity = question.EquityQuestion is not { } measures ? null : measures with
        {
            Units = [.. result.Communities.Select(c => c.Unit)],
            Groups = question.Groups switch
            {
                null => null,
                "unit" => [.. result.Communities.Select(c => c.Unit)],
                "type" => [.. result.Communities.Select(c => c.Type)],
                var other => throw new InputException(nameof(AccessQuestion.Groups), "", Notice.AsIs(other), "expected/groups"),
            },
            Populations = [.. question.Populations.Skip(1).Select(p => (p, (IReadOnlyList<double?>)PeopleOf(result, p)))],
        };
        return new AccessAnswer(
            question, opportunities, inputs, origins, [.. offering.Select(f => all[f].Id)],
            PeopleOf(result, question.Populations.FirstOrDefault() ?? demand))
        {
            Study = new AccessStudy(result, category, reach, supply.Count(s => s is null)),
        }.With(equity);
    }

    private static double?[] PeopleOf(StudyResult result, string name) => People.Groups.Contains(name)
        ? [.. result.Communities.Select(c => c.People.Of(name))]
        : throw new InputException(nameof(AccessQuestion.Demand), "", Notice.AsIs(name), Notice.OneOf(People.Groups));
}
