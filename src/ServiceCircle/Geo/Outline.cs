using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ServiceCircle.Geo;

/// <summary>Outlines as people draw them.</summary>
internal static class Outline
{
    /// <summary>
    /// An outline that crosses itself has no inside to measure or to overlay: it is mended first, any other stays as it is.
    /// </summary>
    public static Geometry Valid(Geometry geometry) => geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);
}
