using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>Makes polygons of rings: outer rings counter-clockwise, each with the holes that lie in it.</summary>
internal static class RingAssembly
{
    /// <summary>A polygon or multipolygon, parts from large to small, of rings that neither cross nor touch, ground on the left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Geometry Polygons(IReadOnlyList<Position[]> rings)
    {
        var shells = new List<Shell>();
        var holes = new List<Position[]>();
        foreach (Position[] ring in rings)
        {
            double turn = Turn(ring);
            if (turn > 0) shells.Add(new Shell(ring, turn));
            else holes.Add(ring);
        }
        shells.Sort((a, b) => a.Size != b.Size ? b.Size.CompareTo(a.Size)
            : (a.Ring[0].LatE7, a.Ring[0].LonE7).CompareTo((b.Ring[0].LatE7, b.Ring[0].LonE7)));
        foreach (Position[] hole in holes)
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

    private static double Turn(Position[] ring)
    {
        double sum = 0;
        Position a = ring[^1];
        foreach (Position b in ring)
        {
            sum += ((double)a.LonE7 + b.LonE7 - 2.0 * ring[0].LonE7) * ((double)b.LatE7 - a.LatE7);
            a = b;
        }
        return sum;
    }

    private static LinearRing Closed(Position[] ring)
    {
        // Packed: the circles of a province have millions of corners, which as objects take two and a half times the memory.
        var packed = new double[2 * (ring.Length + 1)];
        for (int i = 0; i <= ring.Length; i++)
            (packed[2 * i], packed[2 * i + 1]) = (ring[i % ring.Length].LonE7 / 1e7, ring[i % ring.Length].LatE7 / 1e7);
        return GeometryFactory.Default.CreateLinearRing(new PackedDoubleCoordinateSequence(packed, 2, 0));
    }

    private sealed class Shell(Position[] ring, double size)
    {
        private readonly Box _box = ring.Aggregate(Box.Empty, (box, corner) => box.Extend(corner));

        public Position[] Ring => ring;
        public double Size => size;
        public List<LinearRing> Holes { get; } = [];

        /// <summary>Whether a place that is not on the ring lies inside (crossing number).</summary>
        public bool Holds(Position p)
        {
            if (!_box.Contains(p)) return false;
            bool isInside = false;
            Position a = ring[^1];
            foreach (Position b in ring)
            {
                isInside ^= Segments.IsEastOf(p, a, b);
                a = b;
            }
            return isInside;
        }
    }
}
