using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Finds the edges in a box, whether anybody may walk them or not. Cells of about 200 metres; every edge is listed in the
/// cells that its box touches.
/// </summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
internal sealed class EdgeWindow
{
    private const int CellUnits = 20_000;

    private readonly Dictionary<(int X, int Y), int[]> _cells = [];

    public EdgeWindow(WalkNetwork network)
    {
        var growing = new Dictionary<(int X, int Y), List<int>>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            // Of an edge that an edit cut its parts are there.
            if (!(network.LengthMetres[e] > 0) || network.Attributes(e).Kind == WayKind.NotForWalking) continue;
            Box box = Box.Empty;
            for (int i = 0; i < network.ShapeLength(e); i++) box = box.Extend(network.ShapePosition(e, i));
            for (int y = Cell(box.South); y <= Cell(box.North); y++)
            {
                for (int x = Cell(box.West); x <= Cell(box.East); x++)
                {
                    if (!growing.TryGetValue((x, y), out List<int>? edges)) growing[(x, y)] = edges = [];
                    edges.Add(e);
                }
            }
        }
        foreach (((int X, int Y) cell, List<int> edges) in growing) _cells[cell] = [.. edges];
    }

    /// <summary>Edges whose boxes may touch a box; those of several cells several times.</summary>
    public void Find(Box box, List<int> found)
    {
        found.Clear();
        for (int y = Cell(box.South); y <= Cell(box.North); y++)
            for (int x = Cell(box.West); x <= Cell(box.East); x++)
                if (_cells.TryGetValue((x, y), out int[]? edges)) found.AddRange(edges);
    }

    private static int Cell(int units) => (int)Math.Floor((double)units / CellUnits);
}
