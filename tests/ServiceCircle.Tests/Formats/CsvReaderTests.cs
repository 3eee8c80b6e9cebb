using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

public sealed class CsvReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Delimiter_is_found_from_the_header(string d)
    {
        var table = Read($"id{d}name{d}lon{d}lat\n1{d}\"a, b; c\td\"{d}116.4{d}39.9\n");
        Assert.Equal(["id", "name", "lon", "lat"], table.Columns);
        Assert.Equal("a, b; c\td", table.Rows[0].Values[1]);
        Assert.Equal(new Coordinate(116.4, 39.9), table.Rows[0].Geometry!.Coordinate);
    }

    [Theory]
    [InlineData("lon,lat")]
    [InlineData("Longitude,LATITUDE")]
    [InlineData("lng,lat")]
    [InlineData("X,Y")]
    [InlineData("经度,纬度")]
    public void Coordinate_columns_are_found_by_their_usual_names(string header)
    {
        var table = Read($"{header}\n116.4,39.9\n");
        Assert.Equal(new Coordinate(116.4, 39.9), table.Rows[0].Geometry!.Coordinate);
    }

    [Fact]
    public void Named_columns_win_over_usual_ones()
    {
        string path = _folder.Write("t.csv", "lon,lat,a,b\n1,2,3,4\n");
        var table = Tables.Read(path, new TableOptions { XColumn = "a", YColumn = "b" });
        Assert.Equal(new Coordinate(3, 4), table.Rows[0].Geometry!.Coordinate);
    }

    [Fact]
    public void Well_known_text_gives_geometry()
    {
        var table = Read("id,wkt\na,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\nb,\n");
        Assert.Equal(0.5, table.Rows[0].Geometry!.Area);
        Assert.Null(table.Rows[1].Geometry);
    }

    [Fact]
    public void Collections_in_collections_are_refused_before_they_exhaust_the_stack()
    {
        string deep = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION (", 100_000));
        Assert.Contains("well-known text", Assert.Throws<InputException>(() => Read($"id,wkt\na,\"{deep}\"\n")).Message);
    }

    [Fact]
    public void Utf8_with_byte_order_mark_keeps_the_first_column_name()
    {
        string path = _folder.Write("t.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("名称,人口\n东里社区,12\n")]);
        var table = Tables.Read(path);
        Assert.Equal(0, table.IndexOf("名称"));
        Assert.Empty(table.Notes);
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("gbk")]
    public void Chinese_code_pages_are_found_and_said(string encoding)
    {
        string path = _folder.Write(
            "t.csv", CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes("名称,经度,纬度\n西美社区,114.4,38.0\n"));
        var table = Tables.Read(path);
        Assert.Equal("西美社区", table.Rows[0].Values[0]);
        Assert.Contains("GB18030", Assert.Single(table.Notes).ToString());
        Assert.Empty(Tables.Read(path, encoding).Notes);
    }

    [Fact]
    public void Quoted_line_breaks_and_blank_lines_leave_line_numbers_right()
    {
        var table = Read("id,name\r\n1,\"two\r\nlines\"\r\n\r\n2,b\r\n,\r\n3,c\r\n");
        Assert.Equal(["line 2", "line 5", "line 7"], table.Rows.Select(r => r.Where));
        Assert.Equal("two\r\nlines", table.Rows[0].Values[1]);
    }

    [Fact]
    public void Empty_cells_are_null_and_rows_without_coordinates_have_no_geometry()
    {
        var table = Read("id,note,lon,lat\n1, ,,\n");
        Assert.Equal(["1", null, null, null], table.Rows[0].Values);
        Assert.Null(table.Rows[0].Geometry);
    }

    [Fact]
    public void Unnamed_columns_of_spreadsheets_get_a_name()
    {
        Assert.Equal(["id", "column 2", "column 3"], Read("id,,\n1,2,3\n").Columns);
    }

    [Theory]
    [InlineData("", "", "an empty file")]
    [InlineData("  \n\n", "", "no text but blanks")]
    [InlineData("1,2\n3,4\n", "line 1", "only numbers")]
    [InlineData("id,id\n1,2\n", "line 1", "twice")]
    [InlineData("id,lon,lat\n1,2\n", "line 2", "2 cells")]
    [InlineData("id,lon,lat\n1,abc,39\n", "line 2", "lon \"abc\"")]
    [InlineData("id,lon,lat\n1,116,\n", "line 2", "an empty lat")]
    [InlineData("id,lon,lat\n1,39.9,116.4\n", "line 2", "swapped")]
    [InlineData("id,lon,lat\n1,500123.4,4400123.4\n", "line 2", "EPSG:4547")]
    [InlineData("id;lon;lat\n1;116,4;39,9\n", "line 2 and 1 more", "Write decimals with a point")]
    [InlineData("id,wkt\n1,POINT 3\n", "line 2", "well-known text")]
    [InlineData("id,wkt\n1,\"POINT (1 2, 3 4)\"\n", "line 2", "well-known text")]
    [InlineData("id,wkt\n1,POINT (东 2)\n", "line 2", "well-known text")]
    [InlineData("id,wkt\n1,POINT (39 116)\n", "line 2", "swapped")]
    [InlineData("id,name\n1,a\"b\n", "line 2", "quotation marks")]
    [InlineData("id,name\n1,\"b\n2,c\n", "line 2", "quotation marks")]
    public void Bad_files_say_where_and_what(string text, string where, string said)
    {
        var e = Assert.Throws<InputException>(() => Read(text));
        Assert.Equal(where, e.Where);
        Assert.Contains(said, e.Message);
        Assert.EndsWith("t.csv", e.File);
    }

    [Fact]
    public void All_bad_rows_are_told_at_once_up_to_twenty()
    {
        var e = Assert.Throws<InputException>(
            () => Read("id,lon,lat\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"{i},x,1\n"))));
        Assert.Contains("25 problems", e.Found);
        Assert.Contains("line 21:", e.Found);
        Assert.DoesNotContain("line 22:", e.Found);
        Assert.Contains("and 5 more", e.Found);
    }

    [Fact]
    public void Columns_x_and_y_are_plain_columns_where_geometry_does_not_matter()
    {
        string path = _folder.Write("t.csv", "x,y\n500123.4,4400123.4\n");
        Assert.Null(Tables.Read(path, new TableOptions { WithoutGeometry = true }).Rows[0].Geometry);
    }

    /// <summary>As Amap's search hands them out; a column that is only called so is a plain column.</summary>
    [Theory]
    [InlineData("name,location\n甲,\"116.48,39.99\"\n乙,\n", 116.48)]
    [InlineData("名称\t经纬度\n甲\t116.48，39.99\n", 116.48)]
    [InlineData("name,location\n甲,德化街\n乙,\"116.48,39.99\"\n", null)]
    public void Both_coordinates_may_stand_in_one_column(string text, double? lon)
    {
        Table table = Tables.Read(_folder.Write("pair.csv", text));
        Assert.Equal(lon, table.Rows[0].Geometry?.Coordinate.X);
        if (lon is not null) Assert.Equal(39.99, table.Rows[0].Geometry!.Coordinate.Y);
    }

    [Fact]
    public void Unknown_formats_and_encodings_and_absent_files_are_told()
    {
        Assert.Contains(".csv", Assert.Throws<InputException>(() => Tables.Read("a.docx")).Expected);
        Assert.Contains("no such file", Assert.Throws<InputException>(() => Tables.Read(_folder["none.csv"])).Message);
        string path = _folder.Write("t.csv", "id\na\n");
        Assert.Contains("klingon", Assert.Throws<InputException>(() => Tables.Read(path, "klingon")).Message);
        string latin = _folder.Write("l.csv", [.. "id\n"u8, 0xFF, 0xFF]);
        Assert.Equal("byte 3", Assert.Throws<InputException>(() => Tables.Read(latin, "utf-8")).Where);
    }

    private Table Read(string text) => Tables.Read(_folder.Write("t.csv", text));
}
