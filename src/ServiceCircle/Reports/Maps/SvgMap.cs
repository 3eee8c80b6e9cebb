using System.Xml;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>
/// Draws a map as SVG: no tiles, no fonts, nothing from outside, the same bytes for the same layers. Lines and areas are
/// thinned to a bounded size (see <see cref="MapPaths"/>).
/// </summary>
internal static class SvgMap
{
    /// <summary>Symbols that get a tooltip; beyond, a map is a cloud that nobody points into, and tooltips are its bulk.</summary>
    private const int MostTitles = 3000;

    private const int LegendColumns = 3, LegendRow = 56, NoteRow = 40, NoteFont = 24, NoteMargin = 26;

    /// <summary>Letters are about half as wide as they are high.</summary>
    private const int LatinWidth = 13;

    /// <summary>Writes a map with its legend as an SVG file of its own.</summary>
    public static void Write(Stream stream, MapDrawing drawing)
    {
        using var xml = XmlWriter.Create(stream, Markup.Settings);
        var frame = new MapFrame(drawing.Extent);
        var svg = new Markup(xml, Markup.SvgNamespace);
        IReadOnlyList<MapClass> classes = drawing.Classes();
        int legendRows = (classes.Count + LegendColumns - 1) / LegendColumns;
        string[] rows = [.. drawing.Notes.SelectMany(Rows)];
        int notes = frame.Height + legendRows * LegendRow + 20, height = notes + rows.Length * NoteRow;
        using (svg.Open("svg", ("viewBox", $"0 0 {MapFrame.Width} {height}"), ("font-family", "sans-serif")))
        {
            svg.Void("rect", ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
            Body(svg, drawing, frame);
            for (int i = 0; i < classes.Count; i++)
            {
                var at = new Pixel(
                    50 + i % LegendColumns * (MapFrame.Width / LegendColumns), frame.Height + 48 + i / LegendColumns * LegendRow);
                MapLegend.Swatch(svg, classes[i], at, drawing.Form);
                svg.Leaf("text", MapLegend.Label(classes[i], drawing.Language, drawing.Form), ("x", MapSymbol.Text(at.X + 44)),
                    ("y", MapSymbol.Text(at.Y + 9)), ("font-size", "26"));
            }
            foreach ((int i, string row) in rows.Index())
                svg.Leaf("text", row, ("x", MapSymbol.Text(NoteMargin)), ("y", MapSymbol.Text(notes + i * NoteRow + 20)),
                    ("font-size", MapSymbol.Text(NoteFont)));
        }
    }

    /// <summary>A note in rows that are no wider than the map: broken at a blank, or in Chinese anywhere.</summary>
    internal static IEnumerable<string> Rows(string note)
    {
        int start = 0, blank = -1, width = 0;
        for (int i = 0; i < note.Length; i++)
        {
            if (note[i] == ' ') blank = i;
            width += WidthOf(note[i]);
            if (width <= MapFrame.Width - 2 * NoteMargin) continue;
            int end = blank > start ? blank + 1 : i;
            yield return note[start..end].TrimEnd();
            width = note[end..(i + 1)].Sum(WidthOf);
            start = end;
        }
        yield return note[start..];

        static int WidthOf(char c) => c < 0x2E80 ? LatinWidth : NoteFont;
    }

    /// <summary>Id of the first map's lines and areas, for the overlays on the same page.</summary>
    private const string GroundId = "map-ground";

    /// <summary>
    /// Writes the map alone, to be placed in a page that prints the legend itself; overlays that follow a ground show its lines and areas.
    /// </summary>
    internal static void WriteInline(Markup page, MapDrawing drawing, bool isGround = false)
    {
        var frame = new MapFrame(drawing.Extent);
        Markup svg = page.Svg();
        using (svg.Open("svg", ("viewBox", $"0 0 {MapFrame.Width} {frame.Height}"), ("role", "img"), ("aria-label", drawing.Title)))
            Body(svg, drawing, frame, isGround);
    }

    private static void Body(Markup svg, MapDrawing drawing, MapFrame frame, bool isGround = false)
    {
        string width = MapSymbol.Text(MapFrame.Width), height = MapSymbol.Text(frame.Height);
        // An inner "svg" cuts off what lies outside of it; a clip path would need an id that no other map on the page has.
        using (svg.Open("svg", ("width", width), ("height", height), ("viewBox", $"0 0 {width} {height}"), ("overflow", "hidden")))
        {
            svg.Void("rect", ("width", width), ("height", height), ("fill", "#faf9f6"));
            IReadOnlyList<string?> paths = drawing.Paths;
            bool titles = drawing.Layers.OfType<PointLayer>().Sum(l => l.Points.Count) <= MostTitles;
            if (drawing.IsOverlay) svg.Void("use", ("href", "#" + GroundId));
            using (svg.Open("g", isGround ? [("id", GroundId)] : []))
            {
                for (int i = 0; i < paths.Count; i++)
                {
                    if (drawing.Layers[i] is OutlineLayer || paths[i] is not { Length: > 0 } path) continue;
                    svg.Line();
                    Path(svg, drawing.Layers[i], path);
                }
            }
            foreach ((int i, MapLayer layer) in drawing.Layers.Index())
            {
                if (layer is not (PointLayer or CellLayer or OutlineLayer)) continue;
                svg.Line();
                if (layer is CellLayer cells) CellDrawing.Write(svg, cells);
                else if (layer is OutlineLayer outlines) Outlines(svg, outlines, paths[i]!);
                else Points(svg, (PointLayer)layer, frame, titles);
            }
            foreach (CellLayer cells in drawing.Layers.OfType<CellLayer>()) CellDrawing.WriteNumbers(svg, cells);
            MapNames.Write(svg, drawing, frame);
            svg.Line();
            MapOrnaments.Write(svg, drawing, frame);
        }
    }

    private static void Points(Markup svg, PointLayer layer, MapFrame frame, bool titles)
    {
        foreach (MapPoint point in layer.Points)
        {
            Pixel at = frame.Project(point.Position);
            if (frame.Contains(at)) MapSymbol.Write(svg, point.Class, at, point.Radius, titles ? point.Title : "", point.Label);
        }
    }

    /// <summary>Communities of a class, each with its border; the streets show through.</summary>
    private static void Outlines(Markup svg, OutlineLayer layer, string path)
    {
        MapStyle style = MapStyle.Of(layer.Class);
        svg.Void("path", ("d", path), ("fill", style.Fill), ("fill-opacity", MapSymbol.Text(MapStyle.OutlineOpacity)),
            ("fill-rule", "nonzero"), ("stroke", style.Stroke), ("stroke-width", "1.2"), ("stroke-linejoin", "round"));
    }

    private static void Path(Markup svg, MapLayer layer, string path)
    {
        MapClass mapClass = layer is LineLayer lines ? lines.Class : ((AreaLayer)layer).Class;
        MapStyle style = MapStyle.Of(mapClass);
        if (layer is AreaLayer)
            svg.Void("path", [("d", path), ("fill", style.Fill), .. MapSymbol.Opacity(style), ("fill-rule", "nonzero")]);
        else
            svg.Void("path", ("d", path), ("fill", "none"), ("stroke", style.Stroke), ("stroke-width", MapSymbol.Text(style.Width)),
                ("stroke-linejoin", "round"));
    }
}
