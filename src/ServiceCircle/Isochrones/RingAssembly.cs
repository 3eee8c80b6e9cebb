using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>Makes polygons of rings: outer rings counter-clockwise, each with the holes that lie in it.</summary>
internal static class RingAssembly
{
    /// <summary>A polygon or multipolygon, parts from large to small; empty when there are no rings.</summary>
    /// <param name="rings">Rings that neither cross nor touch, ground on the left.</param>
    public static Geometry Polygons(IReadOnlyList<RingCorner[]> rings)
    {
        var shells = new List<Shell>();
        var holes = new List<RingCorner[]>();
        foreach (RingCorner[] ring in rings)
        {
            double turn = Turn(ring);
            if (turn > 0) shells.Add(new Shell(ring, turn));
            else holes.Add(ring);
        }
        shells.Sort((a, b) => a.Size != b.Size ? b.Size.CompareTo(a.Size) : (a.Ring[0].Lat, a.Ring[0].Lon).CompareTo((b.Ring[0].Lat, b.Ring[0].Lon)));
        foreach (RingCorner[] hole in holes)
        {
            // The smallest outer ring around it; outer rings come from large to small.
            int s = shells.Count - 1;
            while (s > 0 && !shells[s].Holds(hole[0])) s--;
            shells[s].Holes.Add(Closed(hole));
        }
        Polygon[] polygons = [.. shells.Select(s => GeometryFactory.Default.CreatePolygon(Closed(s.Ring), [.. s.Holes]))];
        return polygons.Length switch
        {
            0 => GeometryFactory.Default.CreatePolygon(),
            1 => polygons[0],
            _ => GeometryFactory.Default.CreateMultiPolygon(polygons),
        };
    }

    private static double Turn(RingCorner[] ring)
    {
        double sum = 0;
        RingCorner a = ring[^1];
        foreach (RingCorner b in ring)
        {
            sum += ((double)a.Lon + b.Lon - 2.0 * ring[0].Lon) * ((double)b.Lat - a.Lat);
            a = b;
        }
        return sum;
    }

    private static LinearRing Closed(RingCorner[] ring)
    {
        var coordinates = new Coordinate[ring.Length + 1];
        for (int i = 0; i < ring.Length; i++) coordinates[i] = new Coordinate(ring[i].Lon / 1e7, ring[i].Lat / 1e7);
        coordinates[^1] = coordinates[0].Copy();
        return GeometryFactory.Default.CreateLinearRing(coordinates);
    }

    private sealed class Shell(RingCorner[] ring, double size)
    {
        private readonly Box _box = ring.Aggregate(Box.Empty, (box, corner) => box.Extend(new Position(corner.Lon, corner.Lat)));

        public RingCorner[] Ring => ring;

        public double Size => size;

        public List<LinearRing> Holes { get; } = [];

        /// <summary>Whether a place that is not on the ring lies inside (crossing number).</summary>
        public bool Holds(RingCorner p)
        {
            if (!_box.Contains(new Position(p.Lon, p.Lat))) return false;
            bool isInside = false;
            RingCorner a = ring[^1];
            foreach (RingCorner b in ring)
            {
                if (a.Lat > p.Lat != b.Lat > p.Lat)
                {
                    double lon = a.Lon + ((double)b.Lon - a.Lon) * ((double)p.Lat - a.Lat) / ((double)b.Lat - a.Lat);
                    if (p.Lon < lon) isInside = !isInside;
                }
                a = b;
            }
            return isInside;
        }
    }
}
