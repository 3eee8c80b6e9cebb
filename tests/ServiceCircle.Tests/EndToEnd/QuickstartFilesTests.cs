using QuickstartGenerator;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The committed files of samples/quickstart are exactly what the generator writes.</summary>
public class QuickstartFilesTests
{
    public static TheoryData<string> FileNames => [.. QuickstartFiles.Generate().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Committed_file_is_what_the_generator_writes(string name)
    {
        byte[] generated = QuickstartFiles.Generate().Single(file => file.Name == name).Content;
        byte[] committed = File.ReadAllBytes(Path.Combine(QuickstartFolder(), name));
        Assert.True(generated.AsSpan().SequenceEqual(committed),
            $"{name} differs; run: dotnet run -c Release --project samples/QuickstartGenerator -- samples/quickstart");
    }

    [Fact]
    public void Folder_holds_the_generated_files_and_the_readme()
    {
        IEnumerable<string> expected = QuickstartFiles.Generate().Select(file => file.Name).Append("README.md")
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected,
            Directory.GetFiles(QuickstartFolder()).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Network_stays_small_enough_to_ship()
    {
        long bytes = QuickstartFiles.Generate().Single(file => file.Name == "town.osm").Content.LongLength;
        Assert.InRange(bytes, 100_000, 1_000_000);
    }

    /// <summary>samples/quickstart of this repository.</summary>
    internal static string QuickstartFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ServiceCircle.sln"))) folder = folder.Parent;
        return Path.Combine(
            folder?.FullName ?? throw new DirectoryNotFoundException("no ServiceCircle.sln above the tests"), "samples", "quickstart");
    }
}
