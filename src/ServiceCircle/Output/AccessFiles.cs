using System.Text.Json.Nodes;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Coverage.Equity;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Reports;

namespace ServiceCircle.Output;

/// <summary>Access by one measure as the files and the summary of the command give it; this repeats some settings as written.</summary>
internal sealed class AccessFiles(AccessAnswer answer, AccessTexts asked)
{
    /// <summary>Writes every file of an answer on a study; they appear together.</summary>
    public void WriteAll(string folder, Messages messages, OutputForms? forms = null)
    {
        using var output = new OutputFolder(folder, OutputForms.MayRemain("access", "facility_loads"));
        output.Write("access.csv", WriteAccess);
        output.Write("facility_loads.csv", WriteLoads);
        output.Write("access.json", stream => StudyFiles.WriteJson(stream, Summary()));
        if (answer.Study is { } study)
            output.Write("report.html", stream => AccessReport.Write(stream, QuestionReports.ModelOf(study, answer, messages)));
        forms?.AddTo(output, new Dictionary<string, string>());
        output.Complete();
    }

    /// <summary>Writes one row per origin.</summary>
    public void WriteAccess(Stream stream)
    {
        IReadOnlyList<double?> access = answer.Access;
        IReadOnlyList<double?>? perPerson = answer.PerPerson;
        var columns = new List<TableColumn<int>> { new("id", i => answer.Origins[i].Id) };
        if (answer.Study is not null)
            columns.AddRange(
            [
                new("name", i => answer.Origins[i].Community!.Community.Name),
                new("unit", i => answer.Origins[i].Community!.Community.Unit),
                new("population", i => answer.Origins[i].Community!.Community.People.Total),
                new("status", i => Words.Of(answer.Origins[i].Community!.Status)),
            ]);
        columns.Add(new("access", i => access[i]));
        if (perPerson is not null) columns.Add(new("access_per_person", i => perPerson[i]));
        columns.WriteCsv(stream, Enumerable.Range(0, answer.Origins.Count));
    }

    /// <summary>Writes one row per destination that has supply or attracts people.</summary>
    public void WriteLoads(Stream stream)
    {
        TableColumn<(string Id, FacilityLoad Load)>[] columns =
        [
            new("id", d => d.Id), new("supply", d => d.Load.Supply), new("demand", d => d.Load.Demand),
            new("supply_per_person", d => d.Load.PerPerson), new("load", d => d.Load.Load),
        ];
        columns.WriteCsv(stream, answer.Destinations.Zip(answer.Loads).Where(d => d.Second is not { Supply: 0, Demand: 0 })
            .OrderBy(d => d.First, StringComparer.Ordinal));
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
        if (answer.Equity is { } equity) json["equity"] = EquityRows.ToJson(equity);
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

/// <summary>The interval and the populations of <c>access</c> as they were written; null for none.</summary>
internal sealed record AccessTexts(string? Interval, string? Population);
