using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Coverage.Equity;
using ServiceCircle.Formats;

namespace ServiceCircle.Output;

/// <summary>A place whose access is reported.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Index">Its row in the costs.</param>
/// <param name="Columns">Further columns of its row in the file, as named in <see cref="AccessAnswer.Columns"/>.</param>
/// <param name="IsOnNetwork">False if it cannot be reached from anywhere: its access is unknown, not 0.</param>
public sealed record AccessOrigin(string Id, int Index, IReadOnlyList<string?> Columns, bool IsOnNetwork = true)
{
    /// <summary>The further columns of a community.</summary>
    public static IReadOnlyList<string> CommunityColumns { get; } = ["name", "unit", "population", "status"];

    /// <summary>A community of a study.</summary>
    /// <param name="row">The community and its status.</param>
    /// <param name="index">Its index in the study.</param>
    public static AccessOrigin Of(CommunityCoverage row, int index) => new(
        row.Community.Id, index,
        [row.Community.Name, row.Community.Unit, row.Community.People.Total?.ToString("R", CultureInfo.InvariantCulture), Words.Of(row.Status)],
        row.Status != CommunityStatus.NotSnapped);
}

/// <summary>Access by one measure, as the files and the summary of the command give it.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Question">What was asked, for the summary.</param>
/// <param name="Inputs">What it was computed from.</param>
/// <param name="Origins">The places reported, ascending by id.</param>
/// <param name="Columns">Names of their further columns.</param>
/// <param name="Destinations">Ids of the destinations, by column of the costs.</param>
public sealed record AccessAnswer(
    AccessMeasure Measure, JsonObject Question, AccessInputs Inputs, IReadOnlyList<AccessOrigin> Origins, IReadOnlyList<string> Columns,
    IReadOnlyList<string> Destinations)
{
    private readonly AccessResult _result = Measure.Compute(Inputs);

    /// <summary>Access of the origins, in their order; null where it is not defined.</summary>
    public IReadOnlyList<double?> Access => [.. Origins.Select(o => o.IsOnNetwork ? _result.Access[o.Index] : null)];

    /// <summary>How many origins have a value.</summary>
    public int Defined => Access.Count(a => a is not null);

    /// <summary>
    /// The facilities' loads: the measure's own claims, else everybody to the closest within the cutoff.
    /// </summary>
    public IReadOnlyList<FacilityLoad> Loads =>
        _result.Facilities ?? CapacityLoad.Closest(Inputs.Cutoff is { } cutoff ? Inputs.Costs.Within(cutoff) : Inputs.Costs, Inputs.Demand, Inputs.Opportunities);

    /// <summary>Writes one row per origin: <c>id</c>, its columns, <c>access</c> and, where the measure has it, <c>access_per_person</c>.</summary>
    public void WriteAccess(Stream stream)
    {
        bool perPerson = _result.PerPerson is not null;
        using var csv = new CsvWriter(stream, ["id", .. Columns, "access", .. perPerson ? (string[])["access_per_person"] : []]);
        IReadOnlyList<double?> access = Access;
        for (int i = 0; i < Origins.Count; i++)
        {
            csv.Cell(Origins[i].Id);
            foreach (string? cell in Origins[i].Columns) csv.Cell(cell);
            csv.Cell(access[i]);
            if (perPerson) csv.Cell(Origins[i].IsOnNetwork ? _result.PerPerson![Origins[i].Index] : null);
            csv.EndRow();
        }
    }

    /// <summary>Writes one row per destination that has supply or attracts people: <c>id,supply,demand,supply_per_person,load</c>.</summary>
    public void WriteLoads(Stream stream)
    {
        using var csv = new CsvWriter(stream, ["id", "supply", "demand", "supply_per_person", "load"]);
        IReadOnlyList<FacilityLoad> loads = Loads;
        foreach (int j in Enumerable.Range(0, loads.Count).OrderBy(j => Destinations[j], StringComparer.Ordinal))
        {
            if (loads[j] is { Supply: 0, Demand: 0 }) continue;
            csv.Cell(Destinations[j]).Cell(loads[j].Supply).Cell(loads[j].Demand).Cell(loads[j].PerPerson).Cell(loads[j].Load).EndRow();
        }
    }

    /// <summary>The short result: the question, the spread of access, and what was and was not counted.</summary>
    /// <param name="people">People of each origin, by row of the costs; null where not given.</param>
    /// <param name="equity">What to say on equity; null for nothing.</param>
    public JsonObject Summary(IReadOnlyList<double?> people, EquityQuestion? equity)
    {
        IReadOnlyList<double?> access = Access;
        double[] weights = [.. Origins.Select(o => people[o.Index] ?? 0)];
        var distribution = new AccessDistribution(access, weights);
        double[] known = [.. access.OfType<double>().Order()];
        var json = new JsonObject
        {
            ["query"] = Question.DeepClone(),
            ["origins"] = Origins.Count,
            ["origins_with_access"] = known.Length,
            ["destinations"] = Inputs.Opportunities.Count(o => o > 0),
            ["pairs"] = Inputs.Costs.PairCount,
            ["people"] = weights.Sum(),
            ["people_counted"] = distribution.People,
            ["people_not_counted"] = distribution.PeopleNotCounted,
            ["origins_without_people_given"] = Origins.Count(o => people[o.Index] is null),
            ["access"] = new JsonObject
            {
                ["mean_per_person"] = distribution.Mean,
                ["min"] = known.Length == 0 ? null : known[0],
                ["max"] = known.Length == 0 ? null : known[^1],
            },
        };
        double supply = Inputs.Opportunities.Sum();
        json["supply"] = supply;
        if (Measure.Needs.HasFlag(AccessNeeds.Demand))
        {
            // Spatial availability hands out exactly what some demand reaches.
            double claimed = _result.Facilities is { } facilities
                ? facilities.Where(f => f.Demand > 0).Sum(f => f.Supply)
                : access.Sum(a => a ?? 0);
            json["supply_claimed"] = claimed;
            json["supply_out_of_reach"] = supply - claimed;
        }
        if (equity is not null) json["equity"] = equity.Answer(Origins, access, weights);
        return json;
    }
}
