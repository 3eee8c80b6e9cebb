namespace ServiceCircle.Walking;

/// <summary>Joins lines of vertices end to end, as the member ways of a multipolygon relation must be.</summary>
internal static class Rings
{
    /// <summary>
    /// Closed rings made of the lines, each line used once, in either direction; what does not close is left out.
    /// Works on vertex numbers, so that nothing depends on coordinates being equal.
    /// </summary>
    public static List<List<int>> Join(IReadOnlyList<int[]> lines)
    {
        var rings = new List<List<int>>();
        var openEnds = new Dictionary<int, List<int>>();
        var used = new bool[lines.Count];
        for (int l = 0; l < lines.Count; l++)
        {
            int[] line = lines[l];
            if (line[0] == line[^1])
            {
                used[l] = true;
                if (line.Length >= 4) rings.Add([.. line]);
                continue;
            }
            EndsAt(line[0]).Add(l);
            EndsAt(line[^1]).Add(l);
        }
        for (int l = 0; l < lines.Count; l++)
        {
            if (used[l]) continue;
            used[l] = true;
            var ring = new List<int>(lines[l]);
            while (ring[0] != ring[^1])
            {
                List<int> candidates = EndsAt(ring[^1]);
                int unused = candidates.FindIndex(candidate => !used[candidate]);
                if (unused < 0) break;
                int next = candidates[unused];
                used[next] = true;
                IEnumerable<int> rest = lines[next][0] == ring[^1] ? lines[next].Skip(1) : lines[next].Reverse().Skip(1);
                ring.AddRange(rest);
            }
            if (ring[0] == ring[^1] && ring.Count >= 4) rings.Add(ring);
        }
        return rings;

        List<int> EndsAt(int vertex)
        {
            if (!openEnds.TryGetValue(vertex, out List<int>? list)) openEnds[vertex] = list = [];
            return list;
        }
    }
}
