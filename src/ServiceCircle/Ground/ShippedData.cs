namespace ServiceCircle.Ground;

/// <summary>The <c>data</c> folder that ships beside the program: categories, walkers, plans, standards.</summary>
internal static class ShippedData
{
    /// <summary>The path of a shipped file, whether or not it exists.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "data", .. parts]);

    /// <summary>The names, without ".json", of the files in a shipped folder, sorted.</summary>
    public static IEnumerable<string> Names(string folder)
    {
        string path = Path(folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json").Select(f => System.IO.Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal)
            : [];
    }
}
