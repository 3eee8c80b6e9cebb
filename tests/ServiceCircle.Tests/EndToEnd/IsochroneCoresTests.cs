using System.Globalization;
using System.Text;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The bytes of a file of circles do not depend on how many threads drew them.</summary>
public class IsochroneCoresTests
{
    [Theory]
    [InlineData("separate")]
    [InlineData("split")]
    public void One_core_and_several_write_the_same_bytes(string overlap)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(4);
        var origins = new StringBuilder("id,lon,lat\n");
        for (int i = 0; i < 90; i++)
            origins.Append(CultureInfo.InvariantCulture,
                $"o{i},{110.300 + 0.02 * random.NextDouble():0.000000},{34.905 + 0.015 * random.NextDouble():0.000000}\n");
        string file = folder.Write("origins.csv", origins.ToString()),
            town = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm");

        byte[] one = Draw(1), several = Draw(4);
        Assert.True(one.Length > 20_000, $"{one.Length} bytes");
        Assert.True(one.AsSpan().SequenceEqual(several));

        byte[] Draw(int cores)
        {
            string output = folder.File($"circles-{cores}.geojson");
            CommandLine.Outcome outcome =
                CommandLine.RunOn(
                    cores, "isochrone", town, "--origins", file, "--minutes", "4,8", "--overlap", overlap, "-o", output, "--quiet");
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            return File.ReadAllBytes(output);
        }
    }
}
