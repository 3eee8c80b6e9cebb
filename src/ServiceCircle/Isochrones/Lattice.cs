using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Sample points around one latitude: columns at whole multiples of <see cref="ColumnUnits"/> of longitude, rows at whole
/// multiples of <see cref="RowUnits"/> of latitude. Because the borders of circles are put between samples at whole 1e-7
/// degrees, what is written to a file is exactly what was computed.
/// </summary>
internal sealed class Lattice
{
    /// <summary>
    /// Distance of samples unless a circle is small or too large for it. 25 m are 19.5 of them, so that a border, which
    /// lies between two samples, lies where it should beside streets that run along the lattice.
    /// </summary>
    public const double DefaultCellMetres = 1.28;

    /// <summary>Distance of samples in circles of up to ten minutes at four kilometres an hour; 25 m are 31.5 of them.</summary>
    private const double FineCellMetres = 0.794, FineUpToMetres = 700;

    /// <summary>Latitudes that share a lattice, so that circles of one city do.</summary>
    private const double BeltUnits = 1_250_000;

    private readonly double _columnsPerUnit, _rowsPerUnit;

    /// <summary>Samples are about so far apart, both ways near a latitude in 1e-7 degree.</summary>
    public Lattice(double latE7, double cellMetres)
    {
        Scale = new LocalMetres(BeltUnits * (Math.Floor(latE7 / BeltUnits) + 0.5));
        ColumnUnits = Math.Max(8, (int)Math.Round(cellMetres / Scale.MetresPerLonUnit));
        RowUnits = Math.Max(8, (int)Math.Round(cellMetres / Scale.MetresPerLatUnit));
        (_columnsPerUnit, _rowsPerUnit, CellMetres) = (1.0 / ColumnUnits, 1.0 / RowUnits, cellMetres);
    }

    /// <summary>A frame for samples from one corner to the other, both included, and two more all round.</summary>
    public SampleFrame Frame(int minColumn, int minRow, int maxColumn, int maxRow) =>
        new(this, minColumn - 2, minRow - 2, ((maxColumn - minColumn + 4) / 64 + 8) / 8 * 8, maxRow - minRow + 5);

    /// <summary>Distance of samples for circles whose largest is of so many metres: finer where that costs little.</summary>
    public static double CellMetresFor(double longestMetres) => longestMetres <= FineUpToMetres ? FineCellMetres : DefaultCellMetres;

    /// <summary>1e-7 degrees of longitude between columns, and of latitude between rows.</summary>
    public int ColumnUnits { get; }
    public int RowUnits { get; }
    public double CellMetres { get; }
    public LocalMetres Scale { get; }

    /// <summary>Where a position lies between the columns, and (<see cref="Y"/>) between the rows.</summary>
    public double X(Position p) => p.LonE7 * _columnsPerUnit;
    public double Y(Position p) => p.LatE7 * _rowsPerUnit;

    public double ColumnMetres => ColumnUnits * Scale.MetresPerLonUnit;
    public double RowMetres => RowUnits * Scale.MetresPerLatUnit;
}
