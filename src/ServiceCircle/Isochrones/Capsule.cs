using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>
/// All places within a distance of a straight piece of path: a rectangle with two half discs. It is convex, so a row or a
/// column of the lattice cuts it in one span, whose ends come from the two discs and the two long sides.
/// </summary>
internal static class Capsule
{
    /// <summary>Covers a capsule.</summary>
    /// <param name="raster">Where to.</param>
    /// <param name="cover">Which of its pictures.</param>
    /// <param name="lattice">Its samples.</param>
    /// <param name="lonA">One end of the piece, 1e-7 degree.</param>
    /// <param name="latA">One end of the piece.</param>
    /// <param name="lonB">The other end; the same for a disc.</param>
    /// <param name="latB">The other end.</param>
    /// <param name="radiusMetres">The distance.</param>
    /// <param name="scale">Metres around the piece.</param>
    public static void Fill(
        CoverRaster raster, Cover cover, Lattice lattice, double lonA, double latA, double lonB, double latB, double radiusMetres, LocalMetres scale)
    {
        double cellX = lattice.ColumnUnits * scale.MetresPerLonUnit, cellY = lattice.RowUnits * scale.MetresPerLatUnit;
        double columnA = lonA / lattice.ColumnUnits, rowA = latA / lattice.RowUnits;
        double eastMetres = (lonB - lonA) * scale.MetresPerLonUnit, northMetres = (latB - latA) * scale.MetresPerLatUnit;
        var rows = new Cut(columnA, rowA, eastMetres, northMetres, radiusMetres, cellX, cellY);
        for (int row = rows.First; row <= rows.Last; row++)
        {
            (double start, double end) = rows.At(row);
            raster.AddRowSpan(cover, row, start, end);
        }
        // Columns are the rows of the mirrored picture.
        var columns = new Cut(rowA, columnA, northMetres, eastMetres, radiusMetres, cellY, cellX);
        for (int column = columns.First; column <= columns.Last; column++)
        {
            (double start, double end) = columns.At(column);
            raster.AddColumnSpan(cover, column, start, end);
        }
    }

    /// <summary>Spans of a capsule on the lines y = whole number.</summary>
    private readonly struct Cut
    {
        private readonly double _x, _y, _east, _north, _square, _perX, _cellY, _slope, _sideX, _sideY;

        public Cut(double x, double y, double east, double north, double radius, double cellX, double cellY)
        {
            (_x, _y, _east, _north, _square, _perX, _cellY) = (x, y, east, north, radius * radius, 1 / cellX, cellY);
            double length = Math.Sqrt(east * east + north * north);
            // A side runs from A + side to B + side; a horizontal one never cuts a row beyond the discs.
            (_sideX, _sideY) = length > 0 ? (-north / length * radius, east / length * radius) : (0, 0);
            _slope = north != 0 ? east / north : 0;
            First = (int)Math.Ceiling(y + (Math.Min(0, north) - radius) / cellY);
            Last = (int)Math.Floor(y + (Math.Max(0, north) + radius) / cellY);
        }

        public int First { get; }

        public int Last { get; }

        public (double Start, double End) At(int line)
        {
            double y = (line - _y) * _cellY, min = double.PositiveInfinity, max = double.NegativeInfinity;
            Disc(0, y, ref min, ref max);
            Disc(_east, y - _north, ref min, ref max);
            if (_north != 0)
            {
                Side(y - _sideY, _sideX, ref min, ref max);
                Side(y + _sideY, -_sideX, ref min, ref max);
            }
            return (_x + min * _perX, _x + max * _perX);
        }

        private void Disc(double x, double y, ref double min, ref double max)
        {
            double square = _square - y * y;
            if (square < 0) return;
            double half = Math.Sqrt(square);
            min = Math.Min(min, x - half);
            max = Math.Max(max, x + half);
        }

        private void Side(double y, double sideX, ref double min, ref double max)
        {
            if (_north > 0 ? y < 0 || y > _north : y > 0 || y < _north) return;
            double x = sideX + y * _slope;
            min = Math.Min(min, x);
            max = Math.Max(max, x);
        }
    }
}
