using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Coverage;

/// <summary>Who is covered, in towns where every walk is arithmetic and every sum of people names the communities in it.</summary>
public sealed class CoverageCountTests
{
    /// <summary>A street with a letter every 300 metres.</summary>
    private static Town Street() => new Town("A--B--C--D--E--F").Way("ABCDEF");

    [Fact]
    public void A_community_exactly_at_the_limit_is_covered_and_a_tick_beyond_it_is_not()
    {
        using Town town = Street();
        Assert.Equal("BCD", Covered(town, "C:clinic", "ABCDEF", 300));
        Assert.Equal("C", Covered(town, "C:clinic", "ABCDEF", 300 - 1 / 32.0));
        Assert.Equal("ABCDE", Covered(town, "C:clinic", "ABCDEF", 600));
        Assert.Equal("C", Covered(town, "C:clinic", "ABCDEF", 0));
    }

    [Fact]
    public void The_nearest_facility_counts_and_all_are_counted()
    {
        using Town town = Street();
        CoverageResult result = town.Coverage("A:clinic E:clinic F:clinic", "ABCDEF", null, ("clinic", 600));
        Assert.Equal([0.0, 300, 600, 300, 0, 0], result.Communities.Select(c => c.Reach[0].Nearest.Seconds));
        Assert.Equal([1, 1, 2, 2, 2, 2], result.Communities.Select(c => c.Reach[0].Count));
        Assert.Equal(6, result.CompleteCircles);
        Assert.Equal(3, result.Summaries[0].Facilities);
    }

    [Fact]
    public void People_walk_to_the_facility_so_one_ways_count_that_way()
    {
        using var town = new Town("A--B--C").Way("ABC", "highway=footway oneway:foot=yes");
        Assert.Equal("AB", Covered(town, "B:clinic", "ABC", 300));
    }

    [Fact]
    public void Shares_are_of_communities_and_of_people()
    {
        using Town town = Street();
        ServiceSummary summary = town.Coverage("F:clinic", "ABCDEF", null, ("clinic", 300)).Summaries[0];
        Assert.Equal((6, 2), (summary.Communities, summary.CommunitiesCovered));
        Assert.Equal(2 / 6.0, summary.ShareCommunities);
        Assert.Equal((16 + 32) / 63.0, summary.SharePopulation);
    }

    [Fact]
    public void The_median_is_the_time_within_which_half_of_the_people_get_there_and_no_more_than_half_are_needed()
    {
        using Town town = Street();
        Community Peopled(Community c) => c with { People = new People(c.Id switch { "A" => 5, "B" => 4, _ => 1 }) };
        ServiceSummary half = town.Coverage("A:clinic", "ABC", Peopled, ("clinic", 600)).Summaries[0];
        Assert.Equal((0.0, 5.0), (half.MedianMinutes, half.P90Minutes));
    }

    [Fact]
    public void Circles_on_the_map_claim_more_than_the_streets_give()
    {
        using var town = new Town("""
            A  D
            |  |
            B--C
            """).Way("ABCD");
        ServiceSummary summary = town.Coverage("A:clinic", "ABCD", null, ("clinic", 400)).Summaries[0];
        Assert.Equal("AB", Town.Named(summary.PopulationCovered, "ABCD"));
        Assert.Equal("ABCD", Town.Named(summary.StraightLinePopulationCovered, "ABCD"));
        Assert.Equal("ABD",
            Town.Named(town.Coverage("A:clinic", "ABCD", null, ("clinic", 320)).Summaries[0].StraightLinePopulationCovered, "ABCD"));
    }

    // ---- what cannot be counted is listed, and nothing is lost

    [Fact]
    public void A_community_off_the_network_is_listed_with_its_people_and_in_no_share()
    {
        using Town town = Street();
        CoverageResult result =
            town.Coverage("C:clinic", "ABCDEF", c => c.Id is "B" or "F" ? c with { Position = town.At('B', north: 151) }
                : c, ("clinic", 600));
        Assert.Equal(new LeftOut(2, 2 + 32), result.NotSnapped);
        Assert.Null(result.Communities[1].CircleShare);
        Assert.Equal(CommunityStatus.NotSnapped, result.Communities[1].Status);
        Assert.Null(result.Communities[1].SnapDistanceMetres);
        Assert.False(result.Communities[1].Reach[0].Nearest.IsReachable);
        Assert.Equal("ACDE", Town.Named(result.Summaries[0].PopulationCovered, "ABCDEF"));
        Assert.Equal("ACDE", Town.Named(result.Summaries[0].Population, "ABCDEF"));
        Assert.Equal(63, result.Summaries[0].Population + result.NotSnapped.Population);
        Assert.Equal(6, result.Summaries[0].Communities + result.NotSnapped.Communities);
        Assert.Equal(1, result.Summaries[0].SharePopulation);
    }

    [Fact]
    public void A_community_without_population_counts_as_a_community()
    {
        using Town town = Street();
        CoverageResult result =
            town.Coverage("C:clinic", "ABCDEF", c => c.Id == "C" ? c with { People = new People(null) } : c, ("clinic", 300));
        Assert.Equal(1, result.PopulationUnknown);
        Assert.Equal((6, 3), (result.Summaries[0].Communities, result.Summaries[0].CommunitiesCovered));
        Assert.Equal("BD", Town.Named(result.Summaries[0].PopulationCovered, "ABCDEF"));
        Assert.Equal(63 - 4, result.Summaries[0].Population);
    }

    [Fact]
    public void Where_nobody_is_known_to_live_there_is_no_share_of_people()
    {
        using Town town = Street();
        ServiceSummary summary = town.Coverage("A:clinic", "AB", c => c with { People = new People(null) }, ("clinic", 300)).Summaries[0];
        Assert.Equal((null, null, null, 1.0),
            (summary.SharePopulation, summary.MedianMinutes, summary.StraightLineSharePopulation, summary.ShareCommunities));
    }

    [Fact]
    public void The_edge_of_the_map_is_told_and_still_counted()
    {
        using Town town = Street().Way("FX");
        CoverageResult result = town.Coverage("C:clinic", "ABCDEF", null, ("clinic", 600));
        Assert.Equal([CommunityStatus.Ok, CommunityStatus.Ok, CommunityStatus.Ok, CommunityStatus.EdgeOfMap, CommunityStatus.EdgeOfMap,
            CommunityStatus.EdgeOfMap],
            result.Communities.Select(c => c.Status));
        Assert.Equal(new LeftOut(3, 8 + 16 + 32), result.EdgeOfMap);
        Assert.Equal(63, result.Summaries[0].Population);
        Assert.Equal("ABCDE", Town.Named(result.Summaries[0].PopulationCovered, "ABCDEF"));
    }

    [Fact]
    public void A_facility_off_the_network_serves_nobody_and_is_not_counted()
    {
        using var town = new Town("""
            A--B   F
            """).Way("AB");
        CoverageResult result = town.Coverage("F:clinic", "AB", null, ("clinic", 10_000));
        Assert.Equal((0, 0), (result.Summaries[0].Facilities, result.Summaries[0].CommunitiesCovered));
    }

    // ---- categories

    [Fact]
    public void A_group_means_everything_below_it_and_nothing_beside_it()
    {
        using Town town = Street();
        CoverageResult result = town.Coverage(
            "A:elder.home B:elderly C:elder.daycare+health.station D:elder E:health", "ABCDEF", null,
            ("elder", 0), ("elder.home", 0), ("health", 0), ("health.station", 0), ("elder.home.large", 0));
        Assert.Equal(["ACD", "A", "CE", "C", ""], result.Summaries.Select(s => Town.Named(s.PopulationCovered, "ABCDEF")));
        Assert.Equal([3, 1, 2, 1, 0], result.Summaries.Select(s => s.Facilities));
        Assert.Equal([2 / 5.0, 0.0, 3 / 5.0, 1 / 5.0, 1 / 5.0, 0.0], result.Communities.Select(c => c.CircleShare));
        Assert.Equal(0, result.CompleteCircles);
    }

    // ---- quantiles

    [Theory]
    [InlineData("A", 300, 5.0, null)] // 30 at once, 60 within 5 min, the rest beyond the limit
    [InlineData("AF", 300, 0.0, 5.0)] // 60 at once, 94 within 5 min
    [InlineData("B", 1_200, 5.0, 20.0)] // 30 at once, 60 within 5 min, 66 within 10, 70 within 15, all within 20
    [InlineData("D", 900, 10.0, 15.0)] // 6 at once, 10 within 5 min, 70 within 10, all within 15
    [InlineData("D", 899, 10.0, null)]
    [InlineData("C", 599, null, null)] // 36 within 5 min
    public void Half_of_the_people_and_nine_in_ten(string sites, double limit, double? median, double? ninety)
    {
        // A 30 people, B 30, C 0, D 6, E 4, F 30: 100 in all.
        double[] people = [30, 30, 0, 6, 4, 30];
        using Town town = Street();
        string facilities = string.Join(' ', sites.Select(s => $"{s}:clinic"));
        ServiceSummary summary =
            town.Coverage(facilities, "ABCDEF", c => c with { People = new People(people[c.Id[0] - 'A']) }, ("clinic", limit)).Summaries[0];
        Assert.Equal((median, ninety), (summary.MedianMinutes, summary.P90Minutes));
    }

    private static string Covered(Town town, string facilities, string communities, double seconds) =>
        Town.Named(town.Coverage(facilities, communities, null, ("clinic", seconds)).Summaries[0].PopulationCovered, communities);

    [Theory]
    [InlineData(1.0, "A")]
    [InlineData(0.99, "B")]
    [InlineData(0.75, "B")]
    [InlineData(0.74, "C")]
    [InlineData(0.5, "C")]
    [InlineData(0.49, "D")]
    [InlineData(0.0, "D")]
    [InlineData(null, null)]
    public void A_circle_has_the_best_grade_whose_share_it_reaches(double? share, string? grade) =>
        Assert.Equal(grade, CircleGrades.Shipped.Of(share));
}
