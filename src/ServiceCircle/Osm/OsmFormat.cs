using System.IO.Compression;
using ServiceCircle.Formats;

namespace ServiceCircle.Osm;

internal enum OsmFormat
{
    Pbf,
    Xml,
    GzipXml,
    BZip2Xml,
}

/// <summary>Tells from the first bytes of an OSM file how it is written; names of files are often wrong.</summary>
internal static class OsmFormats
{
    // First bytes of what people give by mistake, and what to do about each.
    private static readonly (byte[] Magic, string Found, string Advice)[] Others =
    [
        ([0x50, 0x4B, 0x03, 0x04], "found/zip", "advice/unpack"),
        ([0x37, 0x7A, 0xBC, 0xAF], "found/7-zip", "advice/unpack"),
        ([0xFD, 0x37, 0x7A, 0x58], "found/xz", "advice/unpack-xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "found/zstandard", "advice/unpack-zstandard"),
        ([0xFF, 0xE0], "found/o5m", "advice/convert-o5m"),
        ([(byte)'{'], "found/json", "advice/ask-xml"),
        ([(byte)'S', (byte)'Q', (byte)'L', (byte)'i'], "found/sqlite", "advice/source-extract"),
    ];

    private static readonly (string Ending, string Format)[] Endings =
    [
        (".pbf", "expected/osm-pbf"), (".osm", "expected/osm-xml"), (".xml", "expected/osm-xml"), (".gz", "expected/osm-gzip"),
        (".bz2", "expected/osm-bzip2"),
    ];

    /// <exception cref="InputException">None of ours; says what the name promises and what the content looks like.</exception>
    public static OsmFormat Detect(string path)
    {
        var bytes = new byte[64];
        int count;
        using (FileStream stream = GivenFile.OpenRead(path)) count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = bytes.AsSpan(0, count);
        Notice promise = Promise(path);
        if (start.IsEmpty) throw new InputException(path, "", "found/empty-file", promise, MalformedException.FetchAgain);

        // PBF starts with a length of at most 64 KiB in four bytes, highest first; no text does.
        if (LooksLikePbf(start)) return OsmFormat.Pbf;
        if (start.StartsWith<byte>([0x1F, 0x8B])) return Unpacked(path, promise, OsmFormat.GzipXml);
        if (start.StartsWith("BZh"u8)) return Unpacked(path, promise, OsmFormat.BZip2Xml);
        if (LooksLikeXml(start)) return OsmFormat.Xml;

        foreach ((byte[] magic, string found, string advice) in Others)
            if (start.StartsWith(magic)) throw new InputException(path, "byte 0", found, promise, advice);
        throw new InputException(
            path, "byte 0", new("found/these-bytes", ("bytes", Convert.ToHexString(start[..Math.Min(8, count)]))), promise,
            "advice/osm-sources");
    }

    private static bool LooksLikePbf(ReadOnlySpan<byte> start) =>
        start.Length > 4 && start[0] == 0 && start[1] <= 1 && start[4] is 0x0A or 0x12 or 0x18;

    /// <summary>The format of a packed file, whose content must be XML: PBF is packed already.</summary>
    private static OsmFormat Unpacked(string path, Notice promise, OsmFormat format)
    {
        var bytes = new byte[64];
        int count = 0;
        try
        {
            using FileStream file = GivenFile.OpenRead(path);
            using Stream stream = format == OsmFormat.GzipXml
                ? new GZipStream(file, CompressionMode.Decompress) : new BZip2Stream(file);
            count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Reading the file says where it is damaged.
        }
        return LooksLikePbf(bytes.AsSpan(0, count))
            ? throw new InputException(path, "byte 0", "found/packed-pbf", promise, "advice/unpack-pbf") : format;
    }

    /// <summary>Whether the bytes can begin an XML text in UTF-8 or UTF-16.</summary>
    public static bool LooksLikeXml(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF]))
            return start.Length > 3 && start[2..4].Contains((byte)'<');
        if (start.StartsWith<byte>([0xEF, 0xBB, 0xBF])) start = start[3..];
        return start.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    private static Notice Promise(string path)
    {
        string name = Path.GetFileName(path);
        foreach ((string ending, string format) in Endings)
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return new("expected/osm-by-name", ("format", new Notice(format)), ("ending", ending));
        return "expected/osm";
    }
}
