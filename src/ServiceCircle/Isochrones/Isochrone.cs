using NetTopologySuite.Geometries;

namespace ServiceCircle.Isochrones;

/// <summary>Whether there is a circle.</summary>
public enum IsochroneStatus
{
    /// <summary>There is.</summary>
    Ok,

    /// <summary>The place is too far from every path.</summary>
    NotSnapped,

    /// <summary>The place is on the network, but the walk to its path alone takes longer than the limit.</summary>
    NotReachable,
}

/// <summary>How sure a circle is when the speed may be wrong.</summary>
internal enum IsochroneCertainty
{
    /// <summary>Drawn for the walker's own speed.</summary>
    Nominal,

    /// <summary>Reached even by the slower walker.</summary>
    Sure,

    /// <summary>Reached by the faster walker; holds what is sure. Outside it: no.</summary>
    Maybe,
}

/// <summary>One circle, or one stretch of path of it.</summary>
/// <param name="Id">The origin's id; "all" for dissolved circles.</param>
/// <param name="Contour">The limit as it was asked for.</param>
/// <param name="Metric">What it is counted in.</param>
/// <param name="Status">Whether there is a circle.</param>
/// <param name="Geometry">Longitude and latitude, WGS-84; null unless the status is ok.</param>
public sealed record Isochrone(string Id, double Contour, IsochroneMetric Metric, IsochroneStatus Status, Geometry? Geometry)
{
    /// <summary>The limit in seconds or metres.</summary>
    public double Value => Metric == IsochroneMetric.Time ? Contour * 60 : Contour;

    /// <summary>Square metres, holes taken off; null for paths and where there is no circle.</summary>
    public double? AreaSquareMetres { get; init; }

    /// <summary>Largest error of the border in metres; null for paths and where there is no circle.</summary>
    public double? BorderErrorMetres { get; init; }

    /// <summary>The origin; null for dissolved circles.</summary>
    public Position? Center { get; init; }

    /// <summary>Straight line from the origin to its path; null when not snapped and for dissolved circles.</summary>
    public double? SnapDistanceMetres { get; init; }

    /// <summary>Id of the walker.</summary>
    public required string Walker { get; init; }

    /// <summary>How sure it is.</summary>
    internal IsochroneCertainty Certainty { get; init; }

    /// <summary>Place of its limit among those asked for, from 0: the colour.</summary>
    public required int Band { get; init; }

    /// <summary>Minutes at the start of a stretch of path; null for polygons.</summary>
    public double? MinutesStart { get; init; }

    /// <summary>Minutes at its end.</summary>
    public double? MinutesEnd { get; init; }

    /// <summary>People whose walk is within the limit; null when nobody was to be counted, or the origin is not on the network.</summary>
    public double? Population { get; init; }

    /// <summary>Of these, the people in no other circle of the same limit.</summary>
    public double? ExclusivePopulation { get; init; }
}
