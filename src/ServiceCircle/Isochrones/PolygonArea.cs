using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Square metres of polygons in degrees, on the ellipsoid's own local plane at every side. The ellipsoid's square metres per
/// square degree change so slowly with latitude that, within one polygon, two values and a line between them serve.
/// </summary>
internal static class PolygonArea
{
    public static double SquareMetres(Geometry geometry)
    {
        if (geometry.IsEmpty) return 0;
        Envelope box = geometry.EnvelopeInternal;
        double atSouth = PerSquareDegree(box.MinY), slope = (PerSquareDegree(box.MaxY) - atSouth) / Math.Max(box.Height, 1e-9);
        double sum = 0;
        for (int i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            sum += Math.Abs(Ring(polygon.ExteriorRing));
            foreach (LineString hole in polygon.InteriorRings) sum -= Math.Abs(Ring(hole));
        }
        return sum;

        double Ring(LineString ring)
        {
            double area = 0, lon = ring.GetCoordinateN(0).X;
            for (int i = 1; i < ring.NumPoints; i++)
            {
                Coordinate a = ring.GetCoordinateN(i - 1), b = ring.GetCoordinateN(i);
                area += ((a.X + b.X) / 2 - lon) * (b.Y - a.Y) * (atSouth + slope * ((a.Y + b.Y) / 2 - box.MinY));
            }
            return area;
        }
    }

    private static double PerSquareDegree(double lat)
    {
        var scale = new LocalMetres(lat * 1e7);
        return scale.MetresPerLonUnit * scale.MetresPerLatUnit * 1e14;
    }
}
