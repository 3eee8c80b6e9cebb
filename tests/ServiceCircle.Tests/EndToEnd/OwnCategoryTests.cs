using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>A category that only the study's own file of categories knows is asked for like one that ships.</summary>
public sealed class OwnCategoryTests : IDisposable
{
    private const string Own = "leisure.teahouse";

    private readonly TemporaryFolder _folder = new();
    private readonly string _study;

    /// <summary>The day cares of the sample town, but as tea houses: everybody then reaches these as they reach a day care.</summary>
    public OwnCategoryTests()
    {
        JsonNode categories = JsonNode.Parse(File.ReadAllText(Path.Combine(Shared.RepositoryRoot, "data", "categories.json")))!;
        categories["groups"]!.AsArray().Add(new JsonObject { ["id"] = "leisure", ["zh"] = "休闲", ["en"] = "leisure" });
        categories["categories"]!.AsArray().Add(new JsonObject { ["id"] = Own, ["zh"] = "茶馆", ["en"] = "tea house" });
        _folder.Write("own.json", categories.ToJsonString());
        string facilities = File.ReadAllText(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "facilities.csv"));
        string houses = _folder.Write("houses.csv", facilities.Replace("elder.daycare", Own, StringComparison.Ordinal));
        _study = SampleStudy.Write(_folder, s =>
        {
            s["taxonomy"] = "own.json";
            s["facilities"]![0]!["file"] = houses;
        });
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("site", Own, "--objective", "mclp", "--p", "1", "--minutes", "15")]
    [InlineData("site", "leisure", "--objective", "mclp", "--p", "1", "--minutes", "15")]
    [InlineData("access", Own, "--measure", "cumulative", "--cutoff", "15")]
    public void It_gives_the_answer_that_the_same_facilities_give_as_a_category_that_ships(
        string verb, string category, params string[] options)
    {
        JsonElement own = Ask(verb, _study, category, options);
        string report = File.ReadAllText(_folder.File("out/report.html"));
        Assert.Contains(category == Own ? "tea house" : "leisure", report, StringComparison.Ordinal);
        JsonElement shipped = Ask(verb, SampleInAllForms.Study, "elder.daycare", options);
        foreach (string key in verb == "site" ? (string[])["objective", "bound", "weight_covered_before", "chosen"] : ["people_counted", "access", "supply"])
            Assert.Equal(shipped.GetProperty(key).GetRawText(), own.GetProperty(key).GetRawText());
        Assert.Equal(category, own.GetProperty("query").GetProperty("category").GetString());
    }

    [Theory]
    [InlineData("site", "--objective", "mclp", "--p", "1", "--minutes", "15")]
    [InlineData("access", "--measure", "cumulative", "--cutoff", "15")]
    public void A_mistyped_one_is_answered_with_the_study_s_own_and_the_file_that_has_them_all(string verb, params string[] options)
    {
        CommandLine.Outcome outcome =
            CommandLine.Run([verb, _study, "--category", "leisure.teahose", "-o", _folder.File("out"), .. options]);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains($"--category: found the category \"leisure.teahose\"; expected one of {Own}", outcome.Error);
        Assert.Contains(_folder.File("own.json"), outcome.Error);
        Assert.DoesNotContain("data/categories.json", outcome.Error);
        // What ships does not know it.
        Assert.Equal(3, CommandLine.Run([verb, SampleInAllForms.Study, "--category", Own, "-o", _folder.File("out"), .. options]).ExitCode);
    }

    private JsonElement Ask(string verb, string study, string category, string[] options)
    {
        CommandLine.Outcome outcome =
            CommandLine.Run([verb, study, "--category", category, "-o", _folder.File("out"), "--json", .. options]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
