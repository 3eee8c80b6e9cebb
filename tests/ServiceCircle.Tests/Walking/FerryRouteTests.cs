using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>Ferries that are relations; by itself a boat goes a metre a second.</summary>
public sealed class FerryRouteTests
{
    private static Town Crossing(string relation, string first = "route=ferry", string second = "route=ferry", bool hasPier = false)
    {
        Town town = new Town("A-B-----C---D-E").Way("AB").Way("BC", first).Way("CD", second).Way("DE", "man_made=pier");
        return town.Relation("type=route route=ferry" + relation, hasPier ? [2, 3, 4] : [2, 3]);
    }

    [Theory]
    [InlineData("", 600 + 400)] // nothing is said
    [InlineData(" duration=00:30", 1_800)]
    [InlineData(" duration=00:30 foot=yes", 1_800)]
    public void Its_ways_share_the_duration_of_a_relation(string relation, double seconds)
    {
        using Town town = Crossing(relation);
        Assert.Equal(200 + seconds, town.Time('A', 'D').Seconds!.Value, 0.5);
        // By their lengths: 600 of 1,000 m.
        Assert.Equal(200 + seconds * 0.6, town.Time('A', 'C').Seconds!.Value, 0.5);
    }

    [Fact]
    public void Ways_without_a_tag_are_ferries_by_their_relation()
    {
        using Town town = Crossing(" duration=00:30", "note=x", "note=x");
        Assert.Equal(200 + 1_800, town.Time('A', 'D').Seconds!.Value, 0.5);
        using Town forCars = Crossing(" duration=00:30 foot=no", "note=x", "note=x");
        Assert.Equal(WalkTime.Unreachable, forCars.Time('A', 'D'));
    }

    [Fact]
    public void What_a_way_says_itself_counts_and_is_not_shared_again()
    {
        using Town town = Crossing(" duration=00:30", "route=ferry duration=00:05");
        Assert.Equal(200 + 300, town.Time('A', 'C').Seconds!.Value, 0.5);
        Assert.Equal(200 + 1_800, town.Time('A', 'D').Seconds!.Value, 0.5);
        using Town closed = Crossing(" duration=00:30", "route=ferry foot=no");
        Assert.Equal(WalkTime.Unreachable, closed.Time('A', 'C'));
    }

    [Fact]
    public void A_pier_among_its_ways_is_walked()
    {
        using Town town = Crossing(" duration=00:30", hasPier: true);
        Assert.Equal(200 + 1_800 + 200, town.Time('A', 'E').Seconds!.Value, 0.5);
    }

    [Theory]
    [InlineData(false)] // a way is not in the file
    [InlineData(true)] // a relation is not
    public void A_route_that_is_not_whole_shares_nothing_and_is_told(bool isRelation)
    {
        using Town town = new Town("A-B-----C---D-E").Way("AB").Way("BC", "route=ferry").Way("CD", "route=ferry");
        if (isRelation) town.RelationOf("type=route route=ferry duration=00:30", [98]);
        else town.Relation("type=route route=ferry duration=00:30", [2, 3, 99]);
        Assert.Equal(200 + 1_000, town.Time('A', 'D').Seconds!.Value, 0.5);
        Assert.Contains(new Notice("warning/cut-features", ("count", 1)), town.Network.Source.Warnings);
    }

    [Fact]
    public void A_route_of_routes_has_their_ways()
    {
        using Town town = new Town("A-B-----C---D-E").Way("AB").Way("BC", "note=x").Way("CD", "note=x")
            .RelationOf("type=route route=ferry duration=00:30", [5]).Relation("type=route", [2, 3]);
        Assert.Equal(200 + 1_800, town.Time('A', 'D').Seconds!.Value, 0.5);
    }
}
