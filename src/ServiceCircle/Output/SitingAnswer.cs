using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Walking;

namespace ServiceCircle.Output;

/// <summary>An answer to a siting question, as its files and its summary give it.</summary>
public sealed class SitingAnswer
{
    private const int BudgetSteps = 20;

    /// <summary>What counting takes at least, though the time be over.</summary>
    private static readonly TimeSpan CountingTime = TimeSpan.FromSeconds(0.3);

    private readonly long _start;
    private readonly Func<int, string> _siteId;
    private readonly Func<double, double> _cost;
    private readonly SitingStudy? _study;
    private readonly SitingProblem _covering;

    private SitingAnswer(
        SitingProblem problem, SitingOptions options, double? coverRadius, double? target, Func<int, string> siteId, Func<double, double> cost, SitingStudy? study)
    {
        _start = Stopwatch.GetTimestamp();
        SitingSolution solution = SitingSolver.Solve(problem, options);
        (Problem, Solution, Target, _siteId, _cost, _study) = (problem, solution, target, siteId, cost, study);
        _covering = problem with
        {
            Objective = SitingObjective.Mclp,
            Radius = coverRadius,
            TargetShare = null,
            SkipUncoverable = false,
            SiteCosts = problem.Budget is null ? null : problem.SiteCosts,
        };
        TimeSpan left = options.TimeLimit - Stopwatch.GetElapsedTime(_start);
        Coverage = CoverageSteps.Of(_covering, solution, left > CountingTime ? left : CountingTime);
        Total = problem.Weights!.Sum();
        Elapsed = Stopwatch.GetElapsedTime(_start);
    }

    /// <summary>The problem.</summary>
    public SitingProblem Problem { get; }

    /// <summary>Its solution.</summary>
    public SitingSolution Solution { get; }

    /// <summary>What the chosen sites add, one after the other.</summary>
    public CoverageSteps Coverage { get; }

    /// <summary>Number against coverage; null where not traced.</summary>
    public IReadOnlyList<ParetoPoint>? Curve { get; private set; }

    /// <summary>Wall clock time of solving, explaining, counting and tracing.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Share that must be covered; null for none.</summary>
    public double? Target { get; }

    /// <summary>Weight of all demand.</summary>
    public double Total { get; }

    /// <summary>Share covered today; null when there is nobody.</summary>
    public double? ShareBefore => Share(Coverage.Before);

    /// <summary>Share covered with the chosen sites; null when there is nobody.</summary>
    public double? ShareAfter => Share(Coverage.After);

    /// <summary>The objective in the unit of <see cref="Unit"/>; null without an answer.</summary>
    public double? Objective => InUnit(Solution.Objective);

    /// <summary>The bound in the unit of <see cref="Unit"/>; null without one.</summary>
    public double? Bound => InUnit(Solution.Bound);

    /// <summary>Unit of objective and bound.</summary>
    public string Unit => Problem.Objective switch
    {
        SitingObjective.Lscp => Problem.SiteCosts is null ? "sites" : "cost",
        SitingObjective.Mclp or SitingObjective.BackupCoverage => _study is null ? "weight" : "people",
        SitingObjective.PMedian => _study is null ? "weight_cost" : "person_minutes",
        _ => _study is null ? "cost" : "minutes",
    };

    /// <summary>An answer on a bare table of costs.</summary>
    /// <param name="problem">The problem, with weights and ids.</param>
    /// <param name="target">Share that must be covered; null for none.</param>
    /// <param name="options">How hard to try.</param>
    public static SitingAnswer Of(SitingProblem problem, double? target, SitingOptions options) =>
        new(problem, options, problem.Radius, target, j => problem.SiteIds![j], cost => cost, null);

    /// <summary>An answer on a study; costs are given in minutes.</summary>
    /// <param name="study">The question.</param>
    /// <param name="options">How hard to try.</param>
    public static SitingAnswer Of(SitingStudy study, SitingOptions options) =>
        new(study.Problem, options, study.Reach.Ticks, study.Question.Target, study.SiteId,
            ticks => ticks / (60 * WalkTime.TicksPerSecond), study);

    /// <summary>Whether the curve is over budgets rather than numbers of sites.</summary>
    public bool IsByCost => _covering.Budget is not null;

    /// <summary>Adds the curve of number against coverage, from no new site to this many; or, where there is a budget, of twenty equal steps up to it.</summary>
    /// <param name="most">Most new sites.</param>
    /// <param name="options">How hard to try; the time limit is for all points together.</param>
    public void Trace(int most, SitingOptions options)
    {
        Curve = ParetoCurve.Trace(_covering,
            _covering.Budget is { } budget ? Enumerable.Range(0, BudgetSteps + 1).Select(k => budget * k / BudgetSteps) : Enumerable.Range(0, most + 1).Select(p => (double)p), options);
        Elapsed = Stopwatch.GetElapsedTime(_start);
    }

    /// <summary>Writes every file of the answer; they appear together.</summary>
    /// <param name="folder">Where to; made if missing.</param>
    /// <param name="messages">The language of the picture.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void WriteAll(string folder, Messages messages)
    {
        using var output = new OutputFolder(folder);
        if (_study is not null)
        {
            output.Write("sites.geojson", stream => WriteSites(stream, _study));
            output.Write("sites.svg", stream => SvgMap.Write(stream, SitingMap.Of(_study, Solution, Coverage, messages)));
        }
        output.Write("assignments.csv", WriteAssignments);
        if (Curve is not null)
        {
            var files = new ParetoFiles(Curve, IsByCost, _siteId);
            output.Write("pareto.csv", files.WriteCsv);
            output.Write("pareto.json", stream => StudyFiles.WriteJson(stream, files.Json()));
            output.Write("pareto.svg", stream => files.WriteSvg(stream, messages));
        }
        output.Write("solution.json", stream => StudyFiles.WriteJson(stream, Summary(areFilesWritten: true)));
        output.Complete();
    }

    /// <summary>The content of <c>solution.json</c>.</summary>
    /// <param name="areFilesWritten">Whether there is a file of assignments to name.</param>
    public JsonObject Summary(bool areFilesWritten)
    {
        var json = new JsonObject
        {
            ["objective_name"] = Problem.Objective switch { SitingObjective.WorstFirst => "worst-first", SitingObjective.BackupCoverage => "backup", var o => o.ToString().ToLowerInvariant() },
            ["objective_unit"] = Unit,
            ["status"] = Solution.Status.ToString().ToLowerInvariant(),
            ["objective"] = Objective,
            ["bound"] = Bound,
            ["gap"] = Solution.Gap,
            ["p"] = Problem.P,
            ["chosen"] = Names(Coverage.Steps.Select(s => s.Site)),
            ["assignments_file"] = areFilesWritten ? "assignments.csv" : null,
            ["existing_kept"] = Names(Solution.ExistingKept),
            ["existing_closed"] = Names(Solution.Closed),
            ["cost"] = Problem.SiteCosts is { } costs && HasAnswer ? Solution.Chosen.Sum(j => costs[j]) : null,
            ["budget"] = Problem.Budget,
            ["reason"] = Reason(Messages.In(Language.En)),
            ["reason_zh"] = Reason(Messages.In(Language.Zh)),
            ["relaxation"] = Relaxation(Messages.In(Language.En)),
            ["relaxation_zh"] = Relaxation(Messages.In(Language.Zh)),
            ["obstacle"] = Structure(Solution.Why),
            ["helps"] = Solution.Remedies is [{ Changes: [var change] }, ..] ? Structure(change) : null,
            ["remedies"] = new JsonArray([.. Solution.Remedies.Select(r => (JsonNode)new JsonArray([.. r.Changes.Select(c => (JsonNode)Structure(c)!)]))]),
            ["unmet"] = new JsonArray([.. Solution.Unmet.Select(u => (JsonNode)new JsonObject
            {
                ["id"] = Problem.DemandIds![u.Demand], ["weight"] = u.Weight, [_study is null ? "nearest_cost" : "nearest_minutes"] = u.NearestCost,
            })]),
            ["second_stage"] = Solution.SecondStage is { } second ? new JsonObject { ["objective"] = _cost(second.Objective), ["bound"] = _cost(second.Bound) } : null,
            ["elapsed_s"] = Math.Round(Elapsed.TotalSeconds, 3),
            ["seed"] = Solution.Seed,
            ["weight_total"] = Rounded.People(Total),
            ["weight_covered_before"] = Rounded.People(Coverage.Before),
            ["weight_covered_after"] = HasAnswer ? Rounded.People(Coverage.After) : null,
            ["share_before"] = Rounded.Share(ShareBefore),
            ["share_after"] = HasAnswer ? Rounded.Share(ShareAfter) : null,
            ["target"] = Target,
            ["target_met"] = Target is { } target && HasAnswer ? Coverage.After >= target * Total * (1 - 1e-9) : null,
            ["mean_cost"] = Served > 0 ? Solution.Assignments.Sum(a => a.Weight * _cost(a.Cost)) / Served : null,
            ["demands"] = Problem.Costs.DemandCount,
            ["sites"] = Problem.Costs.SiteCount,
            ["branch_and_bound_nodes"] = Solution.Nodes,
        };
        if (_study is not null) DescribeStudy(json, _study);
        return json;
    }

    /// <summary>Why there is no answer, in a language; null with one.</summary>
    public string? Reason(Messages messages) => Solution.Why is { } why ? Text(why, messages) : null;

    /// <summary>The changes that were found to help, in a language; null if none is known.</summary>
    public string? Relaxation(Messages messages) => Solution.Remedies.Count == 0 ? null
        : string.Join(messages["siting/helps-or"], Solution.Remedies.Select(r => string.Join(messages["siting/helps-and"], r.Changes.Select(c => Text(c, messages)))));

    private static string Text(Notice remark, Messages messages) =>
        messages.Text(remark.Key, [.. remark.Values.Select(v => (v.Name, v.Value is double number ? Figure(v.Name, number) : v.Value))]);

    /// <summary>What may be typed again is given in full.</summary>
    private static string Figure(string name, double number) =>
        number.ToString(name is "radius" or "budget" or "percent" or "target" or "capacity" ? "0.#########" : "#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A message as data: its kind and its numbers.</summary>
    private static JsonObject? Structure(Notice? remark)
    {
        if (remark is null) return null;
        var json = new JsonObject { ["kind"] = remark.Key.Split('/')[1].Replace('-', '_') };
        foreach ((string name, object value) in remark.Values) json[name] = value switch { int n => n, double d => d, _ => value.ToString() };
        return json;
    }

    private bool HasAnswer => Solution.Objective is not null;

    private double Served => Solution.Assignments.Sum(a => a.Weight);

    private double? Share(double weight) => Total > 0 ? weight / Total : null;

    /// <summary>Populations and minutes are given as elsewhere; a bare table is given exactly.</summary>
    private double? InUnit(double? value) =>
        value is not { } number || _study is null ? value
        : Problem.Objective is SitingObjective.Lscp or SitingObjective.Mclp or SitingObjective.BackupCoverage ? Rounded.People(number)
        : Rounded.Minutes(_cost(number));

    private JsonArray Names(IEnumerable<int> sites) => new([.. sites.Select(j => (JsonNode)_siteId(j))]);

    private static void DescribeStudy(JsonObject json, SitingStudy study)
    {
        SitingQuestion question = study.Question;
        json["query"] = Query(study);
        json["warnings"] = new JsonArray([.. Metadata.English(study.Remarks).Select(w => (JsonNode)w)]);
        json["candidates"] = study.Candidates.Ids.Count;
        json["candidates_not_snapped"] = new JsonArray([.. study.Candidates.NotSnapped.Select(id => (JsonNode)id)]);
        json["candidates_left_out"] = new JsonArray([.. study.Candidates.LeftOut.Select(c => (JsonNode)new JsonObject { ["id"] = c.Id, ["reason"] = c.Reason })]);
        json["not_snapped"] = new JsonArray([.. study.NotSnapped.Select(c => (JsonNode)c.Id)]);
        json["population_unknown"] = study.Demand.Count(c => c.People.Total is null);
        json["capacity_assumed"] = study.CapacityAssumed;
        json["capacity_assumed_for_existing"] = question.UsesCapacity
            ? new JsonArray([.. study.Existing.Where(f => f.Capacity is null).Select(f => (JsonNode)f.Id)])
            : null;
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
        ["per_unit"] = study.Question.UnitLevel is { } level ? new JsonObject { ["level"] = level, ["least"] = study.Question.UnitLeast, ["most"] = study.Question.UnitMost } : null,
        ["tiers"] = study.Question.Tiers.Count == 0 ? null : new JsonArray([.. study.Question.Tiers.Select(t => (JsonNode)new JsonObject { ["name"] = t.Name, ["minutes"] = t.Minutes, ["least"] = t.Least, ["most"] = t.Most })]),
        ["minimum_area_m2"] = study.Question.CandidateRules.MinimumSquareMetres,
        ["exclude"] = study.Question.CandidateRules.Exclude is { } zones ? Path.GetFileName(zones) : null,
        ["thin_m"] = study.Question.CandidateRules.ThinMetres,
        ["cell_m"] = study.Question.Candidates == "network" ? study.Question.CellMetres : null,
        ["walker"] = study.Study.Graph.Walker.Id,
    };

    /// <summary>The chosen sites, in the order in which they help most.</summary>
    private void WriteSites(Stream stream, SitingStudy study) => GeoJsonWriter.Write(
        stream, Metadata.Of(study.Study.Graph.Network.Source, Query(study), [.. study.Study.Warnings, .. study.Remarks]), writer =>
        {
            for (int k = 0; k < Coverage.Steps.Count; k++)
            {
                (int rank, SiteStep step) = (k + 1, Coverage.Steps[k]);
                Position at = study.Candidates.Positions[step.Site - study.Existing.Count];
                var point = new NetTopologySuite.Geometries.Point(at.Lon, at.Lat);
                writer.Feature(point, json =>
                {
                    json.WriteString("id", _siteId(step.Site));
                    json.WriteString("category", study.Question.Category);
                    json.WriteNumber("rank", rank);
                    json.WriteNumber("population_gained", Rounded.People(step.Gained));
                    json.WriteNumberOrNull("share_after", Rounded.Share(Share(step.CoveredAfter)));
                }, _siteId(step.Site));
            }
        });

    /// <summary>Who uses which site; a demand that none serves has a row without a site.</summary>
    private void WriteAssignments(Stream stream)
    {
        using var csv = new CsvWriter(stream, ["demand_id", "site_id", "is_new", "weight", _study is null ? "cost" : "minutes"]);
        ILookup<int, Assignment> byDemand = Solution.Assignments.ToLookup(a => a.Demand);
        foreach (int i in Enumerable.Range(0, Problem.Costs.DemandCount).OrderBy(i => Problem.DemandIds![i], StringComparer.Ordinal))
        {
            string id = Problem.DemandIds![i];
            foreach (Assignment a in byDemand[i])
            {
                csv.Cell(id).Cell(_siteId(a.Site)).Cell(Problem.Statuses?[a.Site] is null or SiteStatus.Candidate).Cell(a.Weight)
                    .Cell(_study is null ? a.Cost : Rounded.Minutes(_cost(a.Cost))).EndRow();
            }
            double left = Problem.Weights![i] - byDemand[i].Sum(a => a.Weight);
            if (!byDemand.Contains(i) || left > 1e-6 * Problem.Weights[i])
                csv.Cell(id).Cell((string?)null).Cell((bool?)null).Cell(left).Cell((double?)null).EndRow();
        }
    }
}
