using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>What becomes of ways when they are contracted to edges, in drawn towns.</summary>
public sealed class ContractionTests
{
    [Fact]
    public void A_chain_becomes_one_edge_with_its_shape()
    {
        using var town = new Town("""
            A--B--C
                  |
                  D
            """).Way("AB").Way("CB").Way("CD");
        Assert.Equal((2, 1), (town.Network.NodeCount, town.Network.EdgeCount));
        Assert.Equal(4, town.Network.ShapeLength(0));
        Assert.Equal(800, town.Network.LengthMetres[0], 0.05);
        Assert.Equal(Town.Seconds(800), town.Time('A', 'D'));
        Assert.Equal(Town.Seconds(300), town.Time('C', 'B'));
    }

    [Fact]
    public void A_ring_without_junction_keeps_its_length_and_goes_both_ways_round()
    {
        using var town = new Town("""
            A-B
            | |
            D-C
            """).Way("ABCDA");
        Assert.Equal((1, 1), (town.Network.NodeCount, town.Network.EdgeCount));
        Assert.Equal(800, town.Network.LengthMetres[0], 0.05);
        Assert.Equal(Town.Seconds(400), town.Time('A', 'C'));
        Assert.Equal(Town.Seconds(200), town.Time('B', 'C'));
        Assert.Equal(Town.Seconds(200), town.Time('A', 'D'));
        Assert.Equal(Town.Seconds(200), town.Time('D', 'A'));
    }

    [Fact]
    public void A_one_way_ring_goes_one_way_round()
    {
        using var town = new Town("""
            A-B
            | |
            D-C
            """).Way("ABCDA", "highway=footway oneway:foot=yes");
        Assert.Equal(Town.Seconds(200), town.Time('A', 'B'));
        Assert.Equal(Town.Seconds(600), town.Time('B', 'A'));
        Assert.Equal(Town.Seconds(600), town.Time('A', 'D'));
    }

    [Fact]
    public void A_figure_of_eight_has_two_loops_at_one_node()
    {
        using var town = new Town("""
            A-B
            | |
            D-C-E
              | |
              G-F
            """).Way("CBADCEFGC");
        Assert.Equal((1, 2), (town.Network.NodeCount, town.Network.EdgeCount));
        Assert.Equal(town.Network.Tail, town.Network.Head);
        Assert.Equal(Town.Seconds(800), town.Time('A', 'F'));
        Assert.Equal(Town.Seconds(400), town.Time('B', 'E'));
    }

    [Fact]
    public void A_lollipop_has_a_loop_with_a_stick()
    {
        using var town = new Town("""
                B-C
                | |
            A---E-D
            """).Way("AE").Way("EBCDE");
        Assert.Equal((2, 2), (town.Network.NodeCount, town.Network.EdgeCount));
        Assert.Equal(Town.Seconds(800), town.Time('A', 'C'));
        Assert.Equal(Town.Seconds(600), town.Time('A', 'D'));
    }

    [Fact]
    public void Parallel_ways_stay_and_the_better_one_counts()
    {
        using var town = new Town("""
            A---B---C
            |       |
            D-------E
            """).Way("AB").Way("BC").Way("BA", "highway=steps").Way("BA").Way("ADEC");
        Assert.Equal((2, 4), (town.Network.NodeCount, town.Network.EdgeCount)); // three between A and B, and B C E D A
        Assert.Equal(Town.Seconds(800), town.Time('A', 'C'));
    }

    [Fact]
    public void The_same_way_twice_in_a_file_counts_once()
    {
        using var town = new OsmText();
        town.Node(1, OsmText.At(0, 0));
        town.Node(2, OsmText.At(100, 0));
        town.Way(7, [1, 2], "highway=footway");
        town.Way(7, [1, 2], "highway=footway");
        Assert.Equal(100, Assert.Single(town.Network().LengthMetres), 0.05);
    }

    [Fact]
    public void Two_nodes_at_one_place_are_no_metres_apart()
    {
        using var town = new OsmText();
        town.Node(1, OsmText.At(0, 0));
        town.Node(2, OsmText.At(100, 0));
        town.Node(3, OsmText.At(100, 0));
        town.Node(4, OsmText.At(200, 0));
        town.Way(1, [1, 2], "highway=footway");
        town.Way(2, [2, 3], "highway=steps");
        town.Way(3, [3, 4], "highway=footway");
        WalkNetwork network = town.Network();
        Assert.Equal(4, network.NodeCount);
        Assert.Equal(0, network.LengthMetres[
            Array.FindIndex(network.AttributeIndex, a => network.AttributeTable[a].Kind == WayKind.Steps)]);
        Assert.Equal(200, network.LengthMetres.Sum(), 0.05);
    }

    [Fact]
    public void Stretches_join_where_attributes_stay_and_part_where_they_change()
    {
        using var town = new Town("A--B--C--D--E").Way("AB").Way("BC").Way("CD", "highway=steps").Way("DE", "highway=steps bridge=yes");
        Assert.Equal((4, 3), (town.Network.NodeCount, town.Network.EdgeCount));
        Assert.Equal(Town.Seconds(300 + 300 + 600 + 600), town.Time('A', 'E'));
    }

    [Fact]
    public void One_way_stretches_drawn_against_each_other_stay_a_dead_end()
    {
        using var town = new Town("A--B--C")
            .Way("AB", "highway=footway oneway:foot=yes")
            .Way("CB", "highway=footway oneway:foot=yes");
        Assert.Equal(2, town.Network.EdgeCount);
        Assert.Equal(Town.Seconds(300), town.Time('A', 'B'));
        Assert.Equal(Town.Seconds(300), town.Time('C', 'B'));
        Assert.Equal(WalkTime.Unreachable, town.Time('A', 'C'));
        Assert.Equal(WalkTime.Unreachable, town.Time('B', 'A'));
    }

    [Fact]
    public void One_way_stretches_in_one_direction_become_one_edge()
    {
        using var town = new Town("A--B--C--D")
            .Way("BA", "highway=footway oneway:foot=-1")
            .Way("CB", "highway=footway oneway:foot=-1")
            .Way("DC", "highway=footway oneway:foot=-1");
        Assert.Equal(1, town.Network.EdgeCount);
        Assert.Equal(Town.Seconds(900), town.Time('A', 'D'));
        Assert.Equal(Town.Seconds(300), town.Time('B', 'C'));
        Assert.Equal(WalkTime.Unreachable, town.Time('D', 'A'));
        Assert.Equal(WalkTime.Unreachable, town.Time('C', 'B'));
    }

    [Fact]
    public void A_way_that_leaves_the_data_is_cut_and_its_ends_are_marked()
    {
        using var town = new Town("A--B--C     D--E").Way("ABCXDE").Way("AB", "highway=steps");
        Assert.Equal(WalkTime.Unreachable, town.Time('C', 'D'));
        Assert.Equal([town.At('C'), town.At('D')], town.Network.CutNodes.Select(n => town.Network.NodePositions[n]).OrderBy(p => p.LonE7));
        Assert.Equal(new Notice("warning/cut-ways", ("count", 1)), Assert.Single(town.Network.Source.Warnings));
    }

    [Fact]
    public void A_file_without_paths_is_refused()
    {
        using var town = new Town("A--B").Way("AB", "highway=motorway");
        Assert.Contains("walk", Assert.Throws<InputException>(() => town.Network).Message);
    }

    // ---- ferries

    [Fact]
    public void A_ferry_takes_its_stated_time_in_all_however_often_it_stops()
    {
        using var town = new Town("A---B-------C").Way("ABC", "route=ferry duration=00:20");
        Assert.Equal(Town.Seconds(1_200), town.Time('A', 'C'));

        using var stops = new Town("""
            A---B-------C
                |
                D
            """).Way("ABC", "route=ferry duration=00:20").Way("BD");
        Assert.Equal(Town.Seconds(1_200), stops.Time('A', 'C'));
        Assert.Equal(Town.Seconds(400 + 100 * 2), stops.Time('A', 'D'));
    }

    [Fact]
    public void Two_ferries_one_after_the_other_take_both_times()
    {
        using var town = new Town("A---B-------C").Way("AB", "route=ferry duration=00:05").Way("CB", "route=ferry duration=00:05");
        Assert.Equal(Town.Seconds(600), town.Time('A', 'C'));
    }

    [Fact]
    public void A_ferry_that_was_cut_goes_by_its_length()
    {
        using var town = new Town("A---B").Way("ABX", "route=ferry duration=05:00");
        Assert.Equal(Town.Seconds(400), town.Time('A', 'B'));
    }

    // ---- gates

    [Theory]
    [InlineData("barrier=gate", true)]
    [InlineData("barrier=gate locked=yes", false)]
    [InlineData("barrier=gate access=private", false)]
    [InlineData("barrier=wall", false)]
    [InlineData("barrier=bollard", true)]
    public void A_gate_stands_between_all_its_sides(string tags, bool isOpen)
    {
        using var town = new Town("""
                B
                |
            A---G---C
                |
                D
            """).Way("AGC").Way("BGD").Node('G', tags);
        foreach ((char from, char to) in "ABCD".SelectMany(a => "ABCD".Where(b => b != a).Select(b => (a, b))))
        {
            int seconds = (from is 'A' or 'C' ? 400 : 200) + (to is 'A' or 'C' ? 400 : 200);
            Assert.Equal(isOpen ? Town.Seconds(seconds) : WalkTime.Unreachable, town.Time(from, to));
        }
    }

    [Fact]
    public void A_gate_is_an_edge_of_no_length_with_the_id_of_its_node()
    {
        using var town = new Town("A--G--B").Way("AGB").Node('G', "barrier=gate locked=yes");
        int gate = Array.IndexOf(town.Network.OsmId, 'G');
        Assert.Equal(new WayAttributes(WayKind.Gate, WayFlags.Closed), town.Network.Attributes(gate));
        Assert.Equal(0, town.Network.LengthMetres[gate]);
        Assert.Equal(town.At('G'), town.Network.NodePositions[town.Network.Tail[gate]]);
        Assert.Equal(town.At('G'), town.Network.NodePositions[town.Network.Head[gate]]);
        Assert.NotEqual(town.Network.Tail[gate], town.Network.Head[gate]);
        Assert.Equal(3, town.Network.EdgeCount);
    }

    // ---- components

    [Fact]
    public void Parts_are_ranked_by_length_and_small_ones_are_islands()
    {
        using var town = new Town("""
            A---------------------------------------B

            C--D     E--F
            """, metresPerCharacter: 1_000).Way("AB").Way("CD", "highway=steps").Way("EF", "highway=footway oneway:foot=yes");
        Components parts = town.Graph.Components;
        Assert.Equal(3, parts.Count);
        Assert.Equal(40_000 / 46_000.0, parts.LargestShare, 0.001);
        Assert.Equal(0, parts.OfNode[town.Network.Tail[town.AccessAt('A').Edge]]);
        Assert.False(parts.IsIsland(1)); // 3 km are 7.5 % of the longest
    }

    [Theory]
    [InlineData(300, 40, true)]  // 0.75 % of the longest
    [InlineData(300, 29, false)] // 1.03 %
    [InlineData(6_000, 700, false)] // 0.86 %, but more than 5 km: a village
    public void An_island_is_below_one_per_cent_and_five_kilometres(double islandMetres, double mainKilometres, bool isIsland)
    {
        using var town = new OsmText();
        town.Node(1, OsmText.At(0, 0));
        town.Node(2, OsmText.At(mainKilometres * 1_000, 0));
        town.Node(3, OsmText.At(0, 1_000));
        town.Node(4, OsmText.At(islandMetres, 1_000));
        town.Way(1, [1, 2], "highway=footway");
        town.Way(2, [3, 4], "highway=footway");
        Assert.Equal(isIsland, WalkGraph.Of(town.Network(), Town.Walker).Components.IsIsland(1));
    }

    [Fact]
    public void Closed_ways_join_nothing()
    {
        using var town = new Town("A--B--C").Way("AB").Way("BC", "highway=service access=private");
        Assert.Equal(1, town.Graph.Components.Count);
        Assert.Equal(1, town.Graph.Components.LargestShare);
        Assert.Equal(WalkTime.Unreachable, town.Time('A', 'C'));
    }
}
