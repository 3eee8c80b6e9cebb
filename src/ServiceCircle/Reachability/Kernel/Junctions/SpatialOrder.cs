using ServiceCircle.Geo;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>
/// Orders points so that each run of a power of two batches is one cell of a k-d tree: a rectangle of about equal sides.
/// </summary>
/// <remarks>
/// Sources that share a batch share its work only as far as they reach the same nodes, so the order in space decides the
/// speed more than the instruction set: 64 neighbours reach about 1.6 times the nodes that one of them reaches, 64 scattered
/// sources 64 times. Median splits on the longer side (Bentley 1975), at a multiple of the batch.
/// </remarks>
internal static class SpatialOrder
{
    /// <summary>The indices of the points, ordered, equal ones by index; the smallest cell has a batch of points.</summary>
    public static int[] OrderOf(ReadOnlySpan<Position> points, int batch)
    {
        var order = new int[points.Length];
        var x = new float[points.Length];
        var y = new float[points.Length];
        double meanLat = 0;
        foreach (Position p in points) meanLat += p.LatE7 / (double)points.Length;
        var scale = new LocalMetres(meanLat);
        for (int i = 0; i < points.Length; i++)
        {
            order[i] = i;
            x[i] = (float)(points[i].LonE7 * scale.MetresPerLonUnit);
            y[i] = (float)(points[i].LatE7 * scale.MetresPerLatUnit);
        }
        var keys = new ulong[points.Length];
        Split(order, 0, points.Length, keys, x, y, batch);
        return order;
    }

    /// <summary>The indices of sources in the order of space of their first nodes, whose places in it are given.</summary>
    public static int[] OrderOf(ReadOnlySpan<Source> sources, int[] rank)
    {
        var order = new int[sources.Length];
        if (sources.Length < rank.Length / 16)
        {
            var keys = new long[sources.Length];
            for (int i = 0; i < keys.Length; i++) keys[i] = ((long)rank[sources[i].NodeA] << 32) | (uint)i;
            Array.Sort(keys);
            for (int i = 0; i < keys.Length; i++) order[i] = (int)keys[i];
            return order;
        }

        // Many sources: a list of those at each node, then one pass over the nodes. Half the scattered accesses of counting first.
        int[] first = new int[rank.Length], after = new int[sources.Length];
        for (int i = sources.Length - 1; i >= 0; i--)
        {
            ref int head = ref first[rank[sources[i].NodeA]];
            (after[i], head) = (head, i + 1);
        }
        int count = 0;
        foreach (int head in first)
            for (int next = head; next > 0; next = after[next - 1]) order[count++] = next - 1;
        return order;
    }

    private static void Split(int[] order, int begin, int end, ulong[] keys, float[] x, float[] y, int batch)
    {
        int batches = (end - begin + batch - 1) / batch;
        if (batches <= 1) return;
        float west = float.MaxValue, east = float.MinValue, south = float.MaxValue, north = float.MinValue;
        for (int i = begin; i < end; i++)
        {
            int p = order[i];
            (west, east) = (Math.Min(west, x[p]), Math.Max(east, x[p]));
            (south, north) = (Math.Min(south, y[p]), Math.Max(north, y[p]));
        }
        float[] along = east - west >= north - south ? x : y;
        for (int i = begin; i < end; i++) keys[i] = Key(along[order[i]], order[i]);
        int left = 1;
        while (left * 2 < batches) left *= 2;
        if (batches - left < left / 2) left /= 2;
        int middle = begin + left * batch;
        Select(keys, begin, end, middle);
        for (int i = begin; i < end; i++) order[i] = (int)(uint)keys[i];
        Split(order, begin, middle, keys, x, y, batch);
        Split(order, middle, end, keys, x, y, batch);
    }

    /// <summary>Sorts as the coordinate does, ties by index: the bits of a float, made to compare as an unsigned number.</summary>
    private static ulong Key(float value, int index)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        bits = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        return ((ulong)bits << 32) | (uint)index;
    }

    /// <summary>Moves the smallest keys before the middle (Hoare's quickselect; median of three).</summary>
    private static void Select(ulong[] keys, int begin, int end, int middle)
    {
        while (end - begin > 32)
        {
            ulong a = keys[begin], b = keys[(begin + end) >>> 1], c = keys[end - 1];
            ulong pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            int i = begin, j = end - 1;
            while (i <= j)
            {
                while (keys[i] < pivot) i++;
                while (keys[j] > pivot) j--;
                if (i > j) break;
                (keys[i], keys[j]) = (keys[j], keys[i]);
                i++;
                j--;
            }
            if (middle <= j) end = j + 1;
            else if (middle >= i) begin = i;
            else return;
        }
        Array.Sort(keys, begin, end - begin);
    }
}
