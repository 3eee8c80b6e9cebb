using NetTopologySuite.Geometries;
using ServiceCircle.Osm;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;

namespace ServiceCircle.Tests.Walking;

/// <summary>Rings of multipolygons, by vertex number and as drawn areas.</summary>
public sealed class FeatureGeometryTests
{
    [Theory]
    [InlineData("1231", "123")] // closed already
    [InlineData("12 23 31", "123")]
    [InlineData("12 32 31", "123")] // lines in any direction
    [InlineData("1234 51 45", "12345")]
    [InlineData("12 23 31 45 56 64", "123|456")]
    [InlineData("12 23", "")] // open
    [InlineData("12 21", "")] // there and back
    [InlineData("121", "")]
    [InlineData("12 23 31 34", "123")] // a stray end, last
    [InlineData("43 31 12 23", "123")] // a stray end, first
    [InlineData("12 23 34 41 45 56 64", "1234|456")] // two rings that touch
    [InlineData("14 41 45 54", "")]
    [InlineData("124 431 456 674", "1243|4567")] // and again, lines of several pieces
    [InlineData("456 124 674 431", "1243|4567")]
    public void Join(string lines, string expected)
    {
        List<List<int>> rings = Rings.Join([.. lines.Split(' ').Select(l => l.Select(c => c - '0').ToArray())]);
        Assert.All(rings, ring => Assert.Equal(ring[0], ring[^1]));
        // The sum of a ring's sorted vertices names it whatever its start and direction.
        Assert.Equal(
            expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(r => string.Concat(r.Order())).Order(),
            rings.Select(r => string.Concat(r.Skip(1).Order())).Order());
    }

    [Fact]
    public void Holes_lie_in_their_own_outer_ring()
    {
        using var town = new Town("""
            A---------B   M-----N
            | E-F I-J |   | Q-R |
            | H-G L-K |   | T-S |
            D---------C   P-----O
            """)
            .Way("AB").Way("BCD").Way("AD").Way("EFGHE").Way("IJKLI").Way("MNOPM").Way("QRSTQ")
            .Relation("type=multipolygon natural=water", outer: [1, 2, 3, 6], inner: [4, 5, 7]);
        var water = Assert.IsType<MultiPolygon>(Assert.Single(Water(town)));
        Assert.True(water.IsValid);
        Assert.Equal([1, 2], water.Geometries.Cast<Polygon>().Select(p => p.NumInteriorRings).Order());
        double unit = Math.Pow(100 / 111_000.0, 2);
        Assert.Equal(10 * 3 - 2 * 2 + 6 * 3 - 2, water.Area / unit, 0.5);
    }

    [Fact]
    public void An_open_outer_ring_is_left_out_and_what_closes_stays()
    {
        using var town = new Town("""
            A--B  E-F
            |  |  | |
            D  C  H-G
            """).Way("DABC", "barrier=no").Way("EFGHE", "barrier=no").Way("AB").Relation("type=multipolygon natural=water", outer: [1, 2]);
        var water = Assert.IsType<Polygon>(Assert.Single(Water(town)));
        Assert.Equal(town.At('E').Lon, water.EnvelopeInternal.MinX);
    }

    [Fact]
    public void A_relation_of_which_nothing_closes_has_no_geometry()
    {
        using var town = new Town("""
            A--B
            |  |
            D  C
            """).Way("DABC", "barrier=no").Way("AB").Relation("type=multipolygon natural=water", outer: [1, 99]);
        Assert.Empty(Water(town));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_ring_with_a_corner_beyond_the_data_still_closes(int missing)
    {
        // A river cut by the border of the extract: one corner of its ring has no position, wherever the ring starts.
        Position[] positions = [new(0, 0), new(100, 0), new(100, 100), new(50, 150), new(0, 100)];
        positions[missing] = OsmExtract.Missing;
        var collector = new FeatureCollector();
        collector.Add(new RelationFeature(new OsmId(OsmType.Relation, 1), FeatureGroups.Water, [], [(7, false)]));
        collector.Add(7, FeatureGroups.None, [], [0, 1, 2, 3, 4, 0]);

        FeatureStore store = collector.Build(positions);

        Assert.Equal(0, store.FirstPosition[0]);
        Assert.Equal(5, store.FirstPosition[1]);
        Assert.Equal(store.Positions[0], store.Positions[4]);
        Assert.True(Assert.IsType<Polygon>(Assert.Single(store.Find(FeatureGroups.Water)).Geometry).IsValid);
    }

    [Fact]
    public void A_closed_way_is_an_area_an_open_one_a_line_and_a_node_a_point()
    {
        using var town = new Town("""
            A--B
            |  |
            D--C
            """).Way("AB").Way("ABCDA", "natural=water").Way("BCD", "waterway=stream").Node('A', "natural=water");
        Assert.Equal(["Point", "Polygon", "LineString"], Water(town).Select(g => g.GeometryType));
    }

    private static List<Geometry> Water(Town town) => [.. town.Network.Features.Find(FeatureGroups.Water).Select(f => f.Geometry)];
}
