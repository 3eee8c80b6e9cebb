namespace ServiceCircle.Osm;

/// <summary>An OSM XML file, plain or packed; every pass parses all of it, in one thread.</summary>
internal sealed class XmlSource : OsmSource
{
    private readonly string path;
    private readonly OsmFormat format;

    public override OsmHeader Header { get; }

    public XmlSource(string path, OsmFormat format)
    {
        this.path = path;
        this.format = format;
        using var blocks = new XmlBlocks(path, format, OsmKinds.None);
        Header = blocks.ReadHeader();
    }

    public override void Read<T>(
        OsmKinds kinds, Func<OsmBlock, T> decode, Action<T> consume, Action<double>? progress, CancellationToken cancel)
    {
        using var blocks = new XmlBlocks(path, format, kinds);
        while (blocks.ReadBlock())
        {
            cancel.ThrowIfCancellationRequested();
            Note(blocks.NewestTimestamp);
            if (!blocks.Block.IsEmpty) consume(decode(blocks.Block));
            progress?.Invoke(blocks.ShareRead);
        }
        progress?.Invoke(1);
    }
}
