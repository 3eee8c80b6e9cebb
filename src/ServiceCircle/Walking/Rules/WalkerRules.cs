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

    /// <summary>How many times longer a metre takes than a level one.</summary>
    /// <param name="grade">Rise over run in the direction of the walk.</param>
    public double TimeFactor(double grade) =>
        Math.Exp(Steepness * (Math.Abs(Math.Clamp(grade, -MaxGrade, MaxGrade) - BestGrade) - Math.Abs(BestGrade)));
}

/// <summary>How a bicycle is ridden. Where it may not be, it is pushed at the walker's own speed.</summary>
internal sealed record RidingRule
{
    /// <summary>Speed of a whole ride on the level in km/h, waits at junctions included.</summary>
    public required double SpeedKmh { get; init; }

    /// <summary>Speed on loose ground (earth, gravel, grass); null rides it like any other.</summary>
    public double? LooseKmh { get; init; }

    /// <summary>Where the speeds come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Seconds for a level metre of a stretch.</summary>
    public double SecondsPerMetre(WayAttributes way) => 3.6 / (way.Details.Surface == Surface.Loose ? LooseKmh ?? SpeedKmh : SpeedKmh);
}

/// <summary>Seconds lost at a crossing, by what helps people across and by the class of the road.</summary>
internal sealed record CrossingSeconds
{
    /// <summary>With traffic lights.</summary>
    public RoadSeconds Signals { get; init; } = new();

    /// <summary>With a zebra or another marking.</summary>
    public RoadSeconds Marked { get; init; } = new();

    /// <summary>With nothing.</summary>
    public RoadSeconds Unmarked { get; init; } = new();

    /// <summary>Where the seconds come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Seconds for a whole crossing.</summary>
    public double Of(CrossingKind kind, RoadClass road) => (kind switch
    {
        CrossingKind.Signals => Signals,
        CrossingKind.Marked => Marked,
        _ => Unmarked,
    }).Of(road);

    /// <summary>
    /// Ticks of stepping from a footway onto the carriageway or off it: half a crossing, a quarter where the road is divided.
    /// </summary>
    public int StepTicks(CrossingPlace place) =>
        place.IsCrossing ? WalkTime.FromSeconds(Of(place.Kind, place.Road) / (place.IsHalf ? 4 : 2)).Ticks : 0;
}

/// <summary>Seconds by the class of the road.</summary>
internal sealed record RoadSeconds
{
    /// <summary>Service ways.</summary>
    public double Service { get; init; }

    /// <summary>Residential and unclassified streets.</summary>
    public double Minor { get; init; }

    /// <summary>Tertiary roads.</summary>
    public double Tertiary { get; init; }

    /// <summary>Secondary roads.</summary>
    public double Secondary { get; init; }

    /// <summary>Primary and trunk roads.</summary>
    public double Primary { get; init; }

    /// <summary>Seconds for a class.</summary>
    public double Of(RoadClass road) => road switch
    {
        RoadClass.Service => Service,
        RoadClass.Minor => Minor,
        RoadClass.Tertiary => Tertiary,
        RoadClass.Secondary => Secondary,
        RoadClass.Primary => Primary,
        _ => 0,
    };
}

/// <summary>What stops a walker. What is not named stops nobody.</summary>
internal sealed record Limits
{
    /// <summary>Surfaces: smooth, uneven, loose.</summary>
    public IReadOnlyList<Surface> Surfaces { get; init; } = [];

    /// <summary>Kerbs: flush, lowered, raised.</summary>
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
}
