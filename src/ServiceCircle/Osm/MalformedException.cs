namespace ServiceCircle.Osm;

/// <summary>
/// Bytes or text that OSM's formats do not allow, thrown where the file and the place in it are not known; the source
/// that knows them turns it into an <see cref="InputException"/>.
/// </summary>
internal sealed class MalformedException(Notice found, Notice expected, Notice? advice = null, Exception? inner = null)
    : Exception(null, inner)
{
    /// <summary>What most damaged files need.</summary>
    public const string FetchAgain = "advice/fetch-again";

    public InputException At(string file, string where) => new(file, where, found, expected, advice ?? FetchAgain, InnerException);
}
