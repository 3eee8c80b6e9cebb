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

        double Ring(LineString line)
        {
            CoordinateSequence ring = line.CoordinateSequence;
            double area = 0, lon = ring.GetX(0);
            for (int i = 1; i < ring.Count; i++)
            {
                double south = ring.GetY(i - 1), north = ring.GetY(i);
                area += ((ring.GetX(i - 1) + ring.GetX(i)) / 2 - lon) * (north - south)
                    * (atSouth + slope * ((south + north) / 2 - box.MinY));
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
