using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ICSharpCode.SharpZipLib.BZip2;
using ServiceCircle.Osm;
using ServiceCircle.Tests.Osm;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Fuzz;

/// <summary>Files of the town that are made rather than written by hand, and what is done to a changed one before it is read.</summary>
internal static class Packings
{
    public static byte[] GZip(byte[] content) =>
        Packed(content, stream => new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    public static byte[] BZip2(byte[] content) => Packed(content, stream => new BZip2OutputStream(stream, 1) { IsStreamOwner = false });

    /// <summary>A text in the encoding that Chinese offices use beside UTF-8.</summary>
    public static byte[] InChinese(byte[] text) =>
        Encoding.Convert(Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!, text);

    private static byte[] Packed(byte[] content, Func<Stream, Stream> pack)
    {
        using var buffer = new MemoryStream();
        using (Stream stream = pack(buffer)) stream.Write(content);
        return buffer.ToArray();
    }

    /// <summary>A map as PBF, not compressed, so that changes reach what is in it.</summary>
    public static byte[] Pbf(string map)
    {
        XElement osm = XElement.Load(map);
        int E7(XElement e, string name) => (int)Math.Round((double)e.Attribute(name)! * 1e7);
        long Number(XElement e, string name) => (long)e.Attribute(name)!;
        (string, string)[] Tags(XElement e) => [.. e.Elements("tag").Select(t => ((string)t.Attribute("k")!, (string)t.Attribute("v")!))];
        OsmMember[] Members(XElement e) =>
            [.. e.Elements("member").Select(m => new OsmMember(new OsmId(OsmType.Way, Number(m, "ref")), "outer"))];
        return new PbfWriter { Pack = PbfWriter.Packing.Raw }.File(
        [
            .. osm.Elements("node").Select(n => Element.Node(Number(n, "id"), E7(n, "lon"), E7(n, "lat"), Tags(n))),
            .. osm.Elements("way").Select(w => Element.Way(Number(w, "id"), [.. w.Elements("nd").Select(r => Number(r, "ref"))], Tags(w))),
            .. osm.Elements("relation").Select(r => Element.Relation(Number(r, "id"), Members(r), Tags(r))),
        ]);
    }

    public static byte[] Cache(WalkNetwork network)
    {
        using var stream = new MemoryStream();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    /// <summary>A cache with the hash of its body, so that the body is read.</summary>
    public static byte[] WithHash(byte[] file)
    {
        byte[] right = [.. file];
        if (right.Length > 40) SHA256.HashData(right.AsSpan(40)).CopyTo(right.AsSpan(8));
        return right;
    }

    /// <summary>A workbook as Excel 2 wrote it, which needs no folder of streams around it: a table of numbers and short texts.</summary>
    public static byte[] OldWorkbook()
    {
        using var file = new MemoryStream();
        Record(0x0009, [7, 0, 0x10, 0]);
        object[][] rows =
        [
            ["id", "lon", "lat", "population"], ["c0", 110.0, 30.0003, 1200.0], ["c1", 110.01, 30.0, 800.0], ["c2", 110.02, 30.0, ""],
        ];
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < rows[r].Length; c++)
            {
                byte[] cell = [(byte)r, 0, (byte)c, 0, 0, 0, 0];
                if (rows[r][c] is double number) Record(0x0003, [.. cell, .. BitConverter.GetBytes(number)]);
                else if (rows[r][c] is string text) Record(0x0004, [.. cell, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
            }
        }
        Record(0x000A, []);
        return file.ToArray();

        void Record(ushort number, byte[] bytes)
        {
            file.Write(BitConverter.GetBytes(number));
            file.Write(BitConverter.GetBytes((ushort)bytes.Length));
            file.Write(bytes);
        }
    }
}
