using ServiceCircle.Benchmarks.Kernel;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Conventions;

/// <summary>The tables of measurements in the documents are what the committed measurements give.</summary>
public sealed class KernelTableTests
{
    [Theory]
    [InlineData("docs/kernel.md", "<!-- measured: all -->")]
    [InlineData("README.md", "<!-- measured: summary en -->")]
    [InlineData("README.zh-CN.md", "<!-- measured: summary zh -->")]
    public void Tables_are_generated_from_the_results(string document, string mark)
    {
        string root = Path.GetDirectoryName(Path.GetDirectoryName(QuickstartFilesTests.QuickstartFolder()))!;
        string text = File.ReadAllText(Path.Combine(root, document));
        Assert.Contains(mark, text);
        Assert.Equal(ResultTable.Fill(text, Path.Combine(root, "benchmarks", "results")), text);
    }
}
