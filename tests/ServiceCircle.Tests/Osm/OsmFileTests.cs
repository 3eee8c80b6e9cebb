using ServiceCircle.Geo;
using ServiceCircle.Osm;

namespace ServiceCircle.Tests.Osm;

/// <summary>How a file is read: header, order, kinds, progress, cancelling, dates.</summary>
public sealed class OsmFileTests : IDisposable
{
    private static readonly PbfWriter Writer = new() { ElementsPerBlock = 3 };

    private readonly OsmTestFile files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void The_header_says_what_the_file_says()
    {
        byte[] header = PbfWriter.Header(optional: ["Sort.Type_then_ID"], more: h => h
            .Bytes(1,
                new ProtoWriter().SInt(1, 121_000_000_000).SInt(2, 121_250_000_000).SInt(3, 32_000_000_000).SInt(4, 31_500_000_000)
                .ToArray())
            .Int(32, 1_714_566_600));
        using OsmFile file = OsmFile.Open(files.Write(Writer.File(Sample.Small, header)));
        Assert.Equal(
            new OsmHeader(
                new DateTimeOffset(2024, 5, 1, 12, 30, 0, TimeSpan.Zero), "test",
                new Box(1_210_000_000, 315_000_000, 1_212_500_000, 320_000_000), true), file.Header);
        Assert.Equal(new FileInfo(file.Path).Length, file.SizeBytes);
    }

    [Fact]
    public void The_date_of_osmconvert_is_understood_and_a_wrong_box_ignored()
    {
        byte[] header = PbfWriter.Header(optional: ["timestamp=2023-02-21T03:31:14Z"], more: h => h
            .Bytes(1,
                new ProtoWriter().SInt(1, 999_000_000_000).SInt(2, 121_250_000_000).SInt(3, 32_000_000_000).SInt(4, 31_500_000_000)
                .ToArray()));
        using OsmFile file = OsmFile.Open(files.Write(Writer.File(Sample.Small, header)));
        Assert.Equal(new OsmHeader(new DateTimeOffset(2023, 2, 21, 3, 31, 14, TimeSpan.Zero), "test", null, false), file.Header);
    }

    [Fact]
    public void Results_come_in_file_order_on_the_caller_s_thread_whatever_the_decoding_takes()
    {
        var nodes = Enumerable.Range(0, 3000).Select(i => Element.Node(i, i, i)).ToList();
        using OsmFile file = OsmFile.Open(files.Write(Writer.File(nodes)));
        var seen = new List<long>();
        int thread = Environment.CurrentManagedThreadId;
        file.Read(OsmKinds.Nodes, block =>
        {
            if (block.Nodes[0].Number % 7 == 0) Thread.Sleep(1);
            return block.Nodes.ToArray().Select(n => n.Number).ToList();
        }, numbers =>
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            seen.AddRange(numbers);
        });
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => (long)i), seen);
    }

    [Fact]
    public void Only_the_kinds_asked_for_come_on_every_pass()
    {
        List<Element> elements = Sample.Random(new Random(3), 300, shuffled: true);
        foreach ((byte[] content, string name) in new[] { (Writer.File(elements), "a.osm.pbf"), (Sample.ToXml(elements), "a.osm") })
        {
            using OsmFile file = OsmFile.Open(files.Write(content, name));
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (
                    OsmKinds kinds in new[] { OsmKinds.Relations, OsmKinds.Ways, OsmKinds.Nodes, OsmKinds.Nodes | OsmKinds.Relations,
                        OsmKinds.None })
                {
                    IEnumerable<Element> wanted = elements.Where(e => !e.Deleted && ((int)kinds >> (int)e.Id.Type & 1) == 1);
                    Assert.Equal(wanted.Select(e => e.ToString()).Order(), OsmTestFile.Lines(file, kinds).Order());
                }
            }
        }
    }

    [Fact]
    public void The_newest_timestamp_is_that_of_the_elements_decoded()
    {
        List<Element> elements = Sample.Random(new Random(4), 200, shuffled: true).Select(e => e with { Deleted = false }).ToList();
        foreach ((byte[] content, string name) in new[] { (Writer.File(elements), "a.osm.pbf"), (Sample.ToXml(elements), "a.osm") })
        {
            using OsmFile file = OsmFile.Open(files.Write(content, name));
            Assert.Null(file.NewestTimestamp);
            OsmTestFile.Lines(file, OsmKinds.Ways);
            Assert.Equal(elements.Where(e => e.Id.Type == OsmType.Way).Max(e => e.Timestamp), file.NewestTimestamp);
            OsmTestFile.Lines(file, OsmKinds.All);
            Assert.Equal(elements.Max(e => e.Timestamp), file.NewestTimestamp);
        }
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        foreach ((byte[] content, string name) in new[] { (Writer.File(Sample.Small), "a.osm.pbf"), (Sample.ToXml(Sample.Small), "a.osm") })
        {
            using OsmFile file = OsmFile.Open(files.Write(content, name));
            var shares = new List<double>();
            file.Read(OsmKinds.All, _ => 0, _ => { }, shares.Add);
            Assert.Equal(shares.Order(), shares);
            Assert.Equal(1, shares[^1]);
            Assert.True(shares.Count > 1);
        }
    }

    [Fact]
    public void Cancelling_stops_and_the_file_can_be_read_again()
    {
        var nodes = Enumerable.Range(0, 3000).Select(i => Element.Node(i, i, i)).ToList();
        using OsmFile file = OsmFile.Open(files.Write(Writer.File(nodes)));
        using var cancel = new CancellationTokenSource();
        int blocks = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => file.Read(OsmKinds.Nodes, b => 0, _ =>
        {
            if (++blocks == 5) cancel.Cancel();
        }, cancel: cancel.Token));
        Assert.Equal(5, blocks);
        Assert.Equal(3000, OsmTestFile.Lines(file, OsmKinds.Nodes).Count);
    }

    [Fact]
    public void What_the_caller_s_code_throws_comes_out_unchanged()
    {
        using OsmFile file = OsmFile.Open(files.Write(Writer.File(Sample.Small)));
        Assert.Throws<TimeZoneNotFoundException>(() => file.Read<int>(OsmKinds.All, _ => throw new TimeZoneNotFoundException(), _ => { }));
        Assert.Throws<TimeZoneNotFoundException>(() => file.Read(OsmKinds.All, _ => 0, _ => throw new TimeZoneNotFoundException()));
    }

    [Fact]
    public void Tags_answer_by_key()
    {
        using OsmFile file = OsmFile.Open(files.Write(Writer.File(Sample.Small)));
        file.Read(OsmKinds.Nodes, block =>
        {
            OsmTags none = block.Tags(block.Nodes[0]), some = block.Tags(block.Nodes[1]);
            Assert.Equal(0, none.Count);
            Assert.Null(none["name"]);
            Assert.Equal("南京路", some["name"]);
            Assert.Null(some["Name"]);
            Assert.True(some.Has("barrier", "gate"));
            Assert.False(some.Has("barrier", "name"));
            return 0;
        }, _ => { });
    }

    [Fact]
    public void Unknown_blobs_and_further_headers_are_stepped_over()
    {
        byte[] one = Writer.File(Sample.Small.Take(3)), two = Writer.File(Sample.Small.Skip(3));
        byte[] file = [.. one, .. PbfWriter.Framed("Extension", [1, 2, 3]), .. two];
        Assert.Equal(OsmTestFile.Expected(Sample.Small), files.Lines(file));
    }

    [Fact]
    public void Ids_sort_by_type_then_number_and_print_as_on_the_website()
    {
        var ids = new List<OsmId> { new(OsmType.Relation, -1), new(OsmType.Node, 5), new(OsmType.Way, 2), new(OsmType.Node, -5) };
        Assert.Equal("node/-5 node/5 way/2 relation/-1", string.Join(' ', ids.Order()));
    }
}
