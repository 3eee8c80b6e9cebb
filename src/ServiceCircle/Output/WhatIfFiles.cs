using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Files;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Output;

/// <summary>The files of a comparison: the study as it stands, the study under each scenario, and the differences.</summary>
internal static class WhatIfFiles
{
    /// <summary>Files of one, of several and of no scenario.</summary>
    private static readonly string[] MayRemain =
    [
        .. ((string[])["baseline/", "scenario/", "scenario-#/"]).SelectMany(below => StudyFiles.Names.Select(name => below + name)),
        "changes.geojson", "changes-#.geojson", "map.svg", "map-#.svg", "comparison.json", "comparison.csv", "marginal_value.geojson",
        .. OutputForms.MayRemain(
        [
            .. ((string[])["baseline/", "scenario/", "scenario-#/"]).SelectMany(below => StudyFiles.Tables.Select(name => below + name)),
            "changes", "changes-#", "comparison", "marginal_value",
        ]),
    ];

    private const double RingGap = 6, MarkRadius = 17;

    /// <summary>Side of the squares in which very many rings or marks are one, in map units.</summary>
    private const int ThinUnits = 40;

    /// <summary>
    /// Writes every file; they appear together. One scenario is in scenario/, several in scenario-1/, scenario-2/ ... and none where only
    /// the best positions are asked. The model is of the same, as <see cref="ModelOf"/> makes it.
    /// </summary>
    public static void WriteAll(
        ScenarioStudy study, IReadOnlyList<ScenarioResult> scenarios, MarginalMap? marginal, ComparisonModel model, string folder,
        OutputForms? forms = null)
    {
        StudyResult baseline = study.Baseline;
        Language language = model.Study.Language;
        using var output = new OutputFolder(folder, MayRemain);
        StudyFiles.Write(output, "baseline/", baseline, study.Areas, language);
        for (int i = 0; i < scenarios.Count; i++)
        {
            (ScenarioResult scenario, MapDrawing map) = (scenarios[i], model.Scenarios[i].Map);
            string number = scenarios.Count == 1 ? "" : FormattableString.Invariant($"-{i + 1}");
            StudyFiles.Write(output, $"scenario{number}/", scenario.Result, scenario.Areas, language);
            output.Write($"changes{number}.geojson", stream => WriteChanges(stream, baseline, scenario));
            output.Write($"map{number}.svg", stream => SvgMap.Write(stream, map));
        }
        if (scenarios.Count > 0)
        {
            output.Write("comparison.json", stream => StudyFiles.WriteJson(stream, Summary(baseline, scenarios, null)));
            output.Write("comparison.csv", stream => WriteTable(stream, scenarios));
        }
        if (marginal is not null) output.Write("marginal_value.geojson", stream => MarginalFiles.Write(stream, baseline, marginal));
        output.Write("run.json", stream => StudyFiles.WriteJson(stream, ManifestOf(baseline, scenarios)));
        output.Write("report.html", stream => ComparisonReport.Write(stream, model));
        forms?.AddTo(output, model.Study.CategoryNames);
        output.Complete();
    }

    /// <summary>
    /// The content of <c>comparison.json</c>: of one scenario its own object, of several a list of them; and the best positions for one
    /// more facility where these were asked.
    /// </summary>
    public static JsonObject Summary(StudyResult baseline, IReadOnlyList<ScenarioResult> scenarios, MarginalMap? marginal)
    {
        JsonObject json = scenarios.Count == 1 ? ToJson(scenarios[0]) : new JsonObject { ["scenarios"] = scenarios.ToJson(ToJson) };
        if (marginal is not null) json["marginal"] = MarginalFiles.Best(baseline, marginal);
        return json;
    }

    private static readonly TableColumn<(ScenarioComparison All, ServiceChange Service)>[] ChangeColumns =
    [
        new("population_before", c => Rounded.People(c.Service.PopulationBefore)),
        new("population_after", c => Rounded.People(c.Service.PopulationAfter)),
        new("share_before", c => Rounded.Share(c.Service.PopulationBefore / c.All.PopulationBefore)),
        new("share_after", c => Rounded.Share(c.Service.PopulationAfter / c.All.PopulationAfter)),
        new("gained", c => Rounded.People(c.Service.Gained)), new("lost", c => Rounded.People(c.Service.Lost)),
        new("grown", c => Rounded.People(c.Service.Grown)), new("communities_gained", c => c.Service.CommunitiesGained),
        new("communities_lost", c => c.Service.CommunitiesLost),
    ];

    private static JsonObject ToJson(ScenarioResult scenario) => new()
    {
        ["name"] = scenario.Scenario.Name,
        ["changes"] = scenario.Scenario.Changes.Count,
        ["services"] = scenario.Comparison.Services.ToJson(
            s => new JsonObject { ["category"] = s.Service.Category, ["minutes"] = s.Service.Limit.Minutes }
                .With(ChangeColumns, (scenario.Comparison, s))),
        ["complete_circles_before"] = scenario.Comparison.CompleteBefore,
        ["complete_circles_after"] = scenario.Comparison.CompleteAfter,
        ["targets"] = scenario.Comparison.Targets.ToJson(Target),
    };

    private static JsonObject Target(TargetChange target) => new()
    {
        ["id"] = target.Before.Clause.Id,
        ["plan"] = target.Before.Clause.Plan,
        ["reading"] = PlanWords.Of(target.Before.Reading),
        ["tier"] = target.Before.Tier is { } tier ? JsonValues.Texts(tier.Class.Categories) : null,
        ["decides"] = target.After.IsDeciding,
        ["measured_before"] = Rounded.Share(target.Before.Measured),
        ["measured_after"] = Rounded.Share(target.After.Measured),
        ["met_before"] = target.Before.Met,
        ["met_after"] = target.After.Met,
        ["flips"] = target.Flips,
    };

    /// <summary>Communities that are covered where they were not, or the other way round; their other services are beside it.</summary>
    private static void WriteChanges(Stream stream, StudyResult baseline, ScenarioResult scenario) =>
        GeoJsonWriter.Write(stream, Metadata.Of(scenario.Result), writer =>
        {
            foreach (CommunityChange change in scenario.Comparison.Communities.Where(c => c.Gains || c.Loses))
            {
                Community community = change.Community;
                writer.Feature(community.Geometry, json =>
                {
                    json.WriteString("id", community.Id);
                    json.WriteString("name", community.Name);
                    json.WriteNumberOrNull("population", community.People.Total);
                    foreach (ReachChange reach in change.Reach)
                    {
                        string category = baseline.Coverage.Services[reach.Service].Category;
                        json.WriteBoolean(category + ".gained", reach.Gained);
                        json.WriteBoolean(category + ".lost", reach.Lost);
                        json.WriteNumberOrNull(category + ".minutes_before", Rounded.Minutes(reach.Before.Nearest.Minutes));
                        json.WriteNumberOrNull(category + ".minutes_after", Rounded.Minutes(reach.After.Nearest.Minutes));
                    }
                }, community.Id);
            }
        });

    /// <summary>One row for each scenario and service: scenarios side by side.</summary>
    private static void WriteTable(Stream stream, IReadOnlyList<ScenarioResult> scenarios)
    {
        TableColumn<(ScenarioResult Scenario, ServiceChange Service)>[] columns =
        [
            new("scenario", c => c.Scenario.Scenario.Name), new("category", c => c.Service.Service.Category),
            new("minutes", c => Rounded.Minutes(c.Service.Service.Limit.Minutes)),
            .. ChangeColumns.Select(column => new TableColumn<(ScenarioResult Scenario, ServiceChange Service)>(
                column.Name, c => column.Value((c.Scenario.Comparison, c.Service)))),
        ];
        columns.WriteCsv(stream, scenarios.SelectMany(s => s.Comparison.Services, (s, service) => (s, service)), byteOrderMark: true);
    }

    private static JsonObject ManifestOf(StudyResult baseline, IReadOnlyList<ScenarioResult> scenarios)
    {
        JsonObject manifest = Manifest.ToJson(baseline);
        manifest["scenarios"] = scenarios.ToJson(s => new JsonObject
        {
            ["name"] = s.Scenario.Name,
            ["file"] = s.Scenario.Source.Length > 0 ? Path.GetFileName(s.Scenario.Source) : null,
            ["sha256"] = s.Scenario.Source.Length > 0 ? FileHash.Compute(s.Scenario.Source) : null,
        });
        return manifest;
    }

    /// <summary>The model of the report; without the worth of one more facility if that was not asked.</summary>
    public static ComparisonModel ModelOf(
        ScenarioStudy study, IReadOnlyList<ScenarioResult> scenarios, MarginalMap? marginal, Language language)
    {
        StudyResult baseline = study.Baseline;
        ReportModel report = StudyReport.ModelOf(baseline, study.Areas, language);
        var words = new VerdictWords(Messages.In(language), report.CategoryNames);
        IReadOnlyList<string> shortNames =
            ComparedScenario.ShortNames([.. scenarios.Select(s => s.Scenario.Name)], Messages.In(language));
        return new ComparisonModel(
            report,
            [.. scenarios.Zip(shortNames, (s, shortName) => new ComparedScenario(
                s.Scenario.Name, shortName, [.. s.Scenario.Changes.Select(new ChangeWords(s, baseline, report.CategoryNames, language).Of)],
                s.Comparison, MapOf(s, baseline, language)))],
            [.. report.Warnings.Concat(scenarios.SelectMany(s => s.Result.Warnings).Select(words.Text)).Distinct()])
        {
            Marginal = marginal is null ? [] : MarginalFiles.Services(baseline, marginal, report, language),
        };
    }

    /// <summary>The map after a scenario, with what it changes and who gains and loses marked.</summary>
    private static MapDrawing MapOf(ScenarioResult scenario, StudyResult baseline, Language language)
    {
        ReportModel after = StudyReport.ModelOf(scenario.Result, scenario.Areas, language);
        IReadOnlyList<MapLayer> layers = after.Maps[0].Layers;
        IReadOnlyList<Position>[] Lines(NetworkEditKind kind) =>
            [.. scenario.Scenario.Changes.OfType<ChangeNetwork>().Where(c => c.Edit.Kind == kind).Select(c => c.Edit.Line)];
        return new MapDrawing(
            Messages.In(language).Text("whatif/map-after", ("name", scenario.Scenario.Name)), language, after.Maps[0].Extent,
        [
            .. layers.Where(l => l is LineLayer or AreaLayer), new LineLayer(MapClass.NewPath, Lines(NetworkEditKind.AddPath)),
                new LineLayer(MapClass.ClosedPath, Lines(NetworkEditKind.ClosePath)),
            .. layers.Where(l => l is PointLayer or CellLayer or OutlineLayer),
            new PointLayer(Few([.. Rings(scenario, CoverageLayers.Communities(scenario.Result.Coverage, after.CategoryNames, language))],
                "map/communities-here")),
            new PointLayer(Few([.. Marks(scenario, baseline, after.CategoryNames, language)], "map/changes-here")),
        ], after.Maps[0].PathBudget)
        { Notes = after.Maps[0].Notes, Approval = after.Maps[0].Approval };

        // Far too many to be told apart share a ring with their neighbours.
        IReadOnlyList<MapPoint> Few(IReadOnlyList<MapPoint> points, string title) => points.Count <= PlaceCells.MostPlaces ? points
            : PlaceCells.Thinned(points, after.Maps[0].Extent, ThinUnits,
                count => Messages.In(language).Text(title, ("count", count)));
    }

    /// <summary>Rings around the communities that gain or lose.</summary>
    private static IEnumerable<MapPoint> Rings(ScenarioResult scenario, PointLayer communities)
    {
        ILookup<Position, CommunityChange> changes = scenario.Comparison.Communities.ToLookup(c => c.Community.Position);
        foreach (MapPoint point in communities.Points)
        {
            if (changes[point.Position].Any(c => c.Loses))
                yield return point with { Class = MapClass.Loses, Radius = point.Radius + RingGap, Label = "", Name = "" };
            else if (changes[point.Position].Any(c => c.Gains))
                yield return point with { Class = MapClass.Gains, Radius = point.Radius + RingGap, Label = "", Name = "" };
        }
    }

    private static IEnumerable<MapPoint> Marks(
        ScenarioResult scenario, StudyResult baseline, IReadOnlyDictionary<string, string> names, Language language)
    {
        var words = new ChangeWords(scenario, baseline, names, language);
        foreach (Change change in scenario.Scenario.Changes)
        {
            Position? at = change switch
            {
                AddFacility add => add.At,
                MoveFacility move => move.At,
                CloseFacility close => words.Before(close.Id)?.Position,
                SetCapacity set => words.After(set.Id)?.Position,
                ChangeNetwork { Edit.Kind: NetworkEditKind.OpenGate or NetworkEditKind.CloseGate } gate => gate.Edit.Line[0],
                _ => null,
            };
            if (at is { } place)
                yield return new MapPoint(MapClass.Changed, place, MarkRadius, words.Of(change));
        }
    }
}
