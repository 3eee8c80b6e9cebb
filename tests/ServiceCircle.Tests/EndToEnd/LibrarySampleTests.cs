using ServiceCircle.Studies;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The program of docs/library.md is the one that is compiled, and says what the library finds.</summary>
public sealed class LibrarySampleTests
{
    [Fact]
    public void The_page_shows_the_program() => Assert.Contains(
        $"```csharp\n{File.ReadAllText(Path.Combine(Shared.RepositoryRoot, "samples", "LibrarySample", "Program.cs"))}```\n",
        File.ReadAllText(Path.Combine(Shared.RepositoryRoot, "docs", "library.md")));

    [Fact]
    public void The_program_runs_a_study()
    {
        string study = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");
        StudyResult result = Study.Run(StudyFile.Load(study));
        CommandLine.Outcome outcome = CommandLine.RunProgram("LibrarySample.dll", study);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            result.Coverage.Summaries.Select(s => $"{s.Service.Category}: {s.CommunitiesCovered} of {s.Communities} communities"),
            lines.Take(result.Coverage.Summaries.Count));
        Assert.Equal(
            result.Coverage.Summaries.Count + result.Verdicts.Count(v => v.IsDeciding) + result.Warnings.Count, lines.Length);
    }

    [Fact]
    public void The_program_tells_bad_input()
    {
        CommandLine.Outcome outcome = CommandLine.RunProgram("LibrarySample.dll", "none.json");
        Assert.Equal((3, true), (outcome.ExitCode, outcome.Error.StartsWith("none.json: found no such file", StringComparison.Ordinal)));
    }
}
