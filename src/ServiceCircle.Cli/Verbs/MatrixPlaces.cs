using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Cli.Verbs;

/// <summary>How the places of a matrix come onto the network: as visitors at their points, or as homes exactly as in a study.</summary>
internal sealed class MatrixPlaces(WalkGraph graph, double maxSnapMetres, Crs? crs)
{
    private readonly Lazy<PlaceLocator> _locator =
        new(() => new PlaceLocator(graph, WalkGraph.Of(graph.Network, graph.Walker, asResident: true), maxSnapMetres));
    private readonly Snapper _snapper = new(graph, maxSnapMetres);

    /// <summary>The places of a file and how each is on the network.</summary>
    public (PointList Places, PlaceAccess[] Accesses) Read(string path, bool areHomes)
    {
        if (!areHomes)
        {
            PointList points = PointList.Read(path, crs);
            return (points, [.. points.Positions.Select(p => PlaceLocator.AtPoint(_snapper, p))]);
        }
        IReadOnlyList<Community> homes = CommunityReader.FromTable(Tables.Read(path, new TableOptions { Crs = crs }));
        return (new PointList([.. homes.Select(h => h.Id)], [.. homes.Select(h => h.Position)]),
            [.. homes.Select(h => _locator.Value.Home(h.Geometry, h.Position))]);
    }
}
