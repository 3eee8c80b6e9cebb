using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Walking;

/// <summary>Relations of which the file lacks ways, nodes or relations: what is there is used, the rest is told.</summary>
public sealed class CutRelationTests
{
    [Theory]
    [InlineData("type=multipolygon natural=water")]
    [InlineData("type=multipolygon barrier=wall")]
    [InlineData("type=multipolygon landuse=reservoir")]
    public void Banks_and_walls_that_are_there_stop_people(string tags)
    {
        // Rows are 15 m apart. A metre before the bank K-L the way A-B beyond it is nearer than C-D. Way 99 is not in the file.
        using Town town = new Town("""
            A---------B
            K---------L
            .....H.....
            C---------D
            """, 15).Way("AB").Way("CD").Way("KL", "note=x").Relation(tags, [3, 99]);
        Assert.True(Barriers.Among(town.Network.Features).IsBetween(town.At('H'), town.At('H', north: 30)));
        Assert.Equal(town.At('C').Lat, town.Snap('H', north: 14).Position.Lat);
        Assert.Contains(new Notice("warning/cut-features", ("count", 1)), town.Network.Source.Warnings);
    }

    [Theory]
    [InlineData("XKLYX")]
    [InlineData("XKMLYX")]
    [InlineData("MLYXKM")]
    public void A_lone_bank_that_leaves_the_data_is_no_water(string ring)
    {
        // X and Y are beyond the data: from there the bank might go round either way.
        using Town town = new Town("""
            A---------B
            K----M----L
            """).Way("AB").Way(ring, "natural=water");
        Assert.True(Barriers.Among(town.Network.Features).IsBetween(town.At('A', 500), town.At('K', 500, -50)));
        Assert.IsType<LineString>(Assert.Single(town.Network.Features.Find(FeatureGroups.Water)).Geometry);
        Assert.Contains(new Notice("warning/cut-features", ("count", 1)), town.Network.Source.Warnings);
    }

    [Theory]
    [InlineData("XKLMNYX")] // it begins beyond the data
    [InlineData("KLMNYXK")]
    [InlineData("MNYXKLM")]
    public void A_river_that_leaves_the_data_is_water_between_its_banks(string ring)
    {
        using Town town = new Town("""
            A---------B
            K---------L
            N---------M
            """).Way("AB").Way(ring, "natural=water");
        var water = Assert.IsType<Polygon>(Assert.Single(town.Network.Features.Find(FeatureGroups.Water)).Geometry);
        Assert.Equal(1_000 * 100, water.Area * Math.Pow(111_195, 2), 2_000.0);
    }

    [Fact]
    public void A_wall_that_leaves_the_data_and_returns_is_not_drawn_across()
    {
        using Town town = new Town("""
            A---B---C
            K...M...L
            """).Way("ABC").Way("KXL", "barrier=wall").Way("KXYMBL", "barrier=fence");
        var barriers = Barriers.Among(town.Network.Features);
        Assert.False(barriers.IsBetween(town.At('M', -200, 50), town.At('M', -200, -50)));
        Assert.True(barriers.IsBetween(town.At('M', -50, 50), town.At('M', 50, 50)));
    }

    [Fact]
    public void What_closes_is_kept_and_a_facility_of_which_nothing_closes_is_told()
    {
        using Town town = new Town("""
            A--B E--F I--J
            D--C H--G L--K
            """).Way("AB").Way("EFGHE", "note=x").Way("IJK", "note=x")
            .Relation("type=multipolygon amenity=hospital name=kept", [2, 99]).Relation("type=multipolygon amenity=hospital name=cut", [3, 99])
            .Relation("type=multipolygon landuse=residential", [3, 99]);
        FacilityList list = FacilityReader.FromOsm(
            town.Network.Features.Find(FeatureGroups.Place, withShapeless: true), CategoryCatalogue.Load());
        Assert.Equal("kept", Assert.Single(list.Facilities).Name);
        Assert.Equal(("cut", FacilityReader.Shapeless), (Assert.Single(list.Audit).DroppedName, list.Audit[0].Reason));
        Assert.Empty(town.Network.Features.Find(FeatureGroups.Residential));
        Assert.Contains(new Notice("warning/cut-features", ("count", 3)), town.Network.Source.Warnings);
    }

    [Fact]
    public void Members_that_are_given_twice_count_once()
    {
        using Town town = new Town("""
            A--B
            D--C
            """).Way("AB").Way("ABCDA", "note=x").Way("AB", "note=x").Way("BCDA", "note=x")
            .Relation("type=multipolygon natural=water", [2, 2]).Relation("type=multipolygon natural=water", [3, 4, 3]);
        Assert.Equal(["Polygon", "Polygon"], town.Network.Features.Find(FeatureGroups.Water).Select(f => f.Geometry.GeometryType));
        Assert.True(Barriers.Among(town.Network.Features).IsInWater(town.At('A', 150, -50)));
        Assert.DoesNotContain(town.Network.Source.Warnings, w => w.Key == "warning/cut-features");
    }

    private const string Square = """
        E......
        A-----B
        | P-Q |
        | S-R |
        D-----C
        ......F
        """;

    [Theory]
    [InlineData("ABCDA", new long[] { 1 }, new long[] { 2 }, 895)] // past the corner Q
    [InlineData("ABCDA", new long[] { 1 }, new long[] { 99 }, 1_100)] // what stands on it is not known: along the rim
    [InlineData("ABC", new long[] { 1, 99 }, new long[] { 2 }, 1_100)] // of the other side nothing is known
    [InlineData("ABCXA", new long[] { 1 }, new long[] { 2 }, 1_100)]
    [InlineData("ADXBA", new long[] { 1 }, new long[] { 2 }, -1)] // not along what is not there
    public void A_square_that_is_not_whole_is_walked_round(string rim, long[] outer, long[] inner, double seconds)
    {
        using Town town = new Town(Square).Way(rim, "note=x").Way("PQRSP", "note=x")
            .Relation("type=multipolygon highway=pedestrian", outer, inner).Way("AE").Way("CF");
        WalkTime expected = seconds < 0 ? WalkTime.Unreachable : Town.Seconds(seconds);
        Assert.Equal(expected.Seconds ?? -1, town.Time('E', 'F').Seconds ?? -1, 1.0);
    }

    [Fact]
    public void Relations_of_relations_have_the_ways_of_these()
    {
        // The campus is named by a site, whose tags say what it is; the site comes first in the file, and one of its parts is a circle.
        using Town town = new Town("""
            A--B E--F
            D--C H--G
            """).Way("AB").Way("ABCDA", "note=x").Way("EFGHE", "note=x")
            .RelationOf("type=site amenity=hospital name=campus", [5, 6]).Relation("type=multipolygon", [2])
            .RelationOf("type=multipolygon", [7, 6, 4]).Relation("type=multipolygon", [3]);
        var campus = Assert.IsType<MultiPolygon>(Assert.Single(town.Network.Features.Find(FeatureGroups.Place)).Geometry);
        Assert.Equal(2, campus.NumGeometries);
        Assert.DoesNotContain(town.Network.Source.Warnings, w => w.Key == "warning/cut-features");
    }

    [Fact]
    public void A_relation_among_the_members_that_is_not_there_is_told()
    {
        using Town town = new Town("A--B").Way("AB").RelationOf("type=site amenity=hospital name=campus", [98]);
        FacilityList list = FacilityReader.FromOsm(
            town.Network.Features.Find(FeatureGroups.Place, withShapeless: true), CategoryCatalogue.Load());
        Assert.Equal(FacilityReader.Shapeless, Assert.Single(list.Audit).Reason);
        Assert.Contains(new Notice("warning/cut-features", ("count", 1)), town.Network.Source.Warnings);
    }

    [Theory]
    [InlineData(false)] // a lake with its island
    [InlineData(true)] // a lake, and an island in it
    public void Holes_of_a_relation_in_a_relation_are_holes(bool asParts)
    {
        using Town lake = new Town("""
            A-----B
            | E-F |
            | H-G |
            D-----C
            """).Way("AB").Way("ABCDA", "note=x").Way("EFGHE", "note=x");
        if (asParts) lake.Relation("type=multipolygon", [2]).Relation("type=multipolygon", [3])
            .RelationOf("type=multipolygon natural=water", [4], [5]);
        else lake.Relation("type=multipolygon", [2], [3]).RelationOf("type=multipolygon natural=water", [4]);
        Assert.False(Barriers.Among(lake.Network.Features).IsInWater(lake.At('E', 50, -50)));
        Assert.True(Barriers.Among(lake.Network.Features).IsInWater(lake.At('A', 50, -50)));
        var water = Assert.IsType<Polygon>(Assert.Single(lake.Network.Features.Find(FeatureGroups.Water)).Geometry);
        Assert.Equal(1, water.NumInteriorRings);
    }

    /// <summary>One relation names all others, and each of them the next: whoever follows them one in another runs out of stack.</summary>
    [Fact]
    public void Relations_in_relations_are_followed_no_deeper_than_anybody_draws()
    {
        const int Deep = 60_000;
        using var map = new OsmText();
        for (int i = 0; i < 4; i++) map.Node(i + 1, OsmText.At(i % 2 * 100, i / 2 * 100));
        map.Way(1, [1, 2], "highway=footway");
        map.Way(2, [1, 2, 4, 3, 1], "note=x");
        for (int r = 2; r <= Deep; r++) map.Relation(r, [(r + 1, "outer")], "type=site", "relation");
        map.Relation(1, Enumerable.Range(2, Deep).Select(r => ((long)r, "outer")), "type=multipolygon natural=water", "relation");
        WalkNetwork network = NetworkBuilder.FromOsm(map.Write());
        Assert.Contains(new Notice("warning/cut-features", ("count", 1)), network.Source.Warnings);
    }

    [Fact]
    public void Of_a_lake_whose_shore_is_not_whole_the_island_is_no_water()
    {
        using var map = new OsmText();
        for (int i = 0; i < 4; i++) map.Node(i + 1, OsmText.At(i % 2 * 1_000, i / 2 * 1_000));
        for (int i = 0; i < 4; i++) map.Node(i + 5, OsmText.At(400 + i % 2 * 200, 400 + i / 2 * 200));
        map.Way(1, [1, 2], "highway=footway");
        map.Way(2, [1, 3, 4], "note=shore");
        map.Way(3, [5, 6, 8, 7, 5], "note=island");
        map.Relation(1, [(2, "outer"), (99, "outer"), (3, "inner")], "type=multipolygon natural=water");
        Barriers barriers = Barriers.Among(NetworkBuilder.FromOsm(map.Write()).Features);
        Assert.False(barriers.IsInWater(OsmText.At(500, 500)));
        Assert.True(barriers.IsBetween(OsmText.At(500, 500), OsmText.At(300, 500)));
    }
}
