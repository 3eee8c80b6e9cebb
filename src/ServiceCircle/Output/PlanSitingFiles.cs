using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Questions.PlanSites;

namespace ServiceCircle.Output;

/// <summary>The answer to "fewest new facilities so that every measurable target is met", as its files and its summary give it.</summary>
/// <param name="answer">The answer.</param>
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
    /// <param name="folder">Where to; made if missing.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void WriteAll(string folder)
    {
        using var output = new OutputFolder(folder);
        output.Write("sites.geojson", WriteSites);
        output.Write("proposed.csv", WriteProposed);
        output.Write("solution.json", stream => StudyFiles.WriteJson(stream, Summary()));
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
        ["chosen"] = Texts(answer.Proposed.Select(p => p.Place).Distinct()),
        ["sites"] = answer.Proposed.Select(p => p.Place).Distinct().Count(),
        ["facilities"] = new JsonArray([.. answer.Proposed.Select(p => (JsonNode)new JsonObject
        {
            ["id"] = p.Facility.Id, ["place"] = p.Place, ["category"] = p.Kind, ["capacity"] = p.Facility.Capacity,
            ["area_m2"] = p.Facility.AreaSquareMetres, ["closes"] = Texts(p.Closes),
        })]),
        ["by_clause"] = new JsonArray([.. answer.Costs.Select(c => (JsonNode)new JsonObject
        {
            ["id"] = c.Clause.Id, ["facilities"] = c.Facilities, ["alone"] = c.Alone, ["objective_without"] = c.Without,
        })]),
        ["by_category"] = new JsonObject(
            answer.Proposed.GroupBy(p => p.Kind).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Count()))),
        ["by_place"] = new JsonArray([.. answer.ByPlace.Select(p => (JsonNode)new JsonObject
        {
            ["id"] = p.Key, ["host"] = p.First().Host, ["walkable"] = p.First().IsWalkable, ["categories"] = Texts(p.Select(f => f.Kind)),
            ["closes"] = Texts(p.SelectMany(f => f.Closes).Distinct()),
        })]),
        ["best_case"] = answer.BestCase is { } best
            ? new JsonObject { ["objective"] = best.Objective, ["needs"] = Texts(best.Needs) } : null,
        ["not_walkable"] = Texts(answer.NotWalkable.Select(p => p.Facility.Id)),
        ["steps"] = new JsonObject(Steps.Select(w => KeyValuePair.Create(w.Word, (JsonNode?)answer.Clauses.Count(c => c.Step == w.Step)))),
        ["confirmed"] = answer.NotConfirmed.Count == 0,
        ["not_confirmed"] = Texts(answer.NotConfirmed),
        ["targets"] = new JsonArray([.. answer.Targets.Select(t => (JsonNode)Row(t))]),
        ["candidates"] = answer.CandidateCount,
        ["branch_and_bound_nodes"] = answer.Nodes,
        ["elapsed_s"] = Math.Round(answer.Elapsed.TotalSeconds, 3),
        ["seed"] = answer.Seed,
    };

    /// <summary>The answer in sentences, in a language.</summary>
    /// <param name="messages">The texts.</param>
    public IEnumerable<string> Sentences(Messages messages) => new PlanSitingWords(answer, messages).Sentences();

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
            ["measured_before"] = Number(before.Measured),
            ["measured_after"] = Number(target.After?.Measured),
            ["shortfall_before"] = Number(before.Shortfall),
            ["shortfall_unit"] = before.Shortfall is null ? null : before.ShortfallUnit,
            ["facilities"] = Texts(target.Facilities),
            ["needs"] = Texts(before.Needs),
            ["reachable"] = Number(target.Reachable),
            ["asked"] = Number(target.Asked),
            ["in_the_way"] = Texts(target.InTheWay),
            ["reason"] = Reason(Language.En),
            ["reason_zh"] = Reason(Language.Zh),
        };
        if (before.Tier is { } tier) row["tier"] = new JsonObject { ["level"] = tier.Level, ["categories"] = Texts(tier.Class.Categories) };
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
            int rank = 0;
            foreach (IGrouping<string, ProposedFacility> place in answer.ByPlace)
            {
                Position at = place.First().Facility.Position;
                int own = ++rank;
                writer.Feature(new Point(at.Lon, at.Lat), json =>
                {
                    json.WriteString("id", place.Key);
                    json.WriteNumber("rank", own);
                    json.WriteString("category", string.Join(';', place.Select(p => p.Kind)));
                    if (place.First().Host is { } host) json.WriteString("host", host);
                    json.WriteBoolean("walkable", place.First().IsWalkable);
                    json.WriteString("facilities", string.Join(';', place.Select(p => p.Facility.Id)));
                    json.WriteString("closes", string.Join(';', place.SelectMany(p => p.Closes).Distinct()));
                }, place.Key);
            }
        });

    /// <summary>The facilities as a table that can be named under "facilities" in the study.</summary>
    private void WriteProposed(Stream stream)
    {
        string[] levels = [.. answer.Study.Units.Levels];
        string[] attributes = [.. answer.Proposed.SelectMany(p => p.Facility.Attributes.Keys).Distinct().Order(StringComparer.Ordinal)];
        using var csv = new CsvWriter(
            stream, ["id", "name", "category", "lon", "lat", "capacity", "inclusive", "area_m2", "opened_on", "serves", .. attributes,
                .. levels]);
        foreach (Facility f in answer.Proposed.Select(p => p.Facility))
        {
            csv.Cell(f.Id).Cell(f.Name).Cell(string.Join(';', f.Categories)).Cell(f.Position.Lon).Cell(f.Position.Lat).Cell(f.Capacity)
                .Cell(f.Inclusive == true ? "yes" : null).Cell(f.AreaSquareMetres).Cell(f.OpenedOn?.ToString())
                .Cell(string.Join(';', f.Serves));
            foreach (string name in attributes) csv.Cell(f.Attributes.TryGetValue(name, out double value) ? value : null);
            foreach (string level in levels) csv.Cell(f.Units.GetValueOrDefault(level));
            csv.EndRow();
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static double? Number(double? value) => value is { } number ? Math.Round(number, 6) : null;
}
