using System.Text.Json;
using ServiceCircle.Questions.Streets;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>streets on the sample: the layer of all positions of its streets.</summary>
public sealed class StreetsCommandTests : IDisposable
{
    private static readonly string Sample = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_position_of_the_sample_has_the_minutes_and_counts_of_plain_searches()
    {
        StudyResult study = Study.Run(StudyFile.Load(Sample) with { Plans = [], Bases = [] });
        var map = new StreetMap(study, WalkTime.FromMinutes(30));
        var plain = PlainStreets.Times(study.Graph, [.. study.Town.Walks.Sites.Select(s => s.Access.Accesses)], map.Farthest);
        Assert.Equal(map.Positions, plain.Keys.Order());
        foreach (int position in map.Positions)
        {
            for (int s = 0; s < map.Services.Count; s++)
            {
                string category = map.Services[s].Category;
                WalkTime[] own = [.. plain[position].Where((t, f) => t.IsReachable && study.Facilities.Facilities[f].Offers(category))];
                Assert.Equal(own.Length == 0 ? WalkTime.Unreachable : own.MinBy(t => t.Ticks), map.Nearest(position, s));
                Assert.Equal(own.Count(t => t.IsWithin(map.Services[s].Limit)), map.Count(position, s));
            }
        }
    }

    [Fact]
    public void Points_and_table_say_the_same_and_what_is_too_far_is_empty()
    {
        string points = _folder.File("streets.geojson"), table = _folder.File("streets.csv");
        CommandLine.Outcome outcome = CommandLine.Run("streets", Sample, "-o", points, "--limit-minutes", "6", "--json");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(0, CommandLine.Run("streets", Sample, "-o", table, "--limit-minutes", "6").ExitCode);
        JsonElement[] features = [.. JsonDocument.Parse(File.ReadAllText(points)).RootElement.GetProperty("features").EnumerateArray()];
        string[] lines = File.ReadAllLines(table);
        string[] columns = lines[0].Split(',');
        Assert.Equal(["lon", "lat", "elder.daycare.minutes", "elder.daycare.count", "child.nursery.minutes"], columns[..5]);
        Assert.Equal(features.Length, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("positions").GetInt32());
        Assert.Equal(features.Length, lines.Length - 1);
        int empty = 0;
        for (int i = 0; i < features.Length; i++)
        {
            string[] cells = lines[i + 1].Split(',');
            for (int c = 2; c < columns.Length; c++)
            {
                JsonElement value = features[i].GetProperty("properties").GetProperty(columns[c]);
                Assert.Equal(value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText(), cells[c]);
                if (cells[c] == "") empty++;
                else if (columns[c].EndsWith(".minutes", StringComparison.Ordinal)) Assert.InRange(value.GetDouble(), 0, 6);
            }
        }

        Assert.InRange(empty, 1, features.Length * 4 - 1);
        Assert.Equal(3, CommandLine.Run("streets", Sample, "-o", points, "--limit-minutes", "0").ExitCode);
    }
}
