using ServiceCircle.Geo;

namespace ServiceCircle.Reports.Maps;

/// <summary>A point of a drawing in map units, x to the right, y downwards.</summary>
internal readonly record struct Pixel(double X, double Y);

/// <summary>
/// From positions to map units: equirectangular at the mean latitude, so that lengths are true there in both directions
/// (Snyder 1987, p. 90). Over a city the scale differs by less than 1 % between the north and the south border.
/// </summary>
internal sealed class MapFrame
{
    /// <summary>Width of every map; two units are one pixel at the full width of the report.</summary>
    public const int Width = 2000;

    /// <summary>Bounds of the height, so that a map of a long strip still fits on a page.</summary>
    private const double LeastHeight = 1000, GreatestHeight = 1600;

    /// <summary>Free room around the extent, as a share of its larger side.</summary>
    private const double Margin = 0.03;

    private readonly LocalMetres _scale;
    private readonly double _west, _north;

    /// <summary>A frame around an extent; an empty extent, or one of a single point, gives a map of one kilometre.</summary>
    public MapFrame(Box extent)
    {
        if (extent.IsEmpty) extent = new Box(0, 0, 0, 0);
        _scale = new LocalMetres(((double)extent.South + extent.North) / 2);
        double width = ((double)extent.East - extent.West) * _scale.MetresPerLonUnit;
        double height = ((double)extent.North - extent.South) * _scale.MetresPerLatUnit;
        double margin = Math.Max(Math.Max(width, height) * Margin, width + height == 0 ? 500 : 50);
        width += 2 * margin;
        height += 2 * margin;
        width = Math.Max(width, height * Width / GreatestHeight);
        height = Math.Max(height, width * LeastHeight / Width);
        MetresPerUnit = width / Width;
        Height = (int)Math.Round(height / MetresPerUnit);
        _west = ((double)extent.West + extent.East) / 2 - width / 2 / _scale.MetresPerLonUnit;
        _north = ((double)extent.South + extent.North) / 2 + height / 2 / _scale.MetresPerLatUnit;
    }

    /// <summary>Height of the map in units.</summary>
    public int Height { get; }

    /// <summary>Metres on the ground per map unit.</summary>
    public double MetresPerUnit { get; }

    /// <summary>Where a position is on the map; outside of 0..Width, 0..Height when it is outside of the frame.</summary>
    public Pixel Project(Position p) => new(
        (p.LonE7 - _west) * _scale.MetresPerLonUnit / MetresPerUnit,
        (_north - p.LatE7) * _scale.MetresPerLatUnit / MetresPerUnit);

    public bool Contains(Pixel p) => p.X >= 0 && p.X <= Width && p.Y >= 0 && p.Y <= Height;
}
