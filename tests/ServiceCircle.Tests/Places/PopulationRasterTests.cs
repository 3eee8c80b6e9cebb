using System.Globalization;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Places;

/// <summary>People from rasters that GDAL writes in every form in which WorldPop and GHS-POP come.</summary>
public sealed class PopulationRasterTests : IDisposable
{
    private const int Columns = 70, Rows = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Pixel (c, r) holds 100 r + c people; the last column has no data.</summary>
    private string Raster(params string[] options)
    {
        string Row(int row) => string.Join(' ', Enumerable.Range(0, Columns).Select(c => Pixel(c, row)));
        string head = $"ncols {Columns}\nnrows {Rows}\nxllcorner 110\nyllcorner 34\ncellsize 0.01\nNODATA_value -9999\n";
        string text = _folder.Write("grid.asc", head + string.Join('\n', Enumerable.Range(0, Rows).Select(Row)));
        string path = _folder["people.tif"];
        Tool.Run("gdal_translate", "", ["-q", "-a_srs", "EPSG:4326", .. options, text, path]);
        return path;
    }

    private static string Pixel(int column, int row) =>
        column == Columns - 1 ? "-9999" : (row * 100 + column).ToString(CultureInfo.InvariantCulture);

    private static Community Of(Geometry area, double? people = null) =>
        new("a", "a", null, null, new Position(0, 0), area, new People(people));

    /// <summary>An area of pixels from one on, counted from the north-west.</summary>
    private static Geometry Area(double column, double row, double width, double height) => GeometryFactory.Default.ToGeometry(
        new Envelope(110 + column * 0.01, 110 + (column + width) * 0.01, 34.4 - row * 0.01, 34.4 - (row + height) * 0.01));

    [Theory]
    [InlineData("-ot Float32")]
    [InlineData("-ot Float32 -co COMPRESS=LZW")]
    [InlineData("-ot Float32 -co COMPRESS=LZW -co PREDICTOR=3")]
    [InlineData("-ot Float32 -co COMPRESS=DEFLATE -co PREDICTOR=2 -co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=16")]
    [InlineData("-ot Float64 -co COMPRESS=DEFLATE -co PREDICTOR=3 -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16")]
    [InlineData("-ot Int16 -co COMPRESS=LZW -co PREDICTOR=2")]
    [InlineData("-ot Int32 -co COMPRESS=PACKBITS")]
    [InlineData("-ot Float32 -co BIGTIFF=YES -co COMPRESS=DEFLATE")]
    [InlineData("-ot Float32 -co ENDIANNESS=BIG")]
    [InlineData("-ot Float32 -mo AREA_OR_POINT=Point")]
    [InlineData("-ot Float32 -a_srs EPSG:4490")]
    public void Every_form_of_the_raster_has_the_same_people(string options)
    {
        string path = Raster(options.Split(' '));
        using (PixelGrid grid = PixelGrid.Open(path))
        {
            Assert.Equal((Columns, Rows), (grid.Columns, grid.Rows));
            for (int row = 0; row < Rows; row++)
                for (int column = 0; column < Columns - 1; column++) Assert.Equal(row * 100 + column, grid.At(column, row));
            Assert.True(double.IsNaN(grid.At(Columns - 1, 3)));
        }
        var warnings = new List<Notice>();
        // A pixel and a half in width, two in height: columns 3 and half of 4, rows 10 and 11.
        Community filled = PopulationRaster.Fill([Of(Area(3, 10, 1.5, 2))], path, warnings).Single();
        Assert.Equal(1003 + 1103 + (1004 + 1104) / 2.0, filled.People.Total!.Value, 1e-6);
        Assert.Equal(["warning/raster-people"], warnings.Select(w => w.Key));
    }

    [Fact]
    public void Communities_side_by_side_add_up_to_the_pixels_that_they_cover()
    {
        string path = Raster("-ot", "Float32");
        Geometry whole = Area(0.3, 0.7, 60.1, 38.6);
        Geometry[] parts = [.. Enumerable.Range(0, 30).Select(i => whole.Intersection(Area(2.3 * i, 0, 2.3, 40))).Where(p => p.Area > 0)];
        double sum = PopulationRaster.Fill([.. parts.Select(p => Of(p))], path, []).Sum(c => c.People.Total!.Value);
        Assert.Equal(PopulationRaster.Fill([Of(whole)], path, []).Single().People.Total!.Value, sum, 1e-3);
    }

    [Fact]
    public void What_the_raster_cannot_tell_stays_unknown_and_is_told()
    {
        string path = Raster("-ot", "Float32");
        var warnings = new List<Notice>();
        IReadOnlyList<Community> filled = PopulationRaster.Fill(
            [
                Of(Area(1, 1, 1, 1), 7), Of(Area(-1, 1, 3, 1)), Of(Area(69.2, 1, 0.5, 1)), Of(new Point(110.3, 34.2)),
                Of(Area(68.5, 0, 1, 1)), Of(Area(0, 0, 1, 1)),
            ],
            path, warnings);
        Assert.Equal([7.0, null, null, null, 34.0, 0.0], filled.Select(c => c.People.Total is { } t ? Math.Round(t, 6) : (double?)null));
        Assert.Equal(["warning/raster-people", "warning/raster-blank"], warnings.Select(w => w.Key));
        Assert.Contains(("count", "3"), warnings[1].Values.Select(v => (v.Name, $"{v.Value}")));
    }

    /// <summary>The last column has no data: of an area across it a tenth is known, of one beside it three fifths.</summary>
    [Fact]
    public void Areas_of_which_less_than_half_has_data_are_told()
    {
        string path = Raster("-ot", "Float32");
        var warnings = new List<Notice>();
        IReadOnlyList<Community> filled = PopulationRaster.Fill([Of(Area(68.9, 0, 1, 1)), Of(Area(68.4, 1, 1, 1))], path, warnings);
        Assert.Equal([6.8, 100.8], filled.Select(c => Math.Round(c.People.Total!.Value, 6)));
        Assert.Equal(["warning/raster-people", "warning/raster-partly"], warnings.Select(w => w.Key));
        Assert.Contains(("count", "1"), warnings[1].Values.Select(v => (v.Name, $"{v.Value}")));
    }

    [Theory]
    [InlineData("ZSTD", "-co COMPRESS=ZSTD")]
    [InlineData("2 bands", "-b 1 -b 1")]
    [InlineData("32761", "-a_srs EPSG:32761")]
    [InlineData("Mollweide", "-a_srs ESRI:54009")]
    [InlineData("where the pixels lie", "-co PROFILE=BASELINE")]
    [InlineData("scale", "-a_scale 0.1 -a_offset 5")]
    [InlineData("64 bits", "-ot Float64 -co COMPRESS=LZW -co PREDICTOR=2")]
    public void What_cannot_be_read_is_said(string told, string options)
    {
        string path = Raster(options.Split(' '));
        string message = Assert.Throws<InputException>(() => PopulationRaster.Fill([Of(Area(1, 1, 1, 1))], path, [])).Message;
        Assert.Contains(told, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_alone_and_numbers_that_are_no_people_are_refused()
    {
        string path = Raster("-ot", "Float32");
        Assert.Throws<InputException>(() => PopulationRaster.Fill([Of(new Point(110.3, 34.2))], path, []));
        // GDAL says what has no data, unless the numbers are others.
        string text = File.ReadAllText(_folder["grid.asc"]).Replace("NODATA_value -9999", "NODATA_value -1", StringComparison.Ordinal);
        Tool.Run("gdal_translate", "", "-q", "-a_srs", "EPSG:4326", _folder.Write("below.asc", text), _folder["below.tif"]);
        Assert.Contains(
            "-9999",
            Assert.Throws<InputException>(() => PopulationRaster.Fill([Of(Area(68, 0, 1.5, 1))], _folder["below.tif"], [])).Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => PopulationRaster.Fill([], _folder.Write("no.tif", "not a raster"), []));
        Assert.Throws<InputException>(() => PopulationRaster.Fill([], _folder["absent.tif"], []));
    }

    /// <summary>A raster of one pixel, in one block.</summary>
    private string Pixel(string people, params string[] options)
    {
        string head = "ncols 1\nnrows 1\nxllcorner 110\nyllcorner 34\ncellsize 0.01\nNODATA_value -9999\n";
        string text = _folder.Write("pixel.asc", head + people + "\n"), path = _folder["pixel.tif"];
        Tool.Run("gdal_translate", "", ["-q", "-a_srs", "EPSG:4326", "-ot", "Float64", .. options, text, path]);
        return path;
    }

    /// <summary>The people of the pixel's middle quarter.</summary>
    private static IReadOnlyList<Community> FillPixel(string path) =>
        PopulationRaster.Fill([Of(GeometryFactory.Default.ToGeometry(new Envelope(110.0025, 110.0075, 34.0025, 34.0075)))], path, []);

    [Fact]
    public void More_people_than_live_on_earth_are_none_and_what_is_left_of_a_rounding_is_nobody()
    {
        Assert.Contains("20000000000", Assert.Throws<InputException>(() => FillPixel(Pixel("2e10"))).Message, StringComparison.Ordinal);
        Assert.Equal(0, FillPixel(Pixel("1e-12")).Single().People.Total);
        Assert.Equal(3.25, FillPixel(Pixel("13")).Single().People.Total!.Value, 1e-6);
    }

    /// <summary>The fuzzer found it: steps of 1e305 degrees, in which an outline has no height that can be divided by.</summary>
    [Fact]
    public void Pixels_that_are_nowhere_on_earth_are_no_raster()
    {
        const int PixelScale = 33550, EntryBytes = 12;
        string path = Pixel("5");
        byte[] file = File.ReadAllBytes(path);
        int entry = BitConverter.ToInt32(file, 4) + 2;
        while (BitConverter.ToUInt16(file, entry) != PixelScale) entry += EntryBytes;
        BitConverter.GetBytes(8.98846567431158e+305).CopyTo(file, BitConverter.ToInt32(file, entry + 8) + sizeof(double));
        File.WriteAllBytes(path, file);
        Assert.Contains("where the pixels lie", Assert.Throws<InputException>(() => FillPixel(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>The fuzzer found it: the library makes room for a gigabyte where the file says that a block has so many bytes.</summary>
    [Fact]
    public void A_block_that_names_more_bytes_than_the_file_has_is_damage()
    {
        const int StripByteCounts = 279, EntryBytes = 12;
        string path = Pixel("5", "-co", "COMPRESS=DEFLATE");
        byte[] file = File.ReadAllBytes(path);
        int entry = BitConverter.ToInt32(file, 4) + 2;
        while (BitConverter.ToUInt16(file, entry) != StripByteCounts) entry += EntryBytes;
        const ushort Long = 4;
        BitConverter.GetBytes(Long).CopyTo(file, entry + 2);
        BitConverter.GetBytes(1 << 30).CopyTo(file, entry + 8);
        File.WriteAllBytes(path, file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InputException>(() => FillPixel(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    /// <summary>Damage anywhere is said, or does not matter.</summary>
    [Fact]
    public void A_damaged_raster_is_read_or_refused()
    {
        byte[] whole = File.ReadAllBytes(
            Raster("-ot Float32 -co COMPRESS=DEFLATE -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16".Split(' ')));
        var random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 400; round++)
        {
            byte[] bytes = round % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            int most = round % 2 == 0 ? bytes.Length : Math.Min(600, bytes.Length);
            for (int i = 0; i < 4 && most > 0; i++) bytes[random.Next(most)] = (byte)random.Next(256);
            string path = _folder["damaged.tif"];
            File.WriteAllBytes(path, bytes);
            try
            {
                PopulationRaster.Fill([Of(Area(1, 1, 60, 30))], path, []);
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 100, 400);
    }
}
