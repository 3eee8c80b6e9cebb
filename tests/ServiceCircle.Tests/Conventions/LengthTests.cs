using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Conventions;

/// <summary>A line fits on a screen, and a file of the library is read in one go.</summary>
public sealed class LengthTests
{
    private const int Columns = 140, Lines = 300;

    [Fact]
    public void No_line_of_code_is_longer_than_140_columns()
    {
        var tooLong = new List<string>();
        foreach (string file in Shared.SourceFiles("src", "tests", "benchmarks", "samples"))
        {
            bool isText = false;
            string[] lines = File.ReadAllLines(Path.Combine(Shared.RepositoryRoot, file));
            for (int i = 0; i < lines.Length; i++)
            {
                bool isFence = lines[i].Split("\"\"\"").Length % 2 == 0;
                // A text that cannot be broken may stand out, and so may the data of a test.
                bool isBreakable = !isText && !isFence && (file.StartsWith("src", StringComparison.Ordinal) || !lines[i].Contains('"'));
                if (isBreakable && lines[i].Length > Columns) tooLong.Add($"{file}, line {i + 1}: {lines[i].Length}");
                if (isFence) isText = !isText;
            }
        }
        Assert.True(tooLong.Count == 0, string.Join("\n", tooLong));
    }

    [Fact]
    public void No_file_of_the_library_or_of_a_host_has_more_than_300_lines() =>
        Assert.DoesNotContain(Shared.SourceFiles("src"), f => File.ReadLines(Path.Combine(Shared.RepositoryRoot, f)).Count() > Lines);
}
