using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ServiceCircle.Geo;

/// <summary>
/// Outlines as people draw them. NetTopologySuite's older overlay gives up on lines that nearly coincide; the one here does not.
/// </summary>
internal static class Outline
{
    /// <summary>An outline that crosses itself has no inside to measure or to overlay: it is mended first, any other stays.</summary>
    public static Geometry Valid(Geometry geometry) => geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);

    /// <summary>
    /// Whether a point is in an outline or on its border. It may cross itself, which the package's other tests give up on.
    /// </summary>
    public static bool Holds(Geometry outline, Coordinate at) => outline.EnvelopeInternal.Contains(at)
        && (outline is IPolygonal ? SimplePointInAreaLocator.Locate(at, outline) != Location.Exterior : outline.Covers(new Point(at)));

    /// <summary>The ground of one outline that is not in another.</summary>
    public static Geometry Without(Geometry one, Geometry other) =>
        OverlayNGRobust.Overlay(Valid(one), Valid(other), SpatialFunction.Difference);

    /// <summary>The ground that two outlines share.</summary>
    public static Geometry Shared(Geometry one, Geometry other) =>
        OverlayNGRobust.Overlay(Valid(one), Valid(other), SpatialFunction.Intersection);

    /// <summary>The ground of all outlines together, of which there is one at least.</summary>
    public static Geometry Together(IEnumerable<Geometry> outlines) => OverlayNGRobust.Union(outlines.Select(Valid));
}
