using System.IO.Compression;

namespace ServiceCircle.Formats;

/// <summary>
/// Refuses workbooks that unpack to far more than any table does, before they fill the memory. An .xlsx is a packed folder of XML; sheets
/// of real tables unpack to five to thirty times their size.
/// </summary>
internal static class WorkbookCheck
{
    private const long LeastAllowance = 64L << 20;
    private const int MostTimes = 50;

    /// <summary>A cell of Excel holds at most 32,767 characters; each is at most 12 bytes in XML.</summary>
    private const int LongestText = 12 * 32_767;

    /// <summary>Checks a workbook; of one that is no .xlsx nothing can be said, and nothing is.</summary>
    /// <exception cref="InputException">It unpacks to too much, or to one endless text.</exception>
    public static void Check(string path, FileStream stream)
    {
        if (stream.ReadByte() == 'P' && stream.ReadByte() == 'K')
        {
            stream.Position = 0;
            long allowance = Math.Max(LeastAllowance, MostTimes * stream.Length);
            using var packed = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (ZipArchiveEntry entry in packed.Entries)
                if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) allowance = Unpack(path, entry, allowance);
        }
        stream.Position = 0;
    }

    /// <summary>Unpacks one part without keeping it; gives what is left of the allowance.</summary>
    private static long Unpack(string path, ZipArchiveEntry entry, long allowance)
    {
        var buffer = new byte[1 << 16];
        using Stream part = entry.Open();
        long text = 0;
        for (int count; (count = part.Read(buffer)) > 0;)
        {
            allowance -= count;
            int first = buffer.AsSpan(0, count).IndexOf((byte)'<'), last = buffer.AsSpan(0, count).LastIndexOf((byte)'<');
            if (text + (first < 0 ? count : first) > LongestText || allowance < 0)
                throw new InputException(
                    path, entry.FullName, allowance < 0 ? "found/unpacks-to-much" : "found/endless-text", "expected/workbook",
                    "advice/save-workbook");
            text = last < 0 ? text + count : count - last;
        }
        return allowance;
    }
}
