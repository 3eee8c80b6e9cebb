namespace ServiceCircle.Tests.Places;

/// <summary>Real data beside the repository, which may be absent.</summary>
internal static class SharedData
{
    /// <summary>The path of a file under ../shared; null if it is not there.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "ServiceCircle.sln"))) continue;
            string path = Path.Combine(folder.FullName, "..", "shared", name);
            return File.Exists(path) ? path : null;
        }
        return null;
    }
}
