using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>Comparisons of a part of a whole at their very ends.</summary>
public class TallyTests
{
    [Theory]
    [InlineData("Yes", Operator.MoreThan, true)]
    [InlineData("Yes", Operator.AtLeast, true)]
    [InlineData("Yes", Operator.LessThan, false)]
    [InlineData("Yes", Operator.AtMost, false)]
    [InlineData("No", Operator.MoreThan, false)]
    [InlineData("No", Operator.AtLeast, false)]
    [InlineData("No", Operator.LessThan, true)]
    [InlineData("No", Operator.AtMost, true)]
    public void However_many_live_in_the_only_place_all_of_them_or_none_have_it(string has, Operator op, bool holds)
    {
        // The share is 100 % or 0 % of any number; of nobody there is none, so that half is never met exactly.
        var tally = new Tally();
        tally.AddOf(Quantity.Blank, Answer.Yes, Enum.Parse<Answer>(has), "people");
        Assert.Equal(holds, tally.Holds(op, 100, 50));
    }

    [Fact]
    public void What_is_exactly_the_value_in_decimals_is_exactly_it()
    {
        for (int tenths = 1; tenths < 100; tenths++)
            for (int whole = 1; whole < 50; whole++)
            {
                decimal value = tenths / 10m;
                var tally = new Tally();
                tally.AddWhole(Quantity.Known(whole), Answer.Yes);
                tally.AddPart(Quantity.Known((double)(value * whole)), Answer.Yes);
                (bool?, bool?, bool?, bool?) held =
                    (tally.Holds(Operator.AtLeast, 1, value), tally.Holds(Operator.AtMost, 1, value),
                        tally.Holds(Operator.MoreThan, 1, value), tally.Holds(Operator.LessThan, 1, value));
                Assert.Equal((true, true, false, false), held);
            }
    }

    [Theory]
    [InlineData(""" "indicator": "per_1000", "of": "capacity", "categories": ["elder.daycare"] """, 100)]
    [InlineData(""" "indicator": "area_per_person", "categories": ["elder.daycare"] """, 1)]
    [InlineData(""" "indicator": "share_of_people", "categories": ["elder.daycare"] """, 100)]
    [InlineData(""" "indicator": "walk_circle", "categories": ["elder.daycare"], "minutes": 15 """, 15)]
    public void How_many_live_in_a_unit_without_a_community_is_not_known(string indicator, double asked)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, community: "c0")
            .Facility("elder.daycare", 0, community: "c0", capacity: 10, area: 100);
        string target = FormattableString.Invariant(
            $""" "operator": "{(indicator.Contains("walk_circle") ? "<=" : ">=")}", "value": {asked} """);
        string Township(string id, double at) => $$"""
            { "type": "Feature", "properties": { "level": "township", "id": "{{id}}" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(at - 500, at + 500)}} } }
            """;
        town.MoreFiles.Add(
            ("units.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{Township("T1", 0)}}, {{Township("T2", 3000)}} ] }"""));
        Verdict verdict =
            Assert.Single(town.Judge(
                indicator, target, """ "circle_threshold": 1, "units": { "file": "units.geojson", "levels": ["township"] }, """),
                    v => v.IsDeciding);
        Assert.Null(verdict.Met);
        Assert.Equal(["communities.units.township"], verdict.Needs);
    }

    [Fact]
    public void Where_there_can_be_no_whole_there_is_no_figure_and_nothing_to_compare()
    {
        var empty = new Tally();
        empty.AddOf(Quantity.Blank, Answer.No, Answer.Yes);
        Assert.Equal((null, null, null), (empty.Ratio(100), empty.Stated(100), empty.Holds(Operator.AtLeast, 100, 50)));
        // Nobody of a known number of none: a part of it is none either.
        empty.AddOf(Quantity.Known(0), Answer.Yes, Answer.Yes);
        Assert.Null(empty.Ratio(100));
        // With one person there is one; with one who may not belong there may be.
        empty.AddOf(Quantity.One, Answer.Unknown, Answer.Yes);
        Assert.Equal((new Quantity(100, 100), null), (empty.Ratio(100), empty.Stated(100)));
    }
}
