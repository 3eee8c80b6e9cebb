namespace ServiceCircle.Tests.Reports;

public class NumbersTests
{
    private static readonly Messages En = Messages.In(Language.En);
    private static readonly Messages Zh = Messages.In(Language.Zh);

    [Theory]
    [InlineData(0, "0.0 %", "0.0%")]
    [InlineData(0.7825, "78.3 %", "78.3%")]
    [InlineData(1, "100.0 %", "100.0%")]
    [InlineData(0.99999, "99.9 %", "99.9%")]
    [InlineData(0.0001, "< 0.1 %", "不足0.1%")]
    public void Shares(double share, string en, string zh)
    {
        Assert.Equal(en, En.Percent(share));
        Assert.Equal(zh, Zh.Percent(share));
    }

    [Theory]
    [InlineData(0.996, "99 %")]
    [InlineData(1, "100 %")]
    [InlineData(0.004, "< 1 %")]
    [InlineData(0, "0 %")]
    [InlineData(0.775, "78 %")]
    public void Shares_without_decimals_keep_all_and_nobody_for_all_and_nobody(double share, string en) =>
        Assert.Equal(en, En.Percent(share, 0));

    [Theory]
    [InlineData(0.1234, "+12.3")]
    [InlineData(-0.0506, "\u22125.1")]
    [InlineData(0, "0.0")]
    [InlineData(-0.0001, "0.0")]
    public void Percentage_points_carry_a_sign(double difference, string text) => Assert.Equal(text, En.PercentagePoints(difference));

    [Theory]
    [InlineData(15, "15 min", "15分钟")]
    [InlineData(3.61, "3.6 min", "3.6分钟")]
    public void Minutes(double minutes, string en, string zh)
    {
        Assert.Equal(en, En.Minutes(minutes));
        Assert.Equal(zh, Zh.Minutes(minutes));
    }

    [Theory]
    [InlineData(0, "0 people", "0人")]
    [InlineData(1, "1 person", "1人")]
    [InlineData(9_999, "9,999 people", "9,999人")]
    [InlineData(378_000, "378,000 people", "37.8万人")]
    [InlineData(12_345_678, "12,345,678 people", "1,234.57万人")]
    public void People(double people, string en, string zh)
    {
        Assert.Equal(en, En.People(people));
        Assert.Equal(zh, Zh.People(people));
    }
}
