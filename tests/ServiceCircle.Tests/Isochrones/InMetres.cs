using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>Shapes in degrees as shapes in metres, so that they can be measured and buffered.</summary>
internal static class InMetres
{
    public static Geometry Of(Geometry degrees, LocalMetres scale) =>
        Of(degrees, scale.MetresPerLonUnit * 1e7, scale.MetresPerLatUnit * 1e7);

    /// <summary>With the metres of a degree both ways.</summary>
    public static Geometry Of(Geometry degrees, double x, double y) => new CoordinateMove((lon, lat) => (lon * x, lat * y)).Apply(degrees);
}
