using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Trend;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>
/// The files that a study leaves in its folder. A new one is a new line in <see cref="Write"/> and in <see cref="Names"/>; a layer or table
/// also in <see cref="Tables"/>, and its title in <see cref="FieldTitles"/>.
/// </summary>
internal static class StudyFiles
{
    /// <summary>Files of studies that ask for several days.</summary>
    private static readonly string[] Trend = ["trend.csv", "trend.json", "trend.svg"];

    /// <summary>Every file that a study may leave.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "report.html", "circles.geojson", "facilities.geojson", "coverage.geojson", "communities.csv", "targets.json", "units.csv",
        "ledger.csv", "missing.csv", "classified.csv", "summary.json", "run.json", "map.svg", .. Trend,
    ];

    /// <summary>Layers and tables, which there may be further forms of.</summary>
    internal static IReadOnlyList<string> Tables { get; } =
        ["circles", "facilities", "coverage", "communities", "units", "ledger", "missing", "classified", "trend", "targets"];

    /// <summary>
    /// Writes every file, and the further forms that are asked for; they appear together, and what else is in the folder stays.
    /// </summary>
    public static void WriteAll(StudyResult result, ServiceAreas areas, string folder, Language language, OutputForms? forms = null)
    {
        using var output = new OutputFolder(folder, [.. Trend, .. OutputForms.MayRemain(Tables)]);
        Write(output, "", result, areas, language);
        forms?.AddTo(output, StudyReport.CategoryNames(result.Catalogue, language));
        output.Complete();
    }

    /// <summary>Writes every file below a folder of the output, "" or such as "baseline/".</summary>
    internal static void Write(OutputFolder output, string below, StudyResult result, ServiceAreas areas, Language language)
    {
        areas.Start();
        var report = new Lazy<ReportModel>(() => StudyReport.ModelOf(result, areas, language));
        // The slowest first, so that no thread is left with it at the end.
        output.WriteAll(
            (below + "report.html", stream => HtmlReport.Write(stream, report.Value)),
            (below + "circles.geojson", stream => ServiceAreaRows.Write(stream, result, areas)),
            (below + "facilities.geojson", stream => FacilityRows.WriteGeoJson(stream, result)),
            (below + "coverage.geojson", stream => CommunityRows.WriteGeoJson(stream, result)),
            (below + "communities.csv", stream => CommunityRows.WriteCsv(stream, result)),
            (below + "targets.json", stream => WriteJson(stream, TargetRows.ToJson(result.Verdicts))),
            (below + "units.csv", stream => UnitRows.Write(stream, result)),
            (below + "ledger.csv", stream => LedgerRows.Write(stream, result.Ledger)),
            (below + "missing.csv", stream => MissingRows.Write(stream, result.Coverage)),
            (below + "classified.csv",
                stream => ClassifiedRows.Write(stream, result.Facilities.Rules, result.Givens.Rules.Categories)),
            (below + "summary.json", stream => WriteJson(stream, Summary(result))),
            (below + "run.json", stream => WriteJson(stream, Manifest.ToJson(result))),
            (below + "map.svg", stream => SvgMap.Write(stream, report.Value.Maps[0])));
        if (result.Trend.Count == 0) return;
        output.Write(below + "trend.csv", stream => TrendRows.WriteCsv(stream, result.Trend));
        output.Write(below + "trend.json", stream => WriteJson(stream, TrendRows.ToJson(result.Trend)));
        output.Write(below + "trend.svg", stream => TrendPicture.Write(stream, new TrendLines(report.Value)));
    }

    /// <summary>The result as <c>--json</c> gives it: the short result, and the trend where the study asks for several days.</summary>
    public static JsonObject Answer(StudyResult result)
    {
        JsonObject answer = Summary(result);
        if (result.Trend.Count > 0) answer["trend"] = TrendRows.ToJson(result.Trend);
        return answer;
    }

    /// <summary>The short result, as <c>summary.json</c> gives it.</summary>
    public static JsonObject Summary(StudyResult result)
    {
        JsonObject summary = Summary(result.Coverage);
        JsonArray services = summary["services"]!.AsArray();
        for (int s = 0; s < services.Count; s++)
        {
            if (result.Bases.Count > 0) services[s]!["bases"] = BasisRows.ToJson(result.Bases, s);
            services[s]!["access"] = BasisRows.ToJson(result.Access[s]);
        }
        if (result.Bases.Count > 0) summary["bases"] = BasisRows.ToJson(result.Bases);
        if (result.Givens.Spread is { } spread) summary["spread"] = BasisRows.ToJson(spread);
        if (result.Plans.Count > 0) summary["targets"] = Targets(result.Verdicts);
        return summary;
    }

    /// <summary>Clauses by what came of them; a ladder is met when all its rungs are.</summary>
    internal static JsonObject Targets(IEnumerable<Verdict> verdicts)
    {
        ClauseCount count = ClauseCount.Of(verdicts);
        return new JsonObject
        {
            ["clauses"] = count.Clauses,
            ["met"] = count.Met,
            ["not_met"] = count.NotMet,
            ["not_due"] = count.NotDue,
            ["measured_without_number"] = count.NoTarget,
            ["not_measurable"] = count.NotMeasurable,
            ["rules"] = count.Rules,
        };
    }

    private static JsonObject Summary(CoverageResult coverage) => new()
    {
        ["services"] = coverage.Summaries.ToJson(s => new JsonObject
        {
            ["category"] = s.Service.Category,
            ["minutes"] = s.Service.Limit.Minutes,
            ["facilities"] = s.Facilities,
            ["no_data"] = !s.HasData,
            ["communities"] = s.Communities,
            ["communities_covered"] = s.CommunitiesCovered,
            ["share_communities"] = Rounded.Share(s.ShareCommunities),
            ["population"] = Rounded.People(s.Population),
            ["population_covered"] = Rounded.People(s.PopulationCovered),
            ["share_population"] = Rounded.Share(s.SharePopulation),
            ["median_minutes"] = Rounded.Minutes(s.MedianMinutes),
            ["p90_minutes"] = Rounded.Minutes(s.P90Minutes),
            ["straight_line_share_population"] = Rounded.Share(s.StraightLineSharePopulation),
            ["straight_line_communities_covered"] = s.StraightLineCommunitiesCovered,
            ["straight_line_overstatement"] = Rounded.Share(s.StraightLineSharePopulation - s.SharePopulation),
            ["groups"] = s.Groups.ToJson(g => g.Group, g => new JsonObject
            {
                ["counted"] = Rounded.People(g.Counted),
                ["covered"] = Rounded.People(g.Covered),
                ["share"] = Rounded.Share(g.Share),
                ["straight_line_covered"] = Rounded.People(g.StraightLineCovered),
                ["straight_line_overstatement"] = Rounded.Share(g.Overstatement),
                ["not_snapped"] = Rounded.People(g.NotCounted),
                ["communities_not_given"] = g.CommunitiesNotGiven,
            }),
        }),
        ["communities_total"] = coverage.Communities.Count,
        ["population_total"] = Rounded.People(coverage.Communities.Sum(c => c.Community.People.Total ?? 0)),
        ["not_snapped"] = coverage.NotSnapped.Communities,
        ["not_snapped_population"] = Rounded.People(coverage.NotSnapped.Population),
        ["edge_of_map"] = coverage.EdgeOfMap.Communities,
        ["edge_of_map_population"] = Rounded.People(coverage.EdgeOfMap.Population),
        ["population_unknown"] = coverage.PopulationUnknown,
        ["complete_circles"] = coverage.CompleteCircles,
    };

    /// <summary>Writes indented JSON, Chinese unescaped, with a line end.</summary>
    public static void WriteJson(Stream stream, JsonNode node)
    {
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options)) node.WriteTo(json);
        stream.WriteByte((byte)'\n');
    }
}
