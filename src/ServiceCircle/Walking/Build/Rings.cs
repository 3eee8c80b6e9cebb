namespace ServiceCircle.Walking.Build;

/// <summary>Joins lines of vertices end to end, as the member ways of a multipolygon relation must be.</summary>
internal static class Rings
{
    /// <summary>
    /// Closed rings made of the lines, each line used once, in either direction; what does not close is among the open ones. A walk that
    /// comes back to where it has been closes a ring there, so that rings that touch stay apart and a stray end spoils nothing.
    /// Works on vertex numbers, so that nothing depends on coordinates being equal.
    /// </summary>
    public static List<List<int>> Join(IReadOnlyList<int[]> lines, List<List<int>>? open = null)
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
            var walk = new List<int>(lines[l]);
            var joints = new List<int> { 0, walk.Count - 1 }; // where in the walk its lines meet
            while (EndsAt(walk[^1]).FirstOrDefault(line => !used[line], -1) is >= 0 and var next)
            {
                used[next] = true;
                walk.AddRange(lines[next][0] == walk[^1] ? lines[next].Skip(1) : lines[next].Reverse().Skip(1));
                int joint = joints.FindIndex(j => walk[j] == walk[^1]);
                if (joint < 0)
                {
                    joints.Add(walk.Count - 1);
                    continue;
                }
                int start = joints[joint];
                if (walk.Count - start >= 4) rings.Add(walk[start..]);
                walk.RemoveRange(start + 1, walk.Count - start - 1);
                joints.RemoveRange(joint + 1, joints.Count - joint - 1);
            }
            if (walk.Count >= 2) open?.Add(walk);
        }
        return rings;

        List<int> EndsAt(int vertex)
        {
            if (!openEnds.TryGetValue(vertex, out List<int>? list)) openEnds[vertex] = list = [];
            return list;
        }
    }
}
