namespace ServiceCircle.Geo;

/// <summary>
/// Tells whether any of some positions lies within a distance: cells of the plane, so that a city's positions are not all looked at for
/// each place that asks. The distance is that of <see cref="LocalMetres.Between"/>.
/// </summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
internal sealed class NearPositions
{
    /// <summary>Cells along the distance.</summary>
    private const int Fineness = 4;

    /// <summary>Beyond the scale of one latitude, for positions whose middle has another.</summary>
    private const double Slack = 1.02;

    private readonly double _metres;
    private readonly int _cell;
    private readonly Dictionary<(int X, int Y), Position[]> _cells;

    public NearPositions(IEnumerable<Position> positions, double metres)
    {
        _metres = metres;
        _cell = (int)Math.Clamp(metres / Fineness / new LocalMetres(0).MetresPerLatUnit, 1_000, 10_000_000);
        // Those at one place are one.
        _cells = positions.Distinct().GroupBy(CellOf).ToDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>Whether one lies within the distance, inclusive.</summary>
    public bool IsAnyNear(Position place)
    {
        (int x, int y) = CellOf(place);
        // Most places have one in their own cell.
        if (IsNear(place, x, y)) return true;
        var scale = new LocalMetres(place.LatE7);
        int rows = (int)(_metres * Slack / scale.MetresPerLatUnit / _cell) + 1;
        // A degree of longitude is shortest on the side of the pole.
        double farthest = Math.Min(90e7, Math.Abs((double)place.LatE7) + (rows + 1.0) * _cell);
        double perUnit = new LocalMetres(farthest).MetresPerLonUnit;
        if (!(perUnit * _cell * 1_000 > _metres)) return _cells.Keys.Any(c => IsNear(place, c.X, c.Y));
        int columns = (int)(_metres * Slack / perUnit / _cell) + 1;
        for (int dy = -rows; dy <= rows; dy++)
            for (int dx = -columns; dx <= columns; dx++)
                if (IsNear(place, x + dx, y + dy)) return true;
        return false;
    }

    private bool IsNear(Position place, int x, int y)
    {
        if (!_cells.TryGetValue((x, y), out Position[]? positions)) return false;
        foreach (Position position in positions)
            if (LocalMetres.Between(place, position) <= _metres) return true;
        return false;
    }

    private (int X, int Y) CellOf(Position p) => ((int)Math.Floor((double)p.LonE7 / _cell), (int)Math.Floor((double)p.LatE7 / _cell));
}
