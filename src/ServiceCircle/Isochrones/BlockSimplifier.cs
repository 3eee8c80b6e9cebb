using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Leaves out corners of rings without ever making rings cross. The plane is cut into square blocks; where a ring runs
/// through a block, its corners inside give way to a straight chord if none of them is further than the tolerance from it.
/// Otherwise the block is divided into four, down to the single square, where rings are chords already.
/// </summary>
/// <remarks>
/// Rings that do not cross inside a block enter and leave it in an order in which their chords do not cross either, because
/// a block is convex. For that, a block is chords for all rings of all bands or for none: so bands stay nested, and rings
/// stay apart. A chord along a side of its block could lie upon one of the neighbour's, so it is not allowed.
/// </remarks>
internal static class BlockSimplifier
{
    private const int TopLevel = 5;

    /// <summary>The rings with fewer corners.</summary>
    /// <param name="bands">Rings of each band; all of them are looked at together.</param>
    /// <param name="toleranceMetres">Largest distance of a corner left out from the line that replaces it.</param>
    public static List<List<RingCorner[]>> Simplify(IReadOnlyList<List<RingCorner[]>> bands, double toleranceMetres)
    {
        if (bands.All(rings => rings.Count == 0)) return [.. bands];
        RingCorner any = bands.First(rings => rings.Count > 0)[0][0];
        var scale = new LocalMetres(any.Lat);
        var divided = new HashSet<(int Level, int X, int Y)>();
        for (int level = TopLevel; level > 0; level--)
            foreach (List<RingCorner[]> rings in bands)
                foreach (RingCorner[] ring in rings) MarkDivided(ring, level, divided, scale, toleranceMetres);
        return [.. bands.Select(rings => rings.ConvertAll(ring => Thin(ring, divided)))];
    }

    private static void MarkDivided(
        RingCorner[] ring, int level, HashSet<(int Level, int X, int Y)> divided, LocalMetres scale, double toleranceMetres)
    {
        int start = Array.FindIndex(ring, corner => corner.Level >= level);
        if (start < 0)
        {
            divided.Add(BlockOf(ring[0], level));
            return;
        }
        for (int first = start; first < start + ring.Length;)
        {
            int last = first + 1;
            while (ring[last % ring.Length].Level < level) last++;
            (int Level, int X, int Y) block = BlockOf(ring[first % ring.Length], level);
            // Blocks inside an undivided one are never asked for.
            bool isMoot = level < TopLevel && !divided.Contains((level + 1, block.X >> 1, block.Y >> 1));
            if (!isMoot && last - first > 1 && !IsChord(ring, first, last, scale, toleranceMetres)) divided.Add(block);
            first = last;
        }
    }

    private static bool IsChord(RingCorner[] ring, int first, int last, LocalMetres scale, double toleranceMetres)
    {
        RingCorner a = ring[first % ring.Length], b = ring[last % ring.Length];
        if (a.IsOnRow == b.IsOnRow && a.Line == b.Line) return false;
        double x = ((double)b.Lon - a.Lon) * scale.MetresPerLonUnit, y = ((double)b.Lat - a.Lat) * scale.MetresPerLatUnit;
        double limit = toleranceMetres * Math.Sqrt(x * x + y * y);
        for (int i = first + 1; i < last; i++)
        {
            RingCorner c = ring[i % ring.Length];
            double cx = ((double)c.Lon - a.Lon) * scale.MetresPerLonUnit, cy = ((double)c.Lat - a.Lat) * scale.MetresPerLatUnit;
            if (Math.Abs(x * cy - y * cx) > limit) return false;
        }
        return true;
    }

    /// <summary>Keeps the corners on the border of the block, not divided further, that the ring enters there.</summary>
    private static RingCorner[] Thin(RingCorner[] ring, HashSet<(int Level, int X, int Y)> divided)
    {
        var kept = new List<RingCorner>();
        foreach (RingCorner corner in ring)
        {
            int level = TopLevel;
            while (level > 0 && divided.Contains(BlockOf(corner, level))) level--;
            if (corner.Level >= level) kept.Add(corner);
        }
        return [.. kept];
    }

    private static (int Level, int X, int Y) BlockOf(RingCorner corner, int level) =>
        (level, corner.SquareColumn >> level, corner.SquareRow >> level);
}
