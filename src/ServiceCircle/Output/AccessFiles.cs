using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Coverage.Equity;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Accessibility;

namespace ServiceCircle.Output;

/// <summary>Access by one measure as the files and the summary of the command give it.</summary>
/// <param name="answer">The answer.</param>
/// <param name="asked">Settings as they were written, where the summary repeats them.</param>
internal sealed class AccessFiles(AccessAnswer answer, AccessTexts asked)
{
    /// <summary>Writes every file of an answer on a study; they appear together.</summary>
    /// <param name="folder">Where to; made if missing.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void WriteAll(string folder)
    {
        using var output = new OutputFolder(folder);
        output.Write("access.csv", WriteAccess);
        output.Write("facility_loads.csv", WriteLoads);
        output.Write("access.json", stream => StudyFiles.WriteJson(stream, Summary()));
        output.Complete();
    }

    /// <summary>
    /// Writes one row per origin: <c>id</c>, on a study more of the community, <c>access</c> and, where the measure has it,
    /// <c>access_per_person</c>.
    /// </summary>
    public void WriteAccess(Stream stream)
    {
        IReadOnlyList<double?> access = answer.Access;
        IReadOnlyList<double?>? perPerson = answer.PerPerson;
        string[] community = answer.Study is null ? [] : ["name", "unit", "population", "status"];
        string[] each = perPerson is null ? [] : ["access_per_person"];
        using var csv = new CsvWriter(stream, ["id", .. community, "access", .. each]);
        for (int i = 0; i < answer.Origins.Count; i++)
        {
            csv.Cell(answer.Origins[i].Id);
            if (answer.Origins[i].Community is { } row)
            {
                csv.Cell(row.Community.Name).Cell(row.Community.Unit)
                    .Cell(row.Community.People.Total?.ToString("R", CultureInfo.InvariantCulture))
                    .Cell(Words.Of(row.Status));
            }
            csv.Cell(access[i]);
            if (perPerson is not null) csv.Cell(perPerson[i]);
            csv.EndRow();
        }
    }

    /// <summary>
    /// Writes one row per destination that has supply or attracts people: <c>id,supply,demand,supply_per_person,load</c>.
    /// </summary>
    public void WriteLoads(Stream stream)
    {
        using var csv = new CsvWriter(stream, ["id", "supply", "demand", "supply_per_person", "load"]);
        IReadOnlyList<FacilityLoad> loads = answer.Loads;
        foreach (int j in Enumerable.Range(0, loads.Count).OrderBy(j => answer.Destinations[j], StringComparer.Ordinal))
        {
            if (loads[j] is { Supply: 0, Demand: 0 }) continue;
            csv.Cell(answer.Destinations[j]).Cell(loads[j].Supply).Cell(loads[j].Demand).Cell(loads[j].PerPerson).Cell(loads[j].Load)
                .EndRow();
        }
    }

    /// <summary>The short result: the question, the spread of access, and what was and was not counted.</summary>
    public JsonObject Summary()
    {
        AccessDistribution distribution = answer.Distribution;
        double[] known = [.. answer.Access.OfType<double>().Order()];
        var json = new JsonObject
        {
            ["query"] = Query(),
            ["origins"] = answer.Origins.Count,
            ["origins_with_access"] = known.Length,
            ["destinations"] = answer.Inputs.Opportunities.Count(o => o > 0),
            ["pairs"] = answer.Inputs.Costs.PairCount,
            ["people"] = answer.Weights.Sum(),
            ["people_counted"] = distribution.People,
            ["people_not_counted"] = distribution.PeopleNotCounted,
            ["origins_without_people_given"] = answer.Origins.Count(o => answer.People[o.Index] is null),
            ["access"] = new JsonObject
            {
                ["mean_per_person"] = distribution.Mean,
                ["min"] = known.Length == 0 ? null : known[0],
                ["max"] = known.Length == 0 ? null : known[^1],
            },
            ["supply"] = answer.Supply,
        };
        if (answer.SupplyClaimed is { } claimed)
        {
            json["supply_claimed"] = claimed;
            json["supply_out_of_reach"] = answer.Supply - claimed;
        }
        if (answer.Equity is { } equity) json["equity"] = EquityRows.Write(equity);
        if (answer.Study is { } study) json["facilities_without_capacity_given"] = study.WithoutSupply;
        return json;
    }

    private JsonObject Query()
    {
        AccessQuestion question = answer.Question;
        var json = new JsonObject
        {
            ["measure"] = question.Measure.Id,
            ["opportunities"] = answer.Opportunities,
            ["demand"] = question.DemandName,
            ["cutoff"] = question.Cutoff,
            ["decay"] = question.Decay,
            ["interval"] = asked.Interval,
            ["summary"] = asked.Interval is null ? null : question.IsMedian ? "median" : "mean",
            ["n"] = question.N,
            ["alpha"] = question.Alpha,
            ["population"] = asked.Population ?? question.DemandName,
        };
        if (answer.CostColumn is { } cost) json["cost"] = cost;
        if (answer.Study is { } study)
        {
            json["study"] = study.Result.File.Name;
            json["category"] = study.Category;
            json["reach_minutes"] = study.ReachMinutes;
        }
        return json;
    }
}

/// <summary>Settings of <c>access</c> as they were written.</summary>
/// <param name="Interval">The interval; null for none.</param>
/// <param name="Population">The populations; null for none.</param>
internal sealed record AccessTexts(string? Interval, string? Population);
