using System.IO.Compression;
using System.Xml;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// Placemarks of KML 2.0 to 2.3 (OGC 12-007r2), or of all .kml in a .kmz: their folders, name, description and extended data.
/// Their numbers are degrees of WGS-84 unless the study says otherwise; maps of China are exported in GCJ-02 too. Heights are dropped.
/// </summary>
internal static class KmlReader
{
    private const int MostTimes = 50;
    private const long LeastUnpacked = 64L << 20;

    public static Table Read(string path, TableOptions options)
    {
        byte[] bytes = GivenFile.Read(path, p => GivenFile.ReadAllBytes(p, GivenFile.MostBytes));
        var problems = new RowProblems(path);
        var rows = new GrowingTable(path, bytes.Length);
        Crs crs = options.Crs ?? Crs.Wgs84;
        Notice? note = null;
        foreach (byte[] document in bytes is [(byte)'P', (byte)'K', ..] ? Unpacked(path, bytes) : [bytes])
        {
            TextFile file = TextFile.Of(path, document, options.Encoding);
            note ??= file.Note;
            Placemarks(path, file.Text.TrimStart(), rows, problems, options.WithoutGeometry ? null : crs);
        }
        if (rows.Count == 0) throw new InputException(path, "", "found/no-placemark", "expected/placemarks");
        problems.ThrowIfAny();
        return rows.ToTable() with { Notes = note is null ? [] : [note], Crs = crs };
    }

    private static void Placemarks(string path, string text, GrowingTable rows, RowProblems problems, Crs? crs)
    {
        try
        {
            using XmlReader xml = XmlReader.Create(new StringReader(text), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            new KmlPlacemarks(path, xml, rows, problems, crs).Read();
        }
        catch (XmlException e)
        {
            throw new InputException(
                path, FormattableString.Invariant($"line {e.LineNumber}"), "found/invalid-xml", "expected/kml", Notice.SaidBy(e), e);
        }
    }

    /// <summary>
    /// The documents of a .kmz in their order: one may only link to the others. Nothing is written anywhere, so no name in it matters.
    /// </summary>
    private static List<byte[]> Unpacked(string path, byte[] packed)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(packed));
            long left = Math.Min(GivenFile.MostBytes, Math.Max(LeastUnpacked, (long)MostTimes * packed.Length));
            var documents = new List<byte[]>();
            byte[] buffer = new byte[1 << 16];
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                if (!entry.FullName.EndsWith(".kml", StringComparison.OrdinalIgnoreCase)) continue;
                using Stream stream = entry.Open();
                using var unpacked = new MemoryStream();
                for (int count; (count = stream.Read(buffer)) > 0; left -= count)
                {
                    if (left < 0) throw new InputException(path, "", "found/unpacks-to-much", "expected/kml", "advice/fetch-again");
                    unpacked.Write(buffer, 0, count);
                }
                documents.Add(unpacked.ToArray());
            }
            return documents.Count > 0 ? documents : throw new InputException(path, "", "found/zip-without-kml", "expected/kml");
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            // What a broken archive leads to in the reader of .NET is any exception at all.
            throw new InputException(path, "", "found/broken-zip", "expected/kml", "advice/fetch-again", e);
        }
    }
}
