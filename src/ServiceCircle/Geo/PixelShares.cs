using NetTopologySuite.Geometries;

namespace ServiceCircle.Geo;

/// <summary>
/// The share of each pixel of a grid that an area covers, exactly: every edge adds, to the pixels it passes through and all beyond them,
/// the height that it spans, and edges of the other direction take it away.
/// </summary>
internal static class PixelShares
{
    /// <summary>Pixels that are added up at a time.</summary>
    private const int MostAtOnce = 4_000_000;

    private readonly record struct Edge(double X0, double Y0, double X1, double Y1, double Sign);

    /// <summary>Pixels of which a share above 0 is covered; beyond the grid too, with numbers below 0 or above its last.</summary>
    /// <param name="area">A valid polygon or several.</param>
    /// <param name="toPixels">Where a corner lies: pixels to the right, pixels down.</param>
    public static IEnumerable<(int Column, int Row, double Share)> Of(Geometry area, Func<Coordinate, (double X, double Y)> toPixels)
    {
        Edge[] edges = [.. EdgesOf(area, toPixels)];
        if (edges.Length == 0) yield break;
        int left = (int)Math.Floor(edges.Min(e => e.X0)), right = (int)Math.Floor(edges.Max(e => e.X0)) + 1;
        int top = (int)Math.Floor(edges.Min(e => e.Y0)), bottom = (int)Math.Floor(edges.Max(e => e.Y0)) + 1;
        int width = right - left, rows = Math.Max(1, MostAtOnce / width);
        for (int from = top; from < bottom; from += rows)
        {
            int height = Math.Min(rows, bottom - from);
            // What an edge covers of the pixel itself, and of every pixel to the right of it.
            double[] own = new double[width * height], beyond = new double[width * height];
            foreach (Edge edge in edges) Add(edge, from, height, left, width, own, beyond);
            for (int row = 0; row < height; row++)
            {
                double sum = 0;
                for (int column = 0; column < width; column++)
                {
                    int i = row * width + column;
                    double share = Math.Clamp(sum + own[i], 0, 1);
                    sum += beyond[i];
                    // Sums of many edges end a rounding beside 0.
                    if (share > 1e-12) yield return (left + column, from + row, share);
                }
            }
        }
    }

    private static IEnumerable<Edge> EdgesOf(Geometry area, Func<Coordinate, (double X, double Y)> toPixels)
    {
        for (int n = 0; n < area.NumGeometries; n++)
        {
            if (area.GetGeometryN(n) is not Polygon { IsEmpty: false } polygon) continue;
            for (int ring = 0; ring <= polygon.NumInteriorRings; ring++)
            {
                bool isHole = ring > 0;
                (double X, double Y)[] corners =
                    [.. (isHole ? polygon.GetInteriorRingN(ring - 1) : polygon.ExteriorRing).Coordinates.Select(toPixels)];
                double doubled = 0;
                for (int i = 1; i < corners.Length; i++)
                    doubled += (corners[i - 1].X - corners[0].X) * (corners[i].Y - corners[0].Y)
                        - (corners[i].X - corners[0].X) * (corners[i - 1].Y - corners[0].Y);
                double sign = doubled > 0 == isHole ? 1 : -1;
                for (int i = 1; i < corners.Length; i++)
                    yield return new(corners[i - 1].X, corners[i - 1].Y, corners[i].X, corners[i].Y, sign);
            }
        }
    }

    /// <summary>Adds an edge to rows from one on, cut at the borders of rows and then of columns.</summary>
    private static void Add(Edge edge, int from, int height, int left, int width, double[] own, double[] beyond)
    {
        if (edge.Y0 == edge.Y1) return;
        (double x0, double y0, double x1, double y1) =
            edge.Y0 < edge.Y1 ? (edge.X0, edge.Y0, edge.X1, edge.Y1) : (edge.X1, edge.Y1, edge.X0, edge.Y0);
        double sign = edge.Y0 < edge.Y1 ? edge.Sign : -edge.Sign, slope = (x1 - x0) / (y1 - y0);
        double XAt(double y) => Math.Clamp(x0 + (y - y0) * slope, Math.Min(x0, x1), Math.Max(x0, x1));
        int last = Math.Min(from + height - 1, (int)Math.Floor(y1));
        for (int row = Math.Max(from, (int)Math.Floor(y0)); row <= last; row++)
        {
            double upper = Math.Max(y0, row), lower = Math.Min(y1, row + 1);
            if (lower <= upper) continue;
            double a = XAt(upper), b = XAt(lower), west = Math.Min(a, b), east = Math.Max(a, b), spanned = lower - upper;
            int first = (int)Math.Floor(west), final = (int)Math.Floor(east);
            for (int column = first; column <= final; column++)
            {
                // Height is spanned evenly over the width; an upright edge spans all of it in its column.
                double begin = Math.Max(west, column), end = Math.Min(east, column + 1);
                double part = east > west ? sign * spanned * (end - begin) / (east - west) : sign * spanned;
                int i = (row - from) * width + column - left;
                own[i] += part * (column + 1 - (begin + end) / 2);
                beyond[i] += part;
            }
        }
    }
}
