using ServiceCircle.Formats;
using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Formats;

public sealed class GeoJsonReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1,2,99]}""", "POINT (1 2)")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[3,4]]}""", "LINESTRING (1 2, 3 4)")]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}""", "MULTILINESTRING ((1 2, 3 4))")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1],[3,2],[2,1]]]}""",
        "POLYGON ((0 0, 9 0, 9 9, 0 0), (2 1, 3 1, 3 2, 2 1))")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]]]}""", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)))")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}""",
        "GEOMETRYCOLLECTION (POINT (1 2))")]
    public void All_seven_types_are_read_bare_and_in_features(string geometry, string wkt)
    {
        Assert.Equal(wkt, Read(geometry).Rows.Single().Geometry!.AsText());
        Assert.Equal(wkt, Read($$"""{"type":"Feature","properties":null,"geometry":{{geometry}}}""").Rows.Single().Geometry!.AsText());
    }

    [Fact]
    public void Columns_are_the_union_of_properties_and_values_are_text()
    {
        var table = Read("""
            {"type":"FeatureCollection","features":[
              {"type":"Feature","id":7,"properties":{"name":"东里","pop":12.50,"old":null},"geometry":null},
              {"type":"Feature","properties":{"ok":true,"name":"","tags":{"a":[1]}},"geometry":{"type":"Polygon","coordinates":[]}}]}
            """);
        Assert.Equal(["name", "pop", "old", "id", "ok", "tags"], table.Columns);
        Assert.Equal(["东里", "12.50", null, "7", null, null], table.Rows[0].Values);
        Assert.Equal([null, null, null, null, "true", """{"a":[1]}"""], table.Rows[1].Values);
        Assert.Equal(["features[0]", "features[1]"], table.Rows.Select(r => r.Where));
        Assert.All(table.Rows, row => Assert.Null(row.Geometry));
    }

    [Fact]
    public void A_property_named_id_wins_over_the_id_of_the_feature()
    {
        var table = Read("""{"type":"Feature","id":7,"properties":{"id":"own"},"geometry":null}""");
        Assert.Equal(["own"], table.Rows[0].Values);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "wgs84")]
    [InlineData("EPSG:4326", "wgs84")]
    [InlineData("urn:ogc:def:crs:EPSG::4490", "cgcs2000")]
    [InlineData("urn:ogc:def:crs:EPSG::4547", "EPSG:4547")]
    [InlineData("EPSG:2349", null)]
    [InlineData("nonsense", null)]
    public void A_declared_system_is_heeded_unless_another_is_given(string crs, string? read)
    {
        string path = _folder.Write(
            "t.geojson", $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"{{{crs}}}"}},"features":[]}""");
        if (read is not null) Assert.Equal(read, Tables.Read(path).Crs.Name);
        else Assert.Equal("crs", Assert.Throws<InputException>(() => Tables.Read(path)).Where);
        Assert.Equal("gcj02", Tables.Read(path, new TableOptions { Crs = Crs.Gcj02 }).Crs.Name);
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1]}""", ".coordinates", "1 numbers")]
    [InlineData("""{"type":"Point","coordinates":["1","2"]}""", ".coordinates", "numbers")]
    [InlineData("""{"type":"Point","coordinates":[39.9,116.4]}""", ".coordinates", "swapped")]
    [InlineData("""{"type":"Point","coordinates":[500000,4400000]}""", ".coordinates", "crs")]
    [InlineData("""{"type":"Point"}""", "", "no \"coordinates\"")]
    [InlineData("""{"type":"Circle","coordinates":[1,2]}""", ".type", "Circle")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2]]}""", ".coordinates", "one position")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,1]]]}""", ".coordinates[0]", "not closed")]
    [InlineData("""{"type":"Polygon","coordinates":[[],[[0,0],[9,0],[9,9],[0,0]]]}""", ".coordinates[0]", "0 positions")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,0]]]}""", ".coordinates[0]", "3 positions")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":7}]}""",
        ".geometries[1].coordinates", "an array")]
    public void Bad_geometry_is_told_by_its_path(string geometry, string path, string said)
    {
        var e = Assert.Throws<InputException>(() => Read(
            $$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null},{"type":"Feature","properties":{},"geometry":{{geometry}}}]}"""));
        Assert.Equal("features[1].geometry" + path, e.Where);
        Assert.Contains(said, e.Message);
    }

    [Theory]
    [InlineData("{\n\"type\":\n}", "line 3, byte 1")]
    [InlineData("""{"type":"FeatureCollection"}""", "features")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Point"}]}""", "features[0]")]
    [InlineData("[1,2]", "")]
    public void What_is_no_geojson_is_told(string text, string where)
    {
        string found = Assert.Throws<InputException>(() => Read(text)).Where;
        Assert.Equal(where, found);
    }

    [Theory]
    [InlineData("\"name\": \"\\ud800\"")]
    [InlineData("\"\\udfff\": 1")]
    public void Half_a_character_is_refused_with_its_line(string property)
    {
        InputException e = Assert.Throws<InputException>(() => Read(
            "{\"type\":\"Feature\",\n\"properties\":{" + property + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}"));
        Assert.Equal(("line 2", "text of whole characters"), (e.Where, e.Expected));
    }

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_overflow()
    {
        string deep = string.Concat(Enumerable.Repeat("""{"type":"GeometryCollection","geometries":[""", 100_000));
        Assert.Throws<InputException>(() => Read(deep));
    }

    private Table Read(string text) => Tables.Read(_folder.Write("t.geojson", text));
}
