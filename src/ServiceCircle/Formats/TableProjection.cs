using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>Brings tables from the coordinates of their file to WGS-84.</summary>
internal static class TableProjection
{
    /// <summary>
    /// A table with its geometries in WGS-84. Where no pair can be meant as it stands, and every one with its numbers exchanged, they are:
    /// Chinese surveys write the northing first, as X.
    /// </summary>
    /// <exception cref="InputException">Rows with coordinates that are none of their system.</exception>
    public static Table ToWgs84(Table table)
    {
        Crs crs = table.Crs;
        if (crs.IsDegreesOfWgs84 || crs == Crs.AsWritten) return table;
        int zeros = crs.IsProjected ? table.Rows.Count(IsZero) : 0;
        if (zeros > 0)
        {
            var told = new Notice("warning/zero-positions", ("file", Path.GetFileName(table.Source)), ("count", zeros));
            Row[] others = [.. table.Rows.Select(r => IsZero(r) ? r with { Geometry = null } : r)];
            table = table with { Rows = others, Notes = [.. table.Notes, told] };
        }
        bool isSwapped = crs.IsProjected && IsSwapped(table);
        var problems = new RowProblems(table.Source);
        Row[] rows = [.. table.Rows.Select(row => row with { Geometry = Moved(row) })];
        problems.ThrowIfAny();
        Notice swapped = new("warning/northing-first", ("file", Path.GetFileName(table.Source)), ("crs", crs.Name));
        return table with { Rows = rows, Notes = isSwapped ? [.. table.Notes, swapped] : table.Notes };

        (double, double)? There(double x, double y) => crs.Holds(x, y) ? crs.ToWgs84(x, y) : null;

        Geometry? Moved(Row row)
        {
            if (row.Geometry is null) return null;
            var move = new CoordinateMove((x, y) => isSwapped ? There(y, x) : There(x, y));
            Geometry moved = move.Apply(row.Geometry);
            if (move.Strange is not { } pair) return moved;
            problems.Add(row.Where, new("found/position", ("position", FormattableString.Invariant($"{pair.X:R} {pair.Y:R}"))),
                new("expected/metres-of-crs", ("crs", crs.Name)), CrsAdvice.For(crs, pair.X, pair.Y));
            return null;
        }
    }

    /// <summary>What programs write for a point without a position.</summary>
    private static bool IsZero(Row row) => row.Geometry is Point { X: 0, Y: 0 };

    private static bool IsSwapped(Table table)
    {
        bool any = false;
        foreach (Row row in table.Rows)
        {
            if (row.Geometry is null) continue;
            foreach (Coordinate c in row.Geometry.Coordinates)
            {
                if (table.Crs.Holds(c.X, c.Y) || !table.Crs.Holds(c.Y, c.X)) return false;
                any = true;
            }
        }
        return any;
    }
}
