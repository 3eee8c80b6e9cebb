using ServiceCircle.Formats;

namespace ServiceCircle.Walking.Rules;

/// <summary>
/// How slopes change the speed: f(S) = exp(-k (|S - S0| - |S0|)) times the level speed, with k the steepness and S0 the best
/// grade (W. Tobler, 1993: k = 3.5, S0 = -0.05). S is rise over run in the direction of the walk, so up and down differ.
/// </summary>
internal sealed record SlopeRule
{
    /// <summary>k; 0 walks every slope at level speed.</summary>
    public double Steepness { get; init; }

    /// <summary>S0, the grade of the fastest walk.</summary>
    public double BestGrade { get; init; }

    /// <summary>The largest grade if a walker says nothing of it.</summary>
    internal const double UsualMaxGrade = 0.4;

    /// <summary>Grades beyond this are errors of the heights and count as this.</summary>
    public double MaxGrade { get; init; } = UsualMaxGrade;

    /// <summary>Where the function comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>How many times longer a metre takes than a level one; the grade is rise over run in the direction of the walk.</summary>
    public double TimeFactor(double grade) =>
        Math.Exp(Steepness * (Math.Abs(Math.Clamp(grade, -MaxGrade, MaxGrade) - BestGrade) - Math.Abs(BestGrade)));

    public static SlopeRule Read(JsonFields f) => f.Whole(new SlopeRule
    {
        Steepness = f.Number("steepness", v => v is >= 0 and <= 20, "expected/steepness") ?? 0,
        BestGrade = f.Number("best_grade", v => v is >= -0.2 and <= 0.2, "expected/best-grade") ?? 0,
        MaxGrade = f.Number("max_grade", v => v is > 0 and <= 2, "expected/max-grade") ?? UsualMaxGrade,
        Source = f.TextOrNull("source") ?? "",
    });
}

/// <summary>Speeds that a walker's file may state, on foot, by bicycle and by boat.</summary>
internal static class Speeds
{
    /// <summary>With less, times are no numbers any more.</summary>
    public const double SlowestKmh = 0.01;
}

/// <summary>How a bicycle is ridden. Where it may not be, it is pushed at the walker's own speed.</summary>
internal sealed record RidingRule
{
    /// <summary>Speed of a whole ride on the level in km/h, waits at junctions included.</summary>
    public required double SpeedKmh { get; init; }

    /// <summary>Speed on loose ground (earth, gravel, grass); null rides it like any other.</summary>
    public double? LooseKmh { get; init; }
    public string Source { get; init; } = "";

    /// <summary>Seconds for a level metre of a stretch.</summary>
    public double SecondsPerMetre(WayAttributes way) => 3.6 / (way.Details.Surface == Surface.Loose ? LooseKmh ?? SpeedKmh : SpeedKmh);

    public static RidingRule Read(JsonFields f)
    {
        f.Require("speed_kmh");
        return f.Whole(new RidingRule
        {
            SpeedKmh = Speed("speed_kmh") ?? 0,
            LooseKmh = Speed("loose_kmh"),
            Source = f.TextOrNull("source") ?? "",
        });

        double? Speed(string key) => f.Number(key, v => v is >= Speeds.SlowestKmh and <= 45, new("expected/speed", ("most", "45")));
    }
}

/// <summary>Seconds lost at a crossing, by what helps people across and by the class of the road, and where they come from.</summary>
internal sealed record CrossingSeconds
{
    public RoadSeconds Signals { get; init; } = new();
    public RoadSeconds Marked { get; init; } = new();
    public RoadSeconds Unmarked { get; init; } = new();
    public string Source { get; init; } = "";

    public double Of(CrossingKind kind, RoadClass road) => (kind switch
    {
        CrossingKind.Signals => Signals,
        CrossingKind.Marked => Marked,
        _ => Unmarked,
    }).Of(road);

    /// <summary>Ticks of stepping from a footway onto the carriageway or off it: half a crossing, of a divided road a quarter.</summary>
    public int StepTicks(CrossingPlace place) =>
        place.IsCrossing ? WalkTime.FromSeconds(Of(place.Kind, place.Road) / (place.IsHalf ? 4 : 2)).Ticks : 0;

    public static CrossingSeconds Read(JsonFields f) => f.Whole(new CrossingSeconds
    {
        Signals = RoadSeconds.Read(f.Part("signals")),
        Marked = RoadSeconds.Read(f.Part("marked")),
        Unmarked = RoadSeconds.Read(f.Part("unmarked")),
        Source = f.TextOrNull("source") ?? "",
    });
}

internal sealed record RoadSeconds
{
    public double Service { get; init; }
    public double Minor { get; init; }
    public double Tertiary { get; init; }
    public double Secondary { get; init; }
    public double Primary { get; init; }

    public double Of(RoadClass road) => road switch
    {
        RoadClass.Service => Service,
        RoadClass.Minor => Minor,
        RoadClass.Tertiary => Tertiary,
        RoadClass.Secondary => Secondary,
        RoadClass.Primary => Primary,
        _ => 0,
    };

    public static RoadSeconds Read(JsonFields f)
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
}

/// <summary>What stops a walker. What is not named stops nobody.</summary>
internal sealed record Limits
{
    private static readonly Dictionary<string, Surface> SurfaceWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["smooth"] = Surface.Smooth,
        ["uneven"] = Surface.Uneven,
        ["loose"] = Surface.Loose,
    };

    private static readonly Dictionary<string, Kerb> KerbWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["flush"] = Kerb.Flush,
        ["lowered"] = Kerb.Lowered,
        ["raised"] = Kerb.Raised,
    };

    public IReadOnlyList<Surface> Surfaces { get; init; } = [];
    public IReadOnlyList<Kerb> Kerbs { get; init; } = [];

    /// <summary>Steepest stated incline in percent; null if none.</summary>
    public double? InclineAbovePercent { get; init; }

    /// <summary>Narrowest stated width in metres; null if none.</summary>
    public double? NarrowerThanMetres { get; init; }

    /// <summary>Whether turnstiles, stiles and kissing gates stop them.</summary>
    public bool NarrowGates { get; init; }

    /// <summary>Whether wheelchair=no stops them, and wheelchair=yes opens what the other limits would close.</summary>
    public bool HeedsWheelchairTag { get; init; }

    /// <summary>Whether a stretch can be passed as far as the map says.</summary>
    public bool Allow(WayAttributes way, bool mayUseSteps)
    {
        WayDetails details = way.Details;
        if ((HeedsWheelchairTag || NarrowGates && way.Kind == WayKind.Gate) && details.Wheelchair == WheelchairTag.No) return false;
        if (HeedsWheelchairTag && details.Wheelchair == WheelchairTag.Yes) return true;
        if (way.Kind == WayKind.Steps && !mayUseSteps) return false;
        return (details.Surface == Surface.Unknown || !Surfaces.Contains(details.Surface))
            && (details.Kerb == Kerb.Unknown || !Kerbs.Contains(details.Kerb))
            && !(details.Incline > InclineAbovePercent)
            && !(details.WidthMetres < NarrowerThanMetres);
    }

    public static Limits Read(JsonFields f) => f.Whole(new Limits
    {
        Surfaces = f.Words("surface", SurfaceWords),
        Kerbs = f.Words("kerb", KerbWords),
        InclineAbovePercent = f.Number("incline_above_percent"),
        NarrowerThanMetres = f.Number("narrower_than_m"),
        NarrowGates = f.Flag("narrow_gates"),
        HeedsWheelchairTag = f.Flag("heeds_wheelchair_tag"),
    });
}
