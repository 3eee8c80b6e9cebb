using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Places;

/// <summary>GCJ-02 and BD-09 against coordinates that other programs publish, and there and back again.</summary>
public sealed class ChineseDatumTests
{
    [Theory]
    [InlineData(121.5272106, 31.1774276, 121.531541859215, 31.17530398364597)] // Shanghai
    [InlineData(113.912316, 22.543847, 113.9171764808363, 22.540796131694766)] // Shenzhen
    [InlineData(116.377817, 39.911954, 116.38404722455657, 39.91334545536069)] // Beijing
    [InlineData(116.404, 39.915, 116.41024449916938, 39.91640428150164)]
    public void Gcj02_is_that_of_others(double lon, double lat, double gcjLon, double gcjLat)
    {
        (double x, double y) = ChineseDatums.FromWgs84(ChineseDatum.Gcj02, lon, lat);
        Assert.Equal(gcjLon, x, 8);
        Assert.Equal(gcjLat, y, 8);
    }

    [Fact]
    public void Bd09_is_that_of_others()
    {
        (double lon, double lat) = ChineseDatums.FromWgs84(ChineseDatum.Bd09, 116.404, 39.915);
        Assert.Equal(116.41662724378733, lon, 8);
        Assert.Equal(39.922699552216216, lat, 8);
    }

    [Theory]
    [InlineData(nameof(ChineseDatum.Wgs84))]
    [InlineData(nameof(ChineseDatum.Gcj02))]
    [InlineData(nameof(ChineseDatum.Bd09))]
    public void There_and_back_is_where_it_began(string name)
    {
        ChineseDatum datum = Enum.Parse<ChineseDatum>(name);
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            double lon = 75 + 60 * random.NextDouble(), lat = 18 + 35 * random.NextDouble();
            (double x, double y) = ChineseDatums.FromWgs84(datum, lon, lat);
            if (datum != ChineseDatum.Wgs84) Assert.InRange(Math.Abs(x - lon) + Math.Abs(y - lat), 0.0005, 0.03);
            (double backLon, double backLat) = ChineseDatums.ToWgs84(datum, x, y);
            Assert.Equal(lon, backLon, 8);
            Assert.Equal(lat, backLat, 8);
        }
    }

    [Fact]
    public void Outside_China_nothing_is_shifted() => Assert.Equal((-8.6, 41.1), ChineseDatums.FromWgs84(ChineseDatum.Gcj02, -8.6, 41.1));
}
