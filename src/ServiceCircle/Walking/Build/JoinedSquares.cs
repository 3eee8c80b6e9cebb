using ServiceCircle.Geo;

namespace ServiceCircle.Walking.Build;

/// <summary>Squares that share a side are one: nobody walks to the end of a line that only the map has.</summary>
internal static class JoinedSquares
{
    /// <summary>
    /// Squares of the same attributes by the sides that they share, directly or through others, in the order of the first of each.
    /// </summary>
    public static IEnumerable<List<WalkableArea>> Group(IReadOnlyList<WalkableArea> squares)
    {
        DisjointSets sets = DisjointSets.ByCommon(squares.Count, squares.SelectMany((square, s) => Sides(square)
            .Select(side => (s, (Math.Min(side.From, side.To), Math.Max(side.From, side.To), square.Attributes)))));
        return squares.Select((square, s) => (square, set: sets.Find(s))).GroupBy(x => x.set, x => x.square).Select(g => g.ToList());
    }

    /// <summary>One square of several that share sides; it has the smallest of their ids.</summary>
    public static WalkableArea Join(List<WalkableArea> group, IReadOnlyList<Position> positions)
    {
        if (group.Count == 1) return group[0];
        // Rims run with the square on their left: of a shared side each square has one direction, and the two cancel.
        var sides = new HashSet<(int From, int To)>();
        foreach (WalkableArea square in group)
        {
            foreach ((List<int> ring, bool isHole) in square.Outer.Select(r => (r, false)).Concat(square.Inner.Select(r => (r, true))))
            {
                bool isReversed = Squares.IsCounterClockwise(ring, positions) == isHole;
                for (int i = 1; i < ring.Count; i++)
                {
                    (int from, int to) = isReversed ? (ring[i], ring[i - 1]) : (ring[i - 1], ring[i]);
                    if (from != to && !sides.Remove((to, from))) sides.Add((from, to));
                }
            }
        }
        ILookup<bool, List<int>> rings = Rings(sides).ToLookup(r => Squares.IsCounterClockwise(r, positions));
        return new WalkableArea(group.Min(s => s.OsmId), group[0].Attributes, [.. rings[true]], [.. rings[false]]);
    }

    /// <summary>Closed rings that together have every side once; a ring that meets itself is two.</summary>
    private static IEnumerable<List<int>> Rings(HashSet<(int From, int To)> sides)
    {
        var next = sides.OrderBy(s => s).GroupBy(s => s.From).ToDictionary(g => g.Key, g => new Queue<int>(g.Select(s => s.To)));
        foreach (int start in next.Keys.Order())
        {
            while (next[start].Count > 0)
            {
                var walked = new List<int> { start };
                while (next.TryGetValue(walked[^1], out Queue<int>? ways) && ways.TryDequeue(out int to))
                {
                    int met = walked.IndexOf(to);
                    walked.Add(to);
                    if (met < 0) continue;
                    yield return walked[met..];
                    walked.RemoveRange(met + 1, walked.Count - met - 1);
                }
            }
        }
    }

    private static IEnumerable<(int From, int To)> Sides(WalkableArea square)
    {
        foreach (List<int> ring in square.Outer.Concat(square.Inner))
            for (int i = 1; i < ring.Count; i++)
                if (ring[i - 1] != ring[i]) yield return (ring[i - 1], ring[i]);
    }
}
