namespace ServiceCircle.Osm;

/// <summary>
/// Bytes or text that OSM's formats do not allow, thrown where the file and the place in it are not known; the source
/// that knows them turns it into an <see cref="InputException"/>.
/// </summary>
internal sealed class MalformedException(string found, string expected, string advice = "", Exception? inner = null)
    : Exception(found, inner)
{
    /// <summary>What most damaged files need.</summary>
    public const string FetchAgain = "The file is damaged or incomplete: download or export it again.";

    public string Found { get; } = found;

    public string Expected { get; } = expected;

    public string Advice { get; } = advice.Length == 0 ? FetchAgain : advice;

    public InputException At(string file, string where) => new(file, where, Found, Expected, Advice, InnerException);
}
