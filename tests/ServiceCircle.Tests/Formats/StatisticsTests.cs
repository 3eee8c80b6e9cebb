namespace ServiceCircle.Tests.Formats;

/// <summary>Figures worked out by hand.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData(2.0, new[] { 3.0, 1.0, 2.0 })]
    [InlineData(2.5, new[] { 4.0, 1.0, 3.0, 2.0 })]
    [InlineData(7.0, new[] { 7.0 })]
    public void The_median_is_the_middle_or_the_mean_of_two(double expected, double[] values) =>
        Assert.Equal(expected, Statistics.Median(values));

    [Theory]
    [InlineData(0.0, new double[0])]
    [InlineData(0.0, new[] { 0.0, 0.0 })]
    [InlineData(2.0226, new[] { 1.0, 2.0, 3.0, 4.0, 5.0 })] // 15 of 15, mean 7.5, variance 13.75
    [InlineData(-2.0226, new[] { -1.0, -2.0, -3.0, -4.0, -5.0 })]
    [InlineData(0.8018, new[] { 1.0, -1.0, 2.0 })] // 1.5 + 3 of 6, mean 3, variance 3.5
    [InlineData(0.8018, new[] { 0.0, 1.0, -1.0, 2.0 })]
    public void Ranks_of_gains_against_chance(double expected, double[] gains) =>
        Assert.Equal(expected, Statistics.SignedRank(gains), 0.0001);
}
