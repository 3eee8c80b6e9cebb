using System.Globalization;
using System.Text.Json;
using ServiceCircle.Coverage;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Places;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// Small inputs drawn after what users of other programs reported, each with its answer worked out by hand (<c>../shared/cases</c>). What
/// <c>expect.json</c> may hold is told by <c>../shared/cases/check</c>.
/// </summary>
public sealed class SharedCaseTests
{
    private static readonly string[] Judged = ["walks", "reach", "says", "classified"];

    public static TheoryData<string> Cases()
    {
        var cases = new TheoryData<string>();
        foreach (string folder in (string[])["network", "meaning", "names"])
        {
            if (SharedData.Find("cases/check") is not { } check) continue;
            string path = Path.Combine(Path.GetDirectoryName(check)!, folder);
            foreach (string expect in Directory.GetFiles(path, "expect.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                // The others are looked at by eye.
                using JsonDocument wanted = JsonDocument.Parse(File.ReadAllText(expect));
                if (Judged.Any(key => wanted.RootElement.TryGetProperty(key, out _)))
                    cases.Add($"{folder}/{Path.GetFileName(Path.GetDirectoryName(expect))}");
            }
        }
        if (cases.Count == 0) cases.Add("");
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_answer_is_the_one_worked_out_by_hand(string name)
    {
        Assert.SkipWhen(name.Length == 0, "shared data not present");
        string folder = Path.GetDirectoryName(SharedData.Find($"cases/{name}/expect.json"))!;
        using JsonDocument expect = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expect.json")));
        if (expect.RootElement.TryGetProperty("walks", out JsonElement walks)) AssertWalks(folder, walks, expect.RootElement);
        string study = Path.Combine(folder, "study.json");
        if (!File.Exists(study)) return;
        if (expect.RootElement.TryGetProperty("says", out JsonElement says))
        {
            AssertSays(study, says.GetString()!);
            return;
        }
        StudyFile question = StudyFile.Load(study);
        if (expect.RootElement.TryGetProperty("args", out JsonElement args))
            question = question with { AsOf = [args.EnumerateArray().Last().GetString()!] };
        StudyResult result = Study.Run(question);
        if (expect.RootElement.TryGetProperty("reach", out JsonElement reach)) AssertReach(result, reach);
        if (expect.RootElement.TryGetProperty("classified", out JsonElement classified)) AssertClassified(result, classified);
    }

    [Fact]
    public void Each_file_of_a_shifted_source_is_told_the_short_one_too()
    {
        string? study = SharedData.Find("cases/meaning/facilities-in-gcj02/study.json");
        Assert.SkipWhen(study is null, "shared data not present");
        StudyResult result = Study.Run(StudyFile.Load(study));
        Assert.Equal([("meaning/datum", "services.csv"), ("meaning/datum-kin", "facilities.csv")],
            result.Doubts.Where(d => d.What.Key.StartsWith("meaning/datum", StringComparison.Ordinal))
                .Select(d => (d.What.Key, (string)d.What.Values[0].Value)));
    }

    private static void AssertSays(string study, string pattern)
    {
        try
        {
            Assert.Matches(pattern, string.Join('\n', Study.Run(StudyFile.Load(study)).Warnings));
        }
        catch (InputException e)
        {
            Assert.Matches(pattern, e.Message);
        }
    }

    private static void AssertReach(StudyResult result, JsonElement reach)
    {
        foreach (JsonProperty community in reach.EnumerateObject())
        {
            CommunityCoverage row = result.Coverage.Communities.Single(c => c.Community.Id == community.Name);
            foreach (JsonProperty service in community.Value.EnumerateObject())
            {
                int index = result.Coverage.Services.ToList().FindIndex(s => s.Category == service.Name);
                Assert.Equal(service.Value.GetBoolean(), row.Reach[index].Covered);
            }
        }
    }

    private static void AssertClassified(StudyResult result, JsonElement classified)
    {
        foreach (JsonProperty name in classified.EnumerateObject())
        {
            string[] found = [.. result.Facilities.Facilities.Where(f => f.Name == name.Name).SelectMany(f => f.Categories)];
            if (name.Value.GetString() is { } category) Assert.Contains(category, found);
            else Assert.Empty(found);
        }
    }

    /// <summary>Metres to 3 % and 3 m, or seconds; null is no walk.</summary>
    private static void AssertWalks(string folder, JsonElement walks, JsonElement expect)
    {
        using var output = new TemporaryFolder();
        string walker = expect.TryGetProperty("walker", out JsonElement file) ? Path.Combine(folder, file.GetString()!) : "adult";
        CommandLine.Outcome run = CommandLine.Run("matrix", Path.Combine(folder, "map.osm"), "--origins", Path.Combine(folder, "p.csv"),
            "--destinations", Path.Combine(folder, "p.csv"), "--limit-minutes", "60", "--all-pairs", "--walker", walker,
            "-o", output.File("m.csv"));
        Assert.Equal(0, run.ExitCode);
        Dictionary<string, string[]> rows = File.ReadLines(output.File("m.csv")).Skip(1).Select(l => l.Split(','))
            .ToDictionary(c => $"{c[0]}>{c[1]}");
        foreach (JsonProperty walk in walks.EnumerateObject().Where(w => w.Name != "*max"))
        {
            bool isSeconds = walk.Value.ValueKind == JsonValueKind.Object;
            string cell = rows.TryGetValue(walk.Name, out string[]? row) ? row[isSeconds ? 2 : 3] : "";
            if (walk.Value.ValueKind == JsonValueKind.Null)
            {
                Assert.Equal("", cell);
                continue;
            }
            double wanted = (isSeconds ? walk.Value.GetProperty("s") : walk.Value).GetDouble();
            Assert.Equal(wanted, double.Parse(cell, CultureInfo.InvariantCulture), 3 + 0.03 * wanted);
        }
    }
}
