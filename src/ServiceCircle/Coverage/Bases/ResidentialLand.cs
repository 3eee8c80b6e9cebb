using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Coverage.Bases;

/// <summary>
/// Land where people live, sampled on a grid: a point every so many metres, each standing for its cell. Points are tested, not
/// polygons cut, so that polygons that lie on each other count once and broken ones do no harm.
/// </summary>
internal static class ResidentialLand
{
    /// <summary>Metres between the points if none are given: a cell of 625 square metres, less than most plots.</summary>
    public const double DefaultSpacingMetres = 25;

    /// <summary>The points of the grid that lie in any of some polygons (in degrees); the grid does not depend on the polygons.</summary>
    public static CoverageBasis Sample(IEnumerable<Geometry> polygons, StudyBounds within, double spacingMetres, string source)
    {
        Envelope bounds = within.Envelope;
        var scale = new LocalMetres(bounds.Centre.Y * 1e7);
        // Steps in whole units of 1e-7 degree; the cell is what they really span.
        int east = Math.Max(1, (int)Math.Round(spacingMetres / scale.MetresPerLonUnit)),
            north = Math.Max(1, (int)Math.Round(spacingMetres / scale.MetresPerLatUnit));
        var found = new SortedSet<(int Row, int Column)>();
        foreach (Geometry polygon in polygons.Where(p => p is IPolygonal && !p.IsEmpty && p.EnvelopeInternal.Intersects(bounds)))
        {
            var locator = new IndexedPointInAreaLocator(polygon);
            Envelope box = polygon.EnvelopeInternal.Intersection(bounds);
            for (int row = (int)Math.Ceiling(box.MinY * 1e7 / north); row * (double)north <= box.MaxY * 1e7; row++)
                for (int column = (int)Math.Ceiling(box.MinX * 1e7 / east); column * (double)east <= box.MaxX * 1e7; column++)
                {
                    var at = new Coordinate(column * (double)east / 1e7, row * (double)north / 1e7);
                    if (!found.Contains((row, column)) && locator.Locate(at) != Location.Exterior && within.Holds(at))
                        found.Add((row, column));
                }
        }
        return new CoverageBasis(CoverageBasis.Land, [.. found.Select(c => new Position(c.Column * east, c.Row * north))],
            east * scale.MetresPerLonUnit * north * scale.MetresPerLatUnit)
        { Within = within.Kind, SpacingMetres = spacingMetres, Source = source };
    }
}
