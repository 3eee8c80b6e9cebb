namespace ServiceCircle.Osm;

/// <summary>
/// Passes a stream on until its allowance is used up. The XML parser gets a new allowance for every element, so that a small
/// packed file cannot unpack to one endless attribute that fills the memory.
/// </summary>
internal sealed class FloodGuardStream(Stream inner) : Stream
{
    private const int MaxBytesPerElement = 16 * 1024 * 1024;

    private int allowance = MaxBytesPerElement;

    /// <summary>Grants the full allowance again.</summary>
    public void Renew() => allowance = MaxBytesPerElement;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int got = inner.Read(buffer, offset, count);
        allowance -= got;
        if (allowance < 0) throw new MalformedException($"more than {MaxBytesPerElement} bytes within one XML element", "OSM XML");
        return got;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
