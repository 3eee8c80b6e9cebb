using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Reachability;

/// <summary>A gated compound: who lives there leaves by every gate that is theirs, and nobody walks through.</summary>
public sealed class ResidentAccessTests
{
    /// <summary>
    /// Streets AB and CD; between them a compound of private ways with a gate at F, a gate at G, and a wall's locked gate at H.
    /// </summary>
    private static Town Compound() => new Town("""
        A---F---B
            |
            P--H--E
            |
        C---G---D
        """).Way("AFB").Way("CGD").Way("EX")
        .Way("FPG", "highway=service access=private").Way("PH", "highway=service access=private").Way("HE")
        .Node('H', "barrier=gate locked=yes");

    [Theory]
    [InlineData('A', 200 + 400)]
    [InlineData('C', 200 + 400)]
    [InlineData('E', null)]
    public void Residents_leave_by_their_own_gates_and_not_by_a_locked_one(char destination, int? seconds)
    {
        using Town town = Compound();
        WalkGraph residents = WalkGraph.Of(town.Network, Town.Walker, asResident: true);
        Snap snap = new Snapper(residents).Snap(town.At('P'));
        IReadOnlyList<Access> home = ResidentAccess.List(snap, residents, town.Graph);
        Assert.Equal(2, home.Count);
        Assert.Equal(seconds * 32, Walked(town.Graph, home, town.AccessAt(destination)));
    }

    [Fact]
    public void Visitors_do_not_walk_through()
    {
        using Town town = Compound();
        Assert.Equal(WalkTime.Unreachable, town.Time('A', 'C'));
        WalkGraph residents = WalkGraph.Of(town.Network, Town.Walker, asResident: true);
        Assert.Equal((400 + 400 + 400) * 32, Walked(residents, [town.AccessAt('A')], town.AccessAt('C')));
    }

    [Fact]
    public void A_home_on_a_public_way_has_just_its_doorstep()
    {
        using Town town = Compound();
        WalkGraph residents = WalkGraph.Of(town.Network, Town.Walker, asResident: true);
        Snap snap = new Snapper(residents).Snap(town.At('A', east: 100));
        Assert.Equal(Access.List(snap, Town.Walker), ResidentAccess.List(snap, residents, town.Graph));
    }

    [Fact]
    public void A_private_way_that_only_leads_in_is_no_way_out()
    {
        using Town town = new Town("""
            A---F---B
                P
                |
            C---G---D
            """).Way("AFB").Way("CGD").Way("AC")
            .Way("PF", "highway=service access=private oneway:foot=yes").Way("GP", "highway=service access=private oneway:foot=yes");
        WalkGraph residents = WalkGraph.Of(town.Network, Town.Walker, asResident: true);
        IReadOnlyList<Access> home = ResidentAccess.List(new Snapper(residents).Snap(town.At('P')), residents, town.Graph);
        Assert.Equal(100 * 32, Assert.Single(home).LegTicks);
        Assert.Equal((100 + 400) * 32, Walked(town.Graph, home, town.AccessAt('A')));
    }

    private static int? Walked(WalkGraph graph, IReadOnlyList<Access> from, Access to) =>
        TravelTimeMatrix.Compute(new(graph, [from], [[to]]), Town.Seconds(10_000), Direction.From).Row(0) is [var walk] ? walk.Ticks : null;
}
