using System.Text.Json;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The doctor on the sample town, whose README says what is wrong with it.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Finds_what_the_sample_hides_and_writes_a_layer_for_each()
    {
        CommandLine.Outcome outcome =
            CommandLine.Run(
                "doctor", Path.Combine(Towns.Shared.RepositoryRoot, "samples", "quickstart", "study.json"), "-o", _folder.File("d"),
                "--json");
        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(_folder.File("d/findings.json")));
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(f => f.GetProperty("id").GetString()!);
        int Count(string id) => findings[id].GetProperty("count").GetInt32();
        Assert.Equal(1, Count("people-off-network")); // the forest farm
        Assert.Equal(60, findings["people-off-network"].GetProperty("value").GetDouble());
        Assert.Equal(1, Count("edge-of-map")); // Donggou
        Assert.True(Count("closed-gates") >= 1); // the locked gate of Dongfang Huacheng
        Assert.True(Count("islands") >= 1); // the building site
        Assert.True(Count("square-lines") >= 1);
        Assert.Equal(0, Count("facilities-off-network"));
        foreach (JsonElement finding in findings.Values)
        {
            Assert.Matches("[.]$", finding.GetProperty("text").GetString());
            if (finding.GetProperty("layer").GetString() is not { } layer) continue;
            using JsonDocument places = JsonDocument.Parse(File.ReadAllBytes(_folder.File("d/" + layer)));
            Assert.Equal(finding.GetProperty("count").GetInt32(), places.RootElement.GetProperty("features").GetArrayLength());
        }
    }

    public void Dispose() => _folder.Dispose();
}
