using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

internal static class DatumShift
{
    /// <summary>A table with its geometries brought from a Chinese datum to WGS-84.</summary>
    public static Table ToWgs84(Table table, ChineseDatum datum) => datum == ChineseDatum.Wgs84 ? table
        : table with { Rows = [.. table.Rows.Select(row => row with { Geometry = Moved(row.Geometry, datum) })] };

    private static Geometry? Moved(Geometry? geometry, ChineseDatum datum)
    {
        if (geometry is null) return null;
        Geometry moved = geometry.Copy();
        moved.Apply(new Shift(datum));
        moved.GeometryChanged();
        return moved;
    }

    private sealed class Shift(ChineseDatum datum) : ICoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            (double lon, double lat) = ChineseDatums.ToWgs84(datum, sequence.GetX(i), sequence.GetY(i));
            sequence.SetX(i, lon);
            sequence.SetY(i, lat);
        }
    }
}
