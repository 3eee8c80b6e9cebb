using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ICSharpCode.SharpZipLib.BZip2;
using ServiceCircle.Osm;

namespace ServiceCircle.Tests.Osm;

/// <summary>Whatever is in a file, reading it ends soon, with data or with one error that says where and what.</summary>
public sealed class DamagedFilesTests : IDisposable
{
    private static readonly PbfWriter Writer = new();

    private readonly OsmTestFile files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("raw.osm.pbf")]
    [InlineData("zlib.osm.pbf")]
    [InlineData("bzip2.osm.pbf")]
    [InlineData("lz4.osm.pbf")]
    [InlineData("zstd.osm.pbf")]
    [InlineData("a.osm")]
    [InlineData("a.osm.gz")]
    [InlineData("a.osm.bz2")]
    public void Random_damage_gives_data_or_an_input_exception(string kind)
    {
        byte[] whole = Make(kind);
        var random = new Random(kind.Length);
        var time = Stopwatch.StartNew();
        long allocated = GC.GetTotalAllocatedBytes();
        int rounds = kind.Contains("bz", StringComparison.Ordinal) ? 150 : 800, errors = 0;
        for (int round = 0; round < rounds; round++)
        {
            byte[] damaged = (byte[])whole.Clone();
            for (int n = random.Next(1, 4); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                files.Lines(damaged, kind);
            }
            catch (InputException e)
            {
                errors++;
                Assert.NotEqual("", e.Found);
                Assert.NotEqual("", e.Expected);
            }
        }
        Assert.InRange(errors, rounds / 4, rounds);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, 60);
        // A few hundred bytes of input must not claim memory by what they say about themselves. bzip2 alone needs 4 MB per stream.
        Assert.InRange((GC.GetTotalAllocatedBytes() - allocated) / rounds, 0, 32_000_000);
    }

    [Theory]
    [InlineData("raw.osm.pbf")]
    [InlineData("zlib.osm.pbf")]
    [InlineData("lz4.osm.pbf")]
    [InlineData("zstd.osm.pbf")]
    [InlineData("a.osm")]
    [InlineData("a.osm.gz")]
    [InlineData("a.osm.bz2")]
    public void A_file_cut_short_is_an_error_or_loses_nothing(string kind)
    {
        byte[] whole = Make(kind);
        List<string> complete = files.Lines(whole, kind);
        // Between two blobs a PBF file is whole by its own rules; nothing in the format says how many there should be.
        HashSet<int> ends = kind.EndsWith(".pbf", StringComparison.Ordinal) ? BlobEnds(whole) : [];
        int errors = 0, cuts = 0;
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 100))
        {
            if (ends.Contains(length)) continue;
            cuts++;
            try
            {
                Assert.Equal(complete, files.Lines(whole[..length], kind));
            }
            catch (InputException)
            {
                errors++;
            }
        }
        Assert.InRange(errors, cuts * 9 / 10, cuts);
    }

    [Fact]
    public void The_earliest_of_several_errors_is_reported_every_time()
    {
        byte[] good = Writer.Blob("OSMData", Writer.Block([Element.Node(1, 0, 0)]));
        byte[] bad = Writer.Blob("OSMData", [0xFF, 0xFF]);
        byte[] file = Writer.Blob("OSMHeader", PbfWriter.Header());
        for (int i = 0; i < 40; i++) file = [.. file, .. good];
        long first = file.Length;
        for (int i = 0; i < 40; i++) file = [.. file, .. bad, .. good];
        for (int i = 0; i < 20; i++) Assert.Equal($"byte {first}", files.Error(file).Where);
    }

    public static TheoryData<string, byte[], string> BadBlocks() => new()
    {
        { "string number", Group(3, new ProtoWriter().Int(1, 5).Packed(2, [1]).Packed(3, [9])), "string number 9" },
        { "dense string number",
            Group(2, new ProtoWriter().PackedDeltas(1, [5]).PackedDeltas(8, [5]).PackedDeltas(9, [5]).Packed(10, [1, 9, 0])),
            "string number 9" },
        { "role number", Group(4, new ProtoWriter().Int(1, 5).Packed(8, [9]).PackedDeltas(9, [5]).Packed(10, [1])), "string number 9" },
        { "key without value", Group(3, new ProtoWriter().Int(1, 5).Packed(2, [1, 1]).Packed(3, [1])), "more keys than values" },
        { "latitude missing", Group(2, new ProtoWriter().PackedDeltas(1, [5, 6]).PackedDeltas(8, [5]).PackedDeltas(9, [5, 6])),
            "dense nodes" },
        { "tag list missing",
            Group(2, new ProtoWriter().PackedDeltas(1, [5, 6]).PackedDeltas(8, [5, 6]).PackedDeltas(9, [5, 6]).Packed(10, [0])),
            "cut off" },
        { "member type", Group(4, new ProtoWriter().Int(1, 5).Packed(8, [0]).PackedDeltas(9, [5]).Packed(10, [3])), "member type 3" },
        { "member without role", Group(4, new ProtoWriter().Int(1, 5).PackedDeltas(9, [5]).Packed(10, [1])),
            "lists of different lengths in relation/5" },
        { "way without id", Group(3, new ProtoWriter().PackedDeltas(8, [5])), "a way without id" },
        { "node north of the pole", Group(1, new ProtoWriter().SInt(1, 5).SInt(8, 900_000_001).SInt(9, 0)), "node/5 beyond" },
        { "node beyond the date line", Group(1, new ProtoWriter().SInt(1, 5).SInt(8, 0).SInt(9, -1_800_000_001)), "node/5 beyond" },
        { "node far beyond", Group(1, new ProtoWriter().SInt(1, 5).SInt(8, long.MinValue).SInt(9, long.MaxValue)), "node/5 beyond" },
        { "list in pieces", Group(3, new ProtoWriter().Int(1, 5).PackedDeltas(8, [5]).PackedDeltas(8, [6])), "several pieces" },
        { "number too long", Group(3, new ProtoWriter().Int(1, 5).Bytes(8, [255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255])),
            "more than ten bytes" },
        { "number cut off", Group(3, new ProtoWriter().Int(1, 5).Bytes(8, [255])), "cut off" },
        { "granularity", new ProtoWriter().Int(17, 0).ToArray(), "granularity 0" },
        { "field beyond its message", [0x0A, 0x7F], "a field of 127 bytes" },
        { "wire type", [0x0B], "wire type 3" },
    };

    [Theory]
    [MemberData(nameof(BadBlocks))]
    public void What_is_wrong_in_a_block_is_named(string what, byte[] block, string found)
    {
        byte[] header = Writer.Blob("OSMHeader", PbfWriter.Header());
        InputException error = files.Error([.. header, .. Writer.Blob("OSMData", block)]);
        Assert.True(error.Found.Contains(found), $"{what}: {error.Message}");
        Assert.Equal($"byte {header.Length}", error.Where);
    }

    [Fact]
    public void Unsupported_compression_is_named_with_a_way_out()
    {
        InputException error = files.Error(new PbfWriter { Pack = PbfWriter.Packing.Lzma }.File(Sample.Small));
        Assert.Contains("lzma", error.Found);
        Assert.Contains("pbf_compression=zlib", error.Advice);
    }

    [Theory]
    [InlineData("lz4.osm.pbf")]
    [InlineData("zstd.osm.pbf")]
    public void The_newer_packings_unpack_to_the_size_that_they_state(string kind)
    {
        var writer = new PbfWriter { Pack = kind[0] == 'l' ? PbfWriter.Packing.Lz4 : PbfWriter.Packing.Zstd };
        byte[] header = writer.Blob("OSMHeader", PbfWriter.Header()), block = writer.Block(Sample.Small);
        foreach (long claim in new[] { -1, 0, block.Length - 1, block.Length + 1, 33_554_433, long.MaxValue })
            Assert.Equal($"byte {header.Length}", files.Error([.. header, .. writer.Blob("OSMData", block, claim)]).Where);
    }

    [Theory]
    [InlineData("a.osm.pbf.gz")]
    [InlineData("a.osm.bz2")]
    public void A_PBF_file_that_was_packed_once_more_is_named(string name)
    {
        using var buffer = new MemoryStream();
        using (Stream stream = name.EndsWith("gz", StringComparison.Ordinal)
            ? new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true) : new BZip2OutputStream(buffer) { IsStreamOwner = false })
        {
            stream.Write(Writer.File(Sample.Small));
        }
        InputException error = files.Error(buffer.ToArray(), name);
        Assert.Contains("packed once more", error.Found);
        Assert.Contains("gunzip", error.Advice);
    }

    [Fact]
    public void Two_versions_of_one_element_are_a_history()
    {
        const string Node = "<node id='7' lat='1' lon='1' version='{0}' visible='{1}'/>";
        string First = string.Format(null, Node, 1, "true"), Second = string.Format(null, Node, 2, "false");
        InputException error = files.Error(Encoding.UTF8.GetBytes($"<osm>{First}{Second}</osm>"), "a.osh");
        Assert.Contains("versions 1 and 2", error.Found);
        Assert.Contains("time-filter", error.Advice);
        // Elements of different ids may have any versions.
        string Other = Second.Replace("'7'", "'8'", StringComparison.Ordinal);
        Assert.Single(files.Lines(Encoding.UTF8.GetBytes($"<osm>{First}{Other}</osm>"), "b.osm"));
    }

    [Fact]
    public void Sizes_that_lie_are_caught_before_memory_is_taken()
    {
        byte[] header = Writer.Blob("OSMHeader", PbfWriter.Header());
        byte[] block = Writer.Block(Sample.Small);
        long before = GC.GetTotalAllocatedBytes();
        foreach (long claim in new[] { -1, 0, block.Length - 1, block.Length + 1, 33_554_432, 33_554_433, int.MaxValue, long.MaxValue })
        {
            Assert.Equal($"byte {header.Length}", files.Error([.. header, .. Writer.Blob("OSMData", block, claim)]).Where);
        }
        foreach (long claim in new[] { -1, 33_554_433, int.MaxValue, long.MaxValue })
        {
            Assert.Contains("a blob of", files.Error([.. header, .. PbfWriter.Framed("OSMData", block, claim)]).Found);
        }
        Assert.Contains("a blob header of 65537 bytes", files.Error([.. header, 0, 1, 0, 1, .. new byte[70_000]]).Found);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 30_000_000);
    }

    [Theory]
    [InlineData("HistoricalInformation", "time-filter")]
    [InlineData("Teleportation", "osmium cat")]
    public void Unknown_required_features_are_named(string feature, string advice)
    {
        InputException error = files.Error(Writer.File(Sample.Small, PbfWriter.Header(required: ["OsmSchema-V0.6", feature])));
        Assert.Contains(feature, error.Found);
        Assert.Contains(advice, error.Advice);
    }

    [Theory]
    [InlineData("a.osm.pbf", "PK\u0003\u0004rest", "a ZIP archive", "OSM PBF")]
    [InlineData("a.osm", "hello, world", "68656C6C6F2C2077", "OSM XML")]
    [InlineData("a.osm.gz", "{\"elements\":[]}", "JSON", "gzip")]
    [InlineData("a.osm.pbf", "", "an empty file", "OSM PBF")]
    [InlineData("a.txt", "hello, world", "68656C6C6F2C2077", "OSM PBF or OSM XML")]
    public void A_file_that_is_none_of_ours_is_described_by_name_and_content(string name, string content, string found, string expected)
    {
        InputException error = files.Error(Encoding.Latin1.GetBytes(content), name);
        Assert.Contains(found, error.Found);
        Assert.Contains(expected, error.Expected);
    }

    [Fact]
    public void Missing_files_are_input_errors()
    {
        Assert.Contains("no file", Assert.Throws<InputException>(() => OsmFile.Open("no/such/city.osm.pbf")).Found);
        Assert.Throws<InputException>(() => OsmFile.Open(Path.GetTempPath()));
    }

    private static byte[] Group(int field, ProtoWriter element) => new ProtoWriter()
        .Bytes(1, new ProtoWriter().Text(1, "").Text(1, "a").ToArray())
            .Bytes(2, new ProtoWriter().Bytes(field, element.ToArray()).ToArray()).ToArray();

    private static HashSet<int> BlobEnds(byte[] file)
    {
        var ends = new HashSet<int>();
        for (int at = 0; at < file.Length;)
        {
            int head = file[at] << 24 | file[at + 1] << 16 | file[at + 2] << 8 | file[at + 3];
            var reader = new WireReader(file.AsSpan(at + 4, head));
            while (reader.Next() && reader.Field != 3) reader.Skip();
            at += 4 + head + (int)reader.Int64();
            ends.Add(at);
        }
        return ends;
    }

    private static byte[] Make(string kind)
    {
        List<Element> elements = Sample.Random(new Random(1), 24, shuffled: false);
        if (kind.StartsWith("raw", StringComparison.Ordinal))
            return new PbfWriter { Pack = PbfWriter.Packing.Raw, ElementsPerBlock = 10 }.File(elements);
        if (kind.StartsWith("zlib", StringComparison.Ordinal)) return new PbfWriter { ElementsPerBlock = 10 }.File(elements);
        if (kind.StartsWith("lz4", StringComparison.Ordinal))
            return new PbfWriter { Pack = PbfWriter.Packing.Lz4, ElementsPerBlock = 10 }.File(elements);
        if (kind.StartsWith("zstd", StringComparison.Ordinal))
            return new PbfWriter { Pack = PbfWriter.Packing.Zstd, ElementsPerBlock = 10 }.File(elements);
        if (kind.StartsWith("bzip2", StringComparison.Ordinal))
            return new PbfWriter { Pack = PbfWriter.Packing.BZip2, ElementsPerBlock = 10 }.File(elements);
        byte[] xml = Sample.ToXml(elements);
        using var buffer = new MemoryStream();
        using (Stream stream = kind.EndsWith("gz", StringComparison.Ordinal)
            ? new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true)
            : kind.EndsWith("bz2", StringComparison.Ordinal) ? new BZip2OutputStream(buffer) { IsStreamOwner = false } : buffer)
        {
            stream.Write(xml);
            stream.Flush();
        }
        return buffer.ToArray();
    }
}
