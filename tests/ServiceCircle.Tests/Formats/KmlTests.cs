using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Formats;

/// <summary>KML as Google Earth, ArcGIS, Amap and GDAL write it, and what is broken.</summary>
public sealed class KmlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Table Read(string inside, TableOptions? options = null) =>
        Tables.Read(_folder.Write("a.kml", Kml(inside)), options ?? new TableOptions());

    private static string Kml(string inside) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>d</name>{inside}</Document></kml>""";

    [Fact]
    public void Folders_names_and_data_are_columns()
    {
        Table table = Read("""
            <Schema name="s" id="s"><SimpleField name="人口" type="int"/></Schema>
            <Folder><name>养老</name><Folder><name>日间照料</name>
              <Placemark><name> 德化街 </name><description><![CDATA[<b>x</b>]]></description>
                <ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="人口">12</SimpleData></SchemaData>
                  <Data name="床位"><displayName>beds</displayName><value>30</value></Data></ExtendedData>
                <Point><coordinates>113.6,34.7,110</coordinates></Point></Placemark></Folder></Folder>
            <Placemark><name>b</name><styleUrl>#x</styleUrl></Placemark>
            """);
        Assert.Equal(["folder", "name", "description", "人口", "床位"], table.Columns);
        Assert.Equal(["养老/日间照料", "德化街", "<b>x</b>", "12", "30"], table.Rows[0].Values);
        Assert.Equal([null, "b", null, null, null], table.Rows[1].Values);
        Assert.Equal((new Point(113.6, 34.7), "line 3"), (table.Rows[0].Geometry, table.Rows[0].Where));
        Assert.Null(table.Rows[1].Geometry);
    }

    [Theory]
    [InlineData("<LineString><coordinates>1,2 3,4\n5,6</coordinates></LineString>", "LINESTRING (1 2, 3 4, 5 6)")]
    [InlineData("<Point><coordinates> 1 , 2 , 0 </coordinates></Point>", "POINT (1 2)")]
    [InlineData("<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>5,1 6,1 6,2 5,1</coordinates></LinearRing></innerBoundaryIs></Polygon>", "POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))")]
    [InlineData("<MultiGeometry><Point><coordinates>1,2</coordinates></Point><MultiGeometry><Point><coordinates>3,4</coordinates></Point></MultiGeometry></MultiGeometry>", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("<MultiGeometry></MultiGeometry>", null)]
    [InlineData("<Point><coordinates/></Point>", null)]
    public void Geometries_are_read(string kml, string? expected)
    {
        Geometry? read = Read($"<Placemark>{kml}</Placemark>").Rows[0].Geometry;
        Assert.Equal(expected, read?.AsText());
    }

    [Fact]
    public void What_the_study_says_of_the_numbers_counts()
    {
        const string Placemark = "<Placemark><Point><coordinates>113.62,34.75</coordinates></Point></Placemark>";
        (double lon, double lat) = Crs.Gcj02.ToWgs84(113.62, 34.75);
        Assert.Equal(new Coordinate(lon, lat), Read(Placemark, new TableOptions { Crs = Crs.Gcj02 }).Rows[0].Geometry!.Coordinate);
        Assert.Null(Read(Placemark, new TableOptions { WithoutGeometry = true }).Rows[0].Geometry);
    }

    [Theory]
    [InlineData("<Point><coordinates>34.75;113.62</coordinates></Point>", "longitude,latitude")]
    [InlineData("<Point><coordinates>34.75</coordinates></Point>", "longitude,latitude")]
    [InlineData("<Point><coordinates>34.75,113.62</coordinates></Point>", "look swapped")]
    [InlineData("<LineString><coordinates>1,2</coordinates></LineString>", "one position")]
    [InlineData("<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,1</coordinates></LinearRing></outerBoundaryIs></Polygon>", "not closed")]
    [InlineData("<Model><Location/></Model>", "found a Model")]
    [InlineData("<ExtendedData><Data name='a'><value>1</value></Data><Data name='a'><value>2</value></Data></ExtendedData>", "the column \"a\" twice")]
    public void A_bad_placemark_is_told_by_its_line(string kml, string said)
    {
        var e = Assert.Throws<InputException>(() => Read($"\n<Placemark>{kml}</Placemark>"));
        Assert.Contains(said, e.Message);
        Assert.Equal("line 2", e.Where);
    }

    [Theory]
    [InlineData("<!DOCTYPE kml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><kml>&b;</kml>", "invalid XML")]
    [InlineData("<!DOCTYPE kml SYSTEM 'file:///etc/passwd'><kml/>", "invalid XML")]
    [InlineData("<kml><Document>", "invalid XML")]
    [InlineData("hello", "invalid XML")]
    [InlineData("<html/>", "root element <html>")]
    [InlineData("<kml><Document/></kml>", "no Placemark")]
    [InlineData("<kml><NetworkLink/></kml>", "no Placemark")]
    public void What_is_no_KML_is_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => Tables.Read(_folder.Write("a.kml", text))).Message);

    /// <summary>Elements in elements: folders, geometries, and what is passed over.</summary>
    [Theory]
    [InlineData("<Folder>", "</Folder>")]
    [InlineData("<Placemark>", "</Placemark>")]
    [InlineData("<Style>", "</Style>")]
    [InlineData("<Style>", "")]
    [InlineData("<Placemark><MultiGeometry>", "</MultiGeometry></Placemark>")]
    public void A_hundred_thousand_elements_in_one_another_are_refused(string start, string end)
    {
        string text = Kml(string.Concat(Enumerable.Repeat(start, 100_000)) + string.Concat(Enumerable.Repeat(end, 100_000)));
        Assert.Contains("more than 64 deep", Assert.Throws<InputException>(() => Tables.Read(_folder.Write("a.kml", text))).Message);
    }

    [Fact]
    public void Columns_without_end_are_refused()
    {
        string text = Kml(string.Concat(Enumerable.Range(0, 20_000).Select(
            i => $"<Placemark><ExtendedData><Data name='c{i}'><value>1</value></Data></ExtendedData></Placemark>")));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("grows far beyond", Assert.Throws<InputException>(() => Tables.Read(_folder.Write("a.kml", text))).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512L << 20);
    }

    private string Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        return _folder.Write("a.kmz", stream.ToArray());
    }

    [Fact]
    public void A_kmz_is_unpacked_in_memory()
    {
        byte[] inside = Encoding.UTF8.GetBytes(Kml("<Placemark><name>德化街</name></Placemark>"));
        Assert.Equal("德化街", Tables.Read(Zip(("files/a.png", []), ("../../x.kml", inside))).Rows[0].Values[0]);
        Assert.Equal("德化街", Tables.Read(Zip(("doc.kml", Encoding.UTF8.GetBytes(Kml("<NetworkLink/>"))), ("layers/a.kml", inside))).Rows[0].Values[0]);
        Assert.Contains("without a .kml", Assert.Throws<InputException>(() => Tables.Read(Zip(("a.txt", inside)))).Message);
        Assert.Contains("damaged ZIP", Assert.Throws<InputException>(() => Tables.Read(_folder.Write("b.kmz", "PK\u0003\u0004"))).Message);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "../../x.kml")));
    }

    [Fact]
    public void A_kmz_that_unpacks_to_much_is_refused()
    {
        string path = Zip(("doc.kml", new byte[200_000_000]));
        Assert.Contains("more than fifty times", Assert.Throws<InputException>(() => Tables.Read(path)).Message);
    }
}
