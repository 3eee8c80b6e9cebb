namespace ServiceCircle.Osm;

/// <summary>One file in one of the formats; what <see cref="OsmFile"/> hands its calls to.</summary>
internal abstract class OsmSource : IDisposable
{
    public abstract OsmHeader Header { get; }

    public DateTimeOffset? NewestTimestamp { get; private set; }

    public abstract void Read<T>(
        OsmKinds kinds, Func<OsmBlock, T> decode, Action<T> consume, Action<double>? progress, CancellationToken cancel);

    public virtual void Dispose()
    {
    }

    protected void Note(DateTimeOffset? timestamp)
    {
        if (timestamp > (NewestTimestamp ?? DateTimeOffset.MinValue)) NewestTimestamp = timestamp;
    }
}
