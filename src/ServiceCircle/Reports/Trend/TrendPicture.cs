using System.Xml;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Trend;

/// <summary>
/// Draws a trend as lines over time: SVG without fonts or anything from outside. A line is told by its mark and its dashes as well as by
/// its colour (Okabe and Ito 2008), and named at its end, so that it can be read in black and white.
/// </summary>
internal static class TrendPicture
{
    private const double Width = 1000, Left = 66, Right = 580, Top = 20, LeastHeight = 340, Bottom = 46, FontSize = 15, LabelHeight = 23;

    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#00795a", "#a8467e", "#5b2a86", "#8a5a00", "#2f7ea8", "#555"];
    private static readonly Shape[] Marks = [Shape.Circle, Shape.Square, Shape.Triangle, Shape.Diamond, Shape.Cross];
    private static readonly string[] Dashes = ["", "9 5", "2 4", "14 4 3 4", "5 3", "1 7", "18 6"];

    /// <summary>Writes the picture as an SVG file of its own.</summary>
    public static void Write(Stream stream, TrendLines trend)
    {
        using var xml = XmlWriter.Create(stream, Markup.Settings);
        var svg = new Markup(xml, Markup.SvgNamespace);
        using (svg.Open(
            "svg", ("viewBox", $"0 -36 {Text(Width)} {Text(HeightOf(trend) + 36)}"), ("font-family", "sans-serif"), ("role", "img"),
            ("lang", Locale.Tag(trend.Messages.Language))))
        {
            svg.Leaf("title", trend.Title);
            svg.Leaf("desc", trend.Description);
            svg.Void("rect", ("y", "-36"), ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
            svg.Leaf("text", trend.Title, ("x", "12"), ("y", "-10"), ("font-size", "17"), ("font-weight", "600"), ("fill", "#222"));
            Body(svg, trend);
        }
    }

    /// <summary>Writes the picture into a page that prints its title itself.</summary>
    public static void WriteInline(Markup page, TrendLines trend)
    {
        Markup svg = page.Svg();
        using (svg.Open(
            "svg", ("viewBox", $"0 0 {Text(Width)} {Text(HeightOf(trend))}"), ("role", "img"),
            ("aria-label", $"{trend.Title} – {trend.Description}")))
            Body(svg, trend);
    }

    private static double HeightOf(TrendLines trend) => Top + PlotHeight(trend) + Bottom;

    private static double PlotHeight(TrendLines trend) => Math.Max(LeastHeight, trend.Lines.Count * LabelHeight);

    private static void Body(Markup svg, TrendLines trend)
    {
        double height = PlotHeight(trend);
        double Y(double share) => Top + (1 - share) * height;
        int first = trend.Years[0].AsOf.DayNumber, last = trend.Years[^1].AsOf.DayNumber;
        double[] x = [.. trend.Years.Select(y => Left + 24 + (Right - Left - 48) * (y.AsOf.DayNumber - first) / (last - first))];
        Axes(svg, trend, x, Y, height);
        double[] labels = Spread([.. trend.Lines.Select(l => Y(l.Shares.Last(s => s is not null)!.Value))], Top + height);
        for (int i = 0; i < trend.Lines.Count; i++)
        {
            svg.Line();
            Line(svg, trend, i, x, Y, labels[i]);
        }
    }

    private static void Axes(Markup svg, TrendLines trend, double[] x, Func<double, double> y, double height)
    {
        for (int percent = 0; percent <= 100; percent += 25)
        {
            string at = Text(y(percent / 100.0));
            svg.Void("path", ("d", $"M{Text(Left)} {at}H{Text(Right)}"), ("stroke", percent == 0 ? "#222" : "#d5dae0"),
                ("stroke-width", percent == 0 ? "1.5" : "1"));
            svg.Leaf("text", trend.Messages.Percent(percent / 100.0, 0), ("x", Text(Left - 10)), ("y", Text(y(percent / 100.0) + 5)),
                ("text-anchor", "end"), ("font-size", Text(FontSize)), ("fill", "#222"));
        }
        double free = double.NegativeInfinity;
        for (int i = 0; i < x.Length; i++)
        {
            svg.Void("path", ("d", $"M{Text(x[i])} {Text(Top + height)}v6"), ("stroke", "#222"), ("stroke-width", "1.5"));
            // The last day always has its label; of those before it, whatever has room.
            double half = HalfOf(trend.Years[i].Name);
            if (i < x.Length - 1 && (x[i] - half < free || x[i] + half > x[^1] - HalfOf(trend.Years[^1].Name))) continue;
            free = x[i] + half;
            svg.Leaf("text", trend.Years[i].Name, ("x", Text(x[i])), ("y", Text(Top + height + 26)), ("text-anchor", "middle"),
                ("font-size", Text(FontSize)), ("fill", "#222"));
        }
    }

    /// <summary>Half of the width that a label takes, with the room around it.</summary>
    private static double HalfOf(string label) => FontSize * (0.3 * label.Length + 0.4);

    private static void Line(Markup svg, TrendLines trend, int index, double[] x, Func<double, double> y, double labelY)
    {
        TrendLine line = trend.Lines[index];
        string colour = line.IsTotal ? "#111" : Colours[index % Colours.Length], dashes = line.IsTotal ? "" : Dashes[index % Dashes.Length];
        int[] known = [.. Enumerable.Range(0, x.Length).Where(i => line.Shares[i] is not null)];
        Pixel[] points = [.. known.Select(i => new Pixel(x[i], y(line.Shares[i]!.Value)))];
        string path = "M" + string.Join('L', points.Select(p => $"{Text(p.X)} {Text(p.Y)}"));
        svg.Void("path",
            [("d", path), ("fill", "none"), ("stroke", colour), ("stroke-width", line.IsTotal ? "4" : "2.2"), ("stroke-linejoin", "round"),
                .. dashes.Length > 0 ? [("stroke-dasharray", dashes)] : Array.Empty<(string, string)>()]);
        for (int i = 0; i < points.Length; i++)
            Mark(svg, line, index, colour, points[i], trend.Messages.Text("trend/picture-point",
                ("name", line.Name), ("day", trend.Years[known[i]].Name), ("share", trend.Share(line.Shares[known[i]]))));
        svg.Void("path", ("d", $"M{Text(points[^1].X + 10)} {Text(points[^1].Y)}L{Text(Right + 4)} {Text(labelY)}h10"), ("fill", "none"),
            ("stroke", "#8a95a1"), ("stroke-width", "1"));
        Mark(svg, line, index, colour, new Pixel(Right + 24, labelY), "");
        svg.Leaf("text", $"{trend.Share(line.Shares[known[^1]])}  {line.Name}",
            [("x", Text(Right + 38)), ("y", Text(labelY + 5)), ("font-size", Text(FontSize)), ("fill", "#222"), .. line.IsTotal
                ? [("font-weight", "600")] : Array.Empty<(string, string)>()]);
    }

    /// <summary>Every second round of the marks is hollow.</summary>
    private static void Mark(Markup svg, TrendLine line, int index, string colour, Pixel at, string title)
    {
        bool isHollow = !line.IsTotal && index / Marks.Length % 2 == 1;
        MapSymbol.Draw(svg, line.IsTotal ? Shape.Circle : Marks[index % Marks.Length], at, line.IsTotal ? 7.5
            : 6, title, isHollow ? "#fff" : colour, isHollow ? colour : "#fff", isHollow ? 2 : 1.2);
    }

    /// <summary>Heights for labels near to those wished for, none over another and none below the plot.</summary>
    private static double[] Spread(double[] wished, double lowest)
    {
        int[] order = [.. Enumerable.Range(0, wished.Length).OrderBy(i => wished[i])];
        double[] at = [.. wished];
        for (int k = 1; k < order.Length; k++) at[order[k]] = Math.Max(at[order[k]], at[order[k - 1]] + LabelHeight);
        for (int k = order.Length - 1; k >= 0; k--)
            at[order[k]] = Math.Min(at[order[k]], k == order.Length - 1 ? lowest : at[order[k + 1]] - LabelHeight);
        return at;
    }

    private static string Text(double value) => MapSymbol.Text(value);
}
