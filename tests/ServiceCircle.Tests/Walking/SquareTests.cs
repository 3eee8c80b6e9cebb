using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>Squares are crossed in straight lines, round their holes and corners, and only between ways that reach them.</summary>
public sealed class SquareTests
{
    [Theory]
    [InlineData("highway=pedestrian area=yes", 500)]
    [InlineData("highway=footway area=yes", 500)]
    [InlineData("place=square", 500)]
    [InlineData("highway=pedestrian", 700)] // a ring road for walkers, not a square
    [InlineData("highway=pedestrian area=yes foot=no", -1)]
    public void Corner_to_corner(string tags, double seconds)
    {
        // 4 by 3: the diagonal is 5.
        using Town both = new Town("""
            E....
            A---B
            |   |
            |   |
            D---C
            ....F
            """).Way("ABCDA", tags).Way("CF").Way("AE");
        Assert.Equal(seconds < 0 ? WalkTime.Unreachable : Town.Seconds(seconds + 200), both.Time('E', 'F'));
    }

    private const string Holed = """
        E......
        A-----B
        | P-Q |
        | |.| |
        | S-R |
        D-----C
        ......F
        """;

    [Theory]
    [InlineData("type=multipolygon highway=pedestrian")]
    [InlineData("type=multipolygon place=square")]
    public void Holes_are_walked_round(string tags)
    {
        // A to C past the corner Q (or S): from (0,0) to (4,-1) and on to (6,-4).
        using Town town = new Town(Holed).Way("ABCDA", "").Way("PQRSP", "").Relation(tags, [1], [2]).Way("AE").Way("CF");
        double round = Math.Min(
            Math.Sqrt(400 * 400 + 100 * 100) + Math.Sqrt(200 * 200 + 300 * 300),
            Math.Sqrt(200 * 200 + 300 * 300) + Math.Sqrt(400 * 400 + 100 * 100));
        Assert.Equal(200 + round, town.Time('E', 'F').Seconds!.Value, 0.2);
    }

    [Fact]
    public void A_corner_that_points_inwards_is_walked_round()
    {
        // An L: from A (0,0) to C (6,-4), the inner corner K at (2,-2).
        using Town town = new Town("""
            E......
            A-B....
            | |....
            | K---L
            |.....|
            D-----C
            ......F
            """).Way("ABKLCDA", "highway=pedestrian area=yes").Way("AE").Way("CF");
        Assert.Equal(200 + Math.Sqrt(8) * 100 + Math.Sqrt(16 + 4) * 100, town.Time('E', 'F').Seconds!.Value, 0.2);
    }

    [Fact]
    public void Lines_across_say_that_nobody_drew_them()
    {
        using Town town = new Town(Holed).Way("ABCDA", "highway=pedestrian area=yes").Way("AE").Way("CF");
        int[] assumed = [.. Enumerable.Range(0, town.Network.EdgeCount).Where(e => town.Network.Attributes(e).Has(WayFlags.Assumed))];
        Assert.Equal(Math.Sqrt(36 + 16) * 100, town.Network.LengthMetres[Assert.Single(assumed)], 0.5);
    }

    [Theory]
    [InlineData("highway=pedestrian area=yes", true)]
    [InlineData("highway=pedestrian area=yes surface=gravel", false)] // another kind of ground
    public void Squares_that_share_a_side_are_crossed_as_one(string second, bool isOne)
    {
        // From A (0,0) to G (7,-3) in one line, or by the end of the shared side, which is at B (4,0) or C (4,-3).
        using Town town = new Town("""
            S...........
            A---B--E....
            |   |  |....
            |   |  |....
            D---C--G---T
            """).Way("ABCDA", "highway=pedestrian area=yes").Way("BEGCB", second).Way("SA").Way("GT");
        double across = isOne ? Math.Sqrt(700 * 700 + 300 * 300) : 500 + 300;
        Assert.Equal(100 + across + 400, town.Time('S', 'T').Seconds!.Value, 0.5);
    }

    [Fact]
    public void Four_squares_around_a_court_are_one_with_a_hole()
    {
        // The ring of four squares leaves the court PQRS free: the walk from A to K goes round it.
        using Town town = new Town("""
            S......
            A-B-C-D
            E-P-Q-H
            | |.| |
            I-R-U-L
            M-N-O-K
            ......T
            """).Way("ABCDHQPEA", "highway=pedestrian area=yes").Way("EPRIE", "highway=pedestrian area=yes")
            .Way("QHLUQ", "highway=pedestrian area=yes").Way("IRULKONMI", "highway=pedestrian area=yes").Way("SA").Way("KT");
        // From A (0,0) past the corner Q (4,-1) to K (6,-4); past R it is as long.
        double round = Math.Sqrt(400 * 400 + 100 * 100) + Math.Sqrt(200 * 200 + 300 * 300);
        Assert.Equal(200 + round, town.Time('S', 'T').Seconds!.Value, 1);
    }

    [Fact]
    public void A_square_with_too_many_entrances_is_walked_round_and_said_to_be()
    {
        using var osm = new OsmText();
        int n = Squares.MaxNodes + 1;
        for (int i = 0; i < n; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * i / n);
            osm.Node(i + 1, OsmText.At(100 * cos, 100 * sin));
            osm.Node(1000 + i, OsmText.At(150 * cos, 150 * sin));
            osm.Way(10 + i, [i + 1, 1000 + i], "highway=footway");
        }
        osm.Way(1, [.. Enumerable.Range(1, n).Select(i => (long)i), 1], "highway=pedestrian area=yes");
        WalkNetwork network = osm.Network();
        Assert.Equal(2 * n, network.EdgeCount);
        Assert.Contains(network.Source.Warnings, w => w.Key == "warning/large-squares" && w.Values[0].Value.Equals(1));
    }
}
