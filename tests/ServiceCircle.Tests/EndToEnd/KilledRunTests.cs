using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// Runs that are killed or stopped at any moment: the results of before stay whole, and nothing is left after the next run. Twelve kills
/// here; 500 with SERVICECIRCLE_CAMPAIGN=1.
/// </summary>
public sealed class KilledRunTests
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("SERVICECIRCLE_CAMPAIGN") is null ? 12 : 500;

    [Fact]
    public void Of_runs_that_are_killed_the_folder_shows_all_of_one_or_all_of_another()
    {
        using var folder = new TemporaryFolder();
        string output = folder.File("out");
        var random = new Random(16);
        // The two languages give different reports; each is a whole result.
        string[][] runs = [.. ((string[])["en", "zh"]).Select(lang => (string[])["coverage", Sample("study.json"), "-o", output, "--lang", lang])];
        var whole = new HashSet<string>();
        TimeSpan longest = TimeSpan.Zero;
        foreach (string[] run in runs)
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Equal(0, CommandLine.Run(run).ExitCode);
            longest = Stopwatch.GetElapsedTime(start);
            whole.Add(Content(output));
        }
        Assert.Equal(2, whole.Count);
        int killed = 0;
        for (int i = 0; i < Kills; i++)
        {
            using Process process = CommandLine.Start(runs[i % 2]);
            // Most of the moments near the end, where files are written and named.
            Thread.Sleep(longest * (1 - Math.Pow(random.NextDouble(), 3)));
            if (!process.HasExited) killed++;
            process.Kill();
            process.WaitForExit();
            Assert.Contains(Content(output), whole);
        }
        Assert.True(killed > Kills / 4, $"{killed} runs were killed");
        Assert.Equal(0, CommandLine.Run(runs[0]).ExitCode);
        Assert.Equal([output], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void A_run_that_is_told_to_end_cleans_up_and_says_by_what(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such signals");
        using var folder = new TemporaryFolder();
        // A million starting points: long enough to be stopped.
        using Process process = CommandLine.Start(
            "isochrone", Sample("town.osm"), "--origins", ManyOrigins(folder), "--minutes", "15", "-o", folder.File("out.geojson"));
        bool HasBegun() => Directory.GetFiles(folder.Path).Any(e => e.Contains("out.geojson.tmp", StringComparison.Ordinal));
        for (int i = 0; i < 600 && !HasBegun() && !process.HasExited; i++) Thread.Sleep(50);
        Assert.True(HasBegun(), "it has not begun to write");
        using (var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"])) kill.WaitForExit();
        Assert.True(process.WaitForExit(20_000), "it went on");
        Assert.Equal(exitCode, process.ExitCode);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(folder.Path), e => e.Contains("out.geojson.tmp", StringComparison.Ordinal));
        Assert.False(File.Exists(folder.File("out.geojson")));
    }

    [Fact]
    public void The_folder_that_somebody_works_in_stays_the_same_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        using var folder = new TemporaryFolder();
        string output = Directory.CreateDirectory(folder.File("out")).FullName;
        File.WriteAllText(folder.File("out/mine.txt"), "mine");
        // A shell that works in the folder goes on: it would be left in one without a name, and without what is in it, had they changed.
        string program = Path.Combine(AppContext.BaseDirectory, "ServiceCircle.Cli.dll");
        string run = $"dotnet '{program}' coverage '{Sample("study.json")}' -o . --quiet && test -f report.html && test -f mine.txt";
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"{run} && {run}"]) { WorkingDirectory = output })!;
        Assert.True(shell.WaitForExit(60_000));
        Assert.Equal(0, shell.ExitCode);
        Assert.Equal("mine", File.ReadAllText(folder.File("out/mine.txt")));
        Assert.Equal([output], Directory.GetFileSystemEntries(folder.Path));
    }

    private static string Sample(string name) => Path.Combine(QuickstartFilesTests.QuickstartFolder(), name);

    private static string ManyOrigins(TemporaryFolder folder)
    {
        var text = new StringBuilder("id,lon,lat\n");
        for (int i = 0; i < 1_000_000; i++) text.Append(i).Append(",110.3043,34.9098\n");
        return folder.Write("origins.csv", text.ToString());
    }

    /// <summary>Every name in a folder and the hash of every file, as one text.</summary>
    private static string Content(string folder) => string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(f => Path.GetRelativePath(folder, f) + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))));
}
