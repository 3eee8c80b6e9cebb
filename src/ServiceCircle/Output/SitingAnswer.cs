using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Siting;
using ServiceCircle.Walking;

namespace ServiceCircle.Output;

/// <summary>An answer to a siting question, as its files and its summary give it.</summary>
public sealed class SitingAnswer
{
    private readonly Func<int, string> _siteId;
    private readonly Func<double, double> _cost;
    private readonly SitingStudy? _study;
    private readonly SitingProblem _covering;

    private SitingAnswer(
        SitingProblem problem, SitingSolution solution, double? coverRadius, double? target, Func<int, string> siteId, Func<double, double> cost, SitingStudy? study)
    {
        (Problem, Solution, Target, _siteId, _cost, _study) = (problem, solution, target, siteId, cost, study);
        _covering = problem with { Objective = SitingObjective.Mclp, Radius = coverRadius, TargetShare = null, SkipUncoverable = false };
        Coverage = CoverageSteps.Of(_covering, solution);
        Total = problem.Weights!.Sum();
    }

    /// <summary>The problem.</summary>
    public SitingProblem Problem { get; }

    /// <summary>Its solution.</summary>
    public SitingSolution Solution { get; }

    /// <summary>What the chosen sites add, one after the other.</summary>
    public CoverageSteps Coverage { get; }

    /// <summary>Number against coverage; null where not traced.</summary>
    public IReadOnlyList<ParetoPoint>? Curve { get; private set; }

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
        SitingObjective.Lscp => "sites",
        SitingObjective.Mclp => _study is null ? "weight" : "people",
        SitingObjective.PMedian => _study is null ? "weight_cost" : "person_minutes",
        _ => _study is null ? "cost" : "minutes",
    };

    /// <summary>An answer on a bare table of costs.</summary>
    /// <param name="problem">The problem, with weights and ids.</param>
    /// <param name="target">Share that must be covered; null for none.</param>
    /// <param name="options">How hard to try.</param>
    public static SitingAnswer Of(SitingProblem problem, double? target, SitingOptions options) =>
        new(problem, SitingSolver.Solve(problem, options), problem.Radius, target, j => problem.SiteIds![j], cost => cost, null);

    /// <summary>An answer on a study; costs are given in minutes.</summary>
    /// <param name="study">The question.</param>
    /// <param name="options">How hard to try.</param>
    public static SitingAnswer Of(SitingStudy study, SitingOptions options) =>
        new(study.Problem, study.Solve(options), study.Reach.Ticks, study.Question.Target, study.SiteId,
            ticks => ticks / (60 * WalkTime.TicksPerSecond), study);

    /// <summary>Adds the curve of number against coverage, from no new site to this many.</summary>
    /// <param name="most">Most new sites.</param>
    /// <param name="options">How hard to try at each number.</param>
    public void Trace(int most, SitingOptions options) => Curve = ParetoCurve.Trace(_covering, Enumerable.Range(0, most + 1).Select(p => (double)p), options);

    /// <summary>Writes every file of the answer; they appear together.</summary>
    /// <param name="folder">Where to; made if missing.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void WriteAll(string folder)
    {
        using var output = new OutputFolder(folder);
        if (_study is not null) output.Write("sites.geojson", stream => WriteSites(stream, _study));
        output.Write("assignments.csv", WriteAssignments);
        if (Curve is not null) output.Write("pareto.csv", WriteCurve);
        output.Write("solution.json", stream => StudyFiles.WriteJson(stream, Summary(areFilesWritten: true)));
        output.Complete();
    }

    /// <summary>The content of <c>solution.json</c>.</summary>
    /// <param name="areFilesWritten">Whether there is a file of assignments to name.</param>
    public JsonObject Summary(bool areFilesWritten)
    {
        var json = new JsonObject
        {
            ["objective_name"] = Problem.Objective.ToString().ToLowerInvariant(),
            ["objective_unit"] = Unit,
            ["status"] = Solution.Status.ToString().ToLowerInvariant(),
            ["objective"] = Objective,
            ["bound"] = Bound,
            ["gap"] = Solution.Gap,
            ["p"] = Problem.P,
            ["chosen"] = Names(Coverage.Steps.Select(s => s.Site)),
            ["assignments_file"] = areFilesWritten ? "assignments.csv" : null,
            ["existing_kept"] = Names(Solution.ExistingKept),
            ["reason"] = Solution.Reason,
            ["relaxation"] = Solution.Relaxation,
            ["unmet"] = new JsonArray([.. Solution.Unmet.Select(u => (JsonNode)new JsonObject
            {
                ["id"] = Problem.DemandIds![u.Demand], ["weight"] = u.Weight, [_study is null ? "nearest_cost" : "nearest_minutes"] = u.NearestCost,
            })]),
            ["elapsed_s"] = Math.Round(Solution.Elapsed.TotalSeconds, 3),
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

    private bool HasAnswer => Solution.Objective is not null;

    private double Served => Solution.Assignments.Sum(a => a.Weight);

    private double? Share(double weight) => Total > 0 ? weight / Total : null;

    /// <summary>Populations and minutes are given as elsewhere; a bare table is given exactly.</summary>
    private double? InUnit(double? value) =>
        value is not { } number || _study is null ? value
        : Problem.Objective is SitingObjective.Lscp or SitingObjective.Mclp ? Rounded.People(number)
        : Rounded.Minutes(_cost(number));

    private JsonArray Names(IEnumerable<int> sites) => new([.. sites.Select(j => (JsonNode)_siteId(j))]);

    private static void DescribeStudy(JsonObject json, SitingStudy study)
    {
        SitingQuestion question = study.Question;
        json["query"] = Query(study);
        json["candidates"] = study.Candidates.Ids.Count;
        json["candidates_not_snapped"] = new JsonArray([.. study.Candidates.NotSnapped.Select(id => (JsonNode)id)]);
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
        ["candidates"] = study.Question.Candidates is "network" or "communities" ? study.Question.Candidates : Path.GetFileName(study.Question.Candidates),
        ["cell_m"] = study.Question.Candidates == "network" ? study.Question.CellMetres : null,
        ["walker"] = study.Study.Graph.Walker.Id,
    };

    /// <summary>The chosen sites, in the order in which they help most.</summary>
    private void WriteSites(Stream stream, SitingStudy study) => GeoJsonWriter.Write(
        stream, Metadata.Of(study.Study.Graph.Network.Source, Query(study), Metadata.English(study.Study.Warnings)), writer =>
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
                    if (Rounded.Share(Share(step.CoveredAfter)) is { } share) json.WriteNumber("share_after", share); else json.WriteNull("share_after");
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

    private void WriteCurve(Stream stream)
    {
        using var csv = new CsvWriter(stream, ["new_sites", "weight_covered", "share", "bound", "gap", "status", "chosen"]);
        foreach (ParetoPoint point in Curve!)
        {
            csv.Cell((long)point.Limit).Cell(Rounded.People(point.Covered)).Cell(Rounded.Share(point.Share)).Cell(point.CoveredBound).Cell(point.Solution.Gap)
                .Cell(point.Solution.Status.ToString().ToLowerInvariant()).Cell(string.Join(';', point.Solution.Chosen.Select(_siteId))).EndRow();
        }
    }
}
