using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceCircle.Walking.Rules;

/// <summary>
/// Who walks: how fast, and what they can pass. A file in <c>data/walkers</c>, so that a planner can add their own. The
/// network keeps what the map says; only the walker decides what it means.
/// </summary>
public sealed record Walker
{
    /// <summary>Short name used on the command line ("adult").</summary>
    [JsonPropertyName("id")] public required string Id { get; init; }

    /// <summary>Name to show, by language code ("en", "zh").</summary>
    [JsonPropertyName("name")] public required IReadOnlyDictionary<string, string> Name { get; init; }

    /// <summary>Level walking speed in km/h.</summary>
    [JsonPropertyName("speed_kmh")] public required double SpeedKmh { get; init; }

    /// <summary>Where the speed comes from; shown in the report, because tools differ from 3.6 to 5.1 km/h.</summary>
    [JsonPropertyName("speed_source")] public required string SpeedSource { get; init; }

    /// <summary>How many times longer a metre of stairs takes than a level metre.</summary>
    [JsonPropertyName("steps_factor")] public required double StepsFactor { get; init; }

    /// <summary>Where the stairs factor comes from.</summary>
    [JsonPropertyName("steps_source")] public required string StepsSource { get; init; }

    /// <summary>Speed of ferries that state no duration, km/h.</summary>
    [JsonPropertyName("ferry_kmh")] public double FerryKmh { get; init; } = 8;

    /// <summary>Where the ferry speed comes from.</summary>
    [JsonPropertyName("ferry_source")] public string FerrySource { get; init; } = "";

    /// <summary>Whether stairs can be used at all.</summary>
    [JsonPropertyName("may_use_steps")] public bool MayUseSteps { get; init; } = true;

    /// <summary>How slopes change the speed, where heights are known.</summary>
    [JsonPropertyName("slope")] public SlopeRule Slope { get; init; } = new();

    /// <summary>How they ride where a bicycle may be ridden; null for people on foot. Elsewhere they walk and push it.</summary>
    [JsonPropertyName("riding")] public RidingRule? Riding { get; init; }

    /// <summary>Seconds lost at crossings.</summary>
    [JsonPropertyName("crossing_seconds")] public CrossingSeconds Crossings { get; init; } = new();

    /// <summary>What this walker cannot pass.</summary>
    [JsonPropertyName("impassable")] public Limits Impassable { get; init; } = new();

    /// <summary>What counts when the map does not say: "assume_passable" or "known_only".</summary>
    [JsonPropertyName("unknown")] public string UnknownPolicy { get; init; } = AssumePassable;

    /// <summary>What must be known about a stretch, of "surface", "kerb" (of crossings), "width", "incline"; a wheelchair tag answers all of them.</summary>
    [JsonPropertyName("must_know")] public IReadOnlyList<string> MustKnow { get; init; } = [];

    /// <summary>Whether they walk at night, when ways and gates with opening hours are closed.</summary>
    [JsonPropertyName("at_night")] public bool AtNight { get; init; }

    /// <summary>
    /// Whether they walk only on ways that somebody drew: not across squares, and not over the short lines that join sidewalks to
    /// their streets. To see what these lines of the program's own change, and to compare with programs that have none.
    /// </summary>
    [JsonPropertyName("only_drawn_ways")] public bool OnlyDrawnWays { get; init; }

    /// <summary>The value of <see cref="UnknownPolicy"/> that lets pass what the map is silent about.</summary>
    public const string AssumePassable = "assume_passable";

    /// <summary>The value of <see cref="UnknownPolicy"/> that trusts only what the map states.</summary>
    public const string KnownOnly = "known_only";

    /// <summary>Level walking speed in metres per second.</summary>
    [JsonIgnore] public double SpeedMetresPerSecond => SpeedKmh / 3.6;

    /// <summary>The speed at which they get farthest on the level: riding, if they ride.</summary>
    [JsonIgnore] public double FastestMetresPerSecond => Math.Max(SpeedKmh, Riding?.SpeedKmh ?? 0) / 3.6;

    /// <summary>Whether this walker may use a stretch at all, in either direction.</summary>
    /// <param name="way">The stretch.</param>
    /// <param name="asResident">Whether they belong to whatever is private there.</param>
    public bool MayUse(WayAttributes way, bool asResident = false) =>
        (way.Flags & WayFlags.Closed) == 0
        && (asResident || (way.Flags & WayFlags.Private) == 0)
        && (!AtNight || (way.Flags & WayFlags.Timed) == 0)
        && (!OnlyDrawnWays || (way.Flags & WayFlags.Assumed) == 0)
        && way.Kind != WayKind.NotForWalking
        && Impassable.Allow(way, MayUseSteps)
        && (UnknownPolicy == AssumePassable || !IsUnknown(way));

    /// <summary>Whether the map does not say something about a stretch that this walker must know.</summary>
    public bool IsUnknown(WayAttributes way)
    {
        WayDetails details = way.Details;
        if (MustKnow.Count == 0 || way.Kind is WayKind.Gate or WayKind.Ferry or WayKind.Elevator) return false;
        if (details.Wheelchair is WheelchairTag.Yes or WheelchairTag.Limited) return false;
        foreach (string what in MustKnow)
        {
            bool isUnknown = what switch
            {
                "surface" => details.Surface == Surface.Unknown,
                "kerb" => way.Kind == WayKind.Crossing && details.Kerb == Kerb.Unknown,
                "width" => way.Kind == WayKind.Path && details.WidthMetres is null,
                _ => details.Incline is null,
            };
            if (isUnknown) return true;
        }
        return false;
    }

    /// <summary>Seconds for a level metre of a stretch.</summary>
    public double SecondsPerMetre(WayKind kind) => kind switch
    {
        WayKind.Steps => StepsFactor / SpeedMetresPerSecond,
        WayKind.Ferry => 3.6 / FerryKmh,
        _ => 1 / SpeedMetresPerSecond,
    };

    /// <summary>How far this walker gets on the level in a time, in metres: the radius of a circle drawn on the map.</summary>
    public double StraightLineMetres(WalkTime time) =>
        time.Seconds is { } seconds ? seconds * FastestMetresPerSecond : double.PositiveInfinity;

    /// <summary>The file of a walker, given its id or the path of a file.</summary>
    public static string FileOf(string idOrPath)
    {
        bool isPath = idOrPath.Contains('/') || idOrPath.Contains('\\') || idOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        return isPath ? idOrPath : ShippedData.Path("walkers", idOrPath + ".json");
    }

    /// <summary>A walker by id (a file shipped in <c>data/walkers</c>) or by the path of a file.</summary>
    /// <exception cref="InputException">No such walker, or the file is not one.</exception>
    public static Walker Load(string idOrPath)
    {
        string path = FileOf(idOrPath);
        if (!File.Exists(path))
        {
            string known = string.Join(", ", ShippedData.Names("walkers"));
            throw new InputException("walker", "", $"\"{idOrPath}\"", $"one of {known}, or the path of a walker file");
        }
        Walker walker;
        try
        {
            walker = JsonSerializer.Deserialize<Walker>(File.ReadAllText(path), WalkerJson)
                ?? throw new InputException(path, "", "null", "a walker");
        }
        catch (JsonException e)
        {
            throw new InputException(path, $"line {e.LineNumber + 1}", e.Message, "a walker file as in data/walkers/adult.json", "", e);
        }
        walker.Check(path);
        return walker;
    }

    // A misspelt limit would silently let everybody pass.
    private static JsonSerializerOptions WalkerJson { get; } = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private void Check(string path)
    {
        Require(SpeedKmh is > 0 and <= 30, "speed_kmh", SpeedKmh, "a speed above 0 and at most 30 km/h");
        if (Riding is { } riding)
        {
            Require(riding.SpeedKmh is > 0 and <= 45, "riding.speed_kmh", riding.SpeedKmh, "a speed above 0 and at most 45 km/h");
            Require(riding.LooseKmh is null or > 0 and <= 45, "riding.loose_kmh", riding.LooseKmh ?? 0, "a speed above 0 and at most 45 km/h");
        }
        Require(StepsFactor is >= 1 and <= 20, "steps_factor", StepsFactor, "a factor from 1 to 20");
        Require(FerryKmh is > 0 and <= 100, "ferry_kmh", FerryKmh, "a speed above 0 and at most 100 km/h");
        Require(Slope.Steepness is >= 0 and <= 20, "slope.steepness", Slope.Steepness, "a number from 0 (no slope) to 20; Tobler's is 3.5");
        Require(Slope.BestGrade is >= -0.2 and <= 0.2, "slope.best_grade", Slope.BestGrade, "a grade from -0.2 to 0.2; Tobler's is -0.05");
        Require(Slope.MaxGrade is > 0 and <= 2, "slope.max_grade", Slope.MaxGrade, "a grade above 0, at most 2");
        foreach (RoadClass road in Enum.GetValues<RoadClass>())
            foreach (CrossingKind kind in Enum.GetValues<CrossingKind>())
                Require(Crossings.Of(kind, road) is >= 0 and <= 600, "crossing_seconds", Crossings.Of(kind, road), "seconds from 0 to 600");
        if (UnknownPolicy is not (AssumePassable or KnownOnly))
            throw new InputException(path, "unknown", $"\"{UnknownPolicy}\"", $"\"{AssumePassable}\" or \"{KnownOnly}\"");
        foreach (string what in MustKnow)
            if (what is not ("surface" or "kerb" or "width" or "incline"))
                throw new InputException(path, "must_know", $"\"{what}\"", "surface, kerb, width or incline");

        void Require(bool holds, string key, double found, string expected)
        {
            if (!holds) throw new InputException(path, key, FormattableString.Invariant($"{found}"), expected);
        }
    }
}
