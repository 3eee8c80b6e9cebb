using ServiceCircle.Formats;

namespace ServiceCircle.Walking.Rules;

/// <summary>
/// Reads <c>data/walkers/*.json</c> and a planner's own. A misspelt limit would silently let everybody pass, so no key may mean nothing.
/// </summary>
internal static class WalkerReader
{
    private static readonly Dictionary<string, Surface> Surfaces = new(StringComparer.OrdinalIgnoreCase)
    {
        ["smooth"] = Surface.Smooth,
        ["uneven"] = Surface.Uneven,
        ["loose"] = Surface.Loose,
    };

    private static readonly Dictionary<string, Kerb> Kerbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["flush"] = Kerb.Flush,
        ["lowered"] = Kerb.Lowered,
        ["raised"] = Kerb.Raised,
    };

    private static readonly Dictionary<string, string> Policies = Words(Walker.AssumePassable, Walker.KnownOnly);

    private static readonly Dictionary<string, string> Known = Words("surface", "kerb", "width", "incline");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">Not JSON, or with mistakes, all listed with line and path.</exception>
    public static Walker Read(string path)
    {
        var problems = new RowProblems(path);
        var f = new JsonFields(JsonText.Load(path), problems);
        f.Require("id", "name", "speed_kmh", "speed_source", "steps_factor", "steps_source");
        var walker = new Walker
        {
            Id = f.TextOrNull("id") ?? "",
            Name = f.Part("name").Texts(),
            SpeedKmh = f.Number("speed_kmh", v => v is > 0 and <= 30, new("expected/speed", ("most", "30"))) ?? 0,
            SpeedSource = f.TextOrNull("speed_source") ?? "",
            StepsFactor = f.Number("steps_factor", v => v is >= 1 and <= 20, "expected/factor-from") ?? 0,
            StepsSource = f.TextOrNull("steps_source") ?? "",
            FerryKmh = f.Number("ferry_kmh", v => v is > 0 and <= 100, new("expected/speed", ("most", "100"))) ?? Walker.UsualFerryKmh,
            FerrySource = f.TextOrNull("ferry_source") ?? "",
            MayUseSteps = f.Flag("may_use_steps", ifAbsent: true),
            Slope = Slope(f.Part("slope")),
            Riding = f.Object("riding") is { } riding ? Riding(riding) : null,
            Crossings = Crossings(f.Part("crossing_seconds")),
            Impassable = Impassable(f.Part("impassable")),
            UnknownPolicy = f.WordOrNull("unknown", Policies).Value,
            MustKnow = f.Words("must_know", Known),
            AtNight = f.Flag("at_night"),
            OnlyDrawnWays = f.Flag("only_drawn_ways"),
        };
        f.Done();
        problems.ThrowIfAny();
        return walker;
    }

    private static SlopeRule Slope(JsonFields f) => f.Whole(new SlopeRule
    {
        Steepness = f.Number("steepness", v => v is >= 0 and <= 20, "expected/steepness") ?? 0,
        BestGrade = f.Number("best_grade", v => v is >= -0.2 and <= 0.2, "expected/best-grade") ?? 0,
        MaxGrade = f.Number("max_grade", v => v is > 0 and <= 2, "expected/max-grade") ?? SlopeRule.UsualMaxGrade,
        Source = f.TextOrNull("source") ?? "",
    });

    private static RidingRule Riding(JsonFields f)
    {
        f.Require("speed_kmh");
        return f.Whole(new RidingRule
        {
            SpeedKmh = RidingSpeed(f, "speed_kmh") ?? 0,
            LooseKmh = RidingSpeed(f, "loose_kmh"),
            Source = f.TextOrNull("source") ?? "",
        });
    }

    private static double? RidingSpeed(JsonFields f, string key) =>
        f.Number(key, v => v is > 0 and <= 45, new("expected/speed", ("most", "45")));

    private static CrossingSeconds Crossings(JsonFields f) => f.Whole(new CrossingSeconds
    {
        Signals = Seconds(f.Part("signals")),
        Marked = Seconds(f.Part("marked")),
        Unmarked = Seconds(f.Part("unmarked")),
        Source = f.TextOrNull("source") ?? "",
    });

    private static RoadSeconds Seconds(JsonFields f)
    {
        return f.Whole(new RoadSeconds
        {
            Service = At("service"),
            Minor = At("minor"),
            Tertiary = At("tertiary"),
            Secondary = At("secondary"),
            Primary = At("primary"),
        });

        double At(string road) => f.Number(road, s => s is >= 0 and <= 600, "expected/seconds") ?? 0;
    }

    private static Limits Impassable(JsonFields f) => f.Whole(new Limits
    {
        Surfaces = f.Words("surface", Surfaces),
        Kerbs = f.Words("kerb", Kerbs),
        InclineAbovePercent = f.Number("incline_above_percent"),
        NarrowerThanMetres = f.Number("narrower_than_m"),
        NarrowGates = f.Flag("narrow_gates"),
        HeedsWheelchairTag = f.Flag("heeds_wheelchair_tag"),
    });

    private static Dictionary<string, string> Words(params string[] words) => words.ToDictionary(w => w, StringComparer.Ordinal);
}
