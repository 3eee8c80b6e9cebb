using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;
using ServiceCircle.Osm;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;

namespace ServiceCircle.Tests.Osm;

/// <summary>The same data, written in every variant of both formats, reads as the same elements.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly OsmTestFile files = new();

    public void Dispose() => files.Dispose();

    public static TheoryData<int, bool, bool, int> Variants()
    {
        var data = new TheoryData<int, bool, bool, int>();
        foreach (PbfWriter.Packing pack in new[] { PbfWriter.Packing.Raw, PbfWriter.Packing.Zlib, PbfWriter.Packing.BZip2,
            PbfWriter.Packing.Lz4, PbfWriter.Packing.Zstd })
        {
            foreach (bool dense in new[] { false, true })
            {
                foreach (int perBlock in new[] { 1, 4, 8000 }) data.Add((int)pack, dense, perBlock != 4, perBlock);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_PBF_variant_reads_as_written(int pack, bool dense, bool withInfo, int perBlock)
    {
        var writer = new PbfWriter { Pack = (PbfWriter.Packing)pack, Dense = dense, WithInfo = withInfo, ElementsPerBlock = perBlock };
        Assert.Equal(OsmTestFile.Expected(Sample.Small), files.Lines(writer.File(Sample.Small)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Positions_on_the_ways_make_the_network_that_nodes_make(bool onlyTagged)
    {
        Element[] nodes = [Element.Node(1, 100, 0), Element.Node(2, 20_000, 0, ("barrier", "gate")), Element.Node(3, 40_000, 90)];
        Element[] ways = [Element.Way(7, [1, 2, 3], ("highway", "footway")), Element.Way(8, [3, 1], ("highway", "residential"))];
        var writer = new PbfWriter { OnWays = nodes.ToDictionary(n => n.Id.Number, n => n.Position) };
        WalkNetwork onNodes = NetworkBuilder.FromOsm(files.Write(new PbfWriter().File([.. nodes, .. ways])));
        // Nodes with tags stay in such a file.
        WalkNetwork onWays = NetworkBuilder.FromOsm(files.Write(writer.File([.. onlyTagged ? nodes[1..2] : nodes, .. ways])));
        Assert.Equal(onNodes.NodePositions, onWays.NodePositions);
        Assert.Equal(onNodes.LengthMetres, onWays.LengthMetres);
        Assert.Equal(onNodes.AttributeTable, onWays.AttributeTable);
    }

    /// <summary>What the Overpass API answers to "out geom", without nodes; of a way that leaves the box it gives the positions inside.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Positions_on_the_ways_of_XML_make_the_network_that_nodes_make(bool leavesTheBox)
    {
        (int Id, string At)[] nodes = [(1, "lat='0.00001' lon='0'"), (2, "lat='0.002' lon='0'"), (3, "lat='0.004' lon='0.00001'")];
        if (leavesTheBox) nodes = nodes[..2];
        string Way(int id, string road, bool isLocated, params int[] refs) =>
            $"<way id='{id}'><bounds minlat='0' minlon='0' maxlat='1' maxlon='1'/>"
            + string.Concat(refs.Select(r => $"<nd ref='{r}' {(isLocated ? nodes.FirstOrDefault(n => n.Id == r).At : "")}/>"))
            + $"<tag k='highway' v='{road}'/></way>";
        string Ways(bool isLocated) => Way(7, "footway", isLocated, 1, 2, 3) + Way(8, "residential", isLocated, 2, 1);
        string onNodes = $"<osm version='0.6'>{string.Concat(nodes.Select(n => $"<node id='{n.Id}' {n.At}/>"))}{Ways(false)}</osm>";
        WalkNetwork expected = NetworkBuilder.FromOsm(files.Write(System.Text.Encoding.UTF8.GetBytes(onNodes), "nodes.osm"));
        WalkNetwork read = NetworkBuilder.FromOsm(
            files.Write(System.Text.Encoding.UTF8.GetBytes($"<osm version='0.6'>{Ways(true)}</osm>"), "geom.osm"));
        Assert.Equal(leavesTheBox ? 2 : 3, read.EdgeCount);
        Assert.Equal(expected.NodePositions, read.NodePositions);
        Assert.Equal(expected.LengthMetres, read.LengthMetres);
        Assert.Equal(expected.CutNodes, read.CutNodes);
    }

    [Fact]
    public void Ways_of_which_nothing_says_where_they_are_are_refused()
    {
        byte[] file = new PbfWriter().File([Element.Way(7, [1, 2], ("highway", "footway"))]);
        Assert.Contains("without a single node", Assert.Throws<InputException>(() => NetworkBuilder.FromOsm(files.Write(file))).Found);
    }

    [Fact]
    public void Random_data_reads_the_same_from_PBF_and_XML()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            List<Element> elements = Sample.Random(random, random.Next(1, 200), shuffled: seed % 2 == 1);
            var writer =
                new PbfWriter
                {
                    Dense = random.Next(2) == 0,
                    ElementsPerBlock = random.Next(1, 60),
                    Pack = random.Next(2) == 0
                        ? PbfWriter.Packing.Raw : PbfWriter.Packing.Zlib
                };
            List<string> expected = OsmTestFile.Expected(elements);
            Assert.Equal(expected, files.Lines(writer.File(elements)));
            Assert.Equal(expected, files.Lines(Sample.ToXml(elements), "a.osm"));
        }
    }

    [Fact]
    public void XML_reads_the_same_packed_whatever_the_file_is_called()
    {
        byte[] xml = Sample.ToXml(Sample.Random(new Random(5), 2_000, shuffled: true));
        List<string> plain = files.Lines(xml, "plain.osm");
        Assert.True(plain.Count > 1_700);
        Assert.Equal(plain, files.Lines(Gzip(xml), "a.osm.gz"));
        Assert.Equal(plain, files.Lines(BZip2(xml), "a.osm.bz2"));
        Assert.Equal(plain, files.Lines(Gzip(xml), "wrong.osm.pbf"));
        // Parallel packers write several streams one after another.
        Assert.Equal(plain, files.Lines([.. Gzip(xml[..999]), .. Gzip(xml[999..])], "b.osm.gz"));
        Assert.Equal(plain, files.Lines([.. BZip2(xml[..999]), .. BZip2(xml[999..])], "b.osm.bz2"));
    }

    [Fact]
    public void XML_comes_in_several_blocks_without_loss_at_their_borders()
    {
        List<Element> elements = Sample.Random(new Random(6), 20_000, shuffled: false);
        using OsmFile file = OsmFile.Open(files.Write(Sample.ToXml(elements), "a.osm"));
        int blocks = 0;
        var lines = new List<string>();
        file.Read(OsmKinds.All, OsmTestFile.LinesOf, more =>
        {
            blocks++;
            lines.AddRange(more);
        });
        Assert.Equal(elements.Where(e => !e.Deleted).Select(e => e.ToString()), lines);
        Assert.InRange(blocks, 3, 4);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(100, 12_300, -45_600)]
    [InlineData(1000, 0, 0)]
    [InlineData(50, -90_000_000_000, 180_000_000_000)]
    public void Granularity_and_offsets_give_the_positions_that_were_written(int granularity, long latOffset, long lonOffset)
    {
        Element[] nodes =
            [Element.Node(1, 1_799_999_990, 899_999_990), Element.Node(2, -1_234_567_890, -234_567_890), Element.Node(3, 0, 0)];
        foreach (bool dense in new[] { true, false })
        {
            var writer = new PbfWriter { Dense = dense, Granularity = granularity, LatOffset = latOffset, LonOffset = lonOffset };
            Assert.Equal(OsmTestFile.Expected(nodes), files.Lines(writer.File(nodes)));
        }
    }

    [Fact]
    public void What_is_finer_than_OSM_s_precision_is_rounded_to_the_nearest_symmetrically()
    {
        // 1 nanodegree granularity by hand: 149 -> 1, 150 -> 2 units of 1e-7 degree, and the same to the west.
        byte[] dense = new ProtoWriter().PackedDeltas(1, [1, 2]).PackedDeltas(8, [149, -149]).PackedDeltas(9, [150, -150]).ToArray();
        byte[] block = new ProtoWriter().Bytes(1, []).Bytes(2, new ProtoWriter().Bytes(2, dense).ToArray()).Int(17, 1).ToArray();
        var writer = new PbfWriter();
        string[] expected = [Element.Node(1, 2, 1).ToString(), Element.Node(2, -2, -1).ToString()];
        Assert.Equal(expected, files.Lines([.. writer.Blob("OSMHeader", PbfWriter.Header()), .. writer.Blob("OSMData", block)]));
    }

    private static byte[] Gzip(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Fastest)) stream.Write(content);
        return buffer.ToArray();
    }

    private static byte[] BZip2(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var stream = new BZip2OutputStream(buffer) { IsStreamOwner = false }) stream.Write(content);
        return buffer.ToArray();
    }
}
