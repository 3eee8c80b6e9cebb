using ServiceCircle.Geo;

namespace ServiceCircle.Osm;

/// <summary>
/// An OpenStreetMap file, read as a stream of blocks as often as needed: PBF, or XML that may be packed with gzip or bzip2.
/// The format is told from the content. Elements marked as deleted are left out. One pass at a time.
/// </summary>
internal abstract class OsmFile(string path) : IDisposable
{
    public string Path { get; } = path;

    public long SizeBytes { get; } = new FileInfo(path).Length;

    public abstract OsmHeader Header { get; }

    /// <summary>The newest timestamp of the elements decoded so far; null if they had none.</summary>
    public DateTimeOffset? NewestTimestamp { get; private set; }

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
            return format == OsmFormat.Pbf ? new PbfFile(path) : new XmlFile(path, format);
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
    /// <param name="decode">Called for every block that has a wanted element, from several threads at once.</param>
    /// <param name="consume">Takes the results in file order.</param>
    /// <param name="progress">Told the share of the file that is done, 0 to 1, on the calling thread.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <exception cref="InputException">The file is damaged; of several damaged places the first in the file is reported.</exception>
    public abstract void Read<T>(
        OsmKinds kinds, Func<OsmBlock, T> decode, Action<T> consume, Action<double>? progress = null, CancellationToken cancel = default);

    public virtual void Dispose()
    {
    }

    protected void Note(DateTimeOffset? timestamp)
    {
        if (timestamp > (NewestTimestamp ?? DateTimeOffset.MinValue)) NewestTimestamp = timestamp;
    }
}

/// <summary>What an OSM file says about itself; null where it does not say.</summary>
/// <param name="OsmDate">
/// Up to when the file holds OSM's edits: the replication timestamp (PBF) or the date on the root element (XML); without it
/// <see cref="OsmFile.NewestTimestamp"/> is the next best.
/// </param>
/// <param name="Generator">The program that wrote the file.</param>
/// <param name="BoundingBox">The area that the file claims to cover; null, too, if the claim is not on the globe.</param>
/// <param name="IsSorted">Whether the file promises nodes, then ways, then relations, each by ascending id.</param>
internal sealed record OsmHeader(DateTimeOffset? OsmDate, string? Generator, Box? BoundingBox, bool IsSorted);
