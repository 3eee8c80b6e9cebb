using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.BZip2;

namespace ServiceCircle.Osm;

/// <summary>
/// Unpacks bzip2 with two things that SharpZipLib's stream lacks: it goes on after the end of a stream when another follows
/// (parallel packers such as pbzip2 write many), and damaged data always gives an <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class TidyBZip2Stream(Stream packed) : ReadingStream
{
    private BZip2InputStream? current;
    private bool atEnd;

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            while (!atEnd && count > 0)
            {
                current ??= new BZip2InputStream(packed) { IsStreamOwner = false };
                int got = current.Read(buffer, offset, count);
                if (got > 0) return got;
                current.Dispose();
                current = null;
                int next = packed.ReadByte();
                if (next < 0) atEnd = true;
                else packed.Seek(-1, SeekOrigin.Current);
            }
            return 0;
        }
        catch (Exception e) when (
            e is SharpZipBaseException or IOException or IndexOutOfRangeException or ArgumentException or OverflowException
                or NullReferenceException)
        {
            throw new InvalidDataException("damaged bzip2 data", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            current?.Dispose();
            packed.Dispose();
        }
        base.Dispose(disposing);
    }
}
