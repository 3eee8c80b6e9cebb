namespace ServiceCircle.Osm;

/// <summary>An OSM XML file, plain or packed; every pass parses all of it, in one thread.</summary>
internal sealed class XmlFile : OsmFile
{
    private readonly OsmFormat format;

    public XmlFile(string path, OsmFormat format) : base(path)
    {
        this.format = format;
        using var blocks = new XmlBlocks(path, format, OsmKinds.None);
        Header = blocks.ReadHeader();
    }

    public override OsmHeader Header { get; }

    public override void Read<T>(
        OsmKinds kinds, Func<OsmBlock, T> decode, Action<T> consume, Action<double>? progress = null, CancellationToken cancel = default)
    {
        using var blocks = new XmlBlocks(Path, format, kinds);
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
