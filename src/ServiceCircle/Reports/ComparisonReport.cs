using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Sections;
using ServiceCircle.Scenarios;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Reports;

/// <summary>The report of a comparison: figures side by side, both maps, who gains, who loses, which targets change.</summary>
internal static class ComparisonReport
{
    /// <summary>Rows of communities that a page shows.</summary>
    private const int MostRows = 500;

    /// <summary>Changes that a page lists; the scenario's file has all.</summary>
    private const int MostChanges = 2_000;

    public static void Write(Stream stream, ComparisonModel model) => HtmlReport.Write(
        stream, model.Study, page => page.Messages["whatif/title"], [string.Join(' ', Sentences(model))], model.Warnings,
        [.. SectionsOf(model)
            .Where(s => s.Id is "method" or "data" || (s.Id == "where" ? model.Marginal.Count > 0 : model.Scenarios.Count > 0))]);

    /// <summary>The answer in sentences: one or two for each scenario, one for each service of which the best position was asked.</summary>
    public static IEnumerable<string> Sentences(ComparisonModel model) =>
        model.Scenarios.Select(s => Sentence(s.Name, s.Comparison, model.Study.CategoryNames, model.Study.Language))
        .Concat(model.Marginal.Select(s => Sentence(s, model.Study.CategoryNames, model.Study.Language)));

    private static (string Id, string TitleKey, Action<Page> Write)[] SectionsOf(ComparisonModel model) =>
    [
        ("changes", "whatif/changes", page => EachScenario(page, model, Changes)),
        ("figures", "whatif/figures", page => Figures(page, model)),
        ("maps", "whatif/maps",
            page => MapsSection.Write(page, [Before(page, model.Study.Maps[0]), .. model.Scenarios.Select(s => s.Map)])),
        ("gains", "whatif/gains", page => EachScenario(page, model, (p, s) => Communities(p, s, gain: true))),
        ("losses", "whatif/losses", page => EachScenario(page, model, (p, s) => Communities(p, s, gain: false))),
        ("targets", "whatif/targets", page => EachScenario(page, model, Targets)),
        ("where", "whatif/where", page => Where(page, model)),
        ("method", "method/title", MethodSection.Write),
        ("data", "data/title", DataSection.Write),
    ];

    private static string Sentence(MarginalService service, IReadOnlyDictionary<string, string> categoryNames, Language language)
    {
        Messages m = Messages.In(language);
        string name = categoryNames.GetValueOrDefault(service.Service.Category, service.Service.Category);
        return service.Best is [var best, ..]
            ? m.Text("whatif/where-sentence", ("service", name), ("place", best.At.ToString()), ("people", m.Number(best.People)))
            : m.Text("whatif/where-nobody", ("service", name));
    }

    private static string Sentence(
        string name, ScenarioComparison comparison, IReadOnlyDictionary<string, string> categoryNames, Language language)
    {
        Messages m = Messages.In(language);
        int met = comparison.Targets.Count(t => t.Flips && t.After is { Met: true, IsDeciding: true }),
            missed = comparison.Targets.Count(t => t.Flips && t.Before is { Met: true, IsDeciding: true });
        string flips = met + missed == 0 ? "" : m.Text("whatif/flips", ("met", met), ("missed", missed));
        ServiceChange[] changed =
            [.. comparison.Services.Where(s => s.PopulationBefore != s.PopulationAfter || s.CommunitiesGained + s.CommunitiesLost > 0)];
        if (changed.Length == 0) return m.Text("whatif/nothing", ("name", name)) + flips;
        return m.Text("whatif/sentence", ("name", name), ("services", m.List(changed.Select(s => m.Text("whatif/service",
            ("service", categoryNames.GetValueOrDefault(s.Service.Category, s.Service.Category)), ("before", m.Number(s.PopulationBefore)),
            ("after", m.Number(s.PopulationAfter)), ("gained", m.Number(s.Gained)), ("lost", m.Number(s.Lost))))))) + flips;
    }

    /// <summary>A change in words; the names of facilities and communities are asked for by their ids.</summary>
    public static string InWords(
        Change change, Func<string, string> facilityName, Func<string, string> communityName,
        IReadOnlyDictionary<string, string> categoryNames, Language language)
    {
        Messages m = Messages.In(language);
        switch (change)
        {
            case AddFacility add:
                return m.Text("whatif/change/add-facility", ("id", add.Name.Length > 0 ? add.Name : add.Id),
                    ("categories", m.List(add.Categories.Select(c => categoryNames.GetValueOrDefault(c, c)))));
            case MoveFacility move: return m.Text("whatif/change/move-facility", ("facility", facilityName(move.Id)));
            case CloseFacility close: return m.Text("whatif/change/close-facility", ("facility", facilityName(close.Id)));
            case SetCapacity set:
                return m.Text("whatif/change/set-capacity", ("facility", facilityName(set.Id)),
                    ("capacity", set.Capacity is { } n ? m.Number(n) : m["value/unknown"]));
            case ScalePopulation scale:
                return m.Text("whatif/change/scale-population", ("community", communityName(scale.Community)),
                    ("factor", m.Number(scale.Factor, 2)));
            case ChangeNetwork { Edit: var edit }:
                IReadOnlyList<Position> line = edit.Line;
                string metres = m.Text("number/metres", ("metres", m.Number(line.Skip(1).Zip(line, Geo.LocalMetres.Between).Sum())));
                return edit.Kind switch
                {
                    NetworkEditKind.AddPath => m.Text("whatif/change/add-path", ("metres", metres), ("kind", edit.Path switch
                    {
                        PathKind.Steps => m["whatif/kind/steps"],
                        PathKind.Bridge => m["whatif/kind/bridge"],
                        _ => m["whatif/kind/footway"],
                    })),
                    NetworkEditKind.ClosePath => m.Text("whatif/change/close-path", ("metres", metres)),
                    NetworkEditKind.OpenGate => m.Text("whatif/change/open-gate", ("place", line[0].ToString())),
                    _ => m.Text("whatif/change/close-gate", ("place", line[0].ToString())),
                };
            default: throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    private static MapDrawing Before(Page page, MapDrawing map) =>
        new(page.Messages["whatif/map-before"], map.Language, map.Extent, map.Layers);

    private static void EachScenario(Page page, ComparisonModel model, Action<Page, ComparedScenario> write)
    {
        foreach (ComparedScenario scenario in model.Scenarios) write(page, scenario);
    }

    private static void Changes(Page page, ComparedScenario scenario)
    {
        if (scenario.Changes.Count == 0)
        {
            page.Paragraph(page.Messages.Text("whatif/no-changes", ("name", scenario.ShortName)), "");
            return;
        }
        page.Html.Leaf("h3", scenario.ShortName);
        if (scenario.ShortName != scenario.Name)
            using (page.Html.Open("p")) page.Html.Name(scenario.Name);
        if (scenario.Changes.Count > MostChanges)
            page.Paragraph(page.Messages.Text("whatif/changes-cut", ("shown", MostChanges), ("all", scenario.Changes.Count)), "");
        page.List(scenario.Changes.Take(MostChanges));
    }

    /// <summary>The services before and after; which scenario a row is about is said where there are several.</summary>
    private static void Figures(Page page, ComparisonModel model)
    {
        Messages m = page.Messages;
        bool areSeveral = model.Scenarios.Count > 1;
        page.Table("figures", m["whatif/figures"],
        [
            new(m["column/service"]), new(m["column/limit"], true),
            .. areSeveral ? [new Column(m["column/scenario"])] : Array.Empty<Column>(),
            new(m["column/people-before"], true), new(m["column/people-after"], true), new(m["column/share-before"], true),
            new(m["column/share-after"], true), new(m["column/people-gained"], true), new(m["column/people-lost"], true),
            new(m["column/communities-gained"], true), new(m["column/communities-lost"], true),
        ], () =>
        {
            foreach ((int s, ServiceSummary before) in model.Study.Coverage.Summaries.Index())
            {
                page.Rows(
                    model.Scenarios, scenario => FigureCells(page, before, scenario, scenario.Comparison.Services[s], areSeveral));
            }
            foreach (ComparedScenario scenario in model.Scenarios)
            {
                using (page.Row(("class", "total")))
                {
                    page.RowName(m["whatif/all-services"]);
                    page.NoNumbers(1);
                    if (areSeveral) page.Name(scenario.ShortName);
                    page.Number(scenario.Comparison.CompleteBefore);
                    page.Number(scenario.Comparison.CompleteAfter);
                    page.NoNumbers(6);
                }
            }
        });
        page.LeftOutOfPeople();
        page.Paragraph(m["whatif/figures-note"]);
    }

    private static void Where(Page page, ComparisonModel model)
    {
        Messages m = page.Messages;
        foreach (MarginalService service in model.Marginal)
        {
            if (service.Best.Count == 0)
            {
                page.Paragraph(Sentence(service, model.Study.CategoryNames, model.Study.Language), "");
                continue;
            }
            MapsSection.Write(page, [service.Map]);
            page.Table("figures", m.Text("whatif/where-caption", ("service", page.NameOf(service.Service))),
                [new(m["column/place"]), new(m["column/people-new"], true)], service.Best, best =>
                {
                    page.RowName(best.At.ToString());
                    page.Number(best.People);
                });
            page.Paragraph(m.Text(
                "whatif/where-note", ("metres", m.Text("number/metres", ("metres", m.Number(service.CellMetres)))),
                ("count", service.Candidates)));
        }
    }

    private static void FigureCells(
        Page page, ServiceSummary before, ComparedScenario scenario, ServiceChange change, bool areSeveral)
    {
        double peopleAfter = scenario.Comparison.PopulationAfter;
        page.RowName(page.NameOf(change.Service));
        page.Limit(change.Service);
        if (areSeveral) page.Name(scenario.ShortName);
        page.Number(change.PopulationBefore);
        page.Number(change.PopulationAfter);
        page.Percent(before.SharePopulation);
        page.Percent(peopleAfter > 0 ? change.PopulationAfter / peopleAfter : null);
        page.Number(change.Gained);
        page.Number(change.Lost);
        page.Number(change.CommunitiesGained);
        page.Number(change.CommunitiesLost);
    }

    private static void Communities(Page page, ComparedScenario scenario, bool gain)
    {
        Messages m = page.Messages;
        CommunityChange[] all =
            [.. scenario.Comparison.Communities.Where(c => gain ? c.Gains : c.Loses).OrderByDescending(c => c.Community.People.Total ?? 0)
                .ThenBy(c => c.Community.Id, StringComparer.Ordinal)];
        if (all.Length == 0)
        {
            page.Paragraph(gain ? m.Text("whatif/nobody-gains", ("name", scenario.ShortName))
                : m.Text("whatif/nobody-loses", ("name", scenario.ShortName)), "");
            return;
        }
        if (all.Length > MostRows) page.Paragraph(m.Text("whatif/cut", ("shown", MostRows), ("all", all.Length)), "");
        page.Table("sortable communities", gain ? m.Text("whatif/gains-caption", ("name", scenario.ShortName))
            : m.Text("whatif/losses-caption", ("name", scenario.ShortName)),
            [new(m["column/community"]), new(m["column/people"], true), new(m["column/service"]), new(m["column/walk-before"], true),
                new(m["column/walk-after"], true)],
            all.Take(MostRows).SelectMany(c => c.Reach.Where(r => gain ? r.Gained : r.Lost), (c, reach) => (c.Community, Reach: reach)),
            row => CommunityCells(page, row.Community, row.Reach));
    }

    private static void CommunityCells(Page page, Community community, ReachChange reach)
    {
        Messages m = page.Messages;
        Service service = page.Model.Coverage.Services[reach.Service];
        page.RowName(community.Name);
        page.PeopleOf(community);
        page.Text(page.NameOf(service));
        Walk(reach.Before);
        Walk(reach.After);

        void Walk(ServiceReach walk)
        {
            if (walk.Nearest.Minutes is { } minutes) page.Number(m.Number(minutes, 1), minutes);
            else page.Number(m.Text("value/beyond", ("limit", m.MinutesOnly(service.Limit.Minutes ?? 0))), 9999);
        }
    }

    private static void Targets(Page page, ComparedScenario scenario)
    {
        Messages m = page.Messages;
        TargetChange[] changed = [.. scenario.Comparison.Targets.Where(t => t.IsDifferent).OrderByDescending(t => t.Flips)];
        if (changed.Length == 0)
        {
            page.Paragraph(m.Text("whatif/no-targets", ("name", scenario.ShortName)), "");
            return;
        }
        var words = new VerdictWords(m, page.Model.CategoryNames);
        page.Table("targets", m.Text("whatif/targets-caption", ("name", scenario.ShortName)),
            [new(m["targets/target"]), new(m["column/measured-before"], true), new(m["column/measured-after"], true),
                new(m["column/verdict-before"]), new(m["column/verdict-after"])], changed, target =>
            {
                using (page.Html.Open("th", ("scope", "row")))
                {
                    Clause clause = target.Before.Clause;
                    TargetsSection.Clause(page, clause, page.TitleOfPlan(clause.Plan) + m["list/separator"]);
                    page.Html.Leaf("span", words.Reading(target.After), ("class", "kind-of"));
                }
                page.Number(TargetsSection.Measured(m, target.Before));
                page.Number(TargetsSection.Measured(m, target.After));
                TargetsSection.Outcome(page, words, target.Before);
                TargetsSection.Outcome(page, words, target.After);
            });
    }
}
