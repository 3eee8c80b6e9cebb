namespace ServiceCircle.Ground;

/// <summary>
/// Bad input: something the user gave cannot be used. Carries what a person needs to mend it, so that
/// every host prints it the same way and exits with code 3.
/// </summary>
/// <param name="file">The file as the user named it, or the property of a question ("Minutes").</param>
/// <param name="where">Line, row, byte offset, key path or element ("line 12", "byte 4096", "services[2].minutes"); empty if the whole file.</param>
/// <param name="found">What was found there.</param>
/// <param name="expected">What was expected instead.</param>
/// <param name="advice">What to do about it; empty when <paramref name="expected"/> says it all.</param>
/// <param name="inner">The cause, if another exception told us.</param>
public sealed class InputException(
    string file, string where, string found, string expected, string advice = "", Exception? inner = null)
    : Exception(Compose(file, where, found, expected, advice), inner)
{
    /// <summary>The file as the user named it.</summary>
    public string File { get; } = file;

    /// <summary>Line, byte offset, key path or element; empty if the whole file.</summary>
    public string Where { get; } = where;

    /// <summary>What was found.</summary>
    public string Found { get; } = found;

    /// <summary>What was expected.</summary>
    public string Expected { get; } = expected;

    /// <summary>What to do; may be empty.</summary>
    public string Advice { get; } = advice;

    private static string Compose(string file, string where, string found, string expected, string advice)
    {
        string place = where.Length == 0 ? file : $"{file}, {where}";
        string tail = advice.Length == 0 ? "" : $" {advice}";
        return $"{place}: found {found}; expected {expected}.{tail}";
    }
}
