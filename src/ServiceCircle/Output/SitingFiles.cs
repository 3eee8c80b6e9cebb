using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Sections;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Output;

/// <summary>An answer to a siting question as its files and its summary give it.</summary>
internal sealed class SitingFiles(SitingAnswer answer)
{
    /// <summary>Unit of objective and bound, which are null where there is none.</summary>
    public string Unit => answer.Problem.Objective switch
    {
        SitingObjective.Lscp => answer.Problem.SiteCosts is null ? "sites" : "cost",
        SitingObjective.Mclp or SitingObjective.BackupCoverage => answer.Study is null ? "weight" : "people",
        SitingObjective.PMedian => answer.Study is null ? "weight_cost" : "person_minutes",
        _ => answer.Study is null ? "cost" : "minutes",
    };

    public double? Objective => InUnit(answer.Solution.Objective);

    public double? Bound => InUnit(answer.Solution.Bound);

    internal SitingFigures Figures => new(Unit, Objective, Bound);

    /// <summary>Files of some answers and not of others.</summary>
    internal static IReadOnlyList<string> MayRemain { get; } =
    [
        "report.html", "sites.geojson", "sites.svg", "assignments.csv", "proposed.csv", "pareto.csv", "pareto.json", "pareto.svg",
        .. OutputForms.MayRemain("sites", "assignments", "proposed", "pareto"),
    ];

    /// <summary>Writes every file of the answer; they appear together.</summary>
    public void WriteAll(string folder, Messages messages, OutputForms? forms = null)
    {
        using var output = new OutputFolder(folder, MayRemain);
        if (answer.Study is { } study)
        {
            output.Write("sites.geojson", stream => WriteSites(stream, study));
            SitingModel model = QuestionReports.ModelOf(study, answer, Figures, messages);
            output.Write("sites.svg", stream => SvgMap.Write(stream, model.Map));
            output.Write("report.html", stream => SitingReport.Write(stream, model));
        }
        output.Write("assignments.csv", WriteAssignments);
        if (answer.Curve is { } curve)
        {
            var files = new ParetoFiles(curve, answer.Problem.Budget is not null, answer.SiteId);
            output.Write("pareto.csv", files.WriteCsv);
            output.Write("pareto.json", stream => StudyFiles.WriteJson(stream, files.Json()));
            output.Write("pareto.svg", stream => ParetoPicture.Write(stream, curve, answer.Problem.Budget is not null, messages));
        }
        output.Write("solution.json", stream => StudyFiles.WriteJson(stream, Summary(areFilesWritten: true)));
        forms?.AddTo(output, answer.Study is { } asked
            ? StudyReport.CategoryNames(asked.Study.Catalogue, messages.Language) : new Dictionary<string, string>());
        output.Complete();
    }

    /// <summary>The content of <c>solution.json</c>, which names the file of assignments if there is one.</summary>
    public JsonObject Summary(bool areFilesWritten)
    {
        var json = new JsonObject
        {
            ["objective_name"] = answer.Problem.Objective switch
            {
                SitingObjective.WorstFirst => "worst-first",
                SitingObjective.BackupCoverage => "backup",
                var o => o.ToString().ToLowerInvariant(),
            },
            ["objective_unit"] = Unit,
            ["status"] = answer.Solution.Status.ToString().ToLowerInvariant(),
            ["objective"] = Objective,
            ["bound"] = Bound,
            ["gap"] = answer.Solution.Gap,
            ["p"] = answer.Problem.P,
            ["chosen"] = Names(answer.Coverage.Steps.Select(s => s.Site)),
            ["assignments_file"] = areFilesWritten ? "assignments.csv" : null,
            ["existing_kept"] = Names(answer.Solution.ExistingKept),
            ["existing_closed"] = Names(answer.Solution.Closed),
            ["cost"] = answer.SiteCost,
            ["budget"] = answer.Problem.Budget,
            ["reason"] = SitingWords.Reason(answer.Solution, Messages.In(Language.En)),
            ["reason_zh"] = SitingWords.Reason(answer.Solution, Messages.In(Language.Zh)),
            ["relaxation"] = SitingWords.Relaxation(answer.Solution, Messages.In(Language.En)),
            ["relaxation_zh"] = SitingWords.Relaxation(answer.Solution, Messages.In(Language.Zh)),
            ["obstacle"] = Structure(answer.Solution.Why),
            ["helps"] = answer.Solution.Remedies is [{ Changes: [var change] }, ..] ? Structure(change) : null,
            ["remedies"] = answer.Solution.Remedies.ToJson(r => r.Changes.ToJson(Structure)),
            ["unmet"] = answer.Solution.Unmet.ToJson(u => new JsonObject
            {
                ["id"] = answer.Problem.DemandIds![u.Demand],
                ["weight"] = u.Weight,
                [answer.Study is null ? "nearest_cost" : "nearest_minutes"] = u.NearestCost,
            }),
            ["second_stage"] = answer.Solution.SecondStage is { } second
                ? new JsonObject { ["objective"] = answer.CostOf(second.Objective), ["bound"] = answer.CostOf(second.Bound) } : null,
            ["elapsed_s"] = Math.Round(answer.Elapsed.TotalSeconds, 3),
            ["seed"] = answer.Solution.Seed,
            ["weight_total"] = Rounded.People(answer.Total),
            ["weight_covered_before"] = Rounded.People(answer.Coverage.Before),
            ["weight_covered_after"] = answer.HasSites ? Rounded.People(answer.Coverage.After) : null,
            ["share_before"] = Rounded.Share(answer.ShareBefore),
            ["share_after"] = answer.HasSites ? Rounded.Share(answer.ShareAfter) : null,
            ["target"] = answer.Target,
            ["target_met"] = answer.IsTargetMet,
            ["mean_cost"] = answer.MeanCost,
            ["demands"] = answer.Problem.Costs.DemandCount,
            ["sites"] = answer.Problem.Costs.SiteCount,
            ["branch_and_bound_nodes"] = answer.Solution.Nodes,
        };
        if (answer.Study is { } study) DescribeStudy(json, study);
        return json;
    }

    /// <summary>A message as data: its kind and its numbers.</summary>
    private static JsonObject? Structure(Notice? remark)
    {
        if (remark is null) return null;
        var json = new JsonObject { ["kind"] = remark.Key.Split('/')[1].Replace('-', '_') };
        foreach ((string name, object value) in remark.Values)
            json[name] = value switch { int n => n, double d => d, _ => value.ToString() };
        return json;
    }

    /// <summary>Populations and minutes are given as elsewhere; a bare table is given exactly.</summary>
    private double? InUnit(double? value) =>
        value is not { } number || answer.Study is null ? value
        : answer.Problem.Objective.IsCovering() ? Rounded.People(number)
        : Rounded.Minutes(answer.CostOf(number));

    private JsonArray Names(IEnumerable<int> sites) => JsonValues.Texts(sites.Select(answer.SiteId));

    private static void DescribeStudy(JsonObject json, SitingStudy study)
    {
        SitingQuestion question = study.Question;
        json["query"] = Query(study);
        json["warnings"] = JsonValues.Texts(Metadata.English(study.Remarks));
        json["candidates"] = study.Candidates.Ids.Count;
        json["candidates_not_snapped"] = JsonValues.Texts(study.Candidates.NotSnapped);
        json["candidates_left_out"] = study.Candidates.LeftOut.ToJson(c => new JsonObject { ["id"] = c.Id, ["reason"] = c.Reason });
        json["not_snapped"] = JsonValues.Texts(study.NotSnapped.Select(c => c.Id));
        json["population_unknown"] = study.Demand.Count(c => c.People.Total is null);
        json["capacity_assumed"] = study.CapacityAssumed;
        json["capacity_assumed_for_existing"] =
            question.UsesCapacity ? JsonValues.Texts(study.Existing.Where(f => f.Capacity is null).Select(f => f.Id)) : null;
    }

    private static JsonObject Query(SitingStudy study) => new()
    {
        ["study"] = study.Study.File.Name,
        ["category"] = study.Question.Category,
        ["minutes"] = study.Reach.Minutes,
        ["longest_minutes"] = study.Problem.Radius is null ? study.Question.LongestMinutes : null,
        ["demand"] = study.Question.Demand,
        ["candidates"] = study.Question.IsFile ? Path.GetFileName(study.Question.Candidates) : study.Question.Candidates,
        ["existing"] = study.Question.Existing.ToString().ToLowerInvariant(),
        ["apart_m"] = study.Question.ApartMetres,
        ["per_unit"] = study.Question.UnitLevel is { } level
            ? new JsonObject { ["level"] = level, ["least"] = study.Question.UnitLeast, ["most"] = study.Question.UnitMost } : null,
        ["tiers"] = study.Question.Tiers.Count == 0 ? null : study.Question.Tiers.ToJson(
            t => new JsonObject { ["name"] = t.Name, ["minutes"] = t.Minutes, ["least"] = t.Least, ["most"] = t.Most }),
        ["minimum_area_m2"] = study.Question.CandidateRules.MinimumSquareMetres,
        ["exclude"] = study.Question.CandidateRules.Exclude is { } zones ? Path.GetFileName(zones) : null,
        ["thin_m"] = study.Question.CandidateRules.ThinMetres,
        ["cell_m"] = study.Question.IsNetwork ? study.Question.CellMetres : null,
        ["walker"] = study.Study.Graph.Walker.Id,
    };

    /// <summary>The chosen sites, in the order in which they help most.</summary>
    private void WriteSites(Stream stream, SitingStudy study) => GeoJsonWriter.Write(
        stream, Metadata.Of(study.Study.Graph.Network.Source, Query(study), [.. study.Study.Warnings, .. study.Remarks]),
        writer =>
        {
            foreach ((int k, SiteStep step) in answer.Coverage.Steps.Index())
            {
                Position at = study.Candidates.Positions[step.Site - study.Existing.Count];
                writer.Feature(new NetTopologySuite.Geometries.Point(at.Lon, at.Lat), json =>
                {
                    json.WriteString("id", answer.SiteId(step.Site));
                    json.WriteString("category", study.Question.Category);
                    json.WriteNumber("rank", k + 1);
                    json.WriteNumber("population_gained", Rounded.People(step.Gained));
                    json.WriteNumberOrNull("share_after", Rounded.Share(answer.ShareOf(step.CoveredAfter)));
                }, answer.SiteId(step.Site));
            }
        });

    /// <summary>Who uses which site; a demand that none serves has a row without a site.</summary>
    private void WriteAssignments(Stream stream)
    {
        using var csv = new CsvWriter(stream, ["demand_id", "site_id", "is_new", "weight", answer.Study is null ? "cost" : "minutes"]);
        ILookup<int, Assignment> byDemand = answer.Solution.Assignments.ToLookup(a => a.Demand);
        IReadOnlyList<string> ids = answer.Problem.DemandIds!;
        foreach (int i in Enumerable.Range(0, ids.Count).OrderBy(i => ids[i], StringComparer.Ordinal))
        {
            string id = ids[i];
            foreach (Assignment a in byDemand[i])
                csv.Cell(id).Cell(answer.SiteId(a.Site)).Cell(answer.Problem.Statuses?[a.Site] is null or SiteStatus.Candidate)
                    .Cell(a.Weight).Cell(answer.Study is null ? a.Cost : Rounded.Minutes(answer.CostOf(a.Cost))).EndRow();
            double left = answer.Problem.Weights![i] - byDemand[i].Sum(a => a.Weight);
            if (!byDemand.Contains(i) || left > SitingReach.LeastLeft * answer.Problem.Weights[i])
                csv.Cell(id).Cell((string?)null).Cell((bool?)null).Cell(left).Cell((double?)null).EndRow();
        }
    }
}
