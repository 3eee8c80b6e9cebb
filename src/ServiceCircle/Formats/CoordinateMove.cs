using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>Moves every position of a geometry; stops at the first that cannot be moved.</summary>
/// <param name="to">Where a pair goes; null if it has no place there.</param>
internal sealed class CoordinateMove(Func<double, double, (double X, double Y)?> to) : ICoordinateSequenceFilter
{
    /// <summary>From WGS-84 to a system, which has no place for what lies where it is not used.</summary>
    public static CoordinateMove To(Crs crs) =>
        new((lon, lat) => crs.FromWgs84(lon, lat) is var there && crs.Holds(there.X, there.Y) ? there : null);

    /// <summary>A position that has no place, in words.</summary>
    public static Notice Found((double X, double Y) place) =>
        new("found/position", ("position", FormattableString.Invariant($"{place.X:0.#####} {place.Y:0.#####}")));

    /// <summary>The first pair that has no place.</summary>
    public (double X, double Y)? Strange { get; private set; }

    public bool Done => Strange is not null;
    public bool GeometryChanged => true;

    /// <summary>A moved copy; of no use where something is <see cref="Strange"/>.</summary>
    public Geometry Apply(Geometry geometry)
    {
        Geometry moved = geometry.Copy();
        moved.Apply(this);
        moved.GeometryChanged();
        return moved;
    }

    public void Filter(CoordinateSequence sequence, int i)
    {
        (double x, double y) = (sequence.GetX(i), sequence.GetY(i));
        if (to(x, y) is not { } there)
        {
            Strange = (x, y);
            return;
        }
        sequence.SetX(i, there.X);
        sequence.SetY(i, there.Y);
    }
}
