using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Output;

/// <summary>The answer to "fewest new facilities so that every measurable target is met", as its files and its summary give it.</summary>
internal sealed class PlanSitingFiles(PlanSiting answer)
{
    private static readonly (TargetStep Step, string Word)[] Steps =
    [
        (TargetStep.Met, "met"), (TargetStep.ToBuild, "to_build"), (TargetStep.OutOfReach, "out_of_reach"),
        (TargetStep.NotByBuilding, "not_by_building"), (TargetStep.NotMeasurable, "not_measurable"), (TargetStep.NoTarget, "no_target"),
        (TargetStep.Rule, "rule"), (TargetStep.Later, "later"),
    ];

    private readonly IReadOnlyDictionary<string, string>[] _names =
        [.. Enum.GetValues<Language>().Select(l => StudyReport.CategoryNames(answer.Study.Catalogue, l))];

    /// <summary>Writes every file of the answer; they appear together.</summary>
    public void WriteAll(string folder, Messages messages, OutputForms? forms = null)
    {
        using var output = new OutputFolder(folder, SitingFiles.MayRemain);
        output.Write("sites.geojson", WriteSites);
        output.Write("proposed.csv", WriteProposed);
        output.Write("solution.json", stream => StudyFiles.WriteJson(stream, Summary()));
        output.Write("report.html", stream => PlanSitingReport.Write(stream, QuestionReports.ModelOf(answer, messages)));
        forms?.AddTo(output, _names[(int)messages.Language]);
        output.Complete();
    }

    /// <summary>The content of <c>solution.json</c>.</summary>
    public JsonObject Summary() => new()
    {
        ["objective_name"] = "plan",
        ["objective_unit"] = answer.Question.SharedSites ? "sites" : "facilities",
        ["status"] = answer.Status.ToString().ToLowerInvariant(),
        ["objective"] = answer.Objective,
        ["bound"] = answer.Bound,
        ["gap"] = answer.Gap,
        ["p"] = null,
        ["plan"] = answer.Study.Plans[0].Id,
        ["by"] = answer.By,
        ["shared_sites"] = answer.Question.SharedSites,
        ["all_readings"] = answer.Question.AllReadings,
        ["chosen"] = JsonValues.Texts(answer.Proposed.Select(p => p.Place).Distinct()),
        ["sites"] = answer.Proposed.Select(p => p.Place).Distinct().Count(),
        ["facilities"] = answer.Proposed.ToJson(p => new JsonObject
        {
            ["id"] = p.Facility.Id,
            ["place"] = p.Place,
            ["category"] = p.Kind,
            ["capacity"] = p.Facility.Capacity,
            ["area_m2"] = p.Facility.AreaSquareMetres,
            ["minutes"] = answer.Reach.LimitOf(p.Kind)?.Minutes,
            ["population_gained"] = answer.Reach.PeopleOf(p) is { } people ? Rounded.People(people) : null,
            ["closes"] = JsonValues.Texts(p.Closes),
        }),
        ["by_clause"] = answer.Costs.ToJson(c => new JsonObject
        {
            ["id"] = c.Clause.Id,
            ["facilities"] = c.Facilities,
            ["alone"] = c.Alone,
            ["objective_without"] = c.Without,
        }),
        ["by_category"] =
            answer.Proposed.GroupBy(p => p.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).ToJson(g => g.Key, g => g.Count()),
        ["by_place"] = answer.ByPlace.ToJson(p => new JsonObject
        {
            ["id"] = p.Key,
            ["host"] = p.First().Host,
            ["walkable"] = p.First().IsWalkable,
            ["population_gained"] = Rounded.People(answer.Reach.PeopleOf(p)),
            ["categories"] = JsonValues.Texts(p.Select(f => f.Kind)),
            ["closes"] = JsonValues.Texts(p.SelectMany(f => f.Closes).Distinct()),
        }),
        ["reach"] = answer.Reach.Kinds.ToJson(Reach),
        ["not_snapped"] = JsonValues.Texts(answer.Study.Walks.Homes.Where(h => !h.IsOnNetwork).Select(h => h.Community.Id)),
        ["population_unknown"] = answer.Study.Walks.Homes.Count(h => h.IsOnNetwork && h.Community.People.Total is null),
        ["best_case"] = answer.BestCase is { } best
            ? new JsonObject { ["objective"] = best.Objective, ["needs"] = JsonValues.Texts(best.Needs) } : null,
        ["not_walkable"] = JsonValues.Texts(answer.NotWalkable.Select(p => p.Facility.Id)),
        ["steps"] = Steps.ToJson(w => w.Word, w => answer.Clauses.Count(c => c.Step == w.Step)),
        ["confirmed"] = answer.NotConfirmed.Count == 0,
        ["not_confirmed"] = JsonValues.Texts(answer.NotConfirmed),
        ["targets"] = answer.Targets.ToJson(Row),
        ["candidates"] = answer.CandidateCount,
        ["branch_and_bound_nodes"] = answer.Nodes,
        ["elapsed_s"] = Math.Round(answer.Elapsed.TotalSeconds, 3),
        ["seed"] = answer.Seed,
    };

    public IEnumerable<string> Sentences(Messages messages) =>
        new PlanSitingWords(answer, messages, _names[(int)messages.Language]).Sentences();

    /// <summary>Who walks to a category that is built, before and after; null where no walk is asked.</summary>
    private JsonObject Reach(KindReach kind)
    {
        IReadOnlyList<int> without = answer.Reach.Without(kind);
        double? People(IEnumerable<int> homes) => kind.Limit is null ? null : Rounded.People(answer.Reach.People(homes));
        return new JsonObject
        {
            ["category"] = kind.Kind,
            ["minutes"] = kind.Limit?.Minutes,
            ["facilities"] = kind.Facilities,
            ["population_before"] = People(kind.Before),
            ["population_after"] = People(kind.After),
            ["population_without"] = People(without),
            ["communities_without"] = kind.Limit is null ? null
                : JsonValues.Texts(without.Select(h => answer.Study.Walks.Homes[h].Community.Id)),
        };
    }

    private JsonObject Row(PlannedTarget target)
    {
        Verdict before = target.Before;
        var row = new JsonObject
        {
            ["id"] = before.Clause.Id,
            ["clause"] = before.Clause.Number,
            ["reading"] = PlanWords.Of(before.Reading),
            ["step"] = Steps.First(w => w.Step == target.Step).Word,
            ["year"] = before.Clause.Year,
            ["operator"] = PlanWords.Of(before.Clause.Operator),
            ["value"] = before.Clause.Value,
            ["unit"] = before.Clause.Unit,
            ["met_before"] = before.Met,
            ["met_after"] = target.After?.Met,
            ["measured_before"] = Rounded.Share(before.Measured),
            ["measured_after"] = Rounded.Share(target.After?.Measured),
            ["shortfall_before"] = Rounded.Share(before.Shortfall),
            ["shortfall_unit"] = before.Shortfall is null ? null : before.ShortfallUnit,
            ["facilities"] = JsonValues.Texts(target.Facilities),
            ["needs"] = JsonValues.Texts(before.Needs),
            ["reachable"] = Rounded.Share(target.Reachable),
            ["asked"] = Rounded.Share(target.Asked),
            ["in_the_way"] = JsonValues.Texts(target.InTheWay),
            ["reason"] = Reason(Language.En),
            ["reason_zh"] = Reason(Language.Zh),
        };
        if (before.Tier is { } tier)
            row["tier"] = new JsonObject { ["level"] = tier.Level, ["categories"] = JsonValues.Texts(tier.Class.Categories) };
        return row;

        string Reason(Language language) => PlanSitingWords.Reason(target, Messages.In(language), _names[(int)language]);
    }

    /// <summary>One point for each place, in the order in which they serve most clauses.</summary>
    private void WriteSites(Stream stream) => GeoJsonWriter.Write(
        stream, Metadata.Of(
            answer.Study.Graph.Network.Source,
            new JsonObject { ["study"] = answer.Study.File.Name, ["plan"] = answer.Study.Plans[0].Id, ["by"] = answer.By },
            answer.Study.Warnings),
        writer =>
        {
            foreach ((int k, IGrouping<string, ProposedFacility> place) in answer.ByPlace.Index())
            {
                Position at = place.First().Facility.Position;
                writer.Feature(new Point(at.Lon, at.Lat), json =>
                {
                    json.WriteString("id", place.Key);
                    json.WriteNumber("rank", k + 1);
                    json.WriteString("category", string.Join(';', place.Select(p => p.Kind)));
                    if (place.First().Host is { } host) json.WriteString("host", host);
                    json.WriteNumber("population_gained", Rounded.People(answer.Reach.PeopleOf(place)));
                    json.WriteBoolean("walkable", place.First().IsWalkable);
                    json.WriteString("facilities", string.Join(';', place.Select(p => p.Facility.Id)));
                    json.WriteString("closes", string.Join(';', place.SelectMany(p => p.Closes).Distinct()));
                }, place.Key);
            }
        });

    /// <summary>The facilities as a table that can be named under "facilities" in the study.</summary>
    private void WriteProposed(Stream stream)
    {
        var attributes = answer.Proposed.SelectMany(p => p.Facility.Attributes.Keys).Distinct().Order(StringComparer.Ordinal);
        TableColumn<Facility>[] columns =
        [
            new("id", f => f.Id), new("name", f => f.Name), new("category", f => f.Categories.ToArray()), new("lon", f => f.Position.Lon),
            new("lat", f => f.Position.Lat), new("capacity", f => f.Capacity), new("inclusive", f => f.Inclusive == true ? "yes" : null),
            new("area_m2", f => f.AreaSquareMetres), new("opened_on", f => f.OpenedOn?.ToString()), new("serves", f => f.Serves.ToArray()),
            .. attributes.Select(name =>
                new TableColumn<Facility>(name, f => f.Attributes.TryGetValue(name, out double value) ? value : null)),
            .. answer.Study.Units.Levels.Select(level => new TableColumn<Facility>(level, f => f.Units.GetValueOrDefault(level))),
        ];
        columns.WriteCsv(stream, answer.Proposed.Select(p => p.Facility));
    }
}
