using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

/// <summary>Whose walks may lead out of the data.</summary>
public sealed class MapEdgeTests
{
    [Theory]
    [InlineData(1_000, 1_599, "")]
    [InlineData(20, 199, "A")] // 20 m from A to the border: A is on it
    [InlineData(20, 200, "AB")]
    [InlineData(20, 399, "AB")]
    [InlineData(20, 400, "ABC")]
    [InlineData(26, 400, "")]
    public void Places_within_the_limit_of_the_border_are_told(double borderMetres, double seconds, string expected)
    {
        // Only A is near the border: north, south and east are kept away by the two far corners.
        using var town = new Town("""
                    Y

            A-B-C


                    Z
            """).Way("ABC").Way("YZ", "highway=construction").BorderAt(borderMetres);
        Assert.Equal(expected, Reaching(town, "ABC", seconds));
    }

    [Theory]
    [InlineData(299, "B")]
    [InlineData(300, "AB")]
    public void A_cut_way_leads_out_wherever_it_is_cut(double seconds, string expected)
    {
        using var town = new Town("A--B").Way("ABX");
        Assert.Equal(expected, Reaching(town, "AB", seconds));
    }

    [Fact]
    public void People_walk_towards_the_border_so_one_ways_count_that_way()
    {
        using var town = new Town("A--B--C").Way("ABX", "highway=footway oneway:foot=yes").Way("CBX", "highway=footway oneway:foot=-1");
        Assert.Equal("AB", Reaching(town, "ABC", 10_000));
    }

    private static string Reaching(Town town, string letters, double seconds)
    {
        WalkTime[] times =
            MapEdge.Times(town.Graph, [.. letters.Select(IReadOnlyList<Access> (c) => [town.AccessAt(c)])], Town.Seconds(seconds));
        return string.Concat(letters.Where((_, i) => times[i].IsReachable));
    }
}
