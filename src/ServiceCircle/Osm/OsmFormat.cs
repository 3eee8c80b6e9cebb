namespace ServiceCircle.Osm;

/// <summary>How an OSM file is written, told from its first bytes; names of files are often wrong.</summary>
internal enum OsmFormat
{
    Pbf,
    Xml,
    GzipXml,
    BZip2Xml,
}

/// <summary>Tells formats apart.</summary>
internal static class OsmFormats
{
    // First bytes of what people give by mistake, and what to do about each.
    private static readonly (byte[] Magic, string Name, string Advice)[] Others =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive", "Unpack it first and give the OSM file inside."),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive", "Unpack it first and give the OSM file inside."),
        ([0xFD, 0x37, 0x7A, 0x58], "an xz archive", "Unpack it first: xz -d FILE"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive", "Unpack it first: zstd -d FILE"),
        ([0xFF, 0xE0], "the o5m format", "Convert it: osmium cat in.o5m -o out.osm.pbf"),
        ([(byte)'{'], "JSON", "Ask the Overpass API for [out:xml], or export .osm.pbf."),
        ([(byte)'S', (byte)'Q', (byte)'L', (byte)'i'], "an SQLite database", "Give the OSM extract that it was made from."),
    ];

    /// <summary>The format of a file.</summary>
    /// <exception cref="InputException">None of ours; says what the name promises and what the content looks like.</exception>
    public static OsmFormat Detect(string path)
    {
        var bytes = new byte[64];
        int count;
        using (FileStream stream = File.OpenRead(path)) count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = bytes.AsSpan(0, count);
        string promise = Promise(path);
        if (start.IsEmpty) throw new InputException(path, "", "an empty file", promise, MalformedException.FetchAgain);

        // PBF starts with a length of at most 64 KiB in four bytes, highest first; no text does.
        if (start.Length > 4 && start[0] == 0 && start[1] <= 1 && start[4] is 0x0A or 0x12 or 0x18) return OsmFormat.Pbf;
        if (start.StartsWith<byte>([0x1F, 0x8B])) return OsmFormat.GzipXml;
        if (start.StartsWith("BZh"u8)) return OsmFormat.BZip2Xml;
        if (LooksLikeXml(start)) return OsmFormat.Xml;

        foreach ((byte[] magic, string name, string advice) in Others)
        {
            if (start.StartsWith(magic)) throw new InputException(path, "byte 0", name, promise, advice);
        }
        throw new InputException(path, "byte 0", $"the bytes {Convert.ToHexString(start[..Math.Min(8, count)])}", promise,
            "Give a file from Geofabrik, BBBike, Overpass (XML) or osmium.");
    }

    /// <summary>Whether the bytes can begin an XML text in UTF-8 or UTF-16.</summary>
    public static bool LooksLikeXml(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF])) return start.Length > 3 && start[2..4].Contains((byte)'<');
        if (start.StartsWith<byte>([0xEF, 0xBB, 0xBF])) start = start[3..];
        return start.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    private static string Promise(string path)
    {
        const string any = "OSM PBF or OSM XML (plain, gzip or bzip2)";
        string name = Path.GetFileName(path);
        foreach ((string ending, string format) in new[] { (".pbf", "OSM PBF"), (".osm", "OSM XML"), (".xml", "OSM XML"), (".gz", "OSM XML in gzip"), (".bz2", "OSM XML in bzip2") })
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return $"{format}, as the name ends in {ending}; or another of {any}";
        }
        return any;
    }
}
