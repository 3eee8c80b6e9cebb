using NetTopologySuite.Geometries;
using ServiceCircle.Places;

namespace ServiceCircle.Tests.Places;

public class LikelyDuplicatesTests
{
    private static readonly Envelope Yard = new(0, 1, 0, 1), Spot = new(0.5, 0.5, 0.5, 0.5), Far = new(9, 9, 9, 9);

    [Fact]
    public void Names_with_other_numbers_are_not_compared_unless_an_area_is_shared()
    {
        var likely = new LikelyDuplicates(
        [
            (Yard, true, "kindergarten1"), (Spot, false, "ward1"), (Spot, false, "ward2"), (Spot, false, "clinic1"), (Far, false, "ward1"),
            (Spot, false, ""), (Spot, false, "ward1"),
        ]);
        Assert.Equal([1, 2, 3, 5, 6], likely.After(0, Yard));
        Assert.Equal([3, 6], likely.After(1, Spot));
        Assert.Empty(likely.After(2, Spot));
        Assert.Empty(likely.After(5, Spot));
    }

    [Fact]
    public void Ten_thousand_wards_at_one_address_are_not_compared_each_with_each()
    {
        var likely = new LikelyDuplicates(Enumerable.Range(0, 10_000).Select(i => (Spot, false, $"ward{i}")));
        Assert.Equal(0, Enumerable.Range(0, 10_000).Sum(i => likely.After(i, Spot).Count()));
    }

    [Fact]
    public void Of_very_many_with_the_same_numbers_those_in_the_box_are_found()
    {
        var likely = new LikelyDuplicates(
            [.. Enumerable.Range(0, 99).Select(i => (new Envelope(i, i, 0, 0), false, "clinic")), (new Envelope(50, 50, 0, 0), false, "ward")]);
        Assert.Equal([50, 51, 52, 99], likely.After(49, new Envelope(48, 52, 0, 0)));
    }
}
