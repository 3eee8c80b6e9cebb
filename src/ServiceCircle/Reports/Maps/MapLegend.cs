using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>One entry of a legend: a sample and a name.</summary>
internal static class MapLegend
{
    /// <summary>The name of a class; only a circle has room for the minutes.</summary>
    public static string Label(MapClass mapClass, Language language, PlaceForm form = PlaceForm.Circles) => Messages.In(language)[
        form != PlaceForm.Circles && mapClass == MapClass.InReach ? "map/in-reach-cell" : MapStyle.Of(mapClass).LegendKey];

    /// <summary>Draws a sample about 48 by 32 units around a point; communities gathered in squares are stripes.</summary>
    public static void Swatch(Markup svg, MapClass mapClass, Pixel at, PlaceForm form = PlaceForm.Circles)
    {
        MapStyle style = MapStyle.Of(mapClass);
        string x = MapSymbol.Text(at.X - 24), y = MapSymbol.Text(at.Y);
        bool isCommunity = style.Shape == Shape.Circle && style.Fill != "none";
        if (isCommunity && form == PlaceForm.Squares)
            svg.Void("rect", ("x", MapSymbol.Text(at.X - 8)), ("y", MapSymbol.Text(at.Y - 14)), ("width", "16"), ("height", "28"),
                ("fill", style.Fill), ("stroke", "#444"));
        else if (isCommunity && form == PlaceForm.Outlines)
            svg.Void("rect", ("x", x), ("y", MapSymbol.Text(at.Y - 12)), ("width", "48"), ("height", "24"), ("fill", style.Fill),
                ("fill-opacity", MapSymbol.Text(MapStyle.OutlineOpacity)), ("stroke", "#444"));
        else if (style.Shape != Shape.None)
            MapSymbol.Write(svg, mapClass, at, style.Shape == Shape.Circle ? 14 : 12, "", "");
        else if (style.Fill != "none")
            svg.Void("rect", [("x", x), ("y", MapSymbol.Text(at.Y - 12)), ("width", "48"), ("height", "24"), ("fill", style.Fill),
                .. MapSymbol.Opacity(style), ("stroke", "#b9b4a8")]);
        else
            svg.Void("path", ("d", $"M{x} {y}h48"), ("stroke", style.Stroke), ("stroke-width", MapSymbol.Text(style.Width + 2)));
    }

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
                        Swatch(svg, mapClass, new Pixel(28, 18), drawing.Form);
                    page.Text(Label(mapClass, drawing.Language, drawing.Form));
                }
            }
        }
    }
}
