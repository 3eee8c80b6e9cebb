using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>A column that is blank throughout still has bounds, and a verdict that they decide is given.</summary>
public class SilentColumnTests
{
    [Theory]
    [InlineData(">=", 3, false)]
    [InlineData("<=", 5, true)]
    [InlineData(">=", 2, null)]
    public void Two_facilities_that_say_nothing_are_none_to_two(string op, double value, bool? met)
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Facility("elder.home", 0).Facility("elder.home", 900).Judge(
            """ "indicator": "count_facilities", "categories": ["elder.home"], "where": { "embedded": 1 } """,
            $""" "operator": "{op}", "value": {value}, "unit": "facilities" """));
        Assert.Equal((met, met is null ? null : (double?)0, 0.0, 2.0), (verdict.Met, verdict.Measured, verdict.Low, verdict.High));
        Assert.Equal(met is null ? ["facilities.columns.embedded"] : [], verdict.Needs);
    }

    [Theory]
    [InlineData(4.1, false)]
    [InlineData(0.5, null)]
    public void Nursery_places_that_are_blank_are_at_most_all_places(double value, bool? met)
    {
        // A nursery in a kindergarten of 10 places for 10,000 people: none to 1 per 1,000 people.
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0, people: 10_000)
                .Facility("child.nursery;child.kindergarten", 0, capacity: 10).Judge(
            """ "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """,
            FormattableString.Invariant($""" "operator": ">=", "value": {value} """)));
        Assert.Equal((met, met is null ? null : (double?)0, 0.0, 1.0), (verdict.Met, verdict.Measured, verdict.Low, verdict.High));
        Assert.Equal(met is null ? ["facilities.columns.nursery_places"] : [], verdict.Needs);
    }

    [Theory]
    [InlineData("否", false)]
    [InlineData("是", true)]
    [InlineData("", null)]
    public void None_of_any_number_of_places_is_none(string inclusive, bool? met)
    {
        // Neither states its places: all or none of them are 100 % or 0 %, however many they are.
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0).Facility("elder.home", 0, inclusive: inclusive)
                .Facility("elder.home", 900, inclusive: inclusive).Judge(
            """ "indicator": "share_of_capacity", "of": "capacity", "part": "inclusive", "categories": ["elder.home"] """,
            """ "operator": ">=", "value": 55, "unit": "%" """));
        Assert.Equal((met, met switch { true => 100, false => 0, _ => (double?)null }), (verdict.Met, verdict.Measured));
        Assert.Equal(met is null ? ["facilities.columns.capacity", "facilities.columns.inclusive"] : [], verdict.Needs);
    }

    [Fact]
    public void Of_a_blank_number_of_people_any_number_of_places_may_be_many()
    {
        // 5 places for 100 people and a blank number more: 50 per 1,000 or less. For a blank number alone: any.
        const string Clause = """ "indicator": "per_1000", "of": "capacity", "categories": ["elder.home"] """,
            Target = """ "operator": ">=", "value": 10 """;
        Verdict both = Assert.Single(
            new AnalyticTown().Community("c0", 0, people: 100).Community("c1", 900, people: null).Facility("elder.home", 0, capacity: 5)
            .Judge(Clause, Target));
        Assert.Equal((null, 50.0, 50.0), (both.Met, both.Measured, both.High));
        Assert.Equal(0, both.Low!.Value, 6);
        var tally = new Tally();
        tally.AddWhole(Quantity.Blank, Answer.Yes);
        tally.AddPart(Quantity.Known(5), Answer.Yes);
        Assert.Equal((Quantity.Unbounded, null), (tally.Ratio(1000)!.Value.High, tally.Holds(Operator.AtMost, 1000, 10)));
    }

    [Fact]
    public void Beds_and_nursing_beds_of_a_home_are_in_scope_together_or_not()
    {
        // In town 55 of 100 beds; another home, which may be in town, has 60 of 100: 55 % or 115 of 200, which are 57.5 %.
        var town = new AnalyticTown();
        town.Community("c0", 0).Community("v0", 3000, type: "rural").Community("d0", 2000, type: "");
        town.Facility("elder.home", 0, community: "c0", capacity: 100, nursing: 55)
            .Facility("elder.home", 2000, community: "d0", capacity: 100, nursing: 60);
        Verdict verdict = Assert.Single(town.Judge(
            """ "indicator": "share_of_capacity", "of": "capacity", "part": "nursing_beds", "categories": ["elder.home"], "scope": "urban" """, """ "operator": ">=", "value": 55, "unit": "%" """));
        Assert.Equal((true, 55.0, 55.0, 57.5), (verdict.Met, verdict.Measured, verdict.Low, verdict.High));
    }

    [Fact]
    public void Nursing_beds_of_a_home_with_blank_beds_leave_what_is_beside_them_open()
    {
        // 55 of 55 or more beds: 100 % or less.
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("c0", 0).Facility("elder.home", 0, nursing: 55)
                .Facility("elder.home", 0, capacity: 45, nursing: 0).Judge(
            """ "indicator": "share_of_capacity", "of": "capacity", "part": "nursing_beds", "categories": ["elder.home"] """,
            """ "operator": ">=", "value": 55, "unit": "%" """));
        Assert.Equal((null, 55.0, 0.0, 55.0), (verdict.Met, verdict.Measured, Math.Round(verdict.Low!.Value, 6), verdict.High));
    }
}
