using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>Divides reached paths by the towns that they lie in, so that the ground between far towns need not be drawn.</summary>
internal static class FarApart
{
    /// <summary>
    /// Paths of two towns are more than half of this apart: 480 metres and more up to a latitude of 80 degrees. Nobody leaves a path by
    /// more than 200 metres (<see cref="IsochroneRequest.LeaveMetres"/>), so the ground of one never touches that of the other.
    /// </summary>
    private const int CellUnits = 500_000;

    /// <summary>The stretches of each town, in the order of its first; an edge is never divided.</summary>
    public static IReadOnlyList<List<ReachedEdge>> Divide(WalkNetwork network, IReadOnlyList<ReachedEdge> stretches)
    {
        var numbers = new Dictionary<(int X, int Y), int>();
        var cells = new List<(int Stretch, int Cell)>();
        for (int s = 0; s < stretches.Count; s++)
            foreach ((int X, int Y) cell in CellsOf(network, stretches[s].Edge))
            {
                if (!numbers.TryGetValue(cell, out int number)) numbers.Add(cell, number = numbers.Count);
                cells.Add((s, number));
            }
        var towns = new DisjointSets(numbers.Count);
        foreach (((int x, int y), int number) in numbers)
            for (int dx = -1; dx <= 1; dx++)
                for (int dy = -1; dy <= 1; dy++)
                    if (numbers.TryGetValue((x + dx, y + dy), out int beside)) towns.Unite(number, beside);
        var townOf = new int[stretches.Count];
        Array.Fill(townOf, -1);
        foreach ((int s, int cell) in cells)
        {
            if (townOf[s] < 0) townOf[s] = cell;
            else towns.Unite(townOf[s], cell);
        }
        return
        [
            .. Enumerable.Range(0, townOf.Length).GroupBy(s => towns.Find(townOf[s])).Select(t => t.Select(s => stretches[s]).ToList()),
        ];
    }

    /// <summary>The cells of places along an edge, none farther from the next than half a cell.</summary>
    private static IEnumerable<(int X, int Y)> CellsOf(WalkNetwork network, int edge)
    {
        Position a = network.ShapePosition(edge, 0);
        (int X, int Y)? last = null;
        for (int i = 1; i < network.ShapeLength(edge); i++)
        {
            Position b = network.ShapePosition(edge, i);
            double lon = (double)b.LonE7 - a.LonE7, lat = (double)b.LatE7 - a.LatE7;
            int steps = 1 + (int)(Math.Max(Math.Abs(lon), Math.Abs(lat)) / (CellUnits / 2));
            for (int step = 0; step <= steps; step++)
            {
                var cell = (Cell(a.LonE7 + lon * step / steps), Cell(a.LatE7 + lat * step / steps));
                if (cell == last) continue;
                yield return cell;
                last = cell;
            }
            a = b;
        }
    }

    private static int Cell(double units) => (int)Math.Floor(units / CellUnits);
}
