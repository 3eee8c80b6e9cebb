using ICSharpCode.SharpZipLib.BZip2;
using ServiceCircle.Osm;

namespace ServiceCircle.Tests.Osm;

/// <summary>What another program packed comes back, whatever lies in it; what is damaged is said to be.</summary>
public sealed class BZip2StreamTests
{
    /// <summary>Bytes of several kinds: none, one, runs of every length, text that repeats, and what no packer makes smaller.</summary>
    public static TheoryData<string> Kinds() => ["empty", "one", "same", "runs", "text", "random", "everything"];

    private static byte[] Bytes(string kind)
    {
        var random = new Random(7);
        byte[] Random(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }
        return kind switch
        {
            "empty" => [],
            "one" => [65],
            "same" => [.. Enumerable.Repeat((byte)7, 3_000_000)],
            "runs" => [.. Enumerable.Range(0, 600).SelectMany(i => Enumerable.Repeat((byte)(i * 31), i))],
            "text" => System.Text.Encoding.ASCII.GetBytes(
                string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<node id='{i % 977}' lat='{i * 7}'/>"))),
            "random" => Random(1_200_000),
            _ => [.. Random(300_000), .. new byte[400_000], .. Bytes("runs"), .. Random(5), .. Bytes("text")],
        };
    }

    private static byte[] Packed(byte[] bytes, int level)
    {
        var packed = new MemoryStream();
        using (var stream = new BZip2OutputStream(packed, level) { IsStreamOwner = false }) stream.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] packed, int magicBits = 48)
    {
        using var stream = new BZip2Stream(new MemoryStream(packed), magicBits);
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_packed_comes_back(string kind)
    {
        byte[] bytes = Bytes(kind);
        foreach (int level in (int[])[1, 9]) Assert.Equal(bytes, Unpacked(Packed(bytes, level)));
    }

    [Fact]
    public void Streams_may_follow_each_other()
    {
        byte[] one = Bytes("runs"), other = Bytes("text");
        Assert.Equal([.. one, .. other, .. one], Unpacked([.. Packed(one, 1), .. Packed(other, 9), .. Packed([], 5), .. Packed(one, 3)]));
    }

    /// <summary>With half of its bits the number that a block begins with is found in other places too.</summary>
    [Fact]
    public void A_magic_number_that_is_there_by_chance_cuts_nothing()
    {
        byte[] bytes = Bytes("everything"), packed = Packed(bytes, 3);
        Assert.Equal(bytes, Unpacked(packed, magicBits: 24));
        Assert.Equal(Bytes("random"), Unpacked(Packed(Bytes("random"), 9), magicBits: 24));
    }

    /// <summary>The checksum of the whole, which tells when a block was lost, is the last but for the bits that fill a byte.</summary>
    [Fact]
    public void The_checksum_of_the_whole_is_checked()
    {
        byte[] packed = Packed(Bytes("text"), 1);
        packed[^3] ^= 4;
        Assert.Throws<InvalidDataException>(() => Unpacked(packed));
    }

    [Fact]
    public void Damage_anywhere_is_found()
    {
        byte[] bytes = [.. Bytes("text").Take(150_000)], packed = Packed(bytes, 1);
        var random = new Random(3);
        for (int i = 0; i < 300; i++)
        {
            var damaged = (byte[])packed.Clone();
            if (i % 3 == 0) Array.Resize(ref damaged, random.Next(4, packed.Length));
            else damaged[random.Next(packed.Length)] ^= (byte)(1 << random.Next(8));
            // Bits behind the end of the stream fill its last byte; those of the level say nothing about the data.
            byte[]? got = null;
            try
            {
                got = Unpacked(damaged);
            }
            catch (InvalidDataException)
            {
                continue;
            }
            Assert.Equal(bytes, got);
        }
    }
}
