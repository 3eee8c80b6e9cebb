using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Studies;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Output;

/// <summary>The head of every GeoJSON that the program writes.</summary>
internal static class Metadata
{
    public const string Attribution = "© OpenStreetMap contributors, ODbL 1.0", EngineName = "ServiceCircle";

    public static string EngineVersion { get; } = typeof(Metadata).Assembly.GetName().Version!.ToString(3);

    public static GeoJsonMetadata Of(NetworkSource source, JsonNode? query, IEnumerable<Notice> warnings) => new(EngineName, EngineVersion)
    {
        OsmDate = DateText(source.OsmDate),
        Attribution = Attribution,
        Query = query,
        Warnings = English(warnings),
    };

    /// <summary>Notices as files hold them: in English whatever the report's language, so that the bytes do not change with it.</summary>
    public static IReadOnlyList<string> English(IEnumerable<Notice> notices) => [.. notices.Select(Messages.In(Language.En).Text)];

    /// <summary>A date as files state it (ISO 8601, UTC); null when unknown.</summary>
    public static string? DateText(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static GeoJsonMetadata Of(StudyResult result) => Of(result.Graph.Network.Source, Query(result), result.Warnings);

    /// <summary>The parameters that decide a study's result.</summary>
    internal static JsonObject Query(StudyResult result)
    {
        Walker walker = result.Graph.Walker;
        var query = new JsonObject
        {
            ["study"] = result.File.Name,
            ["walker"] = walker.Id,
            ["speed_kmh"] = walker.SpeedKmh,
            ["unknown_policy"] = walker.UnknownPolicy,
            ["unknown_length_share"] = Rounded.Share(NetworkChecks.UnknownShare(result.Graph.Network, walker)),
            ["max_snap_m"] = result.File.MaxSnapMetres,
            ["services"] = result.Coverage.Services.ToJson(
                s => new JsonObject { ["category"] = s.Category, ["minutes"] = s.Limit.Minutes, ["standard"] = s.Standard }),
        };
        if (walker.Riding is { } riding) query["riding_kmh"] = riding.SpeedKmh;
        // Who else was computed, because a plan lets people come in another way than on foot.
        if (result.Town.Rides is { Graph.Walker: var second })
            query["other_walkers"] = new JsonArray(new JsonObject
            {
                ["mode"] = Plans.Facts.TravelModes.Bicycle,
                ["walker"] = second.Id,
                ["speed_kmh"] = second.SpeedKmh,
                ["riding_kmh"] = second.Riding?.SpeedKmh,
            });
        if (result.Scenario is { } scenario) query["scenario"] = scenario;
        return query;
    }
}
