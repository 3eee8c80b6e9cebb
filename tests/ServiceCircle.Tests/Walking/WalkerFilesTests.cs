using System.Text.Json;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>The walkers that ship: their numbers against their sources, and what a bad file is told.</summary>
public sealed class WalkerFilesTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"walker-{Guid.NewGuid():N}.json");

    [Fact]
    public void All_of_the_contract_are_there() =>
        Assert.Equal(["adult", "bicycle", "child", "elderly", "pram", "wheelchair"], ShippedData.Names("walkers").Select(n => Walker.Load(n).Id));

    [SkippableTheory]
    [InlineData("adult", "speed-planning")]
    [InlineData("elderly", "speed-elderly")]
    [InlineData("wheelchair", "speed-wheelchair")]
    public void Speeds_lie_within_the_cited_range_and_show_its_confidence(string id, string source)
    {
        using JsonDocument standards = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("..", "reference", "standards.json")));
        JsonElement cited = standards.RootElement.GetProperty("walkingSpeeds").EnumerateArray().Single(s => s.GetProperty("id").GetString() == source);
        Walker walker = Walker.Load(id);
        Assert.StartsWith(source + ":", walker.SpeedSource);
        Assert.Contains($"({cited.GetProperty("confidence").GetString()})", walker.SpeedSource);
        // 4 km/h is 1.11 m/s written with one decimal.
        Assert.InRange(walker.SpeedMetresPerSecond, cited.GetProperty("ms")[0].GetDouble(), cited.GetProperty("ms")[1].GetDouble() + 0.002);
    }

    [Theory]
    [InlineData("\"speed_kmh\": 0", "speed_kmh")]
    [InlineData("\"unknown\": \"maybe\"", "unknown")]
    [InlineData("\"must_know\": [\"colour\"]", "must_know")]
    [InlineData("\"impasable\": {}", "line 1")]
    [InlineData("\"impassable\": { \"surface\": [\"sticky\"] }", "line 1")]
    [InlineData("\"crossing_seconds\": { \"signals\": { \"minor\": -1 } }", "crossing_seconds")]
    [InlineData("\"slope\": { \"steepness\": 99 }", "slope.steepness")]
    [InlineData("\"riding\": { \"speed_kmh\": 60 }, \"speed_kmh\": 4", "riding.speed_kmh")]
    public void A_bad_file_says_where(string part, string where)
    {
        string speed = part.Contains("speed_kmh") ? "" : "\"speed_kmh\": 4,";
        File.WriteAllText(_file, $$"""{ "id": "x", "name": {}, {{speed}} "speed_source": "", "steps_factor": 2, "steps_source": "", {{part}} }""");
        Assert.Equal(where, Assert.Throws<InputException>(() => Walker.Load(_file)).Where);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.05, 0.839457)] // the optimum: exp(-3.5 * 0.05)
    [InlineData(0.05, 1.191246)] // as far above 0 as the optimum is below
    [InlineData(-0.1, 1)] // as far below the optimum as 0 is above
    [InlineData(0.1, 1.419068)]
    [InlineData(9, 4.055200)] // clamped to 0.4: exp(3.5 * 0.4)
    public void Toblers_function_on_the_signed_grade(double grade, double factor) =>
        Assert.Equal(factor, Walker.Load("adult").Slope.TimeFactor(grade), 6);

    public void Dispose() => File.Delete(_file);
}
