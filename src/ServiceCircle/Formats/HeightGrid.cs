using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceCircle.Formats;

/// <summary>
/// Heights on a regular grid of longitudes and latitudes (WGS-84): an ESRI ASCII grid (<c>.asc</c>) or an SRTM tile (<c>.hgt</c>).
/// </summary>
/// <remarks>Formats: ESRI, "ASCII raster format"; USGS, "SRTM topography", section 3.0. Immutable; safe to share between threads.</remarks>
internal sealed partial class HeightGrid
{
    /// <summary>A cell of 0 beside one at least so high is a void rather than a cliff.</summary>
    private const float LeastCliffMetres = 100;

    private readonly float[] _metres; // rows from north to south
    private readonly int _columns, _rows;
    private readonly double _west, _south, _step;

    private HeightGrid(float[] metres, int columns, int rows, double west, double south, double step) =>
        (_metres, _columns, _rows, _west, _south, _step) = (metres, columns, rows, west, south, step);

    /// <exception cref="InputException">Missing, of another format, or broken.</exception>
    public static HeightGrid Read(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, "", "found/no-such-file", "expected/height-grid");
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is ".tif" or ".tiff")
            throw new InputException(path, "", "found/geotiff", "expected/height-grid",
                new("advice/translate-grid", ("file", path), ("target", Path.ChangeExtension(path, ".asc"))));
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

    /// <summary>
    /// Cells of exactly 0 beside one at least 100 m higher: voids that somebody filled with 0, which would make cliffs of level ground.
    /// </summary>
    public int CountZerosBesideHeights()
    {
        int count = 0;
        for (int row = 0; row < _rows; row++)
            for (int column = 0; column < _columns; column++)
                if (Cell(column, row) == 0
                    && (IsHigh(column - 1, row) || IsHigh(column + 1, row) || IsHigh(column, row - 1) || IsHigh(column, row + 1))) count++;
        return count;

        bool IsHigh(int column, int row) =>
            column >= 0 && row >= 0 && column < _columns && row < _rows && Cell(column, row) >= LeastCliffMetres;
    }

    /// <summary>The height if there is such ground on earth (Dead Sea to Mount Everest), else a void, declared or not.</summary>
    private static float OnEarth(double metres) => metres is > -500 and < 9_000 ? (float)metres : float.NaN;

    private float Cell(int column, int rowFromSouth) => _metres[(_rows - 1 - rowFromSouth) * _columns + column];

    private static HeightGrid ReadHgt(string path)
    {
        Match name = HgtName().Match(Path.GetFileNameWithoutExtension(path));
        if (!name.Success) throw new InputException(path, "", "found/other-name", "expected/tile-name", "advice/tile-name");
        byte[] bytes = GivenFile.ReadAllBytes(path, 1 << 30);
        int side = (int)Math.Round(Math.Sqrt(bytes.Length / 2.0));
        if (side < 2 || side * side * 2 != bytes.Length)
            throw new InputException(path, "", new("found/bytes", ("count", $"{bytes.Length}")), "expected/square-tile");
        var metres = new float[side * side];
        for (int i = 0; i < metres.Length; i++)
        {
            short value = BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(2 * i));
            metres[i] = OnEarth(value);
        }
        return new HeightGrid(metres, side, side, Degrees(3, "W"), Degrees(1, "S"), 1.0 / (side - 1));

        int Degrees(int group, string negative) => int.Parse(name.Groups[group + 1].Value, CultureInfo.InvariantCulture)
            * (name.Groups[group].Value.ToUpperInvariant() == negative ? -1 : 1);
    }

    private static HeightGrid ReadAscii(string path)
    {
        using var reader = new StreamReader(GivenFile.OpenRead(path));
        var header = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        int lineNumber = 0;
        string? line;
        while ((line = reader.ReadLine()) is not null)
        {
            lineNumber++;
            string[] parts = line.Split(' ', '\t').Where(p => p.Length > 0).ToArray();
            if (parts.Length == 2 && char.IsLetter(parts[0][0]) && !parts[0].Equals("nan", StringComparison.OrdinalIgnoreCase))
                header[parts[0]] = Number(parts[1], lineNumber);
            else if (parts.Length > 0) break;
        }
        double Need(string key) => header.TryGetValue(key, out double value) ? value
            : throw new InputException(path, "", new("found/no-grid-key", ("key", key)), "expected/grid-head",
                header.ContainsKey("dx") ? "advice/square-cells" : null);
        double columns = Need("ncols"), rows = Need("nrows"), step = Need("cellsize");
        if (!(columns is >= 2 and <= 50_000 && rows is >= 2 and <= 50_000 && step > 0))
            throw new InputException(path, "",
                new("found/grid-size", ("columns", $"{columns}"), ("rows", $"{rows}"), ("size", $"{step}")), "expected/grid-size");
        // A corner lies half a cell outside the middle of its cell.
        double west = header.TryGetValue("xllcenter", out double x) ? x : Need("xllcorner") + step / 2;
        double south = header.TryGetValue("yllcenter", out double y) ? y : Need("yllcorner") + step / 2;
        if (Math.Abs(west) > 180 || Math.Abs(south) > 90)
            throw new InputException(
                path, "", new("found/grid-corner", ("corner", FormattableString.Invariant($"{west},{south}"))), "expected/wgs84-degrees",
                new("advice/warp-grid", ("file", path)));
        double noData = header.GetValueOrDefault("NODATA_value", -9999);
        var metres = new float[(int)columns * (int)rows];
        int filled = 0;
        for (; line is not null; line = reader.ReadLine(), lineNumber++)
        {
            foreach (Range range in line.AsSpan().SplitAny(' ', '\t'))
            {
                ReadOnlySpan<char> text = line.AsSpan(range);
                if (text.IsEmpty) continue;
                if (filled == metres.Length)
                    throw new InputException(path, $"line {lineNumber}", "found/more-heights", Notice.AsIs($"{metres.Length}"));
                double value = Number(text, lineNumber);
                metres[filled++] = value == noData ? float.NaN : OnEarth(value);
            }
        }
        if (filled < metres.Length)
            throw new InputException(path, "", new("found/heights", ("count", $"{filled}")),
                new("expected/heights", ("count", $"{metres.Length}"), ("rows", $"{rows}"), ("columns", $"{columns}")));
        return new HeightGrid(metres, (int)columns, (int)rows, west, south, step);

        double Number(ReadOnlySpan<char> text, int at) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw new InputException(path, $"line {at}", Notice.Quoted($"{text}"), "expected/number", "advice/ascii-grid");
    }

    [GeneratedRegex("^([NSns])([0-9]{2})([EWew])([0-9]{3})")]
    private static partial Regex HgtName();
}
