using MathNet.Numerics.Distributions;
using ServiceCircle.Coverage.Access;

namespace ServiceCircle.Tests.Coverage;

public class DecayTests
{
    public static TheoryData<string> Texts => [.. DecayText.Examples];

    [Theory]
    [InlineData("binary:30", 0, 1)]
    [InlineData("binary:30", 30, 1)]
    [InlineData("binary:30", 30.0001, 0)]
    [InlineData("linear:40", 10, 0.75)]
    [InlineData("linear:40", 40, 0)]
    [InlineData("linear:40", 41, 0)]
    [InlineData("power:1", 4, 0.25)]
    [InlineData("power:2", 0.5, 1)]
    [InlineData("power:2", 0, 1)]
    [InlineData("exponential:0", 99, 1)]
    [InlineData("gaussian-catchment:30", 0, 1)]
    [InlineData("gaussian-catchment:30", 30, 0)]
    [InlineData("gaussian-catchment:30", 31, 0)]
    [InlineData("epanechnikov:30", 15, 0.75)]
    [InlineData("epanechnikov:30", 30, 0)]
    [InlineData("epanechnikov:30", 31, 0)]
    [InlineData("stepped:10=0.75,20=0.5,30=0", 9.99, 1)]
    [InlineData("stepped:10=0.75,20=0.5,30=0", 10, 0.75)]
    [InlineData("stepped:10=0.75,20=0.5,30=0", 30, 0)]
    [InlineData("stepped:10=0.75,20=0.5", 99, 0.5)]
    [InlineData("zones:10=1,20=0.68,30=0.22", 10, 1)]
    [InlineData("zones:10=1,20=0.68,30=0.22", 10.01, 0.68)]
    [InlineData("zones:10=1,20=0.68,30=0.22", 30, 0.22)]
    [InlineData("zones:10=1,20=0.68,30=0.22", 30.01, 0)]
    public void Weights_at_and_beside_the_limits(string decay, double cost, double weight) =>
        Assert.Equal(weight, DecayText.Parse(decay).Weight(cost), 12);

    [Theory]
    [InlineData("exponential:0.1", 10, 0.36787944117144233)]
    [InlineData("gaussian:20", 20, 0.6065306597126334)]
    [InlineData("gaussian:20", 60, 0.011108996538242306)]
    public void Published_values(string decay, double cost, double weight) => Assert.Equal(weight, DecayText.Parse(decay).Weight(cost), 14);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_function_falls_from_one_and_never_below_zero(string text)
    {
        IDecay decay = DecayText.Parse(text);
        Assert.Equal(1, decay.Weight(0), 12);
        for (double c = 0; c < 200; c += 0.25) Assert.InRange(decay.Weight(c + 0.25), 0, decay.Weight(c));
    }

    /// <summary>
    /// Against the distributions of another library: a Gaussian is a scaled density, a logistic decay a scaled upper tail.
    /// </summary>
    [Fact]
    public void Gaussian_and_logistic_are_the_distributions_they_are_named_after()
    {
        double sigma = 12, median = 30, deviation = 9;
        var normal = new Normal(0, sigma);
        var logistic = new Logistic(median, deviation * Math.Sqrt(3) / Math.PI);
        Assert.Equal(deviation, logistic.StdDev, 12);
        for (double c = 0; c <= 60; c += 1.5)
        {
            Assert.Equal(normal.Density(c) / normal.Density(0), new GaussianDecay(sigma).Weight(c), 12);
            Assert.Equal((1 - logistic.CumulativeDistribution(c)) / (1 - logistic.CumulativeDistribution(0)),
                new LogisticDecay(median, deviation).Weight(c), 12);
        }
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("binary:30,40")]
    [InlineData("linear:0")]
    [InlineData("linear:x")]
    [InlineData("exponential:-1")]
    [InlineData("logistic:30")]
    [InlineData("logistic:30,0")]
    [InlineData("stepped:10")]
    [InlineData("stepped:20=0.5,10=0.2")]
    [InlineData("zones:10=0.5,20=0.6")]
    [InlineData("nothing:1")]
    public void What_is_no_decay_function_is_bad_input(string text)
    {
        var error = Assert.Throws<InputException>(() => DecayText.Parse(text));
        Assert.Equal("Decay", error.File);
        Assert.Contains(text, error.Found);
    }
}
