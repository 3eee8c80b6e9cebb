using ServiceCircle.Coverage.Access;
using ServiceCircle.Places;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>
/// Access measured from a study: its communities are the origins, its facilities of one category (or group) the destinations, of which some
/// do not state what they supply; walks were looked for up to the reach.
/// </summary>
internal sealed record AccessStudy(StudyResult Result, string Category, double ReachMinutes, int WithoutSupply)
{
    private const double DefaultReachMinutes = 30, LongestReachMinutes = 180;

    /// <summary>Reads the study, its services replaced by one of the category, computes the walks and answers a question.</summary>
    /// <exception cref="InputException">A file or an option cannot be used.</exception>
    public static AccessAnswer Answer(AccessQuestion question, StudyFile file, string category, Action<string, double>? progress = null)
    {
        CategoryCatalogue.Load(file.Taxonomy).Require(category, "Category", "");
        double reach = ReachOf(question);
        StudyFile asked =
            file.WithPlans() with { Services = [new ServiceInput { Category = category, Minutes = reach }], Bases = [] };
        StudyResult result = Study.Run(asked, progress);

        IReadOnlyList<Facility> all = result.Facilities.Facilities;
        int[] offering = [.. Enumerable.Range(0, all.Count).Where(f => all[f].Offers(category))];
        string opportunities = question.Opportunities ?? "count";
        double?[] supply = opportunities switch
        {
            "count" => [.. offering.Select(_ => (double?)1)],
            "capacity" => [.. offering.Select(f => all[f].Capacity)],
            _ => throw new InputException(nameof(AccessQuestion.Opportunities), "", Notice.AsIs(opportunities), "expected/opportunities"),
        };
        double?[] claimants = PeopleOf(result, question.DemandName, nameof(AccessQuestion.Demand));
        AccessInputs inputs =
            question.InputsFrom(CostTable.InMinutes(result.Walks.Times, offering), claimants, supply) with { Cutoff = reach };
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
            Populations = [.. question.Populations.Skip(1).Select(p => (p, (IReadOnlyList<double?>)Counted(p)))],
        };
        double?[] Counted(string population) => PeopleOf(result, population, nameof(AccessQuestion.Populations));
        return new AccessAnswer(
            question, opportunities, inputs, origins, [.. offering.Select(f => all[f].Id)],
            question.Populations is [string first, ..] ? Counted(first) : claimants)
        {
            Study = new AccessStudy(result, category, reach, supply.Count(s => s is null)),
        }.With(equity);
    }

    /// <summary>The longest walk to look for: the cutoff, else the end of the interval.</summary>
    private static double ReachOf(AccessQuestion question)
    {
        (double reach, string askedBy) =
            question.Cutoff is { } cutoff ? (cutoff, nameof(AccessQuestion.Cutoff))
            : (question.Interval?.To ?? DefaultReachMinutes, nameof(AccessQuestion.Interval));
        return reach is > 0 and <= LongestReachMinutes ? reach
            : throw new InputException(
                askedBy, "", Notice.AsIs(FormattableString.Invariant($"{reach}")), new("expected/minutes", ("most", LongestReachMinutes)));
    }

    private static double?[] PeopleOf(StudyResult result, string group, string askedBy) =>
        [.. result.Communities.Select(c => c.People.Of(group, askedBy))];
}
