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

    /// <summary>
    /// The people of README's table within fifteen minutes of a day care centre, counted by circles instead of by a study.
    /// </summary>
    [Fact]
    public void People_in_circles_are_those_that_the_study_counts()
    {
        string residents = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "communities.geojson");
        JsonElement all = Assert.Single(DrawAround(DayCare(), "--overlap", "dissolve", "--residents", residents)).GetProperty("properties");
        Assert.Equal((31_420, 31_420), (People(all), Own(all)));

        JsonElement[] each = [.. DrawAround(DayCare(), "--residents", residents).Select(f => f.GetProperty("properties"))];
        Assert.Equal(3, each.Length);
        // Whoever is in one circle only is somebody's own; the others are counted at least twice.
        double shared = 31_420 - each.Sum(Own);
        Assert.True(shared > 0 && each.Sum(People) - each.Sum(Own) >= 2 * shared);
        Assert.Equal(31_420,
            DrawAround(DayCare(), "--overlap", "split", "--residents", residents).Sum(f => People(f.GetProperty("properties"))));

        static double People(JsonElement circle) => circle.GetProperty("population").GetDouble();
        static double Own(JsonElement circle) => circle.GetProperty("exclusive_population").GetDouble();
    }

    [Fact]
    public void Who_cannot_be_counted_is_told()
    {
        string people = _folder.Write("people.csv", "id,lon,lat,population\na,110.31,34.912,100\nb,110.40,34.80,7\nc,110.311,34.912,\n");
        string far = _folder.Write("far.csv", "id,lon,lat\nnear,110.31,34.912\nfar,110.40,34.80\n");
        CommandLine.Outcome outcome =
            CommandLine.Run(
                "isochrone", Town, "--origins", far, "--minutes", "5", "--residents", people, "-o", _folder.File("circle.geojson"),
                "--json");
        JsonElement told = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("residents");
        Assert.Equal((100, 7, 1),
            (told.GetProperty("counted").GetDouble(), told.GetProperty("not_on_network").GetDouble(),
                told.GetProperty("rows_without_number").GetInt32()));
        JsonElement[] circles = [.. Features("circle.geojson").Select(f => f.GetProperty("properties"))];
        Assert.Equal(100, circles[0].GetProperty("population").GetDouble());
        Assert.Equal(JsonValueKind.Null, circles[1].GetProperty("population").ValueKind);
    }

    [Theory]
    [InlineData("polygon")]
    [InlineData("edges")]
    public void A_stopped_run_goes_on_and_ends_in_the_same_bytes(string geometry)
    {
        string residents = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "communities.geojson"),
            origins = _folder.Write("origins.csv", Places(70));
        string[] question =
            ["isochrone", Town, "--origins", origins, "--minutes", "2,4", "--geometry", geometry, "--residents", residents, "--json"];
        Assert.Equal(0, CommandLine.Run([.. question, "-o", _folder.File("whole.geojson")]).ExitCode);

        // A folder in the file's place stops the run when all is drawn; its part stays.
        Directory.CreateDirectory(_folder.File("stopped.geojson"));
        Assert.Equal(3, CommandLine.Run([.. question, "--resume", "-o", _folder.File("stopped.geojson")]).ExitCode);
        byte[] part = File.ReadAllBytes(_folder.File("stopped.geojson.part"));
        Directory.Delete(_folder.File("stopped.geojson"));

        // A place ends with a line that is a number; a hundred bytes more are the beginning of the next.
        int[] ends = [.. Enumerable.Range(2, part.Length - 2)
            .Where(i => part[i] == '\n' && part[i - 1] is >= (byte)'0' and <= (byte)'9' && part[i - 2] == '\n')];
        Assert.Equal(70, ends.Length);
        foreach ((int length, int drawn) in new[] { (0, 0), (ends[9] + 100, 10), (ends[65] + 100, 66), (part.Length, 70) })
        {
            File.WriteAllBytes(_folder.File("circle.geojson.part"), part[..length]);
            CommandLine.Outcome outcome = CommandLine.Run([.. question, "--resume", "-o", _folder.File("circle.geojson")]);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            Assert.Equal(drawn, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("origins_resumed").GetInt32());
            Assert.True(File.ReadAllBytes(_folder.File("whole.geojson")).AsSpan()
                .SequenceEqual(File.ReadAllBytes(_folder.File("circle.geojson"))));
            Assert.False(File.Exists(_folder.File("circle.geojson.part")));
        }

        // More places than were asked: somebody changed it.
        File.WriteAllBytes(_folder.File("circle.geojson.part"), [.. part, .. "0\n"u8]);
        Assert.Equal(3, CommandLine.Run([.. question, "--resume", "-o", _folder.File("circle.geojson")]).ExitCode);

        // Other limits are another question.
        File.WriteAllBytes(_folder.File("circle.geojson.part"), part);
        CommandLine.Outcome other =
            CommandLine.Run([.. question[..4], "--minutes", "5", "--geometry", geometry, "--resume", "-o", _folder.File("circle.geojson")]);
        Assert.Equal(3, other.ExitCode);
        Assert.Contains("circle.geojson.part", other.Error);
        Assert.Equal(part, File.ReadAllBytes(_folder.File("circle.geojson.part")));
    }

    [Fact]
    public void Only_separate_circles_can_be_gone_on_with() => Assert.Equal(2, Run("10", "--overlap", "split", "--resume").ExitCode);

    [Fact]
    public void A_wrong_request_begins_nothing()
    {
        Assert.Equal(3, Run("0", "--resume").ExitCode);
        Assert.False(File.Exists(_folder.File("circle.geojson.part")));
        Assert.Equal(0, Run("2", "--resume").ExitCode);
    }

    private static string Places(int count)
    {
        var random = new Random(4);
        return "id,lon,lat\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
            FormattableString.Invariant(
                $"o{i},{110.300 + 0.02 * random.NextDouble():0.000000},{34.905 + 0.015 * random.NextDouble():0.000000}\n")));
    }

    private static string Town => Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm");

    private string DayCare()
    {
        string[] rows = File.ReadAllLines(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "facilities.csv"));
        return _folder.Write("daycare.csv", string.Join('\n', rows.Where((row, i) => i == 0 || row.Contains("elder.daycare"))));
    }

    private JsonElement[] DrawAround(string origins, params string[] more)
    {
        CommandLine.Outcome outcome =
            CommandLine.Run(
                ["isochrone", Town, "--origins", origins, "--minutes", "15", "--direction", "to", "-o", _folder.File("circle.geojson"),
                    "--quiet", .. more]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return Features("circle.geojson");
    }

    private JsonElement[] Features(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(_folder.File(file)));
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(f => f.Clone())];
    }

    private static double Area(JsonElement feature) => feature.GetProperty("properties").GetProperty("area_m2").GetDouble();

    private JsonElement[] Draw(string minutes, params string[] more)
    {
        CommandLine.Outcome outcome = Run(minutes, more);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return Features("circle.geojson");
    }

    private CommandLine.Outcome Run(string minutes, params string[] more) => CommandLine.Run(
        ["isochrone", Town, "--at", "110.31,34.912", "--minutes", minutes, "-o", _folder.File("circle.geojson"), "--quiet", .. more]);
}
