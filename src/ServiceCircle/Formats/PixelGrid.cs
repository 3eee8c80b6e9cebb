using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using BitMiracle.LibTiff.Classic;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// The numbers of a GeoTIFF (OGC 19-008r4) of one band, a block of pixels at a time: whole countries need not fit into memory. Not safe to
/// share between threads.
/// </summary>
internal sealed class PixelGrid : IDisposable
{
    private const int PixelScale = 33550, TiePoints = 33922, Keys = 34735, NoData = 42113;
    private const int Citation = 34737, Metadata = 42112;
    private const int ModelType = 1024, RasterType = 1025, GeographicType = 2048, ProjectedType = 3072;
    private const int PixelIsPoint = 2, UserDefined = 32767;

    /// <summary>Pixels in a row or column: the earth at ten metres.</summary>
    private const int MostAcross = 4_500_000;

    /// <summary>The least step between pixels and the farthest place, degrees or metres: others are nowhere on earth.</summary>
    private const double SmallestStep = 1e-9, FarthestUnits = 1e9;

    /// <summary>Pixels of one block, and of all blocks that are kept.</summary>
    private const int MostInBlock = 1 << 25, MostKept = 1 << 25;

    private static readonly Compression[] Readable =
        [Compression.NONE, Compression.LZW, Compression.ADOBE_DEFLATE, Compression.DEFLATE, Compression.PACKBITS];

    private readonly string _path;
    private readonly Tiff _file;
    private readonly int _blockColumns, _blockRows, _bits;
    private readonly SampleFormat _format;
    private readonly double? _noData;
    private readonly Dictionary<int, double[]> _blocks = [];
    private readonly double _west, _north, _stepX, _stepY;

    private PixelGrid(string path, Tiff file)
    {
        (_path, _file) = (path, file);
        (Columns, Rows) = (Number(TiffTag.IMAGEWIDTH), Number(TiffTag.IMAGELENGTH));
        if (Columns is <= 0 or > MostAcross || Rows is <= 0 or > MostAcross) throw Broken();
        RequirePlainNumbers();
        (_bits, _format) = (Number(TiffTag.BITSPERSAMPLE, 1), (SampleFormat)Number(TiffTag.SAMPLEFORMAT, (int)SampleFormat.UINT));
        if (ReaderOf() is null)
            throw new InputException(
                path, "", new("found/sample-format", ("bits", _bits), ("format", $"{_format}")), "expected/sample-format");
        (_blockColumns, _blockRows) = file.IsTiled()
            ? (Number(TiffTag.TILEWIDTH), Number(TiffTag.TILELENGTH)) : (Columns, Math.Min(Rows, Number(TiffTag.ROWSPERSTRIP, Rows)));
        if (_blockColumns <= 0 || _blockRows <= 0 || (long)_blockColumns * _blockRows > MostInBlock)
            throw new InputException(
                path, "", new("found/block", ("columns", _blockColumns), ("rows", _blockRows)), "expected/block", "advice/tiled");
        if (Text(NoData) is { } text && NumberText.TryParse(text.Trim('\0', ' '), out double noData)) _noData = noData;
        double[] scale = Doubles(PixelScale), tie = Doubles(TiePoints);
        bool IsStep(double step) => step is >= SmallestStep and <= FarthestUnits;
        if (scale.Length < 2 || tie.Length < 6 || !(IsStep(scale[0]) && IsStep(scale[1])) || !tie.All(t => Math.Abs(t) <= FarthestUnits))
            throw new InputException(path, "", "found/no-georeference", "expected/georeference");
        (_stepX, _stepY) = (scale[0], scale[1]);
        Dictionary<int, int> keys = KeysOf(Bytes(Keys));
        double half = keys.GetValueOrDefault(RasterType) == PixelIsPoint ? 0.5 : 0;
        (_west, _north) = (tie[3] - (tie[0] + half) * _stepX, tie[4] + (tie[1] + half) * _stepY);
        Crs = CrsOf(keys);
    }

    public int Columns { get; }
    public int Rows { get; }
    public Crs Crs { get; }

    /// <exception cref="InputException">No GeoTIFF, or one that cannot be read.</exception>
    public static PixelGrid Open(string path)
    {
        bool isSound = GivenFile.Read(path, p =>
        {
            using FileStream start = GivenFile.OpenRead(p);
            return TiffCheck.IsSound(start);
        });
        if (!isSound) throw Broken(path);
        // The library writes what it finds wrong to the terminal.
        Tiff.SetErrorHandler(new Silence());
        Tiff file = Attempt(path, () => Tiff.Open(path, "r")) ?? throw Broken(path);
        try
        {
            return Attempt(path, () => new PixelGrid(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Where a place lies in pixels, from the north-western corner.</summary>
    /// <param name="lon">Degrees of WGS-84.</param>
    /// <param name="lat">Degrees of WGS-84.</param>
    public (double Column, double Row) ToPixels(double lon, double lat)
    {
        (double x, double y) = Crs.IsDegreesOfWgs84 ? (lon, lat) : Crs.FromWgs84(lon, lat);
        return ((x - _west) / _stepX, (_north - y) / _stepY);
    }

    /// <summary>The number of a pixel; not a number where there are no data.</summary>
    /// <exception cref="InputException">The file is damaged there.</exception>
    public double At(int column, int row)
    {
        int across = (Columns + _blockColumns - 1) / _blockColumns, block = row / _blockRows * across + column / _blockColumns;
        if (!_blocks.TryGetValue(block, out double[]? pixels))
        {
            if ((_blocks.Count + 1L) * _blockColumns * _blockRows > MostKept) _blocks.Clear();
            _blocks[block] = pixels = Attempt(_path, () => Block(block));
        }
        return pixels[row % _blockRows * _blockColumns + column % _blockColumns];
    }

    public void Dispose() => _file.Dispose();

    /// <exception cref="InputException">Several numbers for a pixel, packed as we cannot read, or not the numbers themselves.</exception>
    private void RequirePlainNumbers()
    {
        if (Number(TiffTag.SAMPLESPERPIXEL, 1) is var bands and not 1)
            throw new InputException(_path, "", new("found/bands", ("count", bands)), "expected/one-band", "advice/one-band");
        var compression = (Compression)Number(TiffTag.COMPRESSION, (int)Compression.NONE);
        // The library gives zeros for what it cannot unpack.
        if (!Readable.Contains(compression))
            throw new InputException(
                _path, "",
                new("found/compression", ("name", (int)compression switch { 50000 => "ZSTD", 50001 => "WebP", var n => $"{n}" })),
                "expected/compression", "advice/compression");
        if (Number(TiffTag.PREDICTOR, 1) == 2 && Number(TiffTag.BITSPERSAMPLE, 1) == 64)
            throw new InputException(_path, "", new("found/compression", ("name", "predictor 2, 64 bits")), "expected/compression",
                "advice/compression");
        if (Text(Metadata) is { } metadata && (metadata.Contains("role=\"scale\"", StringComparison.Ordinal)
            || metadata.Contains("role=\"offset\"", StringComparison.Ordinal)))
            throw new InputException(_path, "", "found/scaled-pixels", "expected/people-per-pixel", "advice/unscale");
    }

    /// <exception cref="InputException">The file does not say its system by a number, or by one that we do not know.</exception>
    private Crs CrsOf(Dictionary<int, int> keys)
    {
        int code = keys.GetValueOrDefault(ModelType) switch
        {
            1 => keys.GetValueOrDefault(ProjectedType),
            2 => keys.GetValueOrDefault(GeographicType),
            _ => 0,
        };
        // A system that only its parameters tell, as of GHS-POP in Mollweide's projection, must not pass for degrees.
        return code is > 0 and < UserDefined ? DeclaredCrs.Of(_path, "", FormattableString.Invariant($"EPSG:{code}"), "")
            : throw new InputException(
                _path, "", Text(Citation)?.Trim('\0', '|', ' ') is { Length: > 0 } name ? Notice.Quoted(name) : "found/no-system",
                "expected/crs", "advice/warp");
    }

    private double[] Block(int block)
    {
        int rows = _file.IsTiled() ? _blockRows : Math.Min(_blockRows, Rows - block * _blockRows), size = _bits / 8;
        // The library makes room for as many packed bytes as the file names.
        if (_file.RawStripSize(block) > new FileInfo(_path).Length) throw Broken();
        byte[] bytes = new byte[rows * _blockColumns * size];
        int read = _file.IsTiled()
            ? _file.ReadEncodedTile(block, bytes, 0, bytes.Length) : _file.ReadEncodedStrip(block, bytes, 0, bytes.Length);
        if (read != bytes.Length) throw Broken();
        var pixels = new double[_blockRows * _blockColumns];
        Func<ReadOnlySpan<byte>, double> number = ReaderOf()!;
        for (int i = 0; i < rows * _blockColumns; i++)
        {
            double value = number(bytes.AsSpan(i * size));
            pixels[i] = value == _noData || (_bits == 32 && _noData is { } none && (float)none == (float)value) ? double.NaN : value;
        }
        return pixels;
    }

    /// <summary>How a sample is read, in the order of bytes of this machine, which the library brings them into.</summary>
    private Func<ReadOnlySpan<byte>, double>? ReaderOf() => (_format, _bits) switch
    {
        (SampleFormat.IEEEFP, 32) => b => MemoryMarshal.Read<float>(b),
        (SampleFormat.IEEEFP, 64) => b => MemoryMarshal.Read<double>(b),
        (SampleFormat.INT, 16) => b => MemoryMarshal.Read<short>(b),
        (SampleFormat.INT, 32) => b => MemoryMarshal.Read<int>(b),
        (SampleFormat.UINT, 8) => b => b[0],
        (SampleFormat.UINT, 16) => b => MemoryMarshal.Read<ushort>(b),
        (SampleFormat.UINT, 32) => b => MemoryMarshal.Read<uint>(b),
        _ => null,
    };

    private int Number(TiffTag tag, int otherwise = 0) => _file.GetField(tag) is [var value, ..] ? value.ToInt() : otherwise;

    private byte[] Bytes(int tag) => _file.GetField((TiffTag)tag) is [_, var value, ..] ? value.ToByteArray() ?? [] : [];

    private string? Text(int tag) => Bytes(tag) is { Length: > 0 } bytes ? Encoding.ASCII.GetString(bytes) : null;

    private double[] Doubles(int tag) =>
        [.. Bytes(tag).Chunk(8).Where(c => c.Length == 8).Select(c => BinaryPrimitives.ReadDoubleLittleEndian(c))];

    /// <summary>
    /// The keys whose value stands beside them. The directory: version, revision, and how many; then key, place, count, value of each.
    /// </summary>
    private static Dictionary<int, int> KeysOf(byte[] directory)
    {
        ushort[] words = [.. directory.Chunk(2).Where(c => c.Length == 2).Select(c => BinaryPrimitives.ReadUInt16LittleEndian(c))];
        var keys = new Dictionary<int, int>();
        for (int i = 4; i + 3 < words.Length; i += 4) if (words[i + 1] == 0) keys[words[i]] = words[i + 3];
        return keys;
    }

    /// <summary>Whatever the library stumbles over in a damaged file is damage.</summary>
    private static T Attempt<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            throw Broken(path, e);
        }
    }

    private InputException Broken() => Broken(_path);

    private static InputException Broken(string path, Exception? e = null) =>
        new(path, "", "found/broken-tiff", "expected/geotiff", "advice/fetch-again", e);

    private sealed class Silence : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }
    }
}
