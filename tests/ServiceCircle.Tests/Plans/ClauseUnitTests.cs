using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>The table of units: spellings, conversions, and figures measured in each kind.</summary>
public class ClauseUnitTests
{
    public static TheoryData<string> Texts => [.. ClauseUnit.All.Select(u => u.Text)];

    private static string FullWidth(string text) =>
        new([.. text.Select(c => c is > ' ' and <= '~' ? (char)(c - '!' + '！') : c == ' ' ? '\u3000' : c)]);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_spelling_is_read_as_its_unit_in_any_width_and_case(string text)
    {
        ClauseUnit unit = ClauseUnit.All.Single(u => u.Text == text);
        foreach (string spelling in unit.Spellings.Prepend(text))
        {
            Assert.Same(unit, ClauseUnit.Find(spelling));
            Assert.Same(unit, ClauseUnit.Find($" {FullWidth(spelling).ToUpperInvariant()} "));
            Assert.Equal(spelling, ClauseUnit.Nearest(spelling + "§"));
        }
    }

    [Theory]
    [InlineData("％", "%", 100)]
    [InlineData("‰", "‰", 1000)]
    [InlineData("个百分点", "percentage points", 100)]
    [InlineData("m2 / 人", "m² per person", 1)]
    [InlineData("㎡/人", "m² per person", 1)]
    [InlineData("平方米／人", "m² per person", 1)]
    [InlineData("平方米/万人", "m² per 10,000 people", 10_000)]
    [InlineData("平方米/百户", "m² per 100 households", 100)]
    [InlineData("每千人", "per 1,000 people", 1000)]
    [InlineData("places per 1000 people", "places per 1,000 people", 1000)]
    [InlineData("张/千人", "beds per 1,000 people", 1000)]
    [InlineData("人/万人", "persons per 10,000 people", 10_000)]
    [InlineData("分钟", "minutes", 1)]
    [InlineData("公里", "km", 0.001)]
    [InlineData("平方米", "m²", 1)]
    [InlineData("人次", "person-times", 1)]
    [InlineData("万人次", "10k person-times", 0.0001)]
    [InlineData("亿元", "100m yuan", 0.00000001)]
    public void What_planners_write_is_known(string text, string canonical, double factor)
    {
        ClauseUnit unit = ClauseUnit.Find(text)!;
        Assert.Equal((canonical, (decimal)factor), (unit.Text, unit.Factor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%%")]
    public void What_is_no_unit_is_none(string text) => Assert.Null(ClauseUnit.Find(text));

    [Theory]
    [InlineData(2.5, "万人次", "人次", 25_000)]
    [InlineData(25_000, "人次", "万人次", 2.5)]
    [InlineData(12, "‰", "%", 1.2)]
    [InlineData(4.5, "个/千人", "托位/万人", 45)]
    [InlineData(0.3, "公里", "米", 300)]
    [InlineData(1.5, "公顷", "万平方米", 1.5)]
    [InlineData(2_600, "m²/1,000 people", "平方米/人", 2.6)]
    [InlineData(7, "个", "sites", 7)]
    [InlineData(0.2, "万个", "托位", 2_000)]
    [InlineData(60, "张", "托位", 60)]
    public void A_figure_is_converted_exactly(double figure, string from, string to, double expected)
    {
        ClauseUnit one = ClauseUnit.Find(from)!, other = ClauseUnit.Find(to)!;
        Assert.True(one.CanBecome(other));
        Assert.Equal(expected, one.ToUnit(figure, other));
    }

    [Theory]
    [InlineData("%", "percentage points")]
    [InlineData("‰", "per 1,000 people")]
    [InlineData("人", "户")]
    [InlineData("人", "人次")]
    [InlineData("平方米", "平方米/人")]
    [InlineData("facilities", "facilities per county")]
    [InlineData("hospitals", "kindergartens")]
    [InlineData("人/千人", "张/千人")]
    [InlineData("minutes", "minutes by road")]
    [InlineData("个", "%")]
    public void Figures_of_other_things_are_not_converted(string from, string to) =>
        Assert.False(ClauseUnit.Find(from)!.CanBecome(ClauseUnit.Find(to)!));

    [Fact]
    public void Every_unit_but_shares_is_shown_in_words_of_its_own()
    {
        ClauseUnit[] named = [.. ClauseUnit.All.Where(u => u.MessageKey.Length > 0)];
        Assert.Equal(["%", "‰"], ClauseUnit.All.Except(named).Select(u => u.Text));
        Assert.Equal(named.Length, named.Select(u => u.MessageKey).Distinct().Count());
        foreach (Language language in (Language[])[Language.En, Language.Zh])
            Assert.All(named, u => Assert.Contains("7", Messages.In(language).Text(u.MessageKey, ("count", "7"))));
    }

    [Fact]
    public void Every_indicator_that_is_compared_has_a_unit_of_its_own()
    {
        string[] any = ["supplied", "principle", "rule"];
        foreach (IndicatorKind kind in IndicatorTable.Kinds)
        {
            var clause = new Clause { Id = "a", Plan = "p", Number = "1", Quote = "q", Meaning = "", Theme = "", Indicator = kind.Id };
            if (any.Contains(kind.Id)) Assert.Null(clause.StatedIn);
            else Assert.True(IndicatorUnits.Fits(clause.StatedIn!, kind.Id, of: null), kind.Id);
        }
    }

    /// <summary>200 people, 100 of them within reach, 3 places, 50 m² of sports ground.</summary>
    private static AnalyticTown Town() => new AnalyticTown().Community("c0", 0).Community("c1", 5000)
        .Facility("child.nursery", 0, community: "c0", capacity: 3).Facility("sport.pitch", 0, community: "c0", area: 50);

    [Theory]
    [InlineData(""" "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """, "", 15)]
    [InlineData(""" "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """, "个/千人", 15)]
    [InlineData(""" "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """, "places per 10,000 people", 150)]
    [InlineData(""" "indicator": "area_per_person", "categories": ["sport"] """, "", 0.25)]
    [InlineData(""" "indicator": "area_per_person", "categories": ["sport"] """, "平方米/人", 0.25)]
    [InlineData(""" "indicator": "area_per_person", "categories": ["sport"] """, "m2 per 1,000 people", 250)]
    [InlineData(""" "indicator": "share_of_people", "categories": ["child.nursery"], "minutes": 15 """, "", 50)]
    [InlineData(""" "indicator": "share_of_people", "categories": ["child.nursery"], "minutes": 15 """, "％", 50)]
    [InlineData(""" "indicator": "share_of_people", "categories": ["child.nursery"], "minutes": 15 """, "‰", 500)]
    [InlineData(""" "indicator": "added_capacity", "categories": ["child.nursery"], "since": "2020-01-01" """, "万个托位", 0.0003, 0.0002)]
    public void What_is_measured_is_in_the_unit_and_compared_in_it(string indicator, string unit, double measured, double? value = null)
    {
        AnalyticTown town = value is null ? Town()
            : new AnalyticTown().Community("c0", 0).Facility("child.nursery", 0, community: "c0", capacity: 3, opened: "2021-01-01");
        string Target(double v) =>
            FormattableString.Invariant($""" "operator": ">=", "value": {v}{(unit.Length > 0 ? $", \"unit\": \"{unit}\"" : "")} """);
        Verdict met = town.Judge(indicator, Target(measured))[0], missed = town.Judge(indicator, Target(measured * 1.1))[0];
        Assert.Equal((measured, true, false), (met.Measured!.Value, met.Met!.Value, missed.Met!.Value));
        // Ten percent more, of 3 places, 50 m² or 100 people.
        Assert.Equal(Math.Ceiling(missed.Numerator!.Value * 0.1 * (1 - 1e-9)), missed.Shortfall!.Value);
    }
}
