using System.Globalization;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>Draws one symbol.</summary>
internal static class MapSymbol
{
    /// <summary>Least radius at which a label is readable inside a circle.</summary>
    private const double LabelledFrom = 14;

    public static void Write(Markup svg, MapClass mapClass, Pixel at, double radius, string title, string label)
    {
        MapStyle style = MapStyle.Of(mapClass);
        Draw(svg, style.Shape, at, radius, title, style.Fill, style.Stroke, style.Width, () =>
        {
            if (label.Length is > 0 and < 4 && radius >= LabelledFrom)
                svg.Leaf("text", label, ("x", Text(at.X)), ("y", Text(at.Y + radius * 0.3)), ("text-anchor", "middle"),
                    ("font-size", Text(radius * 0.85)), ("font-weight", "600"), ("fill", style.Ink));
        });
    }

    /// <summary>Draws a shape of no class, and perhaps something on it.</summary>
    public static void Draw(
        Markup svg, Shape shape, Pixel at, double radius, string title, string fill, string stroke, double width, Action? onTop = null)
    {
        (string, string)[] paint = [("fill", fill), ("stroke", stroke), ("stroke-width", Text(width))];
        using (svg.Open("g"))
        {
            if (title.Length > 0) svg.Leaf("title", title);
            if (shape is Shape.Circle or Shape.Dot)
                svg.Void("circle", [("cx", Text(at.X)), ("cy", Text(at.Y)), ("r", Text(radius)), .. paint]);
            else
                svg.Void("path", [("d", Outline(shape, at, radius)), .. paint]);
            onTop?.Invoke();
        }
    }

    /// <summary>Shapes of about equal area, so that none looks more important.</summary>
    private static string Outline(Shape shape, Pixel at, double r) => shape switch
    {
        Shape.Square => Polygon(at, r * 0.88, [(-1, -1), (1, -1), (1, 1), (-1, 1)]),
        Shape.Triangle => Polygon(at, r * 1.15, [(0, -1.1), (1.05, 0.8), (-1.05, 0.8)]),
        Shape.Diamond => Polygon(at, r * 1.2, [(0, -1), (1, 0), (0, 1), (-1, 0)]),
        Shape.Cross => Polygon(at, r * 1.05,
            [(-.4, -1), (.4, -1), (.4, -.4), (1, -.4), (1, .4), (.4, .4), (.4, 1), (-.4, 1), (-.4, .4), (-1, .4), (-1, -.4), (-.4, -.4)]),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static string Polygon(Pixel at, double r, (double X, double Y)[] corners) =>
        "M" + string.Join('L', corners.Select(c => $"{Text(at.X + c.X * r)} {Text(at.Y + c.Y * r)}")) + "z";

    /// <summary>The opacity of a fill, where it has one.</summary>
    public static (string, string)[] Opacity(MapStyle style) => style.FillOpacity < 1 ? [("fill-opacity", Text(style.FillOpacity))] : [];

    /// <summary>A coordinate with one decimal at most, whatever the culture.</summary>
    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
