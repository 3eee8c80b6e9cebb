using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Output;

/// <summary><c>trend.csv</c> and <c>trend.json</c>: services, complete circles and measured clauses, year by year.</summary>
internal static class TrendRows
{
    /// <summary>A row of the table: a year of a service or of a clause (or rung of a ladder).</summary>
    private sealed record TrendRow(TrendYear Year, ServiceSummary? Service, Verdict? Verdict);

    private static readonly TableColumn<ServiceSummary>[] ServiceColumns =
    [
        new("population", s => Rounded.People(s.Population)), new("population_covered", s => Rounded.People(s.PopulationCovered)),
        new("share_population", s => Rounded.Share(s.SharePopulation)), new("communities", s => s.Communities),
        new("communities_covered", s => s.CommunitiesCovered), new("share_communities", s => Rounded.Share(s.ShareCommunities)),
    ];

    private static readonly TableColumn<(TrendYear Year, Verdict Verdict)>[] ClauseColumns =
    [
        new("clause", c => c.Verdict.Clause.Number), new("tier", c => TierOf(c.Verdict)),
        new("reading", c => PlanWords.Of(c.Verdict.Reading)), new("measured", c => Rounded.Share(c.Verdict.Measured)),
        new("unit", c => c.Verdict.MeasuredUnit ?? c.Verdict.Clause.Unit), new("operator", c => PlanWords.Of(c.Verdict.Clause.Operator)),
        new("target", c => c.Verdict.Clause.TargetOn(c.Year.AsOf)), new("target_met", c => (c.Verdict.ByInterim ?? c.Verdict).Met),
        new("value", c => c.Verdict.Clause.Value), new("value_year", c => c.Verdict.Clause.Year), new("met", c => c.Verdict.Met),
        new("outcome", c => PlanWords.Of(c.Verdict.Outcome)),
    ];

    private static readonly TableColumn<TrendRow>[] Columns =
    [
        new("year", r => r.Year.AsOf.Year), new("as_of", r => DayOf(r.Year)), new("kind", r => r.Service is null ? "clause" : "service"),
        new("category", r => r.Service?.Service.Category), new("minutes", r => Rounded.Minutes(r.Service?.Service.Limit.Minutes)),
        .. ServiceColumns.Select(c => new TableColumn<TrendRow>(c.Name, r => r.Service is { } service ? c.Value(service) : null)),
        new("complete_circles", r => r.Service is null ? null : r.Year.Coverage.CompleteCircles),
        new("plan", r => r.Verdict?.Clause.Plan), new("id", r => r.Verdict?.Clause.Id),
        .. ClauseColumns.Select(c => new TableColumn<TrendRow>(c.Name, r => r.Verdict is { } verdict ? c.Value((r.Year, verdict)) : null)),
    ];

    /// <summary>A row for each year and service, then one for each year and clause that is measured in any year.</summary>
    public static void WriteCsv(Stream stream, IReadOnlyList<TrendYear> years) => Columns.WriteCsv(
        stream,
        [
            .. years.SelectMany(y => y.Coverage.Summaries.Select(s => new TrendRow(y, s, null))),
            .. Clauses(years).Select(c => new TrendRow(c.Year, null, c.Verdict)),
        ],
        byteOrderMark: true);

    public static JsonArray ToJson(IReadOnlyList<TrendYear> years)
    {
        ILookup<TrendYear, Verdict> clauses = Clauses(years).ToLookup(c => c.Year, c => c.Verdict);
        return years.ToJson(year => new JsonObject
        {
            ["year"] = year.AsOf.Year,
            ["as_of"] = DayOf(year),
            ["services"] = year.Coverage.Summaries.ToJson(s => new JsonObject
            {
                ["category"] = s.Service.Category,
                ["minutes"] = Rounded.Minutes(s.Service.Limit.Minutes),
                ["facilities"] = s.Facilities,
            }.With(ServiceColumns, s)),
            ["complete_circles"] = year.Coverage.CompleteCircles,
            ["plans"] = year.Verdicts.GroupBy(v => v.Clause.Plan)
                .ToJson(p => new JsonObject { ["plan"] = p.Key, ["targets"] = StudyFiles.Targets(p) }),
            ["clauses"] = clauses[year]
                .ToJson(v => new JsonObject { ["id"] = v.Clause.Id, ["plan"] = v.Clause.Plan }.With(ClauseColumns, (year, v))),
        });
    }

    private static string DayOf(TrendYear year) => year.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<(TrendYear Year, Verdict Verdict)> Clauses(IReadOnlyList<TrendYear> years)
    {
        IReadOnlyList<IReadOnlyList<Verdict?>> clauses = TrendYear.Measured(years);
        for (int y = 0; y < years.Count; y++)
            foreach (IReadOnlyList<Verdict?> clause in clauses)
                if (clause[y] is { } verdict) yield return (years[y], verdict);
    }

    /// <summary>The rung of a ladder as "level: categories"; null where there is none.</summary>
    private static string? TierOf(Verdict verdict) =>
        verdict.Tier is { } tier ? $"{PlanWords.Of(tier.Scope)} {tier.Level}: {string.Join(';', tier.Class.Categories)}" : null;
}
