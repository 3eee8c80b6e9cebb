using System.Globalization;
using System.Xml;
using ServiceCircle.Reports.Writing;
using ServiceCircle.Siting;

namespace ServiceCircle.Reports.Sections;

/// <summary>
/// The curve of number, or of cost, against coverage: what each limit covers at best, and what none can exceed where that is not the same.
/// </summary>
internal sealed class ParetoPicture(IReadOnlyList<ParetoPoint> curve, bool byCost, Messages messages)
{
    private const int Width = 800, Height = 480, Left = 90, Right = 30, Top = 60, Bottom = 90;

    /// <summary>What the picture shows.</summary>
    public string Title => messages[byCost ? "pareto/title-cost" : "pareto/title-number"];

    /// <summary>Writes the picture as a file of its own.</summary>
    public static void Write(Stream stream, IReadOnlyList<ParetoPoint> curve, bool byCost, Messages messages)
    {
        using var xml = XmlWriter.Create(stream, Markup.Settings);
        new ParetoPicture(curve, byCost, messages).Write(new Markup(xml, Markup.SvgNamespace), hasTitle: true);
    }

    /// <summary>Writes it into a page that prints its title itself.</summary>
    public void WriteInline(Markup page) => Write(page.Svg(), hasTitle: false);

    private void Write(Markup svg, bool hasTitle)
    {
        using (svg.Open("svg", ("viewBox", $"0 0 {Width} {Height}"), ("font-family", "sans-serif"), ("role", "img"), ("aria-label", Title)))
        {
            svg.Void("rect", ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
            if (hasTitle) Text(svg, Title, Width / 2.0, 32, 20, "middle");
            Axes(svg);
            Line(svg, [.. curve.Select(p => (X(p.Limit), Y(p.BoundShare)))], "#8a8a8a", "6 5");
            Line(svg, [.. curve.Select(p => (X(p.Limit), Y(p.Share)))], "#0b6e4f");
            foreach (ParetoPoint point in curve)
            {
                (string x, string y) = (Number(X(point.Limit)), Number(Y(point.Share)));
                using (svg.Open("circle", ("cx", x), ("cy", y), ("r", "4.5"), ("fill", "#0b6e4f")))
                    svg.Leaf("title", messages.Text(
                        "pareto/point", ("limit", messages.Number(point.Limit)), ("share", messages.Percent(point.Share))));
            }
            Legend(svg, messages["pareto/reached"], "#0b6e4f", "", Left);
            Legend(svg, messages["pareto/bound"], "#8a8a8a", "6 5", Left + 330);
        }
    }

    private double Most => curve.Count == 0 || curve[^1].Limit <= 0 ? 1 : curve[^1].Limit;

    private double X(double limit) => Left + limit / Most * (Width - Left - Right);

    private static double Y(double share) => Top + (1 - share) * (Height - Top - Bottom);

    private void Axes(Markup svg)
    {
        for (int percent = 0; percent <= 100; percent += 20)
        {
            double y = Y(percent / 100.0);
            svg.Void("path", ("d", $"M{Left} {Number(y)}H{Width - Right}"), ("stroke", percent == 0 ? "#333" : "#ddd"), ("fill", "none"));
            Text(svg, messages.Text("number/percent", ("percent", messages.Number(percent))), Left - 10, y + 5, 15, "end");
        }
        double step = Step(Most);
        for (double at = 0; at <= Most * (1 + 1e-9); at += step)
        {
            svg.Void("path", ("d", $"M{Number(X(at))} {Height - Bottom}v6"), ("stroke", "#333"), ("fill", "none"));
            Text(svg, at.ToString("#,0.##", CultureInfo.InvariantCulture), X(at), Height - Bottom + 24, 15, "middle");
        }
        Text(svg, messages[byCost ? "pareto/budget" : "pareto/sites"], (Left + Width - Right) / 2.0, Height - Bottom + 48, 16, "middle");
        Text(svg, messages["pareto/covered"], Left - 75, Top - 14, 16, "start");
    }

    /// <summary>A round distance of marks with at most ten of them: 1, 2 or 5 times a power of ten; whole for numbers of sites.</summary>
    private double Step(double most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(most / 10)));
        double step = new[] { 1, 2, 5, 10 }.Select(m => m * power).First(s => most / s <= 10 * (1 + 1e-9));
        return byCost ? step : Math.Max(1, step);
    }

    private static void Legend(Markup svg, string text, string colour, string dash, double x)
    {
        Line(svg, [(x, Height - 18), (x + 40, Height - 18)], colour, dash);
        Text(svg, text, x + 50, Height - 13, 15, "start");
    }

    private static void Line(Markup svg, (double X, double Y)[] points, string colour, string dash = "") => svg.Void("path",
    [
        ("d", string.Concat(points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{Number(p.X)} {Number(p.Y)}"))), ("stroke", colour),
        ("stroke-width", "2.5"), ("fill", "none"), .. dash.Length > 0 ? [("stroke-dasharray", dash)] : Array.Empty<(string, string)>(),
    ]);

    private static void Text(Markup svg, string text, double x, double y, int size, string anchor) => svg.Leaf(
        "text", text, ("x", Number(x)), ("y", Number(y)), ("font-size", Number(size)), ("text-anchor", anchor), ("fill", "#222"));

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
