using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>The service areas of the sample town, against the exact stretches of street that its facilities are reached from.</summary>
public class ServiceAreasTests
{
    private static readonly Lazy<(StudyResult Result, ServiceAreas Areas)> Town =
        new(() => Study.RunAndDraw(StudyFile.Load(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json"))));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hold_every_street_in_reach_and_no_other(int service)
    {
        (StudyResult town, ServiceAreas drawn) = Town.Value;
        Service asked = town.Coverage.Services[service];
        double error = (double)drawn.Method!["border_error_m"]!;
        Assert.InRange(error, 4, 8);
        Isochrone area = drawn[service];
        Assert.Equal((asked.Category, asked.Limit.Minutes, IsochroneStatus.Ok), (area.Id, area.Contour, area.Status));
        Assert.True(area.Geometry!.IsValid);

        List<Access> doors = [.. town.Walks.Sites.Where(s => s.Facility.Offers(asked.Category)).SelectMany(s => s.Access.Accesses)];
        ILookup<int, ReachedEdge> reached = ReachedEdges.Find(town.Graph, doors, asked.Limit, Direction.To).ToLookup(r => r.Edge);
        var scale = new LocalMetres(town.Graph.Network.NodePositions[0].LatE7);
        Geometry ground = InMetres.Of(area.Geometry, scale);
        Assert.Equal(ground.Area, area.AreaSquareMetres!.Value, 0.001 * ground.Area);
        IPreparedGeometry surely = PreparedGeometryFactory.Prepare(ground.Buffer(error));
        Geometry streets =
            GeometryFactory.Default.CreateMultiLineString([.. reached.SelectMany(e => e).Select(r => r.Line(town.Graph.Network))]);
        Geometry reachedStreets = InMetres.Of(streets, scale);
        int inside = 0, outside = 0;
        for (int edge = 0; edge < town.Graph.Network.EdgeCount; edge++)
        {
            for (double at = 2; at < town.Graph.Network.LengthMetres[edge]; at += 5)
            {
                Position p = town.Graph.Network.PositionAt(edge, at);
                Geometry point = InMetres.Of(new Point(p.Lon, p.Lat), scale);
                if (reached[edge].Any(r => at >= r.FromMetres && at <= r.ToMetres))
                {
                    inside++;
                    Assert.True(surely.Contains(point), $"edge {edge} at {at} m is in reach and not in the area");
                }
                else if (reachedStreets.Distance(point) > 2 * error)
                {
                    outside++;
                    Assert.False(ground.Contains(point)
                        && ground.Boundary.Distance(point) > error, $"edge {edge} at {at} m is out of reach and in the area");
                }
            }
        }
        Assert.True(inside > 1_000 && outside > 100, $"{inside} places in reach, {outside} out of it");
    }

    [Fact]
    public void A_facility_with_wrong_coordinates_changes_nothing()
    {
        (StudyResult town, ServiceAreas drawn) = Town.Value;
        Service asked = town.Coverage.Services[0];
        Facility lost = town.Facilities.Facilities.First(f => f.Offers(asked.Category))
            with
        { Id = "lost", Position = Position.FromDegrees(0, 0) };
        PlaceAccess nowhere = town.Walks.Locator.Facility(new Point(0, 0), lost.Position);
        var areas = new ServiceAreas(town.Graph, [asked], [.. town.Walks.Sites, new Site(lost, nowhere)]);
        Assert.True(drawn[0].Geometry!.EqualsExact(areas[0].Geometry));
        Assert.Equal(6.2, areas[0].BorderErrorMetres!.Value, 3);
    }

    [Fact]
    public void After_a_change_only_areas_that_it_touches_are_drawn_again()
    {
        (StudyResult town, ServiceAreas drawn) = Town.Value;
        Site closed = town.Walks.Sites.First(s => s.Facility.Offers(town.Coverage.Services[0].Category));
        var after = new ServiceAreas(town.Graph, town.Coverage.Services, [.. town.Walks.Sites.Where(s => s != closed)], drawn);
        Assert.True(after[0].AreaSquareMetres < drawn[0].AreaSquareMetres);
        Assert.Same(drawn[1], after[1]);
    }

    [Fact]
    public void Without_any_facility_there_is_none()
    {
        StudyResult town = Town.Value.Result;
        var areas = new ServiceAreas(town.Graph, town.Coverage.Services, []);
        Assert.Equal((IsochroneStatus.NotReachable, null), (areas[0].Status, areas[0].Geometry));
    }
}
