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
        Assert.Equal(["adult", "bicycle", "child", "elderly", "pram", "wheelchair"],
            ShippedData.Names("walkers").Select(n => Walker.Load(n).Id));

    [Theory]
    [InlineData("adult", "speed-planning")]
    [InlineData("elderly", "speed-elderly")]
    [InlineData("wheelchair", "speed-wheelchair")]
    public void Speeds_lie_within_the_cited_range_and_show_its_confidence(string id, string source)
    {
        using JsonDocument standards = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("..", "reference", "standards.json")));
        JsonElement cited = standards.RootElement.GetProperty("walkingSpeeds").EnumerateArray()
            .Single(s => s.GetProperty("id").GetString() == source);
        Walker walker = Walker.Load(id);
        Assert.StartsWith(source + ":", walker.SpeedSource);
        Assert.Contains($"({cited.GetProperty("confidence").GetString()})", walker.SpeedSource);
        // 4 km/h is 1.11 m/s written with one decimal.
        Assert.InRange(walker.SpeedMetresPerSecond, cited.GetProperty("ms")[0].GetDouble(), cited.GetProperty("ms")[1].GetDouble() + 0.002);
    }

    [Theory]
    [InlineData("\"speed_kmh\": 0", "speed_kmh", "a speed from 0.01")]
    [InlineData("\"speed_kmh\": 1e-320", "speed_kmh", "a speed from 0.01")]
    [InlineData("\"speed_kmh\": \"4\"", "speed_kmh", "a number")]
    [InlineData("\"unknown\": \"know_only\"", "unknown", "perhaps \"known_only\"")]
    [InlineData("\"must_know\": [\"with\"]", "must_know", "perhaps \"width\"")]
    [InlineData("\"must_know\": [null]", "must_know[0]", "a text")]
    [InlineData("\"impasable\": {}", "impasable", "perhaps \"impassable\"")]
    [InlineData("\"impassable\": { \"narower_than_m\": 1 }", "impassable.narower_than_m", "perhaps \"narrower_than_m\"")]
    [InlineData("\"impassable\": { \"surface\": [\"lose\"] }", "impassable.surface", "perhaps \"loose\"")]
    [InlineData("\"impassable\": { \"kerb\": \"raised\" }", "impassable.kerb", "a list")]
    [InlineData("\"may_use_steps\": \"no\"", "may_use_steps", "true or false")]
    [InlineData("\"crossing_seconds\": { \"signals\": { \"minor\": -1 } }", "crossing_seconds.signals.minor", "seconds from 0 to 600")]
    [InlineData("\"crossing_seconds\": { \"signal\": { } }", "crossing_seconds.signal", "perhaps \"signals\"")]
    [InlineData("\"crossing_seconds\": { \"marked\": { \"primarry\": 1 } }", "crossing_seconds.marked.primarry", "perhaps \"primary\"")]
    [InlineData("\"slope\": { \"steepness\": 99 }", "slope.steepness", "a number from 0")]
    [InlineData("\"slope\": { \"max_grad\": 1 }", "slope.max_grad", "perhaps \"max_grade\"")]
    [InlineData("\"riding\": { \"speed_kmh\": 60 }", "riding.speed_kmh", "a speed from 0.01 to 45 km/h")]
    [InlineData("\"riding\": { }", "riding.speed_kmh", "needed")]
    public void A_bad_file_says_where_and_what_was_expected(string part, string where, string expected)
    {
        string speed = part.StartsWith("\"speed_kmh", StringComparison.Ordinal) ? "" : "\"speed_kmh\": 4,";
        File.WriteAllText(
            _file, $$"""{ "id": "x", "name": {}, {{speed}} "speed_source": "", "steps_factor": 2, "steps_source": "",{{'\n'}}{{part}} }""");
        InputException e = Assert.Throws<InputException>(() => Walker.Load(_file));
        Assert.Equal("line 2, " + where, e.Where);
        Assert.Contains(expected, e.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_with_a_file_is_told_at_once()
    {
        File.WriteAllText(
            _file, """{ "id": "x", "name": {}, "speed_source": "", "steps_factor": 99, "steps_source": "", "slope": { "steep": 1 } }""");
        string found = Assert.Throws<InputException>(() => Walker.Load(_file)).Found;
        Assert.All(["3 problems", "line 1, speed_kmh: found nothing", "line 1, steps_factor: found 99",
            "line 1, slope.steep: found the key"], said => Assert.Contains(said, found, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_file_leaves_out_or_gives_as_null_has_its_default()
    {
        File.WriteAllText(_file, """
            { "id": "x", "name": { "en": "X" }, "speed_kmh": 4, "speed_source": "s", "steps_factor": 2, "steps_source": "t", // a comment
              "slope": null, "may_use_steps": null, "impassable": { "kerb": ["Raised"], "surface": ["loose", "uneven"] }, "must_know": ["kerb"], }
            """);
        Walker walker = Walker.Load(_file);
        Assert.Equal((true, 8, 0.4, Walker.AssumePassable, false),
            (walker.MayUseSteps, walker.FerryKmh, walker.Slope.MaxGrade, walker.UnknownPolicy, walker.AtNight));
        Assert.Equal(("X", 0, null), (walker.Name["en"], walker.Crossings.Of(CrossingKind.Signals, RoadClass.Primary), walker.Riding));
        Assert.Equal([Kerb.Raised], walker.Impassable.Kerbs);
        Assert.Equal([Surface.Loose, Surface.Uneven], walker.Impassable.Surfaces);
        Assert.Equal(["kerb"], walker.MustKnow);
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
