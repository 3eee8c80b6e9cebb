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
        var divided = new HashSet<long>();
        for (int level = TopLevel; level > 0; level--)
            foreach (List<RingCorner[]> rings in bands)
                foreach (RingCorner[] ring in rings) MarkDivided(ring, level, divided, scale, toleranceMetres);
        return [.. bands.Select(rings => rings.ConvertAll(ring => Thin(ring, divided)))];
    }

    private static void MarkDivided(
        RingCorner[] ring, int level, HashSet<long> divided, LocalMetres scale, double toleranceMetres)
    {
        int start = Array.FindIndex(ring, corner => corner.Level >= level);
        if (start < 0)
        {
            divided.Add(BlockOf(ring[0], level));
            return;
        }
        int first = start, end = start + ring.Length;
        while (first < end)
        {
            int last = first + 1;
            while (At(ring, last).Level < level) last++;
            // Blocks inside an undivided one are never asked for.
            if (last - first > 1 && (level == TopLevel || divided.Contains(BlockOf(At(ring, first), level + 1)))
                && !IsChord(ring, first, last, scale, toleranceMetres)) divided.Add(BlockOf(At(ring, first), level));
            first = last;
        }
    }

    private static ref readonly RingCorner At(RingCorner[] ring, int index) => ref ring[index < ring.Length ? index : index - ring.Length];

    private static bool IsChord(RingCorner[] ring, int first, int last, LocalMetres scale, double toleranceMetres)
    {
        RingCorner a = At(ring, first), b = At(ring, last);
        if (a.IsOnRow == b.IsOnRow && a.Line == b.Line) return false;
        double x = ((double)b.Lon - a.Lon) * scale.MetresPerLonUnit, y = ((double)b.Lat - a.Lat) * scale.MetresPerLatUnit;
        double limit = toleranceMetres * Math.Sqrt(x * x + y * y);
        for (int i = first + 1; i < last; i++)
        {
            ref readonly RingCorner c = ref At(ring, i);
            double cx = ((double)c.Lon - a.Lon) * scale.MetresPerLonUnit, cy = ((double)c.Lat - a.Lat) * scale.MetresPerLatUnit;
            if (Math.Abs(x * cy - y * cx) > limit) return false;
        }
        return true;
    }

    /// <summary>Keeps the corners on the border of the block, not divided further, that the ring enters there.</summary>
    private static RingCorner[] Thin(RingCorner[] ring, HashSet<long> divided)
    {
        var kept = new List<RingCorner>();
        foreach (ref readonly RingCorner corner in ring.AsSpan())
        {
            int level = TopLevel;
            while (level > 0 && divided.Contains(BlockOf(corner, level))) level--;
            if (corner.Level >= level) kept.Add(corner);
        }
        return [.. kept];
    }

    /// <summary>The block of a level that a ring runs through after a corner: 29 bits for its column, 29 for its row, and the level.</summary>
    private static long BlockOf(in RingCorner corner, int level)
    {
        const long Mask = (1L << 29) - 1;
        return ((corner.SquareColumn >> level) & Mask) << 32 | ((corner.SquareRow >> level) & Mask) << 3 | (long)level;
    }
}
