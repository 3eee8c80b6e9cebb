using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>Edits against the same town drawn with them, against their inverses, and against what they may never do.</summary>
public sealed class NetworkEditTests
{
    private static NetworkEdit Path(
        Town town, string letters, NetworkEditKind kind = NetworkEditKind.AddPath, PathKind path = PathKind.Footway) =>
        new(kind, [.. letters.Select(c => town.At(c))], path);

    private static NetworkEdit Gate(Town town, char letter, bool open) =>
        new(open ? NetworkEditKind.OpenGate : NetworkEditKind.CloseGate, [town.At(letter)]);

    /// <summary>The time between two letters after edits.</summary>
    private static WalkTime Time(Town town, char from, char to, params NetworkEdit[] edits)
    {
        EditedNetwork edited = new NetworkEditor(town.Network).Apply(edits);
        WalkGraph graph = edited.GraphOf(town.Graph);
        return TravelTimeMatrix.Compute(new(graph, [[Moved(from)]], [[Moved(to)]]), WalkTime.FromMinutes(180), Direction.From)
            .Row(0) is [var walk]
            ? walk.Time
            : WalkTime.Unreachable;

        Access Moved(char letter)
        {
            Access at = town.AccessAt(letter);
            (int edge, double along) = edited.Place(at.Edge, at.AlongMetres);
            return at with { Edge = edge, AlongMetres = along };
        }
    }

    private const string Square = """
        A--B--C
        |     |
        |  M  |
        |     |
        D--E--F
        """;

    private static Town SquareTown() => new Town(Square).Way("ABCFEDA");

    [Fact]
    public void A_path_joins_where_it_ends()
    {
        using Town town = SquareTown();
        Assert.Equal(Town.Seconds(1000), town.Time('B', 'E'));
        Assert.Equal(Town.Seconds(400), Time(town, 'B', 'E', Path(town, "BME")));
        Assert.Equal(Town.Seconds(800), Time(town, 'B', 'E', Path(town, "BME", path: PathKind.Steps)));
    }

    [Fact]
    public void A_footway_joins_what_it_crosses_and_a_bridge_does_not()
    {
        using Town streets = new Town("""
            P-A-Q
              |
            B-X-C
              |
            R-D-S
            """).Way("PAQ").Way("BXC").Way("RDS");
        Assert.Equal(WalkTime.Unreachable, streets.Time('A', 'C'));
        Assert.Equal(Town.Seconds(400), Time(streets, 'A', 'C', Path(streets, "AXD")));
        Assert.Equal(Town.Seconds(400), Time(streets, 'A', 'D', Path(streets, "AXD", path: PathKind.Bridge)));
        Assert.Equal(WalkTime.Unreachable, Time(streets, 'A', 'C', Path(streets, "AXD", path: PathKind.Bridge)));
    }

    [Fact]
    public void A_second_path_joins_the_first()
    {
        using Town town = SquareTown();
        // A-B is closed but for its ends; so the walk goes over both paths, joined at M.
        NetworkEdit toMiddle = Path(town, "BM"), fromSide = new(NetworkEditKind.AddPath, [town.At('M'), town.At('A', 0, -200)]);
        Assert.Equal(Town.Seconds(300), Time(town, 'B', 'A', toMiddle, fromSide));
        Assert.Equal(Town.Seconds(200 + 300 + 200), Time(town, 'B', 'A', toMiddle, fromSide,
            new NetworkEdit(NetworkEditKind.ClosePath, [town.At('A', 100), town.At('A', 200)])));
    }

    [Fact]
    public void A_path_that_is_drawn_again_or_a_hair_beside_itself_is_drawn_once()
    {
        using Town town = SquareTown();
        NetworkEdit once = Path(town, "BE");
        NetworkEdit beside = once with { Line = [town.At('B', east: 0.6), town.At('E', east: 0.6)] };
        NetworkEdit turned = once with { Line = [.. once.Line.Reverse()] };
        NetworkEdit away = once with { Line = [town.At('B', east: 5), town.At('E', east: 5)] };
        int Nodes(params NetworkEdit[] edits) => new NetworkEditor(town.Network).Apply(edits).Network.NodeCount;
        Assert.Equal(Nodes(once), Nodes([once, turned, beside, .. Enumerable.Repeat(once, 40)]));
        Assert.True(Nodes(once, away) > Nodes(once));
        // Stairs beside a path are another way; what was taken back may be drawn again.
        Assert.True(Nodes(once, once with { Path = PathKind.Steps }) >= Nodes(once));
        WalkTime again = Time(town, 'B', 'E', once, Path(town, "BE", NetworkEditKind.ClosePath), beside);
        Assert.Equal(Time(town, 'B', 'E', once).Seconds!.Value, again.Seconds!.Value, 2.0);
    }

    [Fact]
    public void A_closed_path_is_closed_for_as_far_as_the_line_runs()
    {
        using Town town = SquareTown();
        NetworkEdit close = new(NetworkEditKind.ClosePath, [town.At('A', 100), town.At('A', 200)]);
        Assert.Equal(Town.Seconds(1700), Time(town, 'A', 'B', close));
        Assert.Equal(Town.Seconds(300), town.Time('A', 'B'));
    }

    [Fact]
    public void Crossing_streets_stay_open()
    {
        using Town town = new Town("""
              A
              |
            B-X-C
              |
              D
            """).Way("AXD").Way("BXC");
        Assert.Equal(Town.Seconds(400), Time(town, 'A', 'D', Path(town, "BXC", NetworkEditKind.ClosePath)));
        Assert.Equal(WalkTime.Unreachable, Time(town, 'B', 'C', Path(town, "BXC", NetworkEditKind.ClosePath)));
    }

    [Fact]
    public void Gates_open_and_close_and_bar_a_way_that_has_none()
    {
        using Town town = new Town("A--G--B--C").Way("AGBC").Node('G', "barrier=gate access=no");
        Assert.Equal(WalkTime.Unreachable, town.Time('A', 'B'));
        Assert.Equal(Town.Seconds(600), Time(town, 'A', 'B', Gate(town, 'G', open: true)));
        Assert.Equal(WalkTime.Unreachable, Time(town, 'A', 'B', Gate(town, 'G', open: true), Gate(town, 'G', open: false)));
        NetworkEdit bar = new(NetworkEditKind.CloseGate, [town.At('B', 100)]);
        Assert.Equal(WalkTime.Unreachable, Time(town, 'B', 'C', bar));
        Assert.Equal(Town.Seconds(300), Time(town, 'B', 'C', bar, bar with { Kind = NetworkEditKind.OpenGate }));
    }

    [Fact]
    public void All_edits_that_meet_nothing_are_named_at_once()
    {
        using Town town = SquareTown();
        InputException e = Assert.Throws<InputException>(() => new NetworkEditor(town.Network).Apply(
            [Gate(town, 'M', open: true), Path(town, "BME"),
                new NetworkEdit(NetworkEditKind.ClosePath, [town.At('M'), town.At('M', 50)], Where: "feature 3")], "e.geojson"));
        Assert.Contains("edit 1: no gate", e.Found);
        Assert.Contains("feature 3: no way", e.Found);
        Assert.DoesNotContain("edit 2", e.Found);
    }
}
