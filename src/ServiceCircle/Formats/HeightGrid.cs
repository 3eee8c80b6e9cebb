using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceCircle.Formats;

/// <summary>
/// Heights on a regular grid of longitudes and latitudes (WGS-84): an ESRI ASCII grid (<c>.asc</c>) or an SRTM tile (<c>.hgt</c>).
/// </summary>
/// <remarks>Formats: ESRI, "ASCII raster format"; USGS, "SRTM topography", section 3.0. Immutable; safe to share between threads.</remarks>
public sealed partial class HeightGrid
{
    private readonly float[] _metres; // rows from north to south
    private readonly int _columns, _rows;
    private readonly double _west, _south, _step;

    private HeightGrid(float[] metres, int columns, int rows, double west, double south, double step) =>
        (_metres, _columns, _rows, _west, _south, _step) = (metres, columns, rows, west, south, step);

    /// <summary>Reads a grid.</summary>
    /// <exception cref="InputException">Missing, of another format, or broken.</exception>
    public static HeightGrid Read(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, "", "no such file", "an ESRI ASCII grid (.asc) or an SRTM tile (.hgt)");
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is ".tif" or ".tiff")
        {
            throw new InputException(path, "", "a GeoTIFF", "an ESRI ASCII grid (.asc) or an SRTM tile (.hgt)",
                $"Convert it: gdal_translate -of AAIGrid -co FORCE_CELLSIZE=YES \"{path}\" \"{Path.ChangeExtension(path, ".asc")}\" (first gdalwarp -t_srs EPSG:4326 if it is not in degrees).");
        }
        return extension == ".hgt" ? ReadHgt(path) : ReadAscii(path);
    }

    /// <summary>The height at a position by bilinear interpolation, metres; null outside the grid and where it has no data.</summary>
    public double? At(Position p)
    {
        // Values belong to the middles of cells.
        double x = (p.Lon - _west) / _step, y = (p.Lat - _south) / _step;
        int column = Math.Min((int)Math.Floor(x), _columns - 2), row = Math.Min((int)Math.Floor(y), _rows - 2);
        if (!(x >= 0 && y >= 0 && x <= _columns - 1 && y <= _rows - 1)) return null;
        double fx = x - column, fy = y - row;
        double height = (1 - fx) * (1 - fy) * Cell(column, row) + fx * (1 - fy) * Cell(column + 1, row)
            + (1 - fx) * fy * Cell(column, row + 1) + fx * fy * Cell(column + 1, row + 1);
        return double.IsNaN(height) ? null : height;
    }

    private float Cell(int column, int rowFromSouth) => _metres[(_rows - 1 - rowFromSouth) * _columns + column];

    private static HeightGrid ReadHgt(string path)
    {
        Match name = HgtName().Match(Path.GetFileNameWithoutExtension(path));
        if (!name.Success) throw new InputException(path, "", "another name", "the name of an SRTM tile, such as N47E009.hgt", "The name says where the tile lies.");
        byte[] bytes = File.ReadAllBytes(path);
        int side = (int)Math.Round(Math.Sqrt(bytes.Length / 2.0));
        if (side < 2 || side * side * 2 != bytes.Length)
            throw new InputException(path, "", $"{bytes.Length} bytes", "a square of 2-byte heights (1201 or 3601 on a side)");
        var metres = new float[side * side];
        for (int i = 0; i < metres.Length; i++)
        {
            short value = BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(2 * i));
            metres[i] = value == short.MinValue ? float.NaN : value;
        }
        double Degrees(int group, string negative) =>
            int.Parse(name.Groups[group + 1].Value, CultureInfo.InvariantCulture) * (name.Groups[group].Value.ToUpperInvariant() == negative ? -1 : 1);
        return new HeightGrid(metres, side, side, Degrees(3, "W"), Degrees(1, "S"), 1.0 / (side - 1));
    }

    private static HeightGrid ReadAscii(string path)
    {
        using var reader = new StreamReader(path);
        var header = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        int lineNumber = 0;
        string? line;
        while ((line = reader.ReadLine()) is not null)
        {
            lineNumber++;
            string[] parts = line.Split(' ', '\t').Where(p => p.Length > 0).ToArray();
            if (parts.Length == 2 && char.IsLetter(parts[0][0]) && !parts[0].Equals("nan", StringComparison.OrdinalIgnoreCase)) header[parts[0]] = Number(parts[1], lineNumber);
            else if (parts.Length > 0) break;
        }
        double Need(string key) => header.TryGetValue(key, out double value)
            ? value
            : throw new InputException(path, "", $"no {key}", "the head of an ESRI ASCII grid: ncols, nrows, xllcorner, yllcorner, cellsize",
                header.ContainsKey("dx") ? "Cells must be square: gdal_translate -of AAIGrid -co FORCE_CELLSIZE=YES." : "");
        double columns = Need("ncols"), rows = Need("nrows"), step = Need("cellsize");
        if (!(columns is >= 2 and <= 50_000 && rows is >= 2 and <= 50_000 && step > 0))
            throw new InputException(path, "", $"{columns} x {rows} cells of {step}", "2 to 50,000 columns and rows, a cell size above 0");
        // A corner lies half a cell outside the middle of its cell.
        double west = header.TryGetValue("xllcenter", out double x) ? x : Need("xllcorner") + step / 2;
        double south = header.TryGetValue("yllcenter", out double y) ? y : Need("yllcorner") + step / 2;
        if (Math.Abs(west) > 180 || Math.Abs(south) > 90)
        {
            throw new InputException(path, "", FormattableString.Invariant($"a corner at {west},{south}"), "degrees of longitude and latitude (WGS-84)",
                $"Convert it: gdalwarp -t_srs EPSG:4326 \"{path}\" dem.tif, then gdal_translate -of AAIGrid -co FORCE_CELLSIZE=YES dem.tif dem.asc");
        }
        double noData = header.GetValueOrDefault("NODATA_value", -9999);
        var metres = new float[(int)columns * (int)rows];
        int filled = 0;
        for (; line is not null; line = reader.ReadLine(), lineNumber++)
        {
            foreach (Range range in line.AsSpan().SplitAny(' ', '\t'))
            {
                ReadOnlySpan<char> text = line.AsSpan(range);
                if (text.IsEmpty) continue;
                if (filled == metres.Length) throw new InputException(path, $"line {lineNumber}", "more heights", $"{metres.Length}");
                double value = Number(text, lineNumber);
                metres[filled++] = value == noData ? float.NaN : (float)value;
            }
        }
        if (filled < metres.Length) throw new InputException(path, "", $"{filled} heights", $"{metres.Length} ({rows} rows of {columns})");
        return new HeightGrid(metres, (int)columns, (int)rows, west, south, step);

        double Number(ReadOnlySpan<char> text, int at) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InputException(path, $"line {at}", $"\"{text}\"", "a number", "An ESRI ASCII grid is expected.");
    }

    [GeneratedRegex("^([NSns])([0-9]{2})([EWew])([0-9]{3})")]
    private static partial Regex HgtName();
}
