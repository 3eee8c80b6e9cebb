using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace ServiceCircle.Formats;

/// <summary>
/// Polygons from rings of which only the direction tells what is a shell and what is a hole, in any order. The largest ring must be a
/// shell, so it tells which direction is which: some programs write all rings the wrong way round.
/// </summary>
internal static class Rings
{
    /// <summary>Pairs of a hole and a shell around it that are compared at most: thousands of rings in each other are no map.</summary>
    private const int MostPairs = 20_000_000;

    /// <summary>The polygon or polygons; null if there is none, or if a ring is unusable, in which case the problem is noted.</summary>
    public static Geometry? Polygon(IEnumerable<Coordinate[]> parts, string where, RowProblems problems)
    {
        var rings = new List<LinearRing>();
        int short_ = 0;
        foreach (Coordinate[] part in parts)
        {
            if (part.Length > 0 && !part[0].Equals2D(part[^1]))
            {
                problems.Add(where, "found/open-ring", "expected/closed-ring", "advice/close-ring");
                return null;
            }
            // There and back again: it has no area, and neither adds to a polygon nor takes from it.
            if (part.Length < 4) short_ = Math.Max(short_, part.Length);
            else rings.Add(new LinearRing(part));
        }
        if (rings.Count == 0)
        {
            if (short_ > 0) problems.Add(where, new("found/short-ring", ("count", short_)), "expected/long-ring");
            return null;
        }
        if (rings.Count == 1) return new Polygon(rings[0]);
        if (Nested(rings) is { } polygons) return polygons.Length == 1 ? polygons[0] : new MultiPolygon(polygons);
        problems.Add(where, new("found/tangled-rings", ("count", rings.Count)), "expected/plain-polygon");
        return null;
    }

    /// <summary>What is wrong with a ring; null if nothing is.</summary>
    public static (Notice Found, Notice Expected)? Fault(Coordinate[] ring) =>
        ring.Length is > 0 and < 4 ? (new("found/short-ring", ("count", ring.Length)), "expected/long-ring")
        : ring.Length > 0 && !ring[0].Equals2D(ring[^1]) ? ("found/open-ring", "expected/closed-ring") : null;

    private static Polygon[]? Nested(List<LinearRing> rings)
    {
        double[] areas = [.. rings.Select(r => Area.OfRingSigned(r.CoordinateSequence))];
        bool isShellPositive = areas.MaxBy(Math.Abs) > 0;
        var shells = new List<Shell>();
        var tree = new STRtree<Shell>();
        for (int i = 0; i < rings.Count; i++)
        {
            if (areas[i] > 0 != isShellPositive) continue;
            shells.Add(new Shell(rings[i], Math.Abs(areas[i])));
            tree.Insert(rings[i].EnvelopeInternal, shells[^1]);
        }
        int pairs = 0;
        for (int i = 0; i < rings.Count; i++)
        {
            if (areas[i] > 0 == isShellPositive) continue;
            Envelope box = rings[i].EnvelopeInternal;
            IList<Shell> near = tree.Query(box);
            if ((pairs += near.Count) > MostPairs) return null;
            Shell? around = near.Where(s => s.Area >= Math.Abs(areas[i]) && s.Ring.EnvelopeInternal.Contains(box) && s.Holds(rings[i]))
                .MinBy(s => s.Area);
            // A hole in nothing is a shell that was drawn the wrong way round.
            if (around is null) shells.Add(new Shell(rings[i], Math.Abs(areas[i])));
            else around.Holes.Add(rings[i]);
        }
        return [.. shells.Select(s => new Polygon(s.Ring, [.. s.Holes]))];
    }

    private sealed class Shell(LinearRing ring, double area)
    {
        private readonly Lazy<IndexedPointInAreaLocator> _locator = new(() => new(new Polygon(ring)));

        public LinearRing Ring => ring;
        public double Area => area;
        public List<LinearRing> Holes { get; } = [];

        /// <summary>Whether a ring that does not cross this one lies in it: its first point off the border tells.</summary>
        public bool Holds(LinearRing other)
        {
            foreach (Coordinate c in other.Coordinates)
                if (_locator.Value.Locate(c) is var location and not Location.Boundary) return location == Location.Interior;
            return true;
        }
    }
}
