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
    private static readonly string[] Columns =
    [
        "year", "as_of", "kind", "category", "minutes", "population", "population_covered", "share_population", "communities",
            "communities_covered",
        "share_communities", "complete_circles", "plan", "id", "clause", "tier", "reading", "measured", "unit", "operator", "target",
        "target_met",
        "value", "value_year", "met", "outcome",
    ];

    /// <summary>
    /// A row for each year and service, then one for each year and clause (or rung of a ladder) that is measured in any year.
    /// </summary>
    public static void WriteCsv(Stream stream, IReadOnlyList<TrendYear> years)
    {
        using var csv = new CsvWriter(stream, Columns, byteOrderMark: true);
        foreach (TrendYear year in years)
        {
            foreach (ServiceSummary s in year.Coverage.Summaries)
            {
                Start(csv, year, "service").Cell(s.Service.Category).Cell(Rounded.Minutes(s.Service.Limit.Minutes))
                    .Cell(Rounded.People(s.Population)).Cell(Rounded.People(s.PopulationCovered)).Cell(Rounded.Share(s.SharePopulation))
                    .Cell((long)s.Communities).Cell((long)s.CommunitiesCovered).Cell(Rounded.Share(s.ShareCommunities))
                    .Cell((long)year.Coverage.CompleteCircles);
                for (int i = 12; i < Columns.Length; i++) csv.Cell((string?)null);
                csv.EndRow();
            }
        }
        foreach ((TrendYear year, Verdict verdict) in Clauses(years))
        {
            Start(csv, year, "clause");
            for (int i = 3; i < 12; i++) csv.Cell((string?)null);
            csv.Cell(verdict.Clause.Plan).Cell(verdict.Clause.Id).Cell(verdict.Clause.Number).Cell(TierOf(verdict))
                .Cell(PlanWords.Of(verdict.Reading))
                .Cell(Rounded.Share(verdict.Measured)).Cell(verdict.MeasuredUnit ?? verdict.Clause.Unit)
                .Cell(PlanWords.Of(verdict.Clause.Operator))
                .Cell(verdict.Clause.TargetOn(year.AsOf)).Cell((verdict.ByInterim ?? verdict).Met)
                .Cell(verdict.Clause.Value).Cell((long)verdict.Clause.Year).Cell(verdict.Met).Cell(PlanWords.Of(verdict.Outcome)).EndRow();
        }
    }

    /// <summary>One object for each year.</summary>
    public static JsonArray Of(IReadOnlyList<TrendYear> years)
    {
        ILookup<TrendYear, Verdict> clauses = Clauses(years).ToLookup(c => c.Year, c => c.Verdict);
        return new JsonArray([.. years.Select(y => (JsonNode)Year(y, clauses[y]))]);
    }

    private static JsonObject Year(TrendYear year, IEnumerable<Verdict> clauses) => new()
    {
        ["year"] = year.AsOf.Year,
        ["as_of"] = DayOf(year),
        ["services"] = new JsonArray([.. year.Coverage.Summaries.Select(s => (JsonNode)new JsonObject
        {
            ["category"] = s.Service.Category,
            ["minutes"] = Rounded.Minutes(s.Service.Limit.Minutes),
            ["facilities"] = s.Facilities,
            ["population"] = Rounded.People(s.Population),
            ["population_covered"] = Rounded.People(s.PopulationCovered),
            ["share_population"] = Rounded.Share(s.SharePopulation),
            ["communities"] = s.Communities,
            ["communities_covered"] = s.CommunitiesCovered,
            ["share_communities"] = Rounded.Share(s.ShareCommunities),
        })]),
        ["complete_circles"] = year.Coverage.CompleteCircles,
        ["plans"] = new JsonArray([.. year.Verdicts.GroupBy(v => v.Clause.Plan).Select(p => (JsonNode)new JsonObject
        {
            ["plan"] = p.Key,
            ["targets"] = StudyFiles.Targets(p),
        })]),
        ["clauses"] = new JsonArray([.. clauses.Select(v => (JsonNode)Clause(year, v))]),
    };

    private static JsonObject Clause(TrendYear year, Verdict verdict) => new()
    {
        ["id"] = verdict.Clause.Id,
        ["plan"] = verdict.Clause.Plan,
        ["clause"] = verdict.Clause.Number,
        ["tier"] = TierOf(verdict),
        ["reading"] = PlanWords.Of(verdict.Reading),
        ["measured"] = Rounded.Share(verdict.Measured),
        ["unit"] = verdict.MeasuredUnit ?? verdict.Clause.Unit,
        ["operator"] = PlanWords.Of(verdict.Clause.Operator),
        ["target"] = verdict.Clause.TargetOn(year.AsOf),
        ["target_met"] = (verdict.ByInterim ?? verdict).Met,
        ["value"] = verdict.Clause.Value,
        ["value_year"] = verdict.Clause.Year,
        ["met"] = verdict.Met,
        ["outcome"] = PlanWords.Of(verdict.Outcome),
    };

    private static CsvWriter Start(CsvWriter csv, TrendYear year, string kind) =>
        csv.Cell((long)year.AsOf.Year).Cell(DayOf(year)).Cell(kind);

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
