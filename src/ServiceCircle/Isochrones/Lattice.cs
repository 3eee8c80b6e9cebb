using ServiceCircle.Geo;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Sample points over a whole network, the same for every circle: columns at whole multiples of <see cref="ColumnUnits"/>
/// of longitude, rows at whole multiples of <see cref="RowUnits"/> of latitude. Because the borders of circles are put
/// between samples at whole 1e-7 degrees, what is written to a file is exactly what was computed.
/// </summary>
internal sealed class Lattice
{
    /// <summary>Distance of samples unless a circle is too small for it.</summary>
    public const double DefaultCellMetres = 2.5;

    /// <param name="network">Gives the latitude at which samples are equally far apart both ways.</param>
    /// <param name="cellMetres">Distance of neighbouring samples, about.</param>
    public Lattice(WalkNetwork network, double cellMetres)
    {
        var scale = new LocalMetres(((double)network.DataBox.South + network.DataBox.North) / 2);
        ColumnUnits = Math.Max(4, (int)Math.Round(cellMetres / scale.MetresPerLonUnit));
        RowUnits = Math.Max(4, (int)Math.Round(cellMetres / scale.MetresPerLatUnit));
        CellMetres = cellMetres;
    }

    /// <summary>1e-7 degrees of longitude between columns.</summary>
    public int ColumnUnits { get; }

    /// <summary>1e-7 degrees of latitude between rows.</summary>
    public int RowUnits { get; }

    /// <summary>Distance of neighbouring samples, about.</summary>
    public double CellMetres { get; }
}
