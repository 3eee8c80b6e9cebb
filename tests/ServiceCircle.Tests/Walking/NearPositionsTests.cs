using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Walking;

public class NearPositionsTests
{
    [Theory]
    [InlineData(0, 300)]
    [InlineData(28.1, 1_250)]
    [InlineData(62, 4_000)]
    [InlineData(84, 1_250)]
    public void The_answer_is_that_of_measuring_to_every_position(double lat, double metres)
    {
        var random = new Random(3);
        double width = 6 * metres / (new LocalMetres(lat * 1e7).MetresPerLonUnit * 1e7), height = 6 * metres / 111_000;
        Position Any() => Position.FromDegrees(-15.4 + random.NextDouble() * width, lat + random.NextDouble() * height);
        Position[] positions = [.. Enumerable.Range(0, 12).Select(_ => Any())];
        var near = new NearPositions(positions, metres);
        int yes = 0;
        for (int i = 0; i < 2_000; i++)
        {
            Position place = Any();
            bool isNear = positions.Any(p => LocalMetres.Between(place, p) <= metres);
            Assert.Equal(isNear, near.IsAnyNear(place));
            if (isNear) yes++;
        }
        Assert.InRange(yes, 200, 1_800);
    }

    [Fact]
    public void Exactly_on_the_distance_is_near_and_nothing_is_near_to_none()
    {
        Position a = Position.FromDegrees(10, 50), b = Position.FromDegrees(10.01, 50.002);
        double metres = LocalMetres.Between(a, b);
        Assert.True(new NearPositions([b], metres).IsAnyNear(a));
        Assert.False(new NearPositions([b], metres - 0.001).IsAnyNear(a));
        Assert.False(new NearPositions([], 1_000).IsAnyNear(a));
    }
}
