namespace ServiceCircle.Osm;

/// <summary>
/// An OpenStreetMap file, read as a stream of blocks as often as needed: PBF, or XML that may be packed with gzip or bzip2.
/// The format is told from the content. Elements marked as deleted are left out. One pass at a time.
/// </summary>
internal sealed class OsmFile : IDisposable
{
    private readonly OsmSource source;

    private OsmFile(string path, OsmSource source)
    {
        Path = path;
        SizeBytes = new FileInfo(path).Length;
        this.source = source;
    }

    /// <summary>The path as given.</summary>
    public string Path { get; }

    /// <summary>The size of the file in bytes.</summary>
    public long SizeBytes { get; }

    /// <summary>What the file says about itself.</summary>
    public OsmHeader Header => source.Header;

    /// <summary>The newest timestamp of the elements decoded so far; null if they had none.</summary>
    public DateTimeOffset? NewestTimestamp => source.NewestTimestamp;

    /// <summary>
    /// Opens a file and reads its header. Of a PBF file the whole chain of blobs is checked, so that a file cut off in
    /// transfer is found at once.
    /// </summary>
    /// <exception cref="InputException">No such file, not an OSM file, damaged, or in need of a feature that is not supported.</exception>
    public static OsmFile Open(string path)
    {
        try
        {
            OsmFormat format = OsmFormats.Detect(path);
            return new OsmFile(path, format == OsmFormat.Pbf ? new PbfSource(path) : new XmlSource(path, format));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "", "found/no-file", "expected/osm-file", "advice/check-path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "found/unreadable-file", "expected/osm-file", Notice.SaidBy(e), e);
        }
    }

    /// <summary>
    /// Reads the whole file once. Blocks are decoded in parallel; the results are consumed one at a time, in file order, on
    /// the calling thread. A few blocks and results per core exist at once, however large the file.
    /// </summary>
    /// <typeparam name="T">What one block gives; must not hold on to the block.</typeparam>
    /// <param name="kinds">The kinds of element wanted; others are not decoded. A pass after the first does not even unpack
    /// blobs that hold none of them.</param>
    /// <param name="decode">Makes a result of a block; called for every block that has a wanted element, from several threads at
    /// once.</param>
    /// <param name="consume">Takes the results in file order.</param>
    /// <param name="progress">Told the share of the file that is done, 0 to 1, on the calling thread; may be null.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <exception cref="InputException">The file is damaged; of several damaged places the first in the file is reported.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Read<T>(
        OsmKinds kinds, Func<OsmBlock, T> decode, Action<T> consume, Action<double>? progress = null, CancellationToken cancel = default) =>
        source.Read(kinds, decode, consume, progress, cancel);

    /// <summary>Closes the file.</summary>
    public void Dispose() => source.Dispose();
}
