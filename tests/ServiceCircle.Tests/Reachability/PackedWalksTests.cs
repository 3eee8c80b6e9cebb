using ServiceCircle.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

public class PackedWalksTests
{
    [Theory]
    [InlineData(15, false)]
    [InlineData(15, true)]
    [InlineData(34.13, false)] // 65,530 ticks: the last that two bytes hold
    [InlineData(34.14, false)]
    [InlineData(600, true)]
    public void What_is_packed_comes_back(double minutes, bool hasMetres)
    {
        WalkTime limit = WalkTime.FromMinutes(minutes);
        var packing = WalkPacking.For(limit, hasMetres);
        var packer = new WalkPacker(packing);
        var random = new Random(7);
        foreach (int most in (int[])[1, 100, 130, 20_000, 3_000_000, int.MaxValue])
        {
            Walk[] walks =
            [
                .. Enumerable.Range(0, 2_000).Select(_ => random.Next(most)).Append(most - 1).Distinct().Order()
                    .Select(c => new Walk(c, random.Next(limit.Ticks + 1), hasMetres ? random.NextSingle() * 1_000 : float.NaN)),
                new Walk(most, limit.Ticks, hasMetres ? 0 : float.NaN),
            ];
            foreach (Walk walk in walks) packer.Add(walk.Column, walk.Ticks, walk.Metres);
            byte[] row = packer.Take();
            Assert.Equal(walks, new PackedWalks(row, packing).ToArray());
            Assert.Empty(packer.Take());
        }
    }

    [Fact]
    public void A_walk_of_a_province_takes_four_bytes()
    {
        var packer = new WalkPacker(WalkPacking.For(WalkTime.FromMinutes(15), hasMetres: false));
        for (int column = 0; column < 1_000_000; column += 277) packer.Add(column, 28_800);
        // The first is at column 0, a step of one byte.
        Assert.Equal(4 * 3_611 - 1, packer.Take().Length);
    }
}
