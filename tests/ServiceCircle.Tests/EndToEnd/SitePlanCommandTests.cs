using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Siting;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// site --plan on the sample study: what it claims holds when a planner adds its table to the study, and CBC needs no fewer.
/// </summary>
public sealed class SitePlanCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tj")]
    [InlineData("hebei", "--shared-sites")]
    [InlineData("tj", "--all-readings", "--shared-sites")]
    public void What_it_claims_holds_when_its_table_is_added(string plan, params string[] options)
    {
        CommandLine.Outcome outcome =
            CommandLine.Run(
                ["site", Study("study.json", plan, null), "--plan", plan, "--by", "2025", "-o", _folder.File("out"), .. options]);
        Assert.Equal(0, outcome.ExitCode);
        JsonElement solution = Json("out", "solution.json");
        Assert.Equal("optimal", solution.GetProperty("status").GetString());
        Assert.Equal(solution.GetProperty("objective").GetDouble(), solution.GetProperty("bound").GetDouble());
        Assert.True(solution.GetProperty("confirmed").GetBoolean());
        JsonElement[] targets = [.. solution.GetProperty("targets").EnumerateArray()];
        Assert.Contains(targets, t => Text(t, "step") == "to_build");
        Assert.All(targets.Where(t => Text(t, "step") == "not_measurable"), t => Assert.True(t.GetProperty("needs").GetArrayLength() > 0));

        // The planner's own check: the table beside the others, everything computed anew from the files.
        string extended = Study("more.json", plan, Path.Combine(_folder.Path, "out", "proposed.csv"));
        Assert.Equal(0, CommandLine.Run(["coverage", extended, "-o", _folder.File("judged")]).ExitCode);
        JsonElement[] judged = [.. Json("judged", "targets.json").EnumerateArray()];
        foreach (JsonElement target in targets.Where(t => Text(t, "step") is "to_build" or "met"))
        {
            JsonElement[] same =
                [.. judged.Where(
                    j => Text(j, "id") == Text(target, "id") && Text(j, "reading") == Text(target, "reading") && Rung(j) == Rung(target))];
            Assert.Single(same);
            Assert.True(same[0].GetProperty("met").GetBoolean(), Text(target, "id"));
        }
        // A second round, with the first one's facilities in the study, finds nothing left to build, under whatever ids.
        CommandLine.Outcome again =
            CommandLine.Run(["site", extended, "--plan", plan, "--by", "2025", "-o", _folder.File("again"), .. options]);
        Assert.Equal(0, again.ExitCode);
        Assert.StartsWith($"Nothing to build for {plan} by 2025", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, Json("again", "solution.json").GetProperty("objective").GetDouble());
        // Every clause of the plan is accounted for.
        Assert.Equal(judged.Select(j => Text(j, "id")).Distinct(), targets.Select(t => Text(t, "id")).Distinct());
    }

    [Theory]
    [InlineData("tj", false)]
    [InlineData("hebei", true)]
    public void OrTools_needs_no_fewer(string plan, bool shared)
    {
        PlanSiting answer =
            PlanSiting.Solve(
                StudyFile.Load(Study("study.json", plan, null)), new PlanSitingQuestion(plan) { SharedSites = shared },
                new SitingOptions());
        Assert.Equal(TextbookProgramme.Solve(answer.Problem, TimeSpan.FromSeconds(60))!.Value, answer.Objective, 1e-6);
    }

    [Fact]
    public void The_open_targets_are_said_in_the_language_asked()
    {
        string study = Study("study.json", "tj", null);
        string english = CommandLine.Run(["site", study, "--plan", "tj", "-o", _folder.File("out")]).Error;
        Assert.Contains("Proven: no fewer will do.", english);
        Assert.Contains("Open: tj-2025-circle-satisfaction: Missed, and new facilities do not change it.", english);
        string chinese = CommandLine.Run(["site", study, "--plan", "tj", "-o", _folder.File("out"), "--lang", "zh"]).Error;
        Assert.Contains("已证明：不能更少", chinese);
        Assert.Contains("未解决：tj-2025-circle-satisfaction", chinese);
    }

    [Fact]
    public void Another_plan_in_a_second_round_goes_on_with_the_numbers()
    {
        Assert.Equal(0, CommandLine.Run(
            ["site", Study("study.json", "tj", null), "--plan", "tj", "--by", "2025", "-o", _folder.File("out")]).ExitCode);
        string extended = Study("more.json", "city", Path.Combine(_folder.Path, "out", "proposed.csv"));
        Assert.Equal(0, CommandLine.Run(["site", extended, "--plan", "city", "--by", "2025", "-o", _folder.File("again")]).ExitCode);
        string[] Ids(string folder) =>
            [.. Json(folder, "solution.json").GetProperty("facilities").EnumerateArray().Select(f => Text(f, "id")!)];
        Assert.NotEmpty(Ids("again"));
        Assert.Empty(Ids("out").Intersect(Ids("again")));
    }

    [Theory]
    [InlineData("en", "README.md")]
    [InlineData("zh", "README.zh-CN.md")]
    public void The_readme_quotes_the_answer(string language, string readme)
    {
        string study = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");
        string[] answer =
            CommandLine.Run(
                ["site", study, "--plan", "tj", "--by", "2025", "--shared-sites", "-o", _folder.File("out"), "--lang",
                    language]).Error.Split('\n');
        string quoted = File.ReadAllText(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "..", "..", readme))
            .Replace("\n> ", " ", StringComparison.Ordinal);
        // The first line is a warning, whose list the readme cuts short.
        Assert.Contains(answer[1] + " " + answer[2], quoted, StringComparison.Ordinal);
        Assert.Contains(answer[0][..answer[0].IndexOf("(c24)", StringComparison.Ordinal)], quoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--plan", "tj", "--objective", "mclp", "--json")]
    [InlineData(2, "--plan", "tj")]
    [InlineData(2, "--plan", "tj", "--p", "3", "--json")]
    [InlineData(2, "--by", "2025", "--objective", "lscp", "--category", "elder.daycare", "--json")]
    [InlineData(2, "--hosts", "comm", "--objective", "lscp", "--category", "elder.daycare", "--json")]
    [InlineData(3, "--plan", "tj", "--hosts", "com", "--json")]
    [InlineData(3, "--plan", "nowhere", "--json")]
    public void Wrong_usage_and_bad_input_have_their_codes(int code, params string[] options) =>
        Assert.Equal(code, CommandLine.Run(["site", Study("study.json", "tj", null), .. options]).ExitCode);

    /// <summary>The sample's study elsewhere, perhaps with one more table of facilities, and with this plan only.</summary>
    private string Study(string name, string plan, string? more)
    {
        string sample = QuickstartFilesTests.QuickstartFolder();
        JsonNode study = JsonNode.Parse(File.ReadAllText(Path.Combine(sample, "study.json")))!;
        study["network"]!["osm"] = Path.Combine(sample, "town.osm");
        study["communities"]!["file"] = Path.Combine(sample, "communities.geojson");
        study["units"]!["file"] = Path.Combine(sample, "admin.geojson");
        study["new_areas"]!["file"] = Path.Combine(sample, "new-areas.geojson");
        foreach (JsonNode? table in study["facilities"]!.AsArray())
            if (table!["file"] is { } file) table["file"] = Path.Combine(sample, file.GetValue<string>());
        study["plans"] = new JsonArray(plan);
        study["as_of"] = "2025";
        if (more is not null)
            study["facilities"]!.AsArray()
            .Add(new JsonObject
            {
                ["file"] = more,
                ["columns"] = new JsonObject { ["county"] = "county", ["township"] = "township", ["community"] = "community" }
            });
        return _folder.Write(name, study.ToJsonString());
    }

    private JsonElement Json(string folder, string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.Path, folder, name))).RootElement;

    private static string? Text(JsonElement json, string key) => json.GetProperty(key).GetString();

    private static string Rung(JsonElement json) =>
        json.TryGetProperty("tier", out JsonElement tier) ? tier.GetProperty("level").GetString()! : "";
}
