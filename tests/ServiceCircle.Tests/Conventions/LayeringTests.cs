using System.Text.RegularExpressions;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Conventions;

/// <summary>The folders of the library are the pipeline in reading order: each uses only those before it.</summary>
public sealed partial class LayeringTests
{
    private static readonly string[] Folders =
    [
        "Ground", "Geo", "Formats", "Osm", "Walking", "Reachability", "Isochrones", "Places", "Coverage", "Plans", "Scenarios", "Siting", "Studies", "Questions", "Reports", "Output",
    ];

    [Fact]
    public void A_folder_uses_only_folders_before_it()
    {
        var wrong = new List<string>();
        foreach ((string file, string text) in Sources("ServiceCircle"))
        {
            string folder = Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar)[0];
            int own = Array.IndexOf(Folders, folder);
            if (own < 0) wrong.Add($"{file}: {folder} is not in the list of folders");
            foreach (string used in UsedFolders(text).Where(used => Array.IndexOf(Folders, used) > own)) wrong.Add($"{file} uses {used}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Only_Reachability_uses_the_kernel()
    {
        var others = Sources(".").Where(s => !s.File.StartsWith(Path.Combine("ServiceCircle", "Reachability"), StringComparison.Ordinal));
        Assert.Empty(others.Where(s => s.Text.Contains("Reachability.Kernel", StringComparison.Ordinal)).Select(s => s.File));
    }

    [Fact]
    public void The_rule_sees_usings_and_names()
    {
        Assert.Equal(["Osm"], UsedFolders("using ServiceCircle.Osm;\n"));
        Assert.Equal(["Osm"], UsedFolders("x = ServiceCircle.Osm.OsmFile.Open(p)"));
        Assert.Equal(["Geo"], UsedFolders("double d = Geo.LocalMetres.Between(a, b);"));
        Assert.Empty(UsedFolders("var g = NetTopologySuite.Geometries.Coverage.X; // Osm.\n/// <see cref=\"Osm.X\"/>"));
    }

    [Fact]
    public void Nothing_is_unfinished()
    {
        string[] marks = ["NotImplemented" + "Exception", "TO" + "DO", "FIX" + "ME"];
        var unfinished = Sources(".").Where(s => marks.Any(s.Text.Contains)).Select(s => s.File);
        Assert.True(!unfinished.Any(), string.Join("\n", unfinished));
    }

    /// <summary>Source files below src/<paramref name="project"/>, by their path from there.</summary>
    private static IEnumerable<(string File, string Text)> Sources(string project)
    {
        string root = Path.Combine(Shared.RepositoryRoot, "src", project);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .ToList();
        Assert.NotEmpty(files);
        return files.Select(f => (f, File.ReadAllText(Path.Combine(root, f))));
    }

    /// <summary>Folders named in code, comments aside: in a using, after "ServiceCircle.", or as "Folder.Type".</summary>
    private static IEnumerable<string> UsedFolders(string text) =>
        FolderName().Matches(Comment().Replace(text, "")).Select(m => m.Groups[1].Value).Where(Folders.Contains).Distinct();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:ServiceCircle\.|(?<![\w.]))([A-Z]\w+)(?=\.[A-Z]\w*|;)")]
    private static partial Regex FolderName();
}
