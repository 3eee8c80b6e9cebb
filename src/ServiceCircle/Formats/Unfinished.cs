namespace ServiceCircle.Formats;

/// <summary>
/// What this process has begun to write and not yet given its name. It goes when the process is told to end, and nothing is begun or
/// named from then on.
/// </summary>
internal static class Unfinished
{
    private static readonly Lock Gate = new();
    private static readonly List<string> Paths = [];

    /// <summary>Begins a file or a folder; what is created goes with <see cref="Forget"/> or at the end.</summary>
    public static T Begin<T>(string path, Func<T> create)
    {
        lock (Gate)
        {
            T created = create();
            Paths.Add(path);
            return created;
        }
    }

    /// <summary>Does something whole or not at all before the process ends: gives things their names, adds to what is begun.</summary>
    public static void Whole(Action act)
    {
        lock (Gate) act();
    }

    /// <summary>The file or folder has its name, or is removed.</summary>
    public static void Forget(string path)
    {
        lock (Gate) Paths.Remove(path);
    }

    /// <summary>Removes everything unfinished and leaves by <paramref name="exit"/>, which does not return.</summary>
    public static void End(Action exit)
    {
        lock (Gate)
        {
            // The last begun goes first: what tells of a leftover was begun before it.
            for (int i = Paths.Count - 1; i >= 0; i--) OutputFile.Remove(Paths[i]);
            exit();
        }
    }
}
