using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Finds the edges around a place, whether anybody may walk them or not. Cells of about 200 metres; every edge is listed in the
/// cells that its box touches.
/// </summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
internal sealed class EdgeWindow
{
    private const int CellUnits = 20_000, MostCells = 4_096;

    private readonly Dictionary<(int X, int Y), (int Edge, Box Box)[]> _cells = [];

    /// <summary>The cells with edges, row by row as <see cref="CellsIn"/> gives them.</summary>
    private readonly (int X, int Y)[] _filled;

    public EdgeWindow(WalkNetwork network)
    {
        var growing = new Dictionary<(int X, int Y), List<(int, Box)>>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            // Of an edge that an edit cut its parts are there.
            if (!(network.LengthMetres[e] > 0) || network.Attributes(e).Kind == WayKind.NotForWalking) continue;
            Box box = Box.Empty;
            for (int i = 0; i < network.ShapeLength(e); i++) box = box.Extend(network.ShapePosition(e, i));
            foreach ((int X, int Y) cell in CellsOf(network, e, box))
            {
                if (!growing.TryGetValue(cell, out List<(int, Box)>? edges)) growing[cell] = edges = [];
                edges.Add((e, box));
            }
        }
        foreach (((int X, int Y) cell, List<(int, Box)> edges) in growing) _cells[cell] = [.. edges];
        _filled = [.. _cells.Keys.OrderBy(c => c.Y).ThenBy(c => c.X)];
    }

    /// <summary>
    /// The cells that touch a box and may have edges. Between the cities of a country, or of the world, lie far more cells than have any.
    /// </summary>
    public IEnumerable<(int X, int Y)> Filled(Box box)
    {
        (int west, int south, int east, int north) = (Cell(box.West), Cell(box.South), Cell(box.East), Cell(box.North));
        return Count(box) <= _filled.Length ? CellsIn(box)
            : _filled.Where(c => c.X >= west && c.X <= east && c.Y >= south && c.Y <= north);
    }

    /// <summary>
    /// The cells that an edge may touch: of its box, of a long one those of its pieces. A straight piece of eighty kilometres and more, a
    /// slip of the pen, has none.
    /// </summary>
    private static IEnumerable<(int X, int Y)> CellsOf(WalkNetwork network, int edge, Box box) => Count(box) <= MostCells ? CellsIn(box)
        : Enumerable.Range(1, network.ShapeLength(edge) - 1)
            .Select(i => Box.Empty.Extend(network.ShapePosition(edge, i - 1)).Extend(network.ShapePosition(edge, i)))
            .Where(piece => Count(piece) <= MostCells).SelectMany(CellsIn).Distinct();

    private static long Count(Box box) => (1L + Cell(box.East) - Cell(box.West)) * (1L + Cell(box.North) - Cell(box.South));

    /// <summary>The cells that touch a box.</summary>
    public static IEnumerable<(int X, int Y)> CellsIn(Box box)
    {
        for (int y = Cell(box.South); y <= Cell(box.North); y++)
            for (int x = Cell(box.West); x <= Cell(box.East); x++) yield return (x, y);
    }

    public static Box BoxOf((int X, int Y) cell) =>
        new(cell.X * CellUnits, cell.Y * CellUnits, (cell.X + 1) * CellUnits, (cell.Y + 1) * CellUnits);

    /// <summary>Edges whose boxes touch a cell, with these; other cells may have them too.</summary>
    public ReadOnlySpan<(int Edge, Box Box)> In((int X, int Y) cell) => _cells.GetValueOrDefault(cell);

    private static int Cell(int units) => (int)Math.Floor((double)units / CellUnits);
}
