using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

/// <summary>Numbers and units as people write them: those of one reading are read, those of two are not.</summary>
public sealed class HumanNumberTests
{
    [Theory]
    [InlineData("2450", 2450, true)]
    [InlineData("-1.5e3", -1500, true)]
    [InlineData("2,450", 2450, false)]
    [InlineData("1,234,567.5", 1234567.5, false)]
    [InlineData("1 234 567", 1234567, false)]
    [InlineData("２４５０", 2450, false)]
    [InlineData("２，４５０", 2450, false)]
    [InlineData("1\u00a0234", 1234, false)]
    [InlineData("约1200人", 1200, false)]
    [InlineData("1.2万", 12_000, false)]
    [InlineData("3千人", 3_000, false)]
    [InlineData("45张", 45, false)]
    public void What_has_one_reading_is_read(string text, double value, bool isPlain)
    {
        HumanNumber.Reading read = HumanNumber.Read(text)!.Value;
        Assert.Equal((value, isPlain), (read.Value, read.IsPlain));
    }

    [Theory]
    [InlineData("2,45")] // 245, or 2.45
    [InlineData("0,245")]
    [InlineData("1 234,567")]
    [InlineData("12,3456")]
    [InlineData("10-20")]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("1e999")]
    public void What_has_two_readings_or_none_is_not(string text) => Assert.Null(HumanNumber.Read(text));

    [Fact]
    public void Nothing_long_is_looked_at() => Assert.Null(HumanNumber.Read("1" + new string(' ', 100_000) + "x"));

    [Theory]
    [InlineData("#N/A", true)]
    [InlineData("na", true)]
    [InlineData(" - ", true)]
    [InlineData("0", false)]
    [InlineData("无", false)] // none, or not known
    public void Some_words_say_that_there_is_no_number(string text, bool expected) => Assert.Equal(expected, HumanNumber.IsBlank(text));

    [Theory]
    [InlineData("常住人口（万人）", "People", 10_000)]
    [InlineData("常住人口（单位：万人）", "People", 10_000)]
    [InlineData("常住人口（万人，2020年）", "People", 10_000)]
    [InlineData("常住人口万人", "People", 10_000)]
    [InlineData("人口(千人)", "People", 1_000)]
    [InlineData("population (thousands)", null, 1_000)]
    [InlineData("人口（万）", null, 10_000)]
    [InlineData("户数（万户）", "Households", 10_000)]
    [InlineData("人口（户）", "Households", 1)]
    [InlineData("面积（公顷）", "Area", 10_000)]
    [InlineData("面积（万平方米）", "Area", 10_000)]
    [InlineData("面积(km2)", "Area", 1_000_000)]
    [InlineData("60岁以上占比", "Share", 1)]
    [InlineData("老年人口（%）", "Share", 1)]
    public void A_header_names_its_unit(string header, string? counts, double factor)
    {
        UnitWord unit = UnitWord.Of(header)!.Value;
        Assert.Equal((counts, factor), (unit.Counts?.ToString(), unit.Factor));
    }

    [Theory]
    [InlineData("常住人口")]
    [InlineData("常住人口（2020年）")]
    [InlineData("人口（男）")]
    [InlineData("lon")]
    public void A_header_without_a_unit_names_none(string header) => Assert.Null(UnitWord.Of(header));

    [Theory]
    [InlineData("人口（人）", 0)]
    [InlineData("人口（万人）", 0)]
    [InlineData("人口（男）", -1)] // of whom?
    [InlineData("经度(GCJ02)", -1, "经度")] // not WGS-84
    public void A_unit_in_brackets_does_not_hide_a_column(string header, int expected, string wanted = "人口") =>
        Assert.Equal(expected, ColumnNames.Find([header, "other"], [wanted]));

    [Fact]
    public void Of_two_columns_that_differ_in_the_unit_none_is_taken() =>
        Assert.Equal(-1, ColumnNames.Find(["人口（人）", "人口（万人）"], ["人口"]));
}
