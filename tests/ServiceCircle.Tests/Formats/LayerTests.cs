using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Formats;

public sealed class LayerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_of_a_table_are_what_all_of_their_cells_are()
    {
        Layer layer = Csv("id,code,whole,number,yes,minutes,note,mixed,none\n1,007,12,1.5,true,15,=1+1,true,\n2,008,-3,2,false,3,x,4,\n");
        Assert.Equal(
            [
                ValueKind.Text, ValueKind.Text, ValueKind.Whole, ValueKind.Number, ValueKind.YesNo, ValueKind.Number, ValueKind.Text,
                ValueKind.Text, ValueKind.Text,
            ],
            layer.Columns.Select(c => c.Kind));
        Assert.Equal(["1", "007", 12L, 1.5, true, 15.0, "=1+1", "true", null], layer.Rows().First().Values);
    }

    [Fact]
    public void A_table_with_longitudes_and_latitudes_is_a_layer_of_points()
    {
        Layer layer = Csv("id,lon,lat\na,116.5,39\nb,,\n");
        Assert.True(layer is { IsSpatial: true, Shapes: Shapes.Points, RowsWithout: 1 });
        Assert.Equal(new Coordinate(116.5, 39), layer.Rows().First().Geometry!.Coordinate);
        Assert.False(Csv("id,lon,lat\na,east,39\n").IsSpatial);
    }

    [Theory]
    [InlineData("circle_share", "Share")]
    [InlineData("elder.daycare.share_population_60plus", "Share")]
    [InlineData("elder.daycare.minutes_before", "Minutes")]
    [InlineData("snap_distance_m", "Metres")]
    [InlineData("area_m2", "SquareMetres")]
    [InlineData("population_gained", "People")]
    [InlineData("shared", "None")]
    [InlineData("sport.count", "None")]
    public void The_name_of_a_column_tells_what_it_measures(string column, string expected) =>
        Assert.Equal(expected, $"{Measures.Of(column)}");

    [Fact]
    public void Names_of_fields_are_short_distinct_and_say_what_they_are()
    {
        string[] columns =
        [
            "id", "elder.daycare.minutes", "elder.daycare.straight_line_covered", "elder.daytime.minutes", "社区", "街道", "ID", "snap_distance_m",
            "a_b_c_d_e_f_g_h_i_j", "population_60plus_covered",
        ];
        string[] names = FieldNames.OfDbf(columns);
        Assert.All(names, n => Assert.Matches("^[A-Za-z0-9_社区街道]{1,10}$", n));
        Assert.All(names, n => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(n), 1, 10));
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(["id", "el_day_min", "e_da_st_co", "el_day_m_2", "社区", "街道", "ID_2", "sna_dist_m"], names[..8]);
        Assert.Equal(["elder_daycare_minutes", "fid_2", "社区"], FieldNames.Plain(["elder.daycare.minutes", "fid", "社区"], "fid"));
    }

    [Theory]
    [InlineData("社区", 5, "社")]
    [InlineData("ab", 5, "ab")]
    [InlineData("a😀b", 4, "a")]
    [InlineData("", 3, "")]
    public void Text_is_cut_at_whole_characters(string text, int bytes, string expected) =>
        Assert.Equal(expected, FieldNames.Cut(text, bytes));

    [Fact]
    public void Names_of_sheets_are_as_Excel_takes_them()
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string longName = new('长', 40);
        Assert.Equal(
            ["a b", "A b (2)", new string('长', 31), new string('长', 27) + " (2)", "sheet history", "x"],
            new[] { "a/b", "A:b", longName, longName, "history", "'x'" }.Select(t => SheetNames.Next(t, used)));
    }

    [Fact]
    public void Long_texts_are_cut_in_a_Shapefile_and_counted()
    {
        string name = new('区', 100);
        Layer layer = Csv($"id,name,lon,lat\n1,{name},116.5,39\n2,短,116.5,39\n");
        Assert.Equal(1, ShapefileWriter.CutTexts(layer));
        foreach ((string file, Action<Stream> write) in ShapefileWriter.Files(layer, _folder["a"], ["1", "2", "3", "4"]))
            OutputFile.Write(file, write);
        string told = Tool.Run("ogrinfo", "", "-ro", "-al", _folder["a.shp"]);
        Assert.Contains($"name (String) = {new string('区', 84)}\n", told, StringComparison.Ordinal);
        Assert.Contains("POINT (116.5 39", told, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_spreadsheet_would_run_stays_text()
    {
        // As the table has it: an apostrophe before what might be a formula.
        Layer layer = Csv("id,name\n1,'=1+1\n2,\"'@SUM(A1)\"\n");
        Assert.Equal(["=1+1", "@SUM(A1)"], layer.Rows().Select(r => r.Values[1]));
        using var csv = new MemoryStream();
        LayerCsv.Write(csv, layer);
        Assert.Equal("\ufeffid,name\n1,'=1+1\n2,'@SUM(A1)\n", Encoding.UTF8.GetString(csv.ToArray()));
        using var workbook = new MemoryStream();
        WorkbookWriter.Write(workbook, [new PackagedLayer(layer, "t", ["id", "name"])]);
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(workbook, isEditable: false);
        string sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet.OuterXml;
        Assert.DoesNotContain("<x:f", sheet, StringComparison.Ordinal);
        Assert.Contains("=1+1</x:t>", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_are_split_between_Shapefiles_and_single_areas_join_multiple_ones()
    {
        GeometryFactory f = GeometryFactory.Default;
        Polygon square = (Polygon)f.ToGeometry(new Envelope(0, 1, 0, 1));
        Geometry[] shapes = [f.CreateGeometryCollection([square, f.CreatePoint(new Coordinate(5, 5))]), f.CreateMultiPolygon([square])];
        var layer = new Layer("x", ["n"], () => shapes.Select((s, i) => new LayerRow(s, [(long)i]))) { IsSpatial = true };
        string[] files = [.. ShapefileWriter.Files(layer, "x", ["n"]).Select(file => file.Name).Where(n => n.EndsWith(".shp", StringComparison.Ordinal))];
        Assert.Equal(["x_polygon.shp", "x_point.shp"], files);
        byte[] blob = GeoPackageGeometry.ToBytes(square, asMany: true, 4326);
        Assert.Equal("GP"u8.ToArray(), blob[..2]);
        Assert.Equal("MultiPolygon", new NetTopologySuite.IO.WKBReader().Read(blob[40..]).GeometryType);
    }

    [Fact]
    public void Files_of_one_run_get_their_names_together_or_none()
    {
        _folder.Write("a.txt", "old");
        using (var files = new OutputFiles())
        {
            files.Write(_folder["a.txt"], s => s.Write("new"u8));
            files.Write(_folder["b.txt"], s => s.Write("new"u8));
            Assert.Throws<InputException>(() => files.Write(_folder["b.txt"], _ => { }));
            using (var reader = new StreamReader(files.Read(_folder["a.txt"]))) Assert.Equal("new", reader.ReadToEnd());
            files.WriteAgain(_folder["a.txt"], s => s.Write("again"u8));
            Assert.Equal("old", File.ReadAllText(_folder["a.txt"]));
        }
        Assert.Equal([_folder["a.txt"]], Directory.GetFiles(_folder.Path));
        using (var files = new OutputFiles())
        {
            files.Write(_folder["a.txt"], s => s.Write("new"u8));
            files.WriteAgain(_folder["a.txt"], s => s.Write("again"u8));
            files.Complete();
        }
        Assert.Equal("again", File.ReadAllText(_folder["a.txt"]));
        Assert.Equal([_folder["a.txt"]], Directory.GetFiles(_folder.Path));
    }

    private Layer Csv(string text)
    {
        string path = _folder.Write("t.csv", text);
        return CsvLayer.Read("t", () => File.OpenRead(path));
    }
}
