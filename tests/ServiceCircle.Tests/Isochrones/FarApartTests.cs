using NetTopologySuite.Geometries;
using ServiceCircle.Isochrones;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>Towns on one network that are too far from each other to be drawn on one lattice.</summary>
public class FarApartTests
{
    private const double Far = 3_000_000;

    [Fact]
    public void Circles_of_towns_on_two_continents_are_those_of_each_town_alone_from_samples_as_near()
    {
        var town = new Town();
        town.Edge(town.Node(0, 0), town.Node(2_000, 0));
        town.Edge(town.Node(Far, 0), town.Node(Far + 1_000, 0));
        var engine = new IsochroneEngine(town.Build(), Town.OneMetreASecond);

        Isochrone[] here = Dissolved(engine, 500), there = Dissolved(engine, Far + 500), both = Dissolved(engine, 500, Far + 500);

        for (int b = 0; b < both.Length; b++)
        {
            Assert.Equal(here[b].BorderErrorMetres, both[b].BorderErrorMetres);
            Assert.Equal(here[b].AreaSquareMetres!.Value + there[b].AreaSquareMetres!.Value, both[b].AreaSquareMetres!.Value, 3);
            Geometry expected = GeometryFactory.Default.CreateMultiPolygon([(Polygon)here[b].Geometry!, (Polygon)there[b].Geometry!]);
            Assert.True(expected.Normalized().EqualsExact(both[b].Geometry!.Normalized()));
            Assert.True(both[b].Geometry!.GetGeometryN(0).Area >= both[b].Geometry!.GetGeometryN(1).Area);
        }
        // Within five minutes the street there is not used up; within fifteen it is, and the one here is larger.
        Assert.True(here[1].AreaSquareMetres > 1.3 * there[1].AreaSquareMetres);
    }

    [Fact]
    public void A_network_is_divided_where_nothing_leads_near_and_a_boat_between_two_towns_keeps_them_together()
    {
        var town = new Town();
        int[] edges =
        [
            town.Edge(town.Node(0, 0), town.Node(100, 0)),
            town.Edge(town.Node(Far, 0), town.Node(Far + 100, 0)),
            town.Edge(town.Node(6_000, 0), town.Node(6_100, 0)), // the next cell but for one is still beside
            town.Edge(town.Node(0, 300_000), town.Node(100, 300_000)),
            town.Edge(town.Node(50_000, 600_000), town.Node(50_100, 600_000)),
            town.Edge(town.Node(50_000, 900_000), town.Node(50_100, 900_000)),
            town.Edge(town.Node(50_050, 600_000), town.Node(50_050, 1_200_000), WayKind.Ferry), // passes the one before
        ];
        WalkNetwork network = town.Build();

        int[][] towns =
        [
            .. FarApart.Divide(network, [.. edges.Select(e => new ReachedEdge(e, 0, network.LengthMetres[e], 0, 100))])
                .Select(t => t.Select(s => s.Edge).ToArray()),
        ];

        Assert.Equal([[0, 2], [1], [3], [4, 5, 6]], towns);
    }

    private static Isochrone[] Dissolved(IsochroneEngine engine, params double[] east) =>
    [
        .. engine.Run(new IsochroneRequest
        {
            Origins = [.. east.Select(e => new IsochroneOrigin($"{e}", Town.At(e, 0)))],
            Contours = [5, 15],
            Overlap = IsochroneOverlap.Dissolve,
        }),
    ];
}
