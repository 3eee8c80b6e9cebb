using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>What the doctor looks for, each with a town that has it and one that has not; and the links that mend sidewalks.</summary>
public sealed class NetworkChecksTests
{
    [Theory]
    [InlineData("barrier=gate access=no", "highway=footway", 1)]
    [InlineData("barrier=gate locked=yes", "highway=service access=private", 1)] // a compound's locked gate
    [InlineData("barrier=gate access=private", "highway=service access=private", 0)] // its private one is as it should be
    [InlineData("barrier=gate access=private", "highway=footway", 1)] // a private gate between public ways
    [InlineData("barrier=gate", "highway=footway", 0)]
    public void Closed_gates(string gate, string behind, int expected)
    {
        using Town town = new Town("A--G--B").Way("AG").Way("GB", behind).Node('G', gate);
        Assert.Equal(expected, NetworkChecks.ClosedGates(town.Graph).Count);
    }

    [Theory]
    [InlineData("AG", 1)]
    [InlineData("AGB", 0)]
    public void Dead_end_gates_and_they_are_kept_in_the_cache(string way, int expected)
    {
        using Town town = new Town("A--G--B").Way(way).Node('G', "barrier=gate");
        Assert.Equal(expected, town.Network.DeadEndGates.Length);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.scnet");
        try
        {
            using (FileStream stream = File.Create(path)) NetworkFile.Write(town.Network, stream);
            Assert.Equal(town.Network.DeadEndGates, NetworkFile.Read(path).DeadEndGates);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("highway=footway", "highway=residential", 1)]
    [InlineData("highway=footway bridge=yes", "highway=residential", 0)]
    [InlineData("highway=footway", "highway=residential tunnel=yes", 0)]
    [InlineData("highway=footway", "highway=footway", 0)]
    public void Unjoined_crossings(string foot, string road, int expected)
    {
        using Town town = new Town("""
            .A.
            C.D
            .B.
            """).Way("AB", foot).Way("CD", road);
        IReadOnlyList<Position> places = NetworkChecks.UnjoinedCrossings(town.Graph);
        Assert.Equal(expected, places.Count);
        Assert.All(places, p => Assert.Equal(town.At('A', 0, -100), p));
    }

    [Fact]
    public void Duplicates_and_streets()
    {
        using Town town = new Town("D--A--B--C").Way("DA").Way("AB", "highway=residential").Way("AB", "highway=residential")
            .Way("BC", "highway=primary").Way("BC");
        Assert.Single(NetworkChecks.Duplicates(town.Network));
        Assert.Equal(0.9, NetworkChecks.StreetKilometres(town.Network, _ => true), 3);
        Assert.Equal(0.3, NetworkChecks.StreetKilometres(town.Network, p => p.LonE7 > town.At('B').LonE7), 3);
    }

    // ---- links

    private const string BesideStreet = """
        A----B----C
             |
             S----T
        """;

    /// <summary>A sidewalk S-T that ends some metres, two rows of the town, from the street A-B-C.</summary>
    private static Town Sidewalk(double metres, string tags) =>
        new Town(BesideStreet, metres / 2).Way("ABC", "highway=residential").Way("ST", tags);

    [Theory]
    [InlineData(10, "highway=footway footway=sidewalk", true)]
    [InlineData(10, "highway=footway footway=crossing", true)]
    [InlineData(14, "highway=footway footway=sidewalk", false)] // too far
    [InlineData(10, "highway=footway", false)] // not known to belong to the street
    [InlineData(10, "highway=footway footway=sidewalk bridge=yes", false)]
    public void A_sidewalk_that_ends_beside_its_street_is_joined(double metres, string tags, bool isJoined)
    {
        using Town town = Sidewalk(metres, tags);
        Assert.Equal(isJoined, town.Time('T', 'A').IsReachable);
        int[] links = [.. Enumerable.Range(0, town.Network.EdgeCount).Where(e => town.Network.Attributes(e).Has(WayFlags.Assumed))];
        Assert.Equal(isJoined ? 2 : 0, links.Length); // both ends of S-T
        Assert.All(links, e => Assert.Equal(metres, town.Network.LengthMetres[e], 0.1));
        Assert.Equal(isJoined, town.Network.Source.Warnings.Contains(new Notice("warning/sidewalk-links", ("count", 2))));
    }

    [Fact]
    public void A_wall_between_them_keeps_them_apart()
    {
        using Town town = new Town("""
            A----B----C
            P---------Q
            S---------T
            """, 5).Way("ABC", "highway=residential").Way("ST", "highway=footway footway=sidewalk").Way("PQ", "barrier=wall");
        Assert.False(town.Time('S', 'A').IsReachable);
    }

    // ---- what only some walkers mind

    /// <summary>From A to B there is a short way and a long one.</summary>
    private const string ShortAndLong = """
        A--B
        |  |
        C--D
        """;

    private static Walker Wheels => Walker.Load("wheelchair") with { SpeedKmh = 3.6, Crossings = new(), Slope = new() };

    [Theory]
    [InlineData("highway=footway", true, false)]
    [InlineData("highway=footway surface=asphalt", true, true)]
    [InlineData("highway=footway surface=sand", false, false)]
    [InlineData("highway=footway surface=sand wheelchair=yes", true, true)]
    [InlineData("highway=footway surface=asphalt width=0.8", false, false)]
    [InlineData("highway=footway surface=asphalt width=1.0", true, true)]
    [InlineData("highway=footway surface=asphalt incline=10%", false, false)]
    [InlineData("highway=footway surface=asphalt incline=6%", true, true)]
    [InlineData("highway=footway footway=crossing surface=asphalt", true, false)]
    [InlineData("highway=footway footway=crossing surface=asphalt kerb=raised", false, false)]
    [InlineData("highway=footway footway=crossing surface=asphalt kerb=lowered", true, true)]
    [InlineData("highway=footway wheelchair=no", false, false)]
    [InlineData("highway=steps", false, false)]
    [InlineData("highway=steps ramp:wheelchair=yes", true, true)]
    public void Wheels_pass_what_is_known_or_may_be_assumed(string tags, bool assumed, bool known)
    {
        using Town town = new Town("A--B").Way("AB", tags);
        Assert.Equal(assumed, WalkGraph.Of(town.Network, Wheels).IsWalkable(0));
        Assert.Equal(known, WalkGraph.Of(town.Network, Wheels with { UnknownPolicy = Walker.KnownOnly }).IsWalkable(0));
        Assert.Equal(assumed && !known ? 1 : 0, NetworkChecks.UnknownShare(town.Network, Wheels));
        Assert.True(WalkGraph.Of(town.Network, Walker.Load("adult")).IsWalkable(0));
    }

    [Theory]
    [InlineData("kerb=raised", false)]
    [InlineData("kerb=lowered", true)]
    [InlineData("barrier=turnstile", false)]
    [InlineData("barrier=gate", true)]
    public void Wheels_and_what_stands_in_the_way(string node, bool passes)
    {
        using Town town = new Town("A--K--B").Way("AKB").Node('K', node);
        Assert.Equal(Town.Seconds(600), town.Time('A', 'B'));
        using Town wheels = new Town("A--K--B").Way("AKB").Node('K', node).For(Wheels);
        Assert.Equal(passes, wheels.Time('A', 'B').IsReachable);
    }

    [Fact]
    public void At_night_parks_with_hours_are_closed()
    {
        Walker night = Town.Walker with { AtNight = true };
        using Town town = new Town(ShortAndLong).Way("AB", "highway=footway opening_hours=06:00-22:00").Way("ACDB").For(night);
        Assert.Equal(Town.Seconds(700), town.Time('A', 'B'));
    }

    [Fact]
    public void Steps_stop_wheels_but_not_feet()
    {
        using Town feet = new Town(ShortAndLong).Way("AB", "highway=steps").Way("ACDB");
        using Town wheels = new Town(ShortAndLong).Way("AB", "highway=steps").Way("ACDB").For(Wheels);
        Assert.Equal(Town.Seconds(600), feet.Time('A', 'B'));
        Assert.Equal(Town.Seconds(700), wheels.Time('A', 'B'));
    }
}
