using System.Text;

namespace ServiceCircle.Cli;

/// <summary>Where answers go that somebody asked to see. What cannot be written there is bad input, as with any other file.</summary>
internal static class StandardOutput
{
    private const string Name = "stdout";

    public static void Write(string text) => Write(stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <exception cref="InputException">It is a full disk, say. Who has stopped reading is not told.</exception>
    public static void Write(Action<Stream> write)
    {
        try
        {
            using Stream output = Console.OpenStandardOutput();
            write(output);
        }
        catch (IOException e)
        {
            throw new InputException(Name, "", "found/unwritable", "expected/writable", Notice.SaidBy(e), e);
        }
    }
}
