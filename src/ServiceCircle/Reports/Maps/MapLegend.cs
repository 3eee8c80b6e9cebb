using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>One entry of a legend: a sample and a name.</summary>
internal static class MapLegend
{
    public static string Label(MapClass mapClass, Language language) => Messages.In(language)[MapStyle.Of(mapClass).LegendKey];

    /// <summary>Draws a sample about 48 by 32 units around a point.</summary>
    public static void Swatch(Markup svg, MapClass mapClass, Pixel at)
    {
        MapStyle style = MapStyle.Of(mapClass);
        string x = MapSymbol.Text(at.X - 24), y = MapSymbol.Text(at.Y);
        if (style.Shape != Shape.None)
            MapSymbol.Write(svg, mapClass, at, style.Shape == Shape.Circle ? 14 : 12, "", "");
        else if (style.Fill != "none")
            svg.Void("rect", [("x", x), ("y", MapSymbol.Text(at.Y - 12)), ("width", "48"), ("height", "24"), ("fill", style.Fill),
                .. MapSymbol.Opacity(style), ("stroke", "#b9b4a8")]);
        else
            svg.Void("path", ("d", $"M{x} {y}h48"), ("stroke", style.Stroke), ("stroke-width", MapSymbol.Text(style.Width + 2)));
    }

    /// <summary>The legend of a map as a list of a page.</summary>
    public static void WriteList(Markup page, MapDrawing drawing)
    {
        using (page.Open("ul", ("class", "legend")))
        {
            foreach (MapClass mapClass in drawing.Classes())
            {
                using (page.Open("li"))
                {
                    Markup svg = page.Svg();
                    using (svg.Open("svg", ("viewBox", "0 0 56 36"), ("width", "28"), ("height", "18"), ("aria-hidden", "true")))
                        Swatch(svg, mapClass, new Pixel(28, 18));
                    page.Text(Label(mapClass, drawing.Language));
                }
            }
        }
    }
}
