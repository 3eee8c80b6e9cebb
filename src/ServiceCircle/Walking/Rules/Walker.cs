using ServiceCircle.Formats;

namespace ServiceCircle.Walking.Rules;

/// <summary>
/// Who walks: how fast, and what they can pass. A file in <c>data/walkers</c>, so that a planner can add their own. The
/// network keeps what the map says; only the walker decides what it means.
/// </summary>
public sealed record Walker
{
    /// <summary>Speed of a ferry of unknown duration if a walker says nothing of it, km/h.</summary>
    internal const double UsualFerryKmh = 8;

    /// <summary>Short name used on the command line ("adult").</summary>
    public required string Id { get; init; }

    /// <summary>Name to show, by language code ("en", "zh").</summary>
    public required IReadOnlyDictionary<string, string> Name { get; init; }

    /// <summary>Level walking speed in km/h.</summary>
    public required double SpeedKmh { get; init; }

    /// <summary>Where the speed comes from; shown in the report, because tools differ from 3.6 to 5.1 km/h.</summary>
    public required string SpeedSource { get; init; }

    /// <summary>How many times longer a metre of stairs takes than a level metre.</summary>
    public required double StepsFactor { get; init; }

    /// <summary>Where the stairs factor comes from.</summary>
    public required string StepsSource { get; init; }

    /// <summary>Speed of ferries that state no duration, km/h.</summary>
    public double FerryKmh { get; init; } = UsualFerryKmh;

    /// <summary>Where the ferry speed comes from.</summary>
    public string FerrySource { get; init; } = "";

    /// <summary>
    /// The sources in Chinese, by what they are of: speed, steps, riding, ferry, slope, crossings; what is missing is said as the file
    /// says it.
    /// </summary>
    internal IReadOnlyDictionary<string, string> SourcesZh { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether stairs can be used at all.</summary>
    public bool MayUseSteps { get; init; } = true;

    /// <summary>How slopes change the speed, where heights are known.</summary>
    internal SlopeRule Slope { get; init; } = new();

    /// <summary>How they ride where a bicycle may be ridden; null for people on foot. Elsewhere they walk and push it.</summary>
    internal RidingRule? Riding { get; init; }

    /// <summary>Seconds lost at crossings.</summary>
    internal CrossingSeconds Crossings { get; init; } = new();

    /// <summary>What this walker cannot pass.</summary>
    internal Limits Impassable { get; init; } = new();

    /// <summary>What counts when the map does not say: "assume_passable" or "known_only".</summary>
    public string UnknownPolicy { get; init; } = AssumePassable;

    /// <summary>
    /// What must be known about a stretch, of "surface", "kerb" (of crossings), "width", "incline"; a wheelchair tag answers all of them.
    /// </summary>
    public IReadOnlyList<string> MustKnow { get; init; } = [];

    /// <summary>Whether they walk at night, when ways and gates with opening hours are closed.</summary>
    public bool AtNight { get; init; }

    /// <summary>
    /// Whether they walk only on ways that somebody drew: not across squares, and not over the short lines that join sidewalks to
    /// their streets. To see what these lines of the program's own change, and to compare with programs that have none.
    /// </summary>
    public bool OnlyDrawnWays { get; init; }

    /// <summary>The value of <see cref="UnknownPolicy"/> that lets pass what the map is silent about.</summary>
    public const string AssumePassable = "assume_passable";

    /// <summary>The value of <see cref="UnknownPolicy"/> that trusts only what the map states.</summary>
    public const string KnownOnly = "known_only";

    /// <summary>Level walking speed in metres per second.</summary>
    public double SpeedMetresPerSecond => SpeedKmh / 3.6;

    /// <summary>The speed at which they get farthest on the level: riding, if they ride.</summary>
    public double FastestMetresPerSecond => Math.Max(SpeedKmh, Riding?.SpeedKmh ?? 0) / 3.6;

    /// <summary>Whether this walker may use a stretch at all, in either direction.</summary>
    /// <param name="way">The stretch.</param>
    /// <param name="asResident">Whether they belong to whatever is private there.</param>
    internal bool MayUse(WayAttributes way, bool asResident = false) =>
        (way.Flags & WayFlags.Closed) == 0
        && (asResident || (way.Flags & WayFlags.Private) == 0)
        && (way.Flags & (AtNight ? WayFlags.ClosedAtNight : WayFlags.ClosedByDay)) == 0
        && (!OnlyDrawnWays || (way.Flags & WayFlags.Assumed) == 0)
        && way.Kind != WayKind.NotForWalking
        && Impassable.Allow(way, MayUseSteps)
        && (UnknownPolicy == AssumePassable || !IsUnknown(way));

    /// <summary>Whether the map does not say something about a stretch that this walker must know.</summary>
    internal bool IsUnknown(WayAttributes way)
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
    internal double SecondsPerMetre(WayKind kind) => kind switch
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
    /// <exception cref="InputException">No such walker, or mistakes in its file, all listed with line and path.</exception>
    public static Walker Load(string idOrPath)
    {
        string path = FileOf(idOrPath);
        if (!File.Exists(path))
        {
            throw new InputException(
                "walker", "", Notice.Quoted(idOrPath), new("expected/walker", ("known", new NameList([.. ShippedData.Names("walkers")]))));
        }
        return Read(path);
    }

    /// <summary>
    /// Reads a shipped walker or a planner's own. A misspelt limit would silently let everybody pass, so no key may mean nothing.
    /// </summary>
    private static Walker Read(string path)
    {
        var problems = new RowProblems(path);
        var f = new JsonFields(JsonText.Load(path), problems);
        f.Require("id", "name", "speed_kmh", "speed_source", "steps_factor", "steps_source");
        var walker = new Walker
        {
            Id = f.TextOrNull("id") ?? "",
            Name = f.Part("name").Texts(),
            SpeedKmh = f.Number("speed_kmh", v => v is >= Speeds.SlowestKmh and <= 30, new("expected/speed", ("most", "30"))) ?? 0,
            SpeedSource = f.TextOrNull("speed_source") ?? "",
            StepsFactor = f.Number("steps_factor", v => v is >= 1 and <= 20, "expected/factor-from") ?? 0,
            StepsSource = f.TextOrNull("steps_source") ?? "",
            FerryKmh = f.Number("ferry_kmh", v => v is >= Speeds.SlowestKmh and <= 100, new("expected/speed", ("most", "100")))
                ?? UsualFerryKmh,
            FerrySource = f.TextOrNull("ferry_source") ?? "",
            SourcesZh = f.Part("sources_zh").Texts(),
            MayUseSteps = f.Flag("may_use_steps", ifAbsent: true),
            Slope = SlopeRule.Read(f.Part("slope")),
            Riding = f.Object("riding") is { } riding ? RidingRule.Read(riding) : null,
            Crossings = CrossingSeconds.Read(f.Part("crossing_seconds")),
            Impassable = Limits.Read(f.Part("impassable")),
            UnknownPolicy = f.WordOrNull("unknown", Words(AssumePassable, KnownOnly)).Value,
            MustKnow = f.Words("must_know", Words("surface", "kerb", "width", "incline")),
            AtNight = f.Flag("at_night"),
            OnlyDrawnWays = f.Flag("only_drawn_ways"),
        };
        f.Done();
        problems.ThrowIfAny();
        return walker;

        static Dictionary<string, string> Words(params string[] words) => words.ToDictionary(w => w, StringComparer.Ordinal);
    }
}
