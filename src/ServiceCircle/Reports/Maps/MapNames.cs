using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>Writes the names of a map's places where they have room: over no symbol and no other name.</summary>
internal static class MapNames
{
    /// <summary>
    /// Heights of letters in map units: seven points at the least on A4, where a map is 170 mm wide, and two of them side by side in an
    /// overlay's row 87 mm each.
    /// </summary>
    private const double Letters = 30, OverlayLetters = 58;

    /// <summary>Symbols reach farther than a disc of their radius at their corners, and their edges beyond both.</summary>
    private const double Corners = 1.2, Edge = 2;

    public static void Write(Markup svg, MapDrawing drawing, MapFrame frame)
    {
        (MapPoint Point, Pixel At)[] shown =
            [.. drawing.Layers.OfType<PointLayer>().SelectMany(l => l.Points).Select(p => (p, frame.Project(p.Position)))
                .Where(p => frame.Contains(p.Item2))];
        if (!Array.Exists(shown, p => p.Point.Name.Length > 0)) return;
        double letters = drawing.IsOverlay ? OverlayLetters : Letters;
        var placement = new NamePlacement(MapFrame.Width, frame.Height, letters);
        foreach ((double left, double top, double right, double bottom) in MapOrnaments.Boxes(drawing, frame))
            placement.TakeBox(left, top, right, bottom);
        foreach ((MapPoint point, Pixel at) in shown) placement.TakeDisc(at, Reach(point));
        svg.Line();
        using (svg.Open("g", ("font-size", MapSymbol.Text(letters)), ("fill", "#222"), ("stroke", "#fff"),
            ("stroke-width", MapSymbol.Text(letters * 0.18)), ("stroke-linejoin", "round"), ("paint-order", "stroke")))
        {
            // Points are in the order of their weight.
            foreach ((MapPoint point, Pixel at) in shown.Where(p => p.Point.Name.Length > 0))
            {
                if (placement.Place(point.Name, at, Reach(point)) is { } placed)
                    svg.Leaf("text", placed.Text, ("x", MapSymbol.Text(placed.X)), ("y", MapSymbol.Text(placed.Baseline)),
                        ("text-anchor", placed.Anchor));
            }
        }
    }

    private static double Reach(MapPoint point) =>
        (MapStyle.Of(point.Class).Shape is Shape.Circle or Shape.Dot ? point.Radius : point.Radius * Corners) + Edge;
}
