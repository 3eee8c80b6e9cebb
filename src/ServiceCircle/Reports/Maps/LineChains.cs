namespace ServiceCircle.Reports.Maps;

/// <summary>
/// Joins lines end to end into long ones. A street network comes as one line per edge; joined, it needs half the text,
/// and points at junctions can be left out like any other. Greedy by the order given, hence the same every time.
/// </summary>
internal static class LineChains
{
    /// <summary>Every line once, joined where ends meet. A line equal to an earlier one, in either direction, is dropped.</summary>
    public static List<IReadOnlyList<Position>> Join(IReadOnlyList<IReadOnlyList<Position>> lines)
    {
        IReadOnlyList<Position>[] distinct = [.. lines.Where(l => l.Count >= 2).Distinct(new SameLine())];
        var ends = new Dictionary<Position, Queue<int>>();
        for (int i = 0; i < distinct.Length; i++)
        {
            At(ends, distinct[i][0]).Enqueue(i);
            At(ends, distinct[i][^1]).Enqueue(i);
        }
        var used = new bool[distinct.Length];
        var chains = new List<IReadOnlyList<Position>>();
        for (int i = 0; i < distinct.Length; i++)
        {
            if (used[i]) continue;
            used[i] = true;
            List<Position> chain = [.. distinct[i]];
            Extend(chain, distinct, ends, used);
            chain.Reverse();
            Extend(chain, distinct, ends, used);
            chains.Add(chain);
        }
        return chains;
    }

    private static void Extend(List<Position> chain, IReadOnlyList<Position>[] lines, Dictionary<Position, Queue<int>> ends, bool[] used)
    {
        while (ends[chain[^1]].TryDequeue(out int next))
        {
            if (used[next]) continue;
            used[next] = true;
            IReadOnlyList<Position> line = lines[next];
            chain.AddRange((line[0] == chain[^1] ? line : line.Reverse()).Skip(1));
        }
    }

    private static Queue<int> At(Dictionary<Position, Queue<int>> ends, Position end)
    {
        if (!ends.TryGetValue(end, out Queue<int>? lines)) ends.Add(end, lines = new Queue<int>());
        return lines;
    }

    private sealed class SameLine : IEqualityComparer<IReadOnlyList<Position>>
    {
        public bool Equals(IReadOnlyList<Position>? x, IReadOnlyList<Position>? y) =>
            x!.SequenceEqual(y!) || x!.SequenceEqual(y!.Reverse());

        public int GetHashCode(IReadOnlyList<Position> line) =>
            HashCode.Combine(line[0].GetHashCode() ^ line[^1].GetHashCode(), line.Count);
    }
}
