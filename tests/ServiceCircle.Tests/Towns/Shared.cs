namespace ServiceCircle.Tests.Towns;

/// <summary>Real data that lies beside the clone and is not part of it; tests that need it skip where it is absent.</summary>
internal static class Shared
{
    /// <summary>The path of a file of the shared data; skips the running test when it is not there.</summary>
    public static string Path(params string[] parts)
    {
        string? path = Find(System.IO.Path.Combine(["..", "shared", "data", .. parts]));
        Skip.IfNot(path is not null, "shared data not present");
        return path!;
    }

    /// <summary>The root of the repository: the folder of its solution, upwards from the test program.</summary>
    public static string RepositoryRoot { get; } = System.IO.Path.GetDirectoryName(Find("ServiceCircle.sln"))!;

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
