namespace ServiceCircle.Reports.Maps;

/// <summary>The outline of a symbol around a point.</summary>
internal enum Shape
{
    /// <summary>Not a symbol: a line or an area.</summary>
    None,
    Circle,
    Square,
    Triangle,
    Cross,
    Diamond,
    Dot,
}

/// <summary>
/// How a class looks, in map units (two per pixel at full width). The four colours of communities are of the set of Okabe
/// and Ito (2008), told apart with every common colour vision; the number inside a circle says the same in black and white.
/// Facilities differ by shape first.
/// </summary>
/// <param name="LegendKey">Message that names the class.</param>
/// <param name="Stroke">Line colour.</param>
/// <param name="Width">Line width.</param>
/// <param name="Fill">Fill colour, or "none".</param>
/// <param name="Shape">Symbol, for classes of points.</param>
/// <param name="Ink">Colour of text on the fill.</param>
internal sealed record MapStyle(
    string LegendKey, string Stroke, double Width, string Fill = "none", Shape Shape = Shape.None, string Ink = "#fff")
{
    /// <summary>Opacity of an area's fill: less than 1 where what lies below must show.</summary>
    public double FillOpacity { get; init; } = 1;

    /// <summary>Opacity of a community's ground, below which streets still show.</summary>
    public const double OutlineOpacity = 0.8;

    public static MapStyle Of(MapClass mapClass) => mapClass switch
    {
        MapClass.Park => new("map/park", "none", 0, "#dcebd3"),
        MapClass.Water => new("map/water", "#b5d3e7", 2, "#c9dfee"),
        MapClass.Path => new("map/path", "#d9d5cc", 1.4),
        MapClass.Street => new("map/street", "#c2bdb2", 1.8),
        MapClass.MainStreet => new("map/main-street", "#a39c8d", 3.6),
        MapClass.ServiceArea => new("map/service-area", "none", 0, "#4fa38b") { FillOpacity = 0.5 },
        MapClass.Boundary => new("map/boundary", "#6b4a7a", 3),
        MapClass.CircleComplete => new("map/circle-complete", "#fff", 2, "#0072b2", Shape.Circle),
        MapClass.CircleMost => new("map/circle-most", "#fff", 2, "#56b4e9", Shape.Circle, "#102a3a"),
        MapClass.CircleFew => new("map/circle-few", "#fff", 2, "#e69f00", Shape.Circle, "#332200"),
        MapClass.CircleNone => new("map/circle-none", "#fff", 2, "#d55e00", Shape.Circle),
        MapClass.CircleNotCounted => new("map/circle-not-counted", "#555", 3, "#fff", Shape.Circle, "#333"),
        MapClass.InReach => new("map/in-reach", "#fff", 2, "#0072b2", Shape.Circle),
        MapClass.OutOfReach => new("map/out-of-reach", "#fff", 2, "#d55e00", Shape.Circle),
        MapClass.AccessBest => new("map/access-best", "#fff", 2, "#0072b2", Shape.Circle),
        MapClass.AccessGood => new("map/access-good", "#fff", 2, "#56b4e9", Shape.Circle, "#102a3a"),
        MapClass.AccessWeak => new("map/access-weak", "#fff", 2, "#e69f00", Shape.Circle, "#332200"),
        MapClass.AccessWorst => new("map/access-worst", "#fff", 2, "#d55e00", Shape.Circle),
        MapClass.AccessNothing => new("map/access-nothing", "#fff", 2, "#949494", Shape.Circle),
        MapClass.Elder => new("map/elder", "#fff", 1.6, "#5b2a86", Shape.Square),
        MapClass.Child => new("map/child", "#fff", 1.6, "#7a3b10", Shape.Triangle),
        MapClass.Health => new("map/health", "#fff", 1.6, "#a3123a", Shape.Cross),
        MapClass.Sport => new("map/sport", "#fff", 1.6, "#14532d", Shape.Diamond),
        MapClass.CoveredToday => new("map/covered-today", "#fff", 2, "#0072b2", Shape.Circle),
        MapClass.CoveredThen => new("map/covered-then", "#fff", 2, "#56b4e9", Shape.Circle, "#102a3a"),
        MapClass.CoveredByNone => new("map/covered-by-none", "#fff", 2, "#d55e00", Shape.Circle),
        MapClass.Standing => new("map/standing", "#fff", 1.6, "#333", Shape.Dot),
        MapClass.NewSite => new("map/new-site", "#fff", 3, "#111", Shape.Square),
        MapClass.OtherFacility => new("map/other-facility", "#fff", 1.6, "#333", Shape.Dot),
        MapClass.NewPath => new("map/new-path", "#cc4c9a", 6),
        MapClass.ClosedPath => new("map/closed-path", "#111", 6),
        MapClass.Changed => new("map/changed", "#cc4c9a", 5, "none", Shape.Circle),
        MapClass.Gains => new("map/gains", "#009e73", 6, "none", Shape.Circle),
        MapClass.Loses => new("map/loses", "#111", 6, "none", Shape.Circle),
        MapClass.WorthLittle => new("map/worth-little", "none", 0, "#c9a7d6", Shape.Dot),
        MapClass.WorthMore => new("map/worth-more", "none", 0, "#8e4fa8", Shape.Dot),
        MapClass.WorthMost => new("map/worth-most", "#fff", 1, "#3d0b52", Shape.Dot),
        _ => throw new ArgumentOutOfRangeException(nameof(mapClass)),
    };
}
