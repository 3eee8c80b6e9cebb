using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;
using ServiceCircle.Formats;
using ServiceCircle.Osm;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;

namespace ServiceCircle.Benchmarks;

/// <summary>
/// A surface for places without a height model: straight between the heights that nodes of the extract are tagged with (<c>ele</c>) and the
/// coast at 0 m, as an ESRI ASCII grid. Ravines between the tagged points are missing, so slopes come out too low, never invented.
/// </summary>
internal static class RoughHeights
{
    private const double StepDegrees = 3.0 / 3600;

    /// <summary>Writes the grid and says what it stands on.</summary>
    public static int Run(string network, string output)
    {
        List<CoordinateZ> tagged = Tagged(network);
        WalkNetwork walk = NetworkBuilder.FromOsm(network);
        List<CoordinateZ> coast =
        [
            .. walk.Features.Find(FeatureGroups.Water).Where(f => f.Tags.GetValueOrDefault("natural") == "coastline")
                .SelectMany(f => f.Geometry.Coordinates).Select(c => new CoordinateZ(c.X, c.Y, 0)),
        ];
        var builder = new DelaunayTriangulationBuilder { Tolerance = StepDegrees / 10 };
        builder.SetSites([.. tagged.Concat(coast).Cast<Coordinate>()]);
        var box = new Envelope(walk.DataBox.West / 1e7, walk.DataBox.East / 1e7, walk.DataBox.South / 1e7, walk.DataBox.North / 1e7);
        int columns = (int)(box.Width / StepDegrees) + 2, rows = (int)(box.Height / StepDegrees) + 2;
        var metres = new double[rows, columns];
        foreach (Coordinate[] triangle in builder.GetSubdivision().GetTriangleCoordinates(false))
        {
            var around = new Envelope(triangle[0], triangle[1]);
            around.ExpandToInclude(triangle[2]);
            Polygon area = GeometryFactory.Default.CreatePolygon([triangle[0], triangle[1], triangle[2], triangle[0]]);
            for (int r = Row(around.MinY); r <= Row(around.MaxY) + 1; r++)
            {
                for (int c = Column(around.MinX); c <= Column(around.MaxX) + 1; c++)
                {
                    var at = new Coordinate(box.MinX + c * StepDegrees, box.MinY + r * StepDegrees);
                    if (r >= 0 && r < rows && c >= 0 && c < columns && area.Covers(GeometryFactory.Default.CreatePoint(at)))
                        metres[r, c] = Triangle.InterpolateZ(at, triangle[0], triangle[1], triangle[2]);
                }
            }
        }

        OutputFile.Write(output, stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true);
            // The values stand for the middles of cells.
            text.Write(string.Create(CultureInfo.InvariantCulture,
                $"ncols {columns}\nnrows {rows}\nxllcenter {box.MinX:F7}\nyllcenter {box.MinY:F7}\ncellsize {StepDegrees:F10}\nNODATA_value -9999\n"));
            for (int r = rows - 1; r >= 0; r--)
                text.Write(string.Join(
                    ' ', Enumerable.Range(0, columns).Select(c => metres[r, c].ToString("0.#", CultureInfo.InvariantCulture))) + "\n");
        });
        Console.WriteLine(
            $"{output}: {tagged.Count} tagged heights and {coast.Count} positions of the coast, {columns} x {rows} cells of 3 arc seconds");
        return 0;

        int Column(double lon) => (int)Math.Floor((lon - box.MinX) / StepDegrees);
        int Row(double lat) => (int)Math.Floor((lat - box.MinY) / StepDegrees);
    }

    private static List<CoordinateZ> Tagged(string path)
    {
        using OsmFile file = OsmFile.Open(path);
        var all = new List<CoordinateZ>();
        file.Read(OsmKinds.Nodes, OfBlock, all.AddRange, null);
        return all;
    }

    private static List<CoordinateZ> OfBlock(OsmBlock block)
    {
        var found = new List<CoordinateZ>();
        foreach (ref readonly OsmNode node in block.Nodes)
        {
            if (node.TagCount > 0
                && double.TryParse(block.Tags(node)["ele"], NumberStyles.Float, CultureInfo.InvariantCulture, out double metres))
                found.Add(new CoordinateZ(node.Position.Lon, node.Position.Lat, metres));
        }
        return found;
    }
}
