using System.Text.Json.Nodes;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary><c>--in-crs</c>: the same places in other coordinates give the same walks.</summary>
public sealed class InCrsTests
{
    private static void Homes(MessyFolder folder, string name, string crs, bool isSwapped = false) => folder.Table(
        name, "utf-8", [], "id,x,y", MessyFolder.Communities, c => isSwapped
            ? [c.Id, MessyFolder.In(crs, c.Position).Y, MessyFolder.In(crs, c.Position).X]
            : [c.Id, MessyFolder.In(crs, c.Position).X, MessyFolder.In(crs, c.Position).Y]);

    [Theory]
    [InlineData("gcj02", false)]
    [InlineData("bd09", false)]
    [InlineData("cgcs2000", false)]
    [InlineData("EPSG:4525", false)]
    [InlineData("EPSG:4546", true)]
    [InlineData("EPSG:32649", false)]
    [InlineData("EPSG:3857", false)]
    public void A_matrix_is_the_same(string crs, bool isSwapped)
    {
        using var folder = new MessyFolder();
        Homes(folder, "plain.csv", "wgs84");
        Homes(folder, "other.csv", crs, isSwapped);
        string town = Path.Combine(folder.Path, "town.osm");
        string[] Rows(string file, params string[] more)
        {
            string homes = Path.Combine(folder.Path, file), output = Path.Combine(folder.Path, "matrix.csv");
            CommandLine.Outcome run =
                CommandLine.Run(["matrix", town, "--origins", homes, "--destinations", homes, "-o", output, .. more]);
            Assert.True(run.ExitCode == 0, run.Error);
            return File.ReadAllLines(output);
        }
        string[] plain = Rows("plain.csv"), other = Rows("other.csv", "--in-crs", crs);
        Assert.True(plain.Length > 100);
        Assert.Equal(plain.Length, other.Length);
        for (int i = 1; i < plain.Length; i++)
        {
            string[] p = plain[i].Split(','), o = other[i].Split(',');
            Assert.Equal(p[..2], o[..2]);
            Assert.InRange(Math.Abs(double.Parse(p[2]) - double.Parse(o[2])), 0, 0.2);
        }
    }

    [Fact]
    public void A_point_on_the_command_line_is_in_it_too()
    {
        using var folder = new MessyFolder();
        Position home = MessyFolder.Communities[0].Position;
        string Centre(string crs)
        {
            (string x, string y) = MessyFolder.In(crs, home);
            string output = Path.Combine(folder.Path, "circles.geojson");
            CommandLine.Outcome run = CommandLine.Run(
                "isochrone", Path.Combine(folder.Path, "town.osm"), "--at", $"{x},{y}", "--in-crs", crs, "--minutes", "5", "-o", output);
            Assert.True(run.ExitCode == 0, run.Error);
            JsonNode feature = JsonNode.Parse(File.ReadAllText(output))!["features"]![0]!;
            return feature["properties"]!["area_m2"]!.ToJsonString();
        }
        Assert.Equal(Centre("wgs84"), Centre("EPSG:4525"));
        Assert.Equal(Centre("wgs84"), Centre("gcj02"));
    }

    [Theory]
    [InlineData("EPSG:2364", "EPSG:2364")]
    [InlineData("xian80", "Xian 1980")]
    [InlineData("EPSG:4546", "EPSG:4525")]
    public void What_it_cannot_be_is_refused(string crs, string said)
    {
        using var folder = new MessyFolder();
        Homes(folder, "homes.csv", "EPSG:4525");
        string homes = Path.Combine(folder.Path, "homes.csv");
        CommandLine.Outcome run = CommandLine.Run("matrix", Path.Combine(folder.Path, "town.osm"), "--origins", homes, "--destinations",
            homes, "--in-crs", crs, "-o", Path.Combine(folder.Path, "matrix.csv"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }
}
