using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Maps;

/// <summary>Draws the squares of a layer: stripes of colour, below them the number of people, and below that the facilities.</summary>
internal static class CellDrawing
{
    /// <summary>The least width of a stripe in map units, so that no class is lost.</summary>
    private const double LeastStripe = 4;

    /// <summary>Free ground between neighbours, in map units.</summary>
    private const double Gap = 6;

    /// <summary>Heights of letters as shares of the side of the square.</summary>
    private const double LabelPart = 0.29, CountPart = 0.2;

    /// <summary>Stripes and facilities; the numbers of people come later, above whatever else is on the map.</summary>
    public static void Write(Markup svg, CellLayer layer)
    {
        double units = layer.Units, letters = units * LabelPart, count = layer.FacilityClass is null ? 0 : units * CountPart;
        using (svg.Open("g", Letters(letters)))
        {
            foreach (MapCell cell in layer.Cells)
            {
                (double x, double bottom, double highest) = PlaceOf(layer, cell);
                svg.Line();
                using (svg.Open("g"))
                {
                    svg.Leaf("title", cell.Title);
                    if (cell.Stripes.Count > 0) Stripes(svg, cell, x - (units - Gap) / 2, bottom, units - Gap, highest * cell.Height);
                    if (layer.FacilityClass is { } of && cell.Facilities > 0)
                        Count(svg, of, cell.Facilities, x, bottom + letters + count / 2, count);
                }
            }
        }
    }

    /// <summary>The number of people below each square's stripes.</summary>
    public static void WriteNumbers(Markup svg, CellLayer layer)
    {
        double letters = layer.Units * LabelPart;
        svg.Line();
        using (svg.Open("g", Letters(letters)))
        {
            foreach (MapCell cell in layer.Cells.Where(c => c.Label.Length > 0))
            {
                (double x, double bottom, _) = PlaceOf(layer, cell);
                svg.Leaf("text", cell.Label, [("x", MapSymbol.Text(x)), ("y", MapSymbol.Text(bottom + letters * 0.86)), .. Halo(letters)]);
            }
        }
    }

    private static (string, string)[] Letters(double height) =>
        [("text-anchor", "middle"), ("font-size", MapSymbol.Text(height)), ("font-weight", "600"), ("fill", "#111")];

    /// <summary>The middle of a square, the foot of its stripes and how high they can be.</summary>
    private static (double X, double Bottom, double Highest) PlaceOf(CellLayer layer, MapCell cell)
    {
        double below = layer.Units * (layer.FacilityClass is null ? LabelPart : LabelPart + CountPart), highest = layer.Units - Gap - below;
        return ((cell.Column + 0.5) * layer.Units, cell.Row * layer.Units + Gap / 2 + highest, highest);
    }

    private static void Stripes(Markup svg, MapCell cell, double x, double bottom, double width, double height)
    {
        string top = MapSymbol.Text(bottom - height), high = MapSymbol.Text(height);
        double left = x;
        foreach (((MapClass stripe, _), double part) in cell.Stripes.Zip(Widths(cell.Stripes, width)))
        {
            svg.Void("rect", ("x", MapSymbol.Text(left)), ("y", top), ("width", MapSymbol.Text(part)), ("height", high),
                ("fill", MapStyle.Of(stripe).Fill));
            left += part;
        }
        svg.Void("rect", ("x", MapSymbol.Text(x)), ("y", top), ("width", MapSymbol.Text(width)), ("height", high), ("fill", "none"),
            ("stroke", "#444"));
    }

    /// <summary>Widths that add up: what thin stripes are given beyond their shares is taken from the widest.</summary>
    internal static double[] Widths(IReadOnlyList<(MapClass Class, double Share)> stripes, double width)
    {
        double[] widths = [.. stripes.Select(s => Math.Max(LeastStripe, s.Share * width))];
        widths[Array.IndexOf(widths, widths.Max())] -= widths.Sum() - width;
        return widths;
    }

    private static void Count(Markup svg, MapClass of, int facilities, double x, double y, double letters)
    {
        MapSymbol.Write(svg, of, new Pixel(x - letters * 0.9, y), letters * 0.42, "", "");
        svg.Leaf("text", MapSymbol.Text(facilities), [("x", MapSymbol.Text(x - letters * 0.3)), ("y", MapSymbol.Text(y + letters * 0.36)),
            ("text-anchor", "start"), ("font-size", MapSymbol.Text(letters)), .. Halo(letters)]);
    }

    private static (string, string)[] Halo(double letters) =>
        [("stroke", "#fff"), ("stroke-width", MapSymbol.Text(letters * 0.22)), ("paint-order", "stroke")];
}
