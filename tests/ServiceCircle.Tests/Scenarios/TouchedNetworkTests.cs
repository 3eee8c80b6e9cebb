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
}
