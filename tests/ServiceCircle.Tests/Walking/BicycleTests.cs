using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// The rules of <see cref="BicycleAccess"/> on drawn towns. The cyclist pushes a metre a second and rides four; stairs take twice as
/// long as level ground. Expected values: OSM wiki, "Key:bicycle", "Key:oneway:bicycle", "Key:cycleway", "Tag:highway=trunk".
/// </summary>
public sealed class BicycleTests
{
    private static readonly Walker Cyclist = Town.Walker with
    {
        StepsFactor = 2,
        Riding = new RidingRule { SpeedKmh = 14.4, LooseKmh = 7.2 },
        Impassable = new Limits { NarrowGates = true },
    };

    private static Town OneWay(string tags) => new Town("A---B").For(Cyclist).Way("AB", tags);

    [Theory]
    // What the kind of way alone says; 100 seconds ridden, 400 pushed.
    [InlineData("highway=residential", 100)]
    [InlineData("highway=living_street", 100)]
    [InlineData("highway=service", 100)]
    [InlineData("highway=track", 100)]
    [InlineData("highway=primary", 100)]
    [InlineData("highway=cycleway", 100)]
    [InlineData("highway=footway", 400)]
    [InlineData("highway=pedestrian", 400)]
    [InlineData("highway=path", 400)]
    [InlineData("highway=bridleway", 400)]
    [InlineData("highway=footway footway=crossing", 400)]
    [InlineData("highway=cycleway cycleway=crossing", 100)]
    [InlineData("highway=trunk sidewalk=both", 400)]
    [InlineData("highway=busway foot=yes", 400)]
    // What bicycle says.
    [InlineData("highway=footway bicycle=yes", 100)]
    [InlineData("highway=footway bicycle=designated", 100)]
    [InlineData("highway=pedestrian bicycle=permissive", 100)]
    [InlineData("highway=footway footway=crossing bicycle=yes", 100)]
    [InlineData("highway=footway bicycle=private", 400)]
    [InlineData("highway=footway bicycle=unknown", 400)]
    [InlineData("highway=residential bicycle=no", 400)]
    [InlineData("highway=residential bicycle=dismount", 400)]
    [InlineData("highway=residential bicycle=private", 400)]
    [InlineData("highway=residential bicycle=use_sidepath", 400)]
    [InlineData("highway=trunk sidewalk=both bicycle=yes", 100)]
    [InlineData("highway=trunk sidewalk=both bicycle=no", 400)]
    [InlineData("highway=trunk sidewalk=both cycleway:right=track", 100)]
    // What vehicle, access and motorroad say; bicycle outweighs them.
    [InlineData("highway=residential vehicle=no", 400)]
    [InlineData("highway=residential vehicle=no bicycle=yes", 100)]
    [InlineData("highway=residential motor_vehicle=no", 100)]
    [InlineData("highway=residential access=no foot=yes", 400)]
    [InlineData("highway=residential access=no foot=yes vehicle=yes", 100)]
    [InlineData("highway=residential access=private foot=yes", 400)]
    [InlineData("highway=residential access=private foot=yes bicycle=yes", 100)]
    [InlineData("highway=primary motorroad=yes foot=yes", 400)]
    [InlineData("highway=footway access=yes", 400)]
    // Stairs and loose ground.
    [InlineData("highway=steps", 800)]
    [InlineData("highway=steps bicycle=yes", 800)]
    [InlineData("highway=track surface=gravel", 200)]
    [InlineData("highway=footway surface=gravel", 400)]
    public void Ridden_or_pushed(string tags, double seconds)
    {
        using Town town = OneWay(tags);
        Assert.Equal((Town.Seconds(seconds), Town.Seconds(seconds)), (town.Time('A', 'B'), town.Time('B', 'A')));
    }

    [Theory]
    [InlineData("highway=residential oneway=yes", 100, 400)]
    [InlineData("highway=residential oneway=-1", 400, 100)]
    [InlineData("highway=residential oneway=no", 100, 100)]
    [InlineData("highway=residential junction=roundabout", 100, 400)]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no", 100, 100)]
    [InlineData("highway=residential oneway:bicycle=yes", 100, 400)]
    [InlineData("highway=residential oneway=yes oneway:bicycle=-1", 400, 100)]
    [InlineData("highway=residential oneway=yes cycleway=opposite", 100, 100)]
    [InlineData("highway=residential oneway=yes cycleway:left=opposite_lane", 100, 100)]
    [InlineData("highway=residential oneway=yes cycleway:right=lane cycleway:left:oneway=-1", 100, 100)]
    [InlineData("highway=residential oneway=yes cycleway=lane", 100, 400)]
    [InlineData("highway=cycleway oneway=yes", 100, 400)]
    [InlineData("highway=footway oneway=yes", 400, 400)]
    [InlineData("highway=footway bicycle=yes oneway=yes", 100, 400)]
    public void Against_a_one_way_it_is_pushed(string tags, double there, double back)
    {
        using Town town = OneWay(tags);
        Assert.Equal((Town.Seconds(there), Town.Seconds(back)), (town.Time('A', 'B'), town.Time('B', 'A')));
    }

    [Theory]
    [InlineData("highway=motorway")]
    [InlineData("highway=motorway bicycle=yes")]
    [InlineData("highway=trunk bicycle=no")]
    [InlineData("highway=cycleway foot=no")] // not known: nobody on foot may be there
    public void Where_nobody_walks_nobody_rides(string tags)
    {
        using Town town = OneWay(tags).Way("BA", "highway=service access=private");
        Assert.Equal(WalkTime.Unreachable, town.Time('A', 'B'));
    }

    [Fact]
    public void Residents_ride_on_their_private_ways()
    {
        using var town = new Town("A-B---C").For(Cyclist).Way("AB").Way("BC", "highway=service access=private");
        Assert.Equal(WalkTime.Unreachable, town.Time('A', 'C'));
        WalkGraph residents = WalkGraph.Of(town.Network, Cyclist, asResident: true);
        Assert.True(residents.ForwardTicks.Contains(Town.Seconds(100).Ticks));
    }

    [Theory]
    [InlineData("barrier=gate", true)]
    [InlineData("barrier=turnstile", false)]
    [InlineData("barrier=stile", false)]
    [InlineData("barrier=kissing_gate", false)]
    [InlineData("barrier=bollard", true)]
    [InlineData("barrier=cycle_barrier", true)]
    public void Narrow_gates_stop_it(string tags, bool isOpen)
    {
        using Town town = new Town("A-B-C").For(Cyclist).Way("ABC", "highway=residential").Node('B', tags);
        Assert.Equal(isOpen ? Town.Seconds(100) : WalkTime.Unreachable, town.Time('A', 'C'));
    }

    [Theory]
    [InlineData("ABC", "highway=footway bicycle=yes", "CD", "highway=footway")]
    [InlineData("DC", "highway=footway", "CBA", "highway=footway bicycle=yes")]
    public void Ways_that_differ_for_bicycles_alone_stay_one_edge_with_the_time_where_it_is_spent(
        string first, string firstTags, string second, string secondTags)
    {
        using Town town = new Town("A-B-C-D").For(Cyclist).Way(first, firstTags).Way(second, secondTags);
        Assert.Equal(1, town.Network.EdgeCount);
        Assert.Equal(Town.Seconds(100 + 200), town.Time('A', 'D'));
        Assert.Equal(Town.Seconds(100 + 200), town.Time('D', 'A'));
        Assert.Equal(Town.Seconds(50), town.Time('A', 'B'));
        Assert.Equal(Town.Seconds(200), town.Time('C', 'D'));
        // On foot nothing differs.
        Assert.Equal(Town.Seconds(600).Ticks, WalkGraph.Of(town.Network, Town.Walker).ForwardTicks[0]);
    }

    [Fact]
    public void A_one_way_within_an_edge_keeps_its_direction_whichever_way_the_edge_runs()
    {
        using Town town = new Town("A-B-C-D").For(Cyclist).Way("AB", "highway=residential").Way("BC", "highway=residential oneway=yes")
            .Way("DC", "highway=residential");
        Assert.Equal(1, town.Network.EdgeCount);
        Assert.Equal((Town.Seconds(150), Town.Seconds(50 + 200 + 50)), (town.Time('A', 'D'), town.Time('D', 'A')));
        Assert.Equal((Town.Seconds(50), Town.Seconds(200)), (town.Time('B', 'C'), town.Time('C', 'B')));
    }

    [Fact]
    public void Who_rides_waits_nowhere_and_who_pushes_waits_as_on_foot()
    {
        Walker waiting = Cyclist with { Crossings = new() { Unmarked = new() { Minor = 10 } } };
        const string Streets = """
            A---B---C
                |
                D
            """;
        using Town pushed = new Town(Streets).For(waiting).Way("ABC", "highway=residential").Way("BD", "highway=footway");
        using Town ridden = new Town(Streets).For(waiting).Way("ABC", "highway=residential").Way("BD", "highway=footway bicycle=yes");
        Assert.Equal(Town.Seconds(100 + 5 + 200), pushed.Time('A', 'D'));
        Assert.Equal(Town.Seconds(100 + 50), ridden.Time('A', 'D'));
    }

    [Fact]
    public void An_edit_that_cuts_an_edge_leaves_its_rides_as_they_were()
    {
        using Town town = new Town("""
            A-B-C-D
             |
             E-F---
            """).For(Cyclist).Way("AB", "highway=residential").Way("BC", "highway=residential oneway=yes").Way("CD", "highway=footway").Way("EF");
        EditedNetwork edited = new NetworkEditor(town.Network)
            .Apply([new NetworkEdit(NetworkEditKind.AddPath, [town.At('B', 50), town.At('F')])]);
        WalkGraph patched = edited.GraphOf(town.Graph), anew = WalkGraph.Of(edited.Network, Cyclist);
        Access[] ends = [town.AccessAt('A'), town.AccessAt('D')];
        Assert.Equal([Town.Seconds(50 + 50 + 200), Town.Seconds(200 + 200 + 50)], Times(patched));
        Assert.Equal(Times(patched), Times(anew));

        WalkTime[] Times(WalkGraph graph) => [Time(graph, ends[0], ends[1]), Time(graph, ends[1], ends[0])];

        WalkTime Time(WalkGraph graph, Access from, Access to) =>
            TravelTimeMatrix.Compute(new(graph, [[Now(from)]], [[Now(to)]]), WalkTime.FromMinutes(60), Direction.From).Row(0)[0].Time;

        Access Now(Access before)
        {
            (int edge, double metres) = edited.Place(before.Edge, before.AlongMetres);
            return before with { Edge = edge, AlongMetres = metres };
        }
    }

    [Fact]
    public void The_cache_keeps_where_it_is_ridden()
    {
        using Town town = OneWay("highway=residential oneway=yes");
        using var file = new MemoryStream();
        NetworkFile.Write(town.Network, file);
        string path = Path.Combine(Path.GetTempPath(), $"ride-{Guid.NewGuid():N}.scnet");
        File.WriteAllBytes(path, file.ToArray());
        try { Assert.Equal(town.Network.PieceRiding, NetworkFile.Read(path).PieceRiding); }
        finally { File.Delete(path); }
    }

    [Fact]
    public void In_fifteen_minutes_the_shipped_cyclist_gets_three_kilometres_and_an_adult_one()
    {
        Walker bicycle = Walker.Load("bicycle");
        Assert.Equal(3000, bicycle.StraightLineMetres(WalkTime.FromMinutes(15)), 6);
        using var town = new Town($"A{new string('-', 29)}B").Way("AB", "highway=residential");
        Assert.Equal(WalkTime.FromMinutes(15), town.For(bicycle).Time('A', 'B'));
    }
}
