using System.Runtime.InteropServices;
using System.Text;

namespace ServiceCircle.Formats;

/// <summary>
/// The few calls to the operating system that .NET has no name for. Where a system lacks one, the answer is the cautious one.
/// </summary>
internal static class UnixFiles
{
    private const int CurrentFolder = -100;
    private const uint Exchange = 2;

    /// <summary>What a path leads to. Pipes are told from files on Linux alone, devices on Windows by their names.</summary>
    public static FileKind KindOf(string path)
    {
        if (OperatingSystem.IsLinux() && ModeOf(path) is { } mode)
            return (mode & 0xF000) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Folder, _ => FileKind.NoFile };
        if (OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal)) return FileKind.NoFile;
        return File.Exists(path) ? FileKind.File : Directory.Exists(path) ? FileKind.Folder : FileKind.Missing;
    }

    /// <summary>Gives two folders each other's names in one step. False, and nothing done, where that cannot be.</summary>
    public static bool TryExchange(string one, string other) =>
        OperatingSystem.IsLinux() && Call(() => RenameAt2(CurrentFolder, Text(one), CurrentFolder, Text(other), Exchange));

    /// <summary>Gives a file a second name. False, and nothing done, where that cannot be.</summary>
    public static bool TryLink(string file, string name) => OperatingSystem.IsLinux() && Call(() => Link(Text(file), Text(name)));

    /// <summary>The mode that statx(2) gives: the kind of file in its upper four bits; null where there is no such path.</summary>
    private static int? ModeOf(string path)
    {
        const int type = 1, modeAt = 28;
        var status = new byte[256];
        return Call(() => Statx(CurrentFolder, Text(path), 0, type, status)) ? BitConverter.ToUInt16(status, modeAt) : null;
    }

    private static bool Call(Func<int> call)
    {
        try
        {
            return call() == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // An old or a small C library.
            return false;
        }
    }

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "renameat2")]
    private static extern int RenameAt2(int fromFolder, byte[] from, int toFolder, byte[] to, uint flags);

    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link(byte[] file, byte[] name);
}
