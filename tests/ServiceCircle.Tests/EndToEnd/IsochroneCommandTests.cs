using System.Text.Json;

namespace ServiceCircle.Tests.EndToEnd;

public sealed class IsochroneCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_uncertain_speed_draws_where_people_surely_and_where_they_may_get()
    {
        JsonElement[] certain = Draw("15"), uncertain = Draw("15", "--speed-uncertainty", "0.1"), slow = Draw("13.5");

        Assert.Equal(["sure", "maybe"], uncertain.Select(f => f.GetProperty("properties").GetProperty("certainty").GetString()));
        Assert.False(Assert.Single(certain).GetProperty("properties").TryGetProperty("certainty", out _));
        // Nine tenths of the speed, or nine tenths of the time; bands may place the corners of their borders otherwise than one circle.
        Assert.Equal(1, Area(uncertain[0]) / Area(Assert.Single(slow)), 0.005);
        Assert.True(Area(uncertain[0]) < Area(certain[0]) && Area(certain[0]) < Area(uncertain[1]));
    }

    [Fact]
    public void A_share_that_is_none_is_refused()
    {
        CommandLine.Outcome outcome = Run("10", "--speed-uncertainty", "1.5");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("1.5", outcome.Error);
    }

    private static double Area(JsonElement feature) => feature.GetProperty("properties").GetProperty("area_m2").GetDouble();

    private JsonElement[] Draw(string minutes, params string[] more)
    {
        CommandLine.Outcome outcome = Run(minutes, more);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using var document = JsonDocument.Parse(File.ReadAllBytes(_folder.File("circle.geojson")));
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(f => f.Clone())];
    }

    private CommandLine.Outcome Run(string minutes, params string[] more) => CommandLine.Run(
        ["isochrone", Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm"), "--at", "110.31,34.912", "--minutes", minutes, "-o", _folder.File("circle.geojson"), "--quiet", .. more]);
}
