namespace ServiceCircle.Formats;

/// <summary>What a path leads to, links followed.</summary>
internal enum FileKind
{
    Missing,
    File,
    Folder,

    /// <summary>A device, a pipe or a socket: it may never end, wait forever for somebody, or be no place to keep anything.</summary>
    NoFile,
}
