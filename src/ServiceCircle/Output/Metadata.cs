using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Studies;
using ServiceCircle.Walking;

namespace ServiceCircle.Output;

/// <summary>The head of every GeoJSON that the program writes.</summary>
internal static class Metadata
{
    /// <summary>Who made the street data.</summary>
    public const string Attribution = "© OpenStreetMap contributors, ODbL 1.0";

    /// <summary>Name of the program.</summary>
    public const string EngineName = "ServiceCircle";

    /// <summary>Version of the program.</summary>
    public static string EngineVersion { get; } = typeof(Metadata).Assembly.GetName().Version!.ToString(3);

    /// <summary>The head for results of a network.</summary>
    /// <param name="source">Where the network comes from.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="warnings">What the reader should know.</param>
    public static GeoJsonMetadata Of(NetworkSource source, JsonNode? query, IEnumerable<Notice> warnings) =>
        new(EngineName, EngineVersion)
        {
            OsmDate = DateText(source.OsmDate),
            Attribution = Attribution,
            Query = query,
            Warnings = English(warnings)
        };

    /// <summary>
    /// Notices as files hold them: in English whatever the language of the report, so that the bytes do not change with the locale.
    /// </summary>
    public static IReadOnlyList<string> English(IEnumerable<Notice> notices)
    {
        Messages messages = Messages.In(Language.En);
        return [.. notices.Select(messages.Text)];
    }

    /// <summary>A date as files state it (ISO 8601, UTC); null when unknown.</summary>
    public static string? DateText(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The head for results of a study.</summary>
    internal static GeoJsonMetadata Of(StudyResult result) => Of(result.Graph.Network.Source, Query(result), result.Warnings);

    /// <summary>The parameters that decide a study's result.</summary>
    internal static JsonObject Query(StudyResult result)
    {
        JsonObject query = QueryOfStudy(result);
        if (result.Graph.Walker.Riding is { } riding) query["riding_kmh"] = riding.SpeedKmh;
        if (result.Town.Rides is { Graph.Walker: var second })
            query["other_walkers"] = new JsonArray(OtherWalker(Plans.Facts.TravelModes.Bicycle, second));
        if (result.Scenario is { } scenario) query["scenario"] = scenario;
        return query;
    }

    /// <summary>Who else was computed, because a plan lets people come in another way than on foot.</summary>
    private static JsonObject OtherWalker(string mode, Walking.Rules.Walker walker) => new()
    {
        ["mode"] = mode,
        ["walker"] = walker.Id,
        ["speed_kmh"] = walker.SpeedKmh,
        ["riding_kmh"] = walker.Riding?.SpeedKmh,
    };

    private static JsonObject QueryOfStudy(StudyResult result) => new()
    {
        ["study"] = result.File.Name,
        ["walker"] = result.Graph.Walker.Id,
        ["speed_kmh"] = result.Graph.Walker.SpeedKmh,
        ["unknown_policy"] = result.Graph.Walker.UnknownPolicy,
        ["unknown_length_share"] = Rounded.Share(Walking.Build.NetworkChecks.UnknownShare(result.Graph.Network, result.Graph.Walker)),
        ["max_snap_m"] = result.File.MaxSnapMetres,
        ["services"] = new JsonArray([.. result.Coverage.Services.Select(s => (JsonNode)new JsonObject
        {
            ["category"] = s.Category, ["minutes"] = s.Limit.Minutes, ["standard"] = s.Standard,
        })]),
    };
}
