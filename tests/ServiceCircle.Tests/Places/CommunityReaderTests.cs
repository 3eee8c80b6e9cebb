using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Places;

public sealed class CommunityReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Usual_english_columns_need_no_mapping()
    {
        var c = Read("id,name,type,street,pop,p60,p02,p36,lon,lat\nc1,东里,农村,友谊街道,1200,240.5,,0,114.4,38\n").Single();
        Assert.Equal(("c1", "东里", "rural", "友谊街道"), (c.Id, c.Name, c.Type, c.Unit));
        Assert.Equal(new People(1200, 240.5, null, 0), c.People);
        Assert.Equal(Position.FromDegrees(114.4, 38), c.Position);
    }

    [Fact]
    public void Usual_chinese_columns_need_no_mapping()
    {
        var c = Read("编号,名称,类型,街道,常住人口,60岁以上人口,经度,纬度\n7,东里,城镇,友谊,1200,240,114.4,38\n").Single();
        Assert.Equal(("7", "东里", "urban", "友谊"), (c.Id, c.Name, c.Type, c.Unit));
        Assert.Equal(new People(1200, 240), c.People);
    }

    [Fact]
    public void Without_ids_rows_are_numbered_and_names_fall_back_to_ids()
    {
        var communities = Read("name,lon,lat\n,1,1\n甲,2,2\n");
        Assert.Equal([("1", "1"), ("2", "甲")], communities.Select(c => (c.Id, c.Name)));
        Assert.All(communities, c => Assert.Null(c.People.Total));
    }

    [Fact]
    public void A_polygon_is_represented_by_a_point_inside()
    {
        // A horseshoe, whose centroid lies outside.
        var c = Read("id,wkt\na,\"POLYGON ((0 0, 10 0, 10 10, 9 10, 9 1, 1 1, 1 10, 0 10, 0 0))\"\n").Single();
        Assert.False(c.Geometry.Contains(c.Geometry.Centroid));
        Assert.True(c.Geometry.Contains(
            c.Geometry.Factory.CreatePoint(new NetTopologySuite.Geometries.Coordinate(c.Position.Lon, c.Position.Lat))));
    }

    [Fact]
    public void All_bad_rows_are_told_together()
    {
        var e = Assert.Throws<InputException>(() => Read("""
            id,pop,lon,lat
            a,10,1,1
            a,10,1,1
            b,-1,1,1
            c,many,1,1
            d,10,,
            ,10,1,1
            """));
        Assert.Contains("5 problems", e.Found);
        Assert.Contains("line 3: found the id \"a\", which line 2 has too", e.Found);
        Assert.Contains("line 4: found pop \"-1\"", e.Found);
        Assert.Contains("line 5: found pop \"many\"", e.Found);
        Assert.Contains("line 6: found no geometry", e.Found);
        Assert.Contains("line 7: found an empty id", e.Found);
    }

    [Fact]
    public void Lines_are_no_communities() =>
        Assert.Contains("LineString", Assert.Throws<InputException>(() => Read("id,wkt\na,\"LINESTRING (0 0, 1 1)\"\n")).Message);

    [Theory]
    [InlineData("id,pop\n1,2\n", "no coordinates")]
    [InlineData("id,lon,lat\n", "no rows")]
    public void Tables_that_cannot_be_communities_are_told(string text, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => Read(text)).Message);

    [Fact]
    public void A_mapped_column_must_exist()
    {
        var e = Assert.Throws<InputException>(() => Read("id,lon,lat\n1,2,3\n", new() { ["population"] = "poblacion" }));
        Assert.Equal("columns.population", e.Where);
        Assert.Contains("id, lon, lat", e.Expected);
    }

    [Theory]
    [InlineData("常住人口（万人）", "0.245", 2450.0)]
    [InlineData("常住人口", "2,450", 2450.0)]
    [InlineData("常住人口（人）", "约2450人", 2450.0)]
    [InlineData("人口[千人]", "2.45", 2450.0)]
    [InlineData("人口", "#N/A", null)]
    public void People_are_read_in_the_unit_of_their_header_with_a_note(string header, string cell, double? people)
    {
        var notes = new List<Notice>();
        Table table = Tables.Read(_folder.Write("c.csv", $"id,lon,lat,{header}\na,110,30,\"{cell}\"\nb,110,31,\"{cell}\"\n"));
        Assert.All(CommunityReader.FromTable(table, notes: notes), c => Assert.Equal(people, c.People.Total));
        Assert.Equal(2, Assert.Single(notes).Values.Single(v => v.Name == "count").Value);
    }

    [Theory]
    [InlineData("人口（户）", "800")] // households
    [InlineData("人口占比", "0.2", "人口占比")] // shares
    [InlineData("人口（万人）", "1.2万")] // ten thousands of ten thousands
    [InlineData("人口", "500户")]
    [InlineData("人口", "2,45")]
    [InlineData("人口", "1e-320")] // what is divided by it is no number
    [InlineData("人口", "1e17")]
    public void People_that_may_be_something_else_are_refused(string header, string cell, string? named = null)
    {
        Table table = Tables.Read(_folder.Write("c.csv", $"id,lon,lat,{header}\na,110,30,\"{cell}\"\n"));
        Assert.Throws<InputException>(
            () => CommunityReader.FromTable(table, named is null ? null : new Dictionary<string, string> { ["population"] = named }));
    }

    [Fact]
    public void Neighbourhoods_of_las_palmas_with_spanish_columns()
    {
        string? path = SharedData.Find("data/laspalmas/communities_located.csv");
        Assert.SkipWhen(path is null, "shared data not present");
        var communities =
            CommunityReader.FromTable(
                Tables.Read(path), new Dictionary<string, string> { ["name"] = "barrio", ["population"] = "poblacion", ["unit"] = "distrito" });
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(lines.Length - 1, communities.Count);
        Assert.Equal("1", communities[0].Id);
        Assert.Equal("Jinámar (Fase III)", communities[0].Name);
        Assert.Equal(4318, communities[0].People.Total);
        Assert.Equal(lines.Length - 1, CommunityReader.FromTable(Tables.Read(path), new Dictionary<string, string> { ["id"] = "barrio" }).Count);
    }

    private IReadOnlyList<Community> Read(string text, Dictionary<string, string>? columns = null) =>
        CommunityReader.FromTable(Tables.Read(_folder.Write("c.csv", text)), columns);
}
