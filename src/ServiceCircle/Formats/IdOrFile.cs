namespace ServiceCircle.Formats;

/// <summary>Plans and standards are named by the id of what ships, or by a file of the planner's own.</summary>
internal static class IdOrFile
{
    /// <summary>Whether a file is named.</summary>
    public static bool IsFile(string idOrFile) => idOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
