namespace ServiceCircle.Formats;

/// <summary>
/// What may become of a file in memory. Packed, linked and counted content grows without bound from a few bytes; that of real files grows
/// ten to twenty times.
/// </summary>
internal sealed class Allowance(string path, long fileBytes)
{
    /// <summary>Bytes of a cell without its text.</summary>
    public const int Cell = 8;

    private const long Least = 256L << 20;
    private const int MostTimes = 20;

    private long _left = Math.Max(Least, MostTimes * fileBytes);

    /// <summary>Takes so many bytes from it.</summary>
    /// <exception cref="InputException">There are not as many left.</exception>
    public void Take(long bytes, string where = "")
    {
        _left -= bytes;
        if (_left < 0)
            throw new InputException(
                path, where, new("found/grows", ("size", OutputFile.Megabytes(fileBytes))), "expected/plain-content", "advice/fetch-again");
    }

    /// <summary>Takes a cell and its text.</summary>
    public void TakeCell(string? text) => Take(Cell + 2L * (text?.Length ?? 0));
}
