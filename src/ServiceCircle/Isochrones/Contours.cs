using System.Numerics;

namespace ServiceCircle.Isochrones;

/// <summary>A corner of a ring, on the link between a covered and an uncovered sample.</summary>
/// <param name="Lon">Longitude in 1e-7 degree.</param>
/// <param name="Lat">Latitude in 1e-7 degree.</param>
/// <param name="Line">Row that it lies on, or column.</param>
/// <param name="IsOnRow">Whether <paramref name="Line"/> is a row.</param>
/// <param name="SquareColumn">Western column of the lattice square that the ring runs through next.</param>
/// <param name="SquareRow">Southern row of that square.</param>
internal readonly record struct RingCorner(int Lon, int Lat, int Line, bool IsOnRow, int SquareColumn, int SquareRow)
{
    /// <summary>Largest k such that the corner lies on the border of a block of 2^k x 2^k squares.</summary>
    public int Level => BitOperations.TrailingZeroCount(Line);
}

/// <summary>
/// Traces the border of a cover, covered ground on the left: outer rings run counter-clockwise, holes clockwise, as
/// RFC 7946 wants them. (Marching squares; W. E. Lorensen and H. E. Cline, 1987, in two dimensions.)
/// </summary>
/// <remarks>
/// Every ring has its corners on links of its own and its sides inside single squares, so rings neither cross nor touch,
/// themselves or each other. Where two covered samples face each other diagonally they are kept apart. Linear in the border.
/// </remarks>
internal static class Contours
{
    private static readonly (int X, int Y)[] Sides = [(-1, 0), (0, -1), (0, 1), (1, 0)];

    /// <summary>All rings of a circle, apart from ground without any path.</summary>
    public static List<RingCorner[]> Of(CoverRaster raster, Lattice lattice)
    {
        var rings = new List<RingCorner[]>();
        var corners = new List<RingCorner>();
        foreach ((int column, int row) in raster.UnvisitedEasternEnds())
        {
            corners.Clear();
            Trace(raster, lattice, column, row, corners);
            if (HoldsPath(raster, column, row)) rings.Add([.. corners]);
        }
        return rings;
    }

    /// <summary>
    /// Whether the part of a circle around a sample holds a reached path. A strip behind an unreached path does not: it
    /// could be reached only across that path. Ends as soon as a path is found, which is never far.
    /// </summary>
    private static bool HoldsPath(CoverRaster raster, int column, int row)
    {
        // Nearly always a path lies straight ahead or aside; only where none does is it worth looking everywhere.
        foreach ((int x, int y) in Sides)
        {
            for ((int c, int r) = (column, row); raster.IsCovered(Cover.Circle, c, r); c += x, r += y)
                if (raster.IsCovered(Cover.Path, c, r)) return true;
        }
        var seen = new HashSet<(int, int)> { (column, row) };
        var queue = new Queue<(int Column, int Row)>(seen);
        while (queue.TryDequeue(out (int Column, int Row) at))
        {
            foreach ((int x, int y) in Sides)
            {
                (int Column, int Row) next = (at.Column + x, at.Row + y);
                if (!raster.IsCovered(Cover.Circle, next.Column, next.Row) || !seen.Add(next)) continue;
                if (raster.IsCovered(Cover.Path, next.Column, next.Row)) return true;
                queue.Enqueue(next);
            }
        }
        return false;
    }

    private static void Trace(CoverRaster raster, Lattice lattice, int column, int row, List<RingCorner> corners)
    {
        // (column, row) is covered, its neighbour at (stepX, stepY) is not; the ring runs on to the left of that step.
        (int startColumn, int startRow, int stepX, int stepY) = (column, row, 1, 0);
        do
        {
            if (stepX == 1) raster.Visit(column, row);
            (int aheadX, int aheadY) = (-stepY, stepX);
            corners.Add(Corner(raster, lattice, column, row, stepX, stepY));
            bool isLeftCovered = raster.IsCovered(Cover.Circle, column + aheadX, row + aheadY);
            if (!isLeftCovered)
            {
                (stepX, stepY) = (aheadX, aheadY);
            }
            else if (!raster.IsCovered(Cover.Circle, column + stepX + aheadX, row + stepY + aheadY))
            {
                (column, row) = (column + aheadX, row + aheadY);
            }
            else
            {
                (column, row) = (column + stepX + aheadX, row + stepY + aheadY);
                (stepX, stepY) = (-aheadX, -aheadY);
            }
        }
        while (column != startColumn || row != startRow || stepX != 1);
    }

    private static RingCorner Corner(CoverRaster raster, Lattice lattice, int column, int row, int stepX, int stepY)
    {
        int units = stepX != 0 ? lattice.ColumnUnits : lattice.RowUnits;
        // At least one unit from either sample, so that corners on different links are different places.
        int offset = 1 + (int)((long)raster.Reach(column, row, stepX, stepY) * (units - 2) / 255);
        int squareColumn = column + Math.Min(0, stepX) + Math.Min(0, -stepY);
        int squareRow = row + Math.Min(0, stepY) + Math.Min(0, stepX);
        return new RingCorner(
            column * lattice.ColumnUnits + stepX * offset, row * lattice.RowUnits + stepY * offset,
            stepX != 0 ? row : column, stepX != 0, squareColumn, squareRow);
    }
}
