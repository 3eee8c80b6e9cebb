namespace ServiceCircle.Osm;

/// <summary>
/// Passes a stream on until its allowance is used up. The XML parser gets a new allowance for every element, so that a small
/// packed file cannot unpack to one endless attribute that fills the memory.
/// </summary>
internal sealed class FloodGuardStream(Stream inner) : ReadingStream
{
    private const int MaxBytesPerElement = 16 * 1024 * 1024;

    private int allowance = MaxBytesPerElement;

    /// <summary>Grants the full allowance again.</summary>
    public void Renew() => allowance = MaxBytesPerElement;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int got = inner.Read(buffer, offset, count);
        allowance -= got;
        if (allowance < 0)
            throw new MalformedException(new("found/huge-element", ("count", $"{MaxBytesPerElement}")), Notice.AsIs("OSM XML"));
        return got;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
