using System.Text;
using ServiceCircle.Geo;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Tests.Walking;

/// <summary>The .scnet cache: what comes back is what went in, damage is found, and equal streets give equal bytes.</summary>
public sealed class NetworkFileTests
{
    /// <summary>Something of everything: gates, a ring, a ferry, one-ways, a cut way, features of all three element types.</summary>
    private static Town EverythingTown() => new Town("""
        A---B---C   P--Q
        |   |   |   |  |
        D---E---F   S--R
            |   |
            G---H---I
        """)
        .Way("ABC").Way("ADE", "highway=steps").Way("BEG", "highway=residential name=长江路").Way("CFH", "highway=footway oneway:foot=yes")
        .Way("GH", "highway=footway start_date=2024-05-01 end_date=2030").Way("HI", "route=ferry duration=00:07").Way("EF", "highway=service bridge=yes").Way("PQRSP").Way("CX")
        .Way("ABEDA", "leisure=park name=公园").Way("EFHGE", "natural=water").Way("PQ", "natural=water").Way("QRSP", "natural=water")
        .Relation("type=multipolygon amenity=hospital", [13, 12])
        .Node('E', "barrier=gate").Node('F', "barrier=gate locked=yes").Node('I', "amenity=clinic name=Klinik");

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        using Town town = EverythingTown();
        byte[] bytes = Bytes(town.Network);
        using var file = new TemporaryFile(bytes);
        Assert.True(NetworkFile.IsNetworkFile(file.Path));
        WalkNetwork read = NetworkFile.Read(file.Path), written = town.Network;
        Assert.Equal(written.NodePositions, read.NodePositions);
        Assert.Equal(written.Tail, read.Tail);
        Assert.Equal(written.Head, read.Head);
        Assert.Equal(written.LengthMetres, read.LengthMetres);
        Assert.Equal(written.AttributeIndex, read.AttributeIndex);
        Assert.Equal(written.OsmId, read.OsmId);
        Assert.Equal(written.AttributeTable, read.AttributeTable);
        Assert.Contains(read.AttributeTable, a => a.StatedSecondsPerMetre > 0);
        Assert.Contains(read.AttributeTable, a => a.Days is { From: > 0, Until: > 0 });
        Assert.Equal(written.FirstInner, read.FirstInner);
        Assert.Equal(written.InnerPositions, read.InnerPositions);
        Assert.Equal(written.InnerMetres, read.InnerMetres);
        Assert.Equal(written.DataBox, read.DataBox);
        Assert.NotEmpty(read.CutNodes);
        Assert.Equal(written.CutNodes, read.CutNodes);
        Assert.Equal(written.Source with { Warnings = [] }, read.Source with { Warnings = [] });
        Assert.Equal(written.Source.Warnings, read.Source.Warnings);
        var all = (FeatureGroups)255;
        Assert.Equal(6, read.Features.Find(all).Count());
        foreach ((var a, var b) in written.Features.Find(all).Zip(read.Features.Find(all)))
        {
            Assert.Equal(a.Id, b.Id);
            Assert.Equal(a.Tags, b.Tags);
            Assert.True(a.Geometry.EqualsExact(b.Geometry));
        }
        Assert.Equal(bytes, Bytes(read));
    }

    [Fact]
    public void Any_flipped_byte_is_found()
    {
        using Town town = EverythingTown();
        byte[] bytes = Bytes(town.Network);
        for (int at = 0; at < bytes.Length; at += at < 64 ? 1 : 97)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 0x10;
            AssertRefused(damaged);
        }
    }

    [Fact]
    public void Any_cut_is_found()
    {
        using Town town = EverythingTown();
        byte[] bytes = Bytes(town.Network);
        for (int length = 0; length < bytes.Length; length += length < 64 ? 1 : 97) AssertRefused(bytes[..length]);
        AssertRefused([.. bytes, 0]);
    }

    [Fact]
    public void Positions_beside_the_globe_are_refused()
    {
        using Town town = EverythingTown();
        Position[] Far(Position[] positions) => [new Position(positions[0].LonE7, 900_000_001), .. positions[1..]];
        AssertRefused(Bytes(town.Network with { NodePositions = Far(town.Network.NodePositions) }));
        AssertRefused(Bytes(town.Network with { InnerPositions = Far(town.Network.InnerPositions) }));
        AssertRefused(Bytes(town.Network with { DataBox = town.Network.DataBox with { North = 900_000_001 } }));
        AssertRefused(Bytes(town.Network with { DataBox = Box.Empty }));
    }

    [Fact]
    public void A_warning_that_no_sentence_is_for_is_refused()
    {
        using Town town = EverythingTown();
        void Refused(Notice notice) =>
            AssertRefused(Bytes(town.Network with { Source = town.Network.Source with { Warnings = [notice] } }));
        Refused(new Notice("warning/nobody-wrote-this"));
        Refused(new Notice("warning/no-heights", ("count", 1)));
    }

    [Fact]
    public void A_missing_file_is_bad_input() =>
        Assert.Throws<InputException>(() => NetworkFiles.Open(Path.Combine(Path.GetTempPath(), "no-such.scnet")));

    [Fact]
    public void The_order_of_the_file_does_not_matter()
    {
        using Town town = EverythingTown();
        byte[] expected = WithoutHash(town.Network);
        for (int seed = 1; seed <= 20; seed++) Assert.Equal(expected, WithoutHash(town.Shuffled(seed)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_order_of_a_random_file_does_not_matter(int seed)
    {
        using var town = new RandomTown(seed, nodes: 60, ways: 60);
        byte[] expected = WithoutHash(town.Network);
        for (int shuffle = 1; shuffle <= 5; shuffle++) Assert.Equal(expected, WithoutHash(town.Shuffled(shuffle)));
    }

    private static void AssertRefused(byte[] bytes)
    {
        using var file = new TemporaryFile(bytes);
        InputException e = Assert.Throws<InputException>(() => NetworkFile.Read(file.Path));
        Assert.Contains("servicecircle build", e.Advice);
    }

    internal static byte[] Bytes(WalkNetwork network)
    {
        var stream = new MemoryStream();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    /// <summary>The file without the OSM file's hash, which the order of its elements does change, and the hash over that.</summary>
    private static byte[] WithoutHash(WalkNetwork network)
    {
        byte[] bytes = Bytes(network)[40..];
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(network.Source.Sha256));
        return [.. bytes[..at], .. bytes[(at + 64)..]];
    }

    internal sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.scnet");

        public void Dispose() => File.Delete(Path);
    }
}
