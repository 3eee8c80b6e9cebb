using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

public sealed class GeoJsonWriterTests
{
    private static readonly GeoJsonMetadata Metadata = new("ServiceCircle", "0.1.0")
    {
        OsmDate = "2024-01-01T00:00:00Z",
        Attribution = "© OpenStreetMap contributors",
        Query = new JsonObject { ["minutes"] = new JsonArray(5, 10, 15), ["name"] = "东里" },
        Warnings = ["边缘"],
    };

    [Fact]
    public void A_collection_has_metadata_and_unescaped_text()
    {
        string text = Write(w => w.Feature(new Point(116.4, -0.0), p => p.WriteString("name", "龙跃苑 <b>'"), "c1"));
        Assert.Equal("""
            {"type":"FeatureCollection","metadata":{"engine":{"name":"ServiceCircle","version":"0.1.0"},"osm_date":"2024-01-01T00:00:00Z","attribution":"© OpenStreetMap contributors","query":{"minutes":[5,10,15],"name":"东里"},"warnings":["边缘"]},"features":[
            {"type":"Feature","id":"c1","properties":{"name":"龙跃苑 <b>'"},"geometry":{"type":"Point","coordinates":[116.4,0]}}]}

            """, text);
    }

    [Fact]
    public void Nothing_to_draw_is_null_and_no_features_is_an_empty_array()
    {
        Assert.Equal(0, JsonDocument.Parse(Write(_ => { })).RootElement.GetProperty("features").GetArrayLength());
        var features = JsonDocument.Parse(Write(w =>
        {
            w.Feature(null, _ => { });
            w.Feature(Polygon.Empty, _ => { });
        })).RootElement.GetProperty("features");
        Assert.All(features.EnumerateArray(), f => Assert.Equal(JsonValueKind.Null, f.GetProperty("geometry").ValueKind));
    }

    [Theory]
    [InlineData("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 1))")]
    [InlineData("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 2, 2 1, 1 1))")]
    public void Outer_rings_run_counter_clockwise_and_holes_clockwise(string wkt)
    {
        var rings = JsonDocument.Parse(Write(w => w.Feature(new WKTReader().Read(wkt), _ => { })))
            .RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates");
        Assert.True(Ccw(rings[0]));
        Assert.False(Ccw(rings[1]));

        static bool Ccw(JsonElement ring) =>
            Orientation.IsCCW(ring.EnumerateArray().Select(p => new Coordinate(p[0].GetDouble(), p[1].GetDouble())).ToArray());
    }

    [Fact]
    public void Coordinates_have_at_most_seven_decimals_and_never_an_exponent()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), value =>
        {
            double x = Math.IEEERemainder(value.Get, 180);
            string text = Write(w => w.Feature(new Point(x, 1e-9), _ => { }));
            string number = text[
                (text.IndexOf("coordinates\":[", StringComparison.Ordinal) + 14)..text.LastIndexOf(",0]", StringComparison.Ordinal)];
            double read = double.Parse(
                number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            int point = number.IndexOf('.');
            return Math.Abs(read - x) <= 0.5000001e-7 && (point < 0 || number.Length - point - 1 <= 7) && number != "-0";
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The second implementation is the general formatting of doubles.</summary>
    [Fact]
    public void Coordinates_of_any_size_are_the_digits_of_the_rounded_number()
    {
        var random = new Random(7);
        double[] values =
        [
            0, -0.0, 1, -1, 0.1, 180, -89.9999999, 0.00000005, 0.99999999, 1e8, -1e8, 99_999_999.1234567, 123_456_789.125, 3e15, 1e20,
            .. Enumerable.Range(0, 5_000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-9, 10))),
        ];
        foreach (double value in values)
        {
            string text = Write(w => w.Feature(new Point(value, 0), _ => { }));
            string number = text[
                (text.IndexOf("coordinates\":[", StringComparison.Ordinal) + 14)..text.LastIndexOf(",0]", StringComparison.Ordinal)];
            Assert.Equal((Math.Round(value, 7) + 0.0).ToString("0.#######", CultureInfo.InvariantCulture), number);
        }
    }

    [Theory]
    [InlineData("MULTIPOINT ((1 2), (3 4))")]
    [InlineData("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))")]
    [InlineData("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 20, 21 20, 21 21, 20 20)))")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))")]
    public void What_is_written_reads_back_the_same(string wkt)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("t.geojson", Write(w => w.Feature(new WKTReader().Read(wkt), p => p.WriteNumber("n", 1))));
        Assert.Equal(wkt, Tables.Read(path).Rows.Single().Geometry!.AsText());
    }

    [Fact]
    public void Rare_characters_read_back_the_same()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("t.geojson", Write(w => w.Feature(null, p => p.WriteString("name", "𠮷\"\\\n"))));
        Assert.Equal("𠮷\"\\", Tables.Read(path).Rows.Single().Values[0]);
    }

    [Fact]
    public void Numbers_that_are_none_are_refused() =>
        Assert.Throws<ArgumentException>(() => Write(w => w.Feature(new Point(double.NaN, 1), _ => { })));

    private static string Write(Action<GeoJsonWriter> features)
    {
        using var stream = new MemoryStream();
        GeoJsonWriter.Write(stream, Metadata, features);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
