using ServiceCircle.Scenarios;
using ServiceCircle.Tests.Isochrones;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>
/// A street of 20 km and a small one far from it. The small one is an island while it is shorter than 1 % of the long one: a path that is
/// added to either may change that.
/// </summary>
public class IslandsAfterTests
{
    [Theory]
    [InlineData(180, 40, 0, false, true)]
    [InlineData(180, 10, 0, true, false)]
    [InlineData(210, 0, 4_000, true, true)]
    [InlineData(210, 0, 500, false, false)]
    public void A_path_that_is_added_moves_a_street_over_the_threshold_or_the_threshold_over_a_street(
        double small, double addedToSmall, double addedToLong, bool isIsland, bool isFlipped)
    {
        var town = new Town();
        town.Edge(town.Node(0, 0), town.Node(20_000, 0));
        town.Edge(town.Node(0, 3_000), town.Node(small, 3_000));
        WalkNetwork network = town.Build();
        (int longStreet, int smallStreet) = network.LengthMetres[0] > network.LengthMetres[1] ? (0, 1) : (1, 0);
        WalkGraph before = WalkGraph.Of(network, Town.OneMetreASecond);
        NetworkEdit added = addedToSmall > 0
            ? new NetworkEdit(NetworkEditKind.AddPath, [Town.At(small, 3_000), Town.At(small + addedToSmall, 3_000)])
            : new NetworkEdit(NetworkEditKind.AddPath, [Town.At(20_000, 0), Town.At(20_000 + addedToLong, 0)]);
        EditedNetwork edited = new NetworkEditor(network).Apply([added]);

        var islands = new IslandsAfter(before, edited.GraphOf(before), edited);

        Assert.Equal(isIsland, islands.IsOnIsland(smallStreet));
        Assert.False(islands.IsOnIsland(longStreet));
        Assert.Equal(isFlipped ? [smallStreet] : [], islands.Flipped);
    }
}
