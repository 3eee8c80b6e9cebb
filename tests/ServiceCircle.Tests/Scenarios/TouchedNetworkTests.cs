using NetTopologySuite.Geometries;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>Which places an edit may concern.</summary>
public sealed class TouchedNetworkTests
{
    /// <summary>A compound of one private way, a kilometre from its gate G to its locked gate H; everything else is far from H.</summary>
    private static Town Compound() => new Town("""
        A-G---------H-B
        """).Way("AG").Way("GH", "highway=service access=private").Way("HB").Node('H', "barrier=gate locked=yes");

    [Theory]
    [InlineData('G', 50, true)]
    [InlineData('A', -100, false)]
    public void A_gate_at_the_far_end_of_a_compound_concerns_who_lives_in_it_and_nobody_else(char letter, double east, bool isConcerned)
    {
        using Town town = Compound();
        WalkGraph residents = WalkGraph.Of(town.Network, Town.Walker, asResident: true);
        Position at = town.At(letter, east);
        PlaceAccess home = new PlaceLocator(town.Graph, residents, 150).Home(new Point(at.Lon, at.Lat), at);
        EditedNetwork edited = new NetworkEditor(town.Network).Apply([new NetworkEdit(NetworkEditKind.OpenGate, [town.At('H')])]);
        var touched = new TouchedNetwork(edited, new PrivateWays(residents, town.Graph), maxSnapMetres: 150);
        Assert.Equal(isConcerned, touched.Concerns(new Point(at.Lon, at.Lat), [], home));
    }

    /// <summary>
    /// A ring of 500 by 400 metres with a spur at two corners; its north side closes. Snaps are at most 150 m, and 10 m are added for
    /// borders of polygons.
    /// </summary>
    [Theory]
    [InlineData('A', 0, 155, true)]
    [InlineData('A', 0, 165, false)]
    [InlineData('B', 155, 0, true)]
    [InlineData('B', 165, 0, false)]
    [InlineData('A', -155, 0, true)]
    [InlineData('A', -165, 0, false)]
    [InlineData('B', 0, -155, true)]
    [InlineData('B', 0, -165, false)]
    [InlineData('B', 155, 155, true)]
    [InlineData('D', 0, 0, false)]
    public void A_change_concerns_the_places_that_may_be_snapped_to_it(char letter, double east, double north, bool isConcerned)
    {
        using Town town = Ring();
        TouchedNetwork touched = Touched(town, new NetworkEdit(NetworkEditKind.ClosePath, [town.At('A'), town.At('B')]));
        Position at = town.At(letter, east, north), far = town.At('D', north: -5_000);
        PlaceAccess home = new PlaceLocator(town.Graph, town.Graph, 150).Home(new Point(at.Lon, at.Lat), at);
        Assert.Equal(isConcerned, touched.Concerns(new Point(at.Lon, at.Lat), [], home));
        // A place elsewhere is concerned by way of a gate that is there.
        Assert.Equal(isConcerned, touched.Concerns(new Point(far.Lon, far.Lat), [far, at], home));
        Assert.False(touched.Concerns(new Point(far.Lon, far.Lat), [far], home));
    }

    /// <summary>
    /// A square of 400 by 400 metres; every way to its corner C closes, 350 m or more from who stands on it and sees that corner and from
    /// who stands before it.
    /// </summary>
    [Theory]
    [InlineData(50, -50, true)]
    [InlineData(50, 50, false)]
    public void Who_stands_on_a_square_is_concerned_by_its_far_side(double east, double north, bool isConcerned)
    {
        using Town town = new Town("""
            EA---BF



            HD---CG
            """).Way("ABCDA", "highway=pedestrian area=yes").Way("EA").Way("BF").Way("CG").Way("HD");
        Position at = town.At('A', east, north);
        PlaceAccess home = new PlaceLocator(town.Graph, town.Graph, 150).Home(new Point(at.Lon, at.Lat), at);
        TouchedNetwork touched = Touched(
            town, new NetworkEdit(NetworkEditKind.ClosePath, [town.At('B'), town.At('C'), town.At('D')]),
            new NetworkEdit(NetworkEditKind.ClosePath, [town.At('C'), town.At('G')]));
        Assert.Equal(isConcerned, touched.Concerns(new Point(at.Lon, at.Lat), [], home));
    }

    private static Town Ring() => new Town("""
        EA----BF



         D----C
        """).Way("AB").Way("BC").Way("CD").Way("DA").Way("EA").Way("BF");

    private static TouchedNetwork Touched(Town town, params NetworkEdit[] edits) => new(
        new NetworkEditor(town.Network).Apply(edits), new PrivateWays(town.Graph, town.Graph), maxSnapMetres: 150);
}
