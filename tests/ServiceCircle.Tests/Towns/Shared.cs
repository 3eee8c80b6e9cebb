namespace ServiceCircle.Tests.Towns;

/// <summary>Files outside of the test program: of the repository, and real data beside the clone, without which tests skip.</summary>
internal static class Shared
{
    /// <summary>The path of a file of the shared data; skips the running test when it is not there.</summary>
    public static string Path(params string[] parts)
    {
        string? path = Find(System.IO.Path.Combine(["..", "shared", "data", .. parts]));
        Assert.SkipUnless(path is not null, "shared data not present");
        return path;
    }

    /// <summary>The root of the repository: the folder of its solution, upwards from the test program.</summary>
    public static string RepositoryRoot { get; } = System.IO.Path.GetDirectoryName(Find("ServiceCircle.sln"))!;

    /// <summary>Source files below folders of the repository, by their path from its root.</summary>
    public static IEnumerable<string> SourceFiles(params IEnumerable<string> folders) =>
        folders.SelectMany(f => Directory.EnumerateFiles(System.IO.Path.Combine(RepositoryRoot, f), "*.cs", SearchOption.AllDirectories))
            .Select(f => System.IO.Path.GetRelativePath(RepositoryRoot, f))
            .Where(f => !f.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string? Find(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = System.IO.Path.Combine(folder.FullName, relative);
            if (File.Exists(path)) return path;
        }
        return null;
    }
}
