using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>What every map carries: scale bar, north arrow, credit, the number of its approval where it has one, frame.</summary>
internal static class MapOrnaments
{
    /// <summary>Credit that the licence of the map data asks for, in the form its owners ask for.</summary>
    public const string Attribution = "© OpenStreetMap contributors";

    private const double LongestBar = MapFrame.Width * 0.22;

    public static void Write(Markup svg, MapFrame frame, string? approval)
    {
        ScaleBar(svg, frame);
        North(svg);
        string right = MapSymbol.Text(MapFrame.Width - 16), bottom = MapSymbol.Text(frame.Height - 16);
        string credit = approval is null ? Attribution : $"{approval} · {Attribution}";
        Halo(svg, credit, ("x", right), ("y", bottom), ("text-anchor", "end"), ("font-size", "24"));
        svg.Void("rect", ("x", "1"), ("y", "1"), ("width", MapSymbol.Text(MapFrame.Width - 2)),
            ("height", MapSymbol.Text(frame.Height - 2)), ("fill", "none"), ("stroke", "#8a8577"), ("stroke-width", "2"));
    }

    /// <summary>The largest of 1, 2, 5 times a power of ten metres that fits.</summary>
    internal static double BarMetres(double longestMetres)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(longestMetres)));
        return longestMetres >= 5 * power ? 5 * power : longestMetres >= 2 * power ? 2 * power : power;
    }

    private static void ScaleBar(Markup svg, MapFrame frame)
    {
        double metres = BarMetres(LongestBar * frame.MetresPerUnit);
        double length = metres / frame.MetresPerUnit;
        double x = 36, y = frame.Height - 36;
        string label = metres >= 1000 ? $"{MapSymbol.Text(metres / 1000)} km" : $"{MapSymbol.Text(metres)} m";
        string bar = $"M{MapSymbol.Text(x)} {MapSymbol.Text(y - 14)}v14h{MapSymbol.Text(length)}v-14m{MapSymbol.Text(-length / 2)} 4v10";
        Plate(svg, 10, y - 62, length + 52, 88);
        svg.Void("path", ("d", bar), ("fill", "none"), ("stroke", "#222"), ("stroke-width", "3"));
        Halo(svg, label, ("x", MapSymbol.Text(x + length / 2)), ("y", MapSymbol.Text(y - 24)), ("text-anchor", "middle"),
            ("font-size", "28"));
    }

    private static void North(Markup svg)
    {
        double x = MapFrame.Width - 56;
        Plate(svg, x - 34, 14, 68, 118);
        svg.Void("path", ("d", $"M{MapSymbol.Text(x)} 28l20 58-20-14-20 14z"), ("fill", "#222"), ("stroke", "#fff"), ("stroke-width", "3"));
        Halo(svg, "N", ("x", MapSymbol.Text(x)), ("y", "120"), ("text-anchor", "middle"), ("font-size", "30"), ("font-weight", "600"));
    }

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
