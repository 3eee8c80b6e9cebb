using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// Places for the smallest in nurseries and in kindergartens, which have school places beside them, in a column of its own.
/// </summary>
public class NurseryPlacesTests
{
    private const double Many = (double)Quantity.Unbounded;

    private static Clause Asking(string? of, params string[] categories) => new()
    {
        Id = "a",
        Plan = "p",
        Number = "1",
        Quote = "q",
        Meaning = "",
        Theme = "",
        Indicator = "per_1000",
        Of = of,
        Classes = [new ServiceClass("", "", categories)],
    };

    private static Facility Site(string categories, double? capacity, double? nursery) =>
        new("f", "", categories.Split(';'), Position.FromDegrees(110, 30), new Point(110, 30), "test")
        {
            Capacity = capacity,
            Attributes = nursery is { } places ? new Dictionary<string, double> { ["nursery_places"] = places } : [],
        };

    [Theory]
    [InlineData("child.nursery", 40.0, null, 40, 40, "capacity")]
    [InlineData("child.nursery", null, 20.0, 0, Many, "capacity")] // of a nursery all places are for the smallest
    [InlineData("child.nursery;child.kindergarten", 100.0, 20.0, 20, 20, "nursery_places")]
    [InlineData("child.nursery;child.kindergarten", 100.0, null, 0, 100, "nursery_places")]
    [InlineData("child.nursery;child.kindergarten", null, null, 0, Many, "nursery_places")]
    [InlineData("child.kindergarten", 100.0, 20.0, 20, 20, "nursery_places")]
    [InlineData("child.kindergarten", 100.0, null, 0, 0, "nursery_places")] // it does not say that it has any
    [InlineData("child.kindergarten;child.house", 100.0, null, 0, 0, "nursery_places")]
    public void School_places_are_no_nursery_places(
        string categories, double? capacity, double? nursery, double low, double high, string column)
    {
        foreach (string? of in (string?[])[null, "capacity"])
        {
            Clause clause = Asking(of, "child.nursery", "child.house");
            Facility site = Site(categories, capacity, nursery);
            Assert.Equal(new Quantity((decimal)low, (decimal)high), Sums.AmountOf(site, clause));
            Assert.Equal("facilities.columns." + column, Sums.ColumnOf(site, clause));
        }
    }

    [Theory]
    [InlineData("capacity", "child.kindergarten", 100)]
    [InlineData("capacity", "child", 100)] // kindergartens are asked as well
    [InlineData("nursery_places", "child.nursery", 20)]
    public void A_clause_that_asks_of_kindergartens_or_of_a_column_by_name_counts_what_it_says(string of, string category, double places)
    {
        Clause clause = Asking(of, category);
        Facility site = Site("child.nursery;child.kindergarten", 100, 20);
        Assert.Equal(Quantity.Known(places), Sums.AmountOf(site, clause));
        Assert.Equal("facilities.columns." + of, Sums.ColumnOf(site, clause));
    }

    [Fact]
    public void Kindergartens_that_state_nursery_places_have_them_beside_those_of_nurseries()
    {
        // For 1,000 people a nursery of 40 places, a kindergarten with 20 for the smallest of 100, and one that states none: 60.
        AnalyticTown town = new AnalyticTown { FacilitiesNameCommunities = false }.Community("c0", 0, people: 1000);
        string at = $"{AnalyticTown.LonAt(0)},{AnalyticTown.LatAt(0)}";
        town.MoreFiles.Add(("facilities.csv",
            $"id,category,lon,lat,capacity,nursery_places\na,child.nursery,{at},40,\nb,child.kindergarten,{at},100,20\nc,child.kindergarten,{at},200,\n"));
        Verdict verdict = Assert.Single(town.Judge(
            """ "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """,
            """ "operator": ">=", "value": 60, "unit": "places per 1,000 people" """));
        Assert.Equal((60.0, true, 60.0, 60.0), (verdict.Measured, verdict.Met, verdict.Low, verdict.High));
    }
}
