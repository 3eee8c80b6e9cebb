using System.IO.Compression;
using System.Text;
using ServiceCircle.Geo;
using ServiceCircle.Osm;

namespace ServiceCircle.Tests.Osm;

/// <summary>What is special about XML: header, editors' and servers' dialects, hostile documents, lines in errors.</summary>
public sealed class XmlReadingTests : IDisposable
{
    private readonly OsmTestFile files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void The_header_comes_from_root_bounds_and_meta()
    {
        byte[] xml = Sample.ToXml(Sample.Small, "generator=\"CGImap\" timestamp=\"2020-01-01T00:00:00Z\"",
            "<bounds minlat=\"31.5\" minlon=\"121\" maxlat=\"32\" maxlon=\"121.25\"/><meta osm_base=\"2024-05-01T12:30:00Z\"/>");
        using OsmFile file = OsmFile.Open(files.Write(xml, "a.osm"));
        Assert.Equal(
            new OsmHeader(
                new DateTimeOffset(2024, 5, 1, 12, 30, 0, TimeSpan.Zero), "CGImap",
                new Box(1_210_000_000, 315_000_000, 1_212_500_000, 320_000_000), false), file.Header);
    }

    [Fact]
    public void What_JOSM_marks_as_deleted_is_left_out()
    {
        byte[] xml =
            Xml("<node id='-1' action='delete' lat='1' lon='2'><tag k='a' v='b'/></node><node id='-2' action='modify' lat='1' lon='2'/>");
        Assert.Equal([Element.Node(-2, 20_000_000, 10_000_000).ToString()], files.Lines(xml, "a.osm"));
    }

    [Fact]
    public void An_incomplete_answer_of_Overpass_is_an_error()
    {
        InputException error = files.Error(Xml("<node id='1' lat='1' lon='2'/><remark> runtime error: Query timed out </remark>"), "a.osm");
        Assert.Contains("timed out", error.Found);
        Assert.Single(files.Lines(Xml("<node id='1' lat='1' lon='2'/><remark>all well</remark>"), "a.osm"));
    }

    [Theory]
    [InlineData("<node id='1' lat='x' lon='2'/>", "latitude \"x\"", 2)]
    [InlineData("\n<node id='1' lat='90.0000001' lon='2'/>", "node/1", 3)]
    [InlineData("<node id='1' lat='NaN' lon='2'/>", "node/1", 2)]
    [InlineData("<node id='1'/>", "node/1", 2)]
    [InlineData("<way id='1.5'/>", "id \"1.5\"", 2)]
    [InlineData("<way/>", "id missing", 2)]
    [InlineData("<way id='1'>\n\n<nd/></way>", "ref missing", 4)]
    [InlineData("<way id='1'><tag k='a'/></way>", "<tag> without v", 2)]
    [InlineData("<relation id='1'><member type='area' ref='1' role=''/></relation>", "\"area\"", 2)]
    [InlineData("<way id='1'>\n</node>", "invalid XML", 3)]
    public void What_is_wrong_is_named_with_its_line(string inside, string found, int line)
    {
        InputException error = files.Error(Xml(inside), "a.osm");
        Assert.Contains(found, error.Found);
        Assert.Equal($"line {line}", error.Where);
    }

    [Theory]
    [InlineData("<osmChange version='0.6'/>", "apply-changes")]
    [InlineData("<html><body>502 Bad Gateway</body></html>", "download it again")]
    public void Other_documents_are_recognised(string xml, string advice) =>
        Assert.Contains(advice, files.Error(Encoding.UTF8.GetBytes(xml), "a.osm").Advice);

    [Fact]
    public void Hostile_documents_are_refused()
    {
        string entities = "<!DOCTYPE osm [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><osm><node id='&b;' lat='1' lon='1'/></osm>";
        files.Error(Encoding.UTF8.GetBytes(entities), "a.osm");
        string deep = "<osm>" + string.Concat(Enumerable.Repeat("<x>", 100_000));
        Assert.Contains("deep", files.Error(Encoding.UTF8.GetBytes(deep), "a.osm").Found);
    }

    [Fact]
    public void An_endless_attribute_in_a_packed_file_is_refused_early()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("<osm><node id='"u8);
            var zeros = new byte[1 << 20];
            zeros.AsSpan().Fill((byte)'0');
            for (int i = 0; i < 40; i++) gzip.Write(zeros);
        }
        Assert.True(buffer.Length < 1_000_000);
        Assert.Contains("within one XML element", files.Error(buffer.ToArray(), "a.osm.gz").Found);
    }

    [Fact]
    public void UTF_16_is_read_too()
    {
        string xml = "<?xml version='1.0' encoding='UTF-16'?><osm><node id='1' lat='1' lon='2'><tag k='name' v='南京路'/></node></osm>";
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(xml)];
        Assert.Equal([Element.Node(1, 20_000_000, 10_000_000, ("name", "南京路")).ToString()], files.Lines(bytes, "a.osm"));
    }

    private static byte[] Xml(string inside) => Encoding.UTF8.GetBytes($"<osm version='0.6'>\n{inside}</osm>");
}
