using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

/// <summary>Tables as people write them: titles above the header, coordinates in degrees, minutes and seconds.</summary>
public sealed class ForgivingTableTests
{
    [Theory]
    [InlineData("110°18′15.5″E", true, 110.30430555555556)]
    [InlineData("东经110度18分15.5秒", true, 110.30430555555556)]
    [InlineData("北纬34°54.6'", false, 34.91)]
    [InlineData("34.91°N", false, 34.91)]
    [InlineData("34º54’36”", false, 34.91)]
    [InlineData("34° 54' 36'' s", false, -34.91)]
    [InlineData("W 9°30′", true, -9.5)]
    [InlineData("-9°30′", true, -9.5)]
    [InlineData("１１０°３０′", true, 110.5)]
    [InlineData("34°　54′\u00A036″N", false, 34.91)]
    [InlineData("110°60′", true, null)]
    [InlineData("110°18′60″", true, null)]
    [InlineData("110.5°18′", true, null)]
    [InlineData("110°18.5′15″", true, null)]
    [InlineData("34°N", true, null)] // a latitude among the longitudes
    [InlineData("110°E", false, null)]
    [InlineData("-9°W", true, null)]
    [InlineData("N34°N", false, null)]
    [InlineData("110:18:15", true, null)]
    [InlineData("110", true, null)]
    public void Degrees_minutes_and_seconds(string text, bool isLongitude, double? degrees)
    {
        double? read = DegreeText.Read(text, isLongitude);
        Assert.Equal(degrees is null, read is null);
        if (degrees is { } expected) Assert.Equal(expected, read!.Value, 12);
    }

    [Fact]
    public void A_table_with_degrees_is_read_with_one_note()
    {
        using var folder = new TemporaryFolder();
        Table table = Tables.Read(folder.Write("t.csv", "id,lon,lat\na,110°30′E,34°30′N\nb,110.25,34.75\nc,#N/A,#N/A\n"));
        Assert.Equal(
            [(110.5, 34.5), (110.25, 34.75), null],
            table.Rows.Select(r => r.Geometry is { } g ? (g.Coordinate.X, g.Coordinate.Y) : ((double, double)?)null));
        Notice note = Assert.Single(table.Notes);
        Assert.Equal(("warning/degrees-read", "110°30′E"), (note.Key, note.Values.Single(v => v.Name == "text").Value));
    }

    [Theory]
    [InlineData("某区社区统计表,,\n单位：人,,\nid,name,n\na,b,1\n", 2)]
    [InlineData("某区社区统计表\nid,name,n\na,b,1\n", 1)]
    [InlineData("某区社区统计表\n\nid\tname\tn\na\tb\t1\n", 1)]
    [InlineData("某区社区统计表\nid;name;n\na;b;1\n", 1)]
    [InlineData("id,name,n\na,b,1\n", 0)]
    public void Titles_above_the_header_are_passed_over_with_a_note(string text, int titles)
    {
        using var folder = new TemporaryFolder();
        Table table = Tables.Read(folder.Write("t.csv", text));
        Assert.Equal(["id", "name", "n"], table.Columns);
        Assert.Equal(["a", "b", "1"], Assert.Single(table.Rows).Values);
        Assert.Equal(titles > 0 ? [titles] : [], table.Notes.Select(n => (int)n.Values.Single(v => v.Name == "count").Value));
    }

    [Theory]
    [InlineData("id,,\na,1,2\n", "id")] // columns without a name, and no title
    [InlineData("id\na\nb\n", "id")] // one column
    [InlineData("id\n\na\n", "id")]
    public void A_header_is_no_title(string text, string first)
    {
        using var folder = new TemporaryFolder();
        Table table = Tables.Read(folder.Write("t.csv", text));
        Assert.Equal(first, table.Columns[0]);
        Assert.Empty(table.Notes);
    }
}
