using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>What every map carries: scale bar, north arrow, credit, the number of its approval where it has one, frame.</summary>
internal static class MapOrnaments
{
    /// <summary>Credit that the licence of the map data asks for, in the form its owners ask for.</summary>
    public const string Attribution = "© OpenStreetMap contributors";

    /// <summary>Those of a map at half the width are as large on paper as those of a whole one.</summary>
    private const double OverlayScale = 1.8;

    private const double LongestBar = MapFrame.Width * 0.22, CreditLetters = 24;

    private static double ScaleOf(MapDrawing drawing) => drawing.IsOverlay ? OverlayScale : 1;

    public static void Write(Markup svg, MapDrawing drawing, MapFrame frame)
    {
        double scale = ScaleOf(drawing);
        ScaleBar(svg, frame, scale);
        North(svg, scale);
        string right = MapSymbol.Text(MapFrame.Width - 16), bottom = MapSymbol.Text(frame.Height - 16);
        Halo(svg, CreditOf(drawing), ("x", right), ("y", bottom), ("text-anchor", "end"), ("font-size", Text(CreditLetters * scale)));
        svg.Void("rect", ("x", "1"), ("y", "1"), ("width", MapSymbol.Text(MapFrame.Width - 2)),
            ("height", MapSymbol.Text(frame.Height - 2)), ("fill", "none"), ("stroke", "#8a8577"), ("stroke-width", "2"));
    }

    /// <summary>What they cover: left, top, right, bottom.</summary>
    public static IReadOnlyList<(double Left, double Top, double Right, double Bottom)> Boxes(MapDrawing drawing, MapFrame frame)
    {
        double scale = ScaleOf(drawing), credit = NamePlacement.WidthOf(CreditOf(drawing)) * CreditLetters * scale;
        return
        [
            (0, frame.Height - 98 * scale, LengthOf(frame) + 62 * scale, frame.Height),
            (MapFrame.Width - 90 * scale, 14, MapFrame.Width - 22, 132 * scale),
            (MapFrame.Width - 22 - credit, frame.Height - 22 - CreditLetters * scale, MapFrame.Width, frame.Height),
        ];
    }

    private static string CreditOf(MapDrawing drawing) =>
        drawing.Approval is { } number ? $"{number} · {Attribution}" : Attribution;

    /// <summary>The largest of 1, 2, 5 times a power of ten metres that fits.</summary>
    internal static double BarMetres(double longestMetres)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(longestMetres)));
        return longestMetres >= 5 * power ? 5 * power : longestMetres >= 2 * power ? 2 * power : power;
    }

    private static double LengthOf(MapFrame frame) => BarMetres(LongestBar * frame.MetresPerUnit) / frame.MetresPerUnit;

    private static void ScaleBar(Markup svg, MapFrame frame, double scale)
    {
        double metres = BarMetres(LongestBar * frame.MetresPerUnit), length = LengthOf(frame);
        double x = 10 + 26 * scale, y = frame.Height - 36 * scale;
        string label = metres >= 1000 ? $"{MapSymbol.Text(metres / 1000)} km" : $"{MapSymbol.Text(metres)} m";
        string bar = $"M{Text(x)} {Text(y - 14 * scale)}v{Text(14 * scale)}h{Text(length)}v{Text(-14 * scale)}"
            + $"m{Text(-length / 2)} {Text(4 * scale)}v{Text(10 * scale)}";
        Plate(svg, 10, y - 62 * scale, length + 52 * scale, 88 * scale);
        svg.Void("path", ("d", bar), ("fill", "none"), ("stroke", "#222"), ("stroke-width", Text(3 * scale)));
        Halo(svg, label, ("x", Text(x + length / 2)), ("y", Text(y - 24 * scale)), ("text-anchor", "middle"),
            ("font-size", Text(28 * scale)));
    }

    private static void North(Markup svg, double scale)
    {
        double x = MapFrame.Width - 22 - 34 * scale, wide = 20 * scale, notch = 14 * scale, high = 58 * scale;
        Plate(svg, x - 34 * scale, 14, 68 * scale, 118 * scale);
        string arrow = $"M{Text(x)} {Text(28 * scale)}l{Text(wide)} {Text(high)} {Text(-wide)} {Text(-notch)} {Text(-wide)} {Text(notch)}z";
        svg.Void("path", ("d", arrow), ("fill", "#222"), ("stroke", "#fff"), ("stroke-width", "3"));
        Halo(svg, "N", ("x", Text(x)), ("y", Text(120 * scale)), ("text-anchor", "middle"), ("font-size", Text(30 * scale)),
            ("font-weight", "600"));
    }

    private static string Text(double units) => MapSymbol.Text(units);

    /// <summary>A light ground, so that circles below do not confuse.</summary>
    private static void Plate(Markup svg, double x, double y, double width, double height) =>
        svg.Void("rect", ("x", MapSymbol.Text(x)), ("y", MapSymbol.Text(y)), ("width", MapSymbol.Text(width)),
            ("height", MapSymbol.Text(height)), ("fill", "#fff"), ("fill-opacity", "0.8"));

    /// <summary>Text with a light edge, readable on any background.</summary>
    private static void Halo(Markup svg, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        svg.Leaf("text", text,
            [.. attributes, ("class", "map-text"), ("fill", "#222"), ("stroke", "#fff"), ("stroke-width", "6"), ("stroke-opacity", "0.85"),
                ("paint-order", "stroke")]);
}
