using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ServiceCircle.Geo;

internal static class Outline
{
    /// <summary>An outline that crosses itself has no inside to measure or to overlay: it is mended first, any other stays.</summary>
    public static Geometry Valid(Geometry geometry) => geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);
}
