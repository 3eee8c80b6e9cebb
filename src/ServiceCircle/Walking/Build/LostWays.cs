using ServiceCircle.Geo;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Some programs drop every way whose first node lies outside the area, with all of it that lies inside. Its nodes inside are left: they
/// say nothing and are on no way. Where they lie at the border, streets led out of the data.
/// </summary>
internal static class LostWays
{
    /// <summary>Nodes on no way are an accident up to this share; extracts that lost ways had 1 to 2 %, all others below 0.1 %.</summary>
    private const double AccidentalShare = 0.002;

    /// <summary>As near as this to the border, a node is of a way that crossed it; and as near to a street, of the same network.</summary>
    private const double NearMetres = 50;

    /// <summary>Adds the vertices at which lost ways met the streets, next to the border; tells whether ways were lost at all.</summary>
    /// <param name="extract">What the file holds.</param>
    /// <param name="box">The box that holds the data.</param>
    /// <param name="cuts">Vertices at which ways are known to leave the data.</param>
    /// <param name="isStreet">Whether a vertex is on a street within the box.</param>
    /// <param name="ends">Where the vertices are added.</param>
    public static bool Mark(OsmExtract extract, Box box, List<int> cuts, Func<int, bool> isStreet, HashSet<int> ends)
    {
        if (extract.StrayNodes.Count <= AccidentalShare * extract.Positions.Length) return false;
        var scale = new LocalMetres(((double)box.South + box.North) / 2);
        var border = new Grid(scale);
        foreach (int v in cuts) border.Add(v, extract.Positions[v]);
        var streets = new Grid(scale);
        for (int v = 0; v < extract.Positions.Length; v++)
            if (isStreet(v)) streets.Add(v, extract.Positions[v]);
        foreach (Position p in extract.StrayNodes)
            if ((IsAtSide(p) || border.Nearest(p) >= 0) && streets.Nearest(p) is >= 0 and int street) ends.Add(street);
        return true;

        bool IsAtSide(Position p) =>
            Math.Min((double)p.LonE7 - box.West, (double)box.East - p.LonE7) * scale.MetresPerLonUnit <= NearMetres
            || Math.Min((double)p.LatE7 - box.South, (double)box.North - p.LatE7) * scale.MetresPerLatUnit <= NearMetres;
    }

    /// <summary>Vertices by squares, to find the nearest one.</summary>
    private sealed class Grid(LocalMetres scale)
    {
        private readonly Dictionary<(int, int), List<(int Vertex, Position At)>> _cells = [];
        private readonly double _columnUnits = NearMetres / scale.MetresPerLonUnit, _rowUnits = NearMetres / scale.MetresPerLatUnit;

        public void Add(int vertex, Position at)
        {
            if (!_cells.TryGetValue(CellOf(at), out List<(int, Position)>? cell)) _cells[CellOf(at)] = cell = [];
            cell.Add((vertex, at));
        }

        /// <summary>The nearest vertex within the distance; -1 if there is none.</summary>
        public int Nearest(Position p)
        {
            (int column, int row) = CellOf(p);
            (int nearest, double least) = (-1, NearMetres);
            for (int cell = 0; cell < 9; cell++)
            {
                (int, int) at = (column + cell % 3 - 1, row + cell / 3 - 1);
                foreach ((int vertex, Position position) in _cells.GetValueOrDefault(at) ?? [])
                {
                    double metres = LocalMetres.Between(p, position);
                    if (metres < least) (nearest, least) = (vertex, metres);
                }
            }
            return nearest;
        }

        private (int, int) CellOf(Position p) => ((int)Math.Floor(p.LonE7 / _columnUnits), (int)Math.Floor(p.LatE7 / _rowUnits));
    }
}
