using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Coverage.Bases;

/// <summary>Which ground a study is about, so that buildings of the next town are not counted.</summary>
internal sealed class StudyBounds
{
    /// <summary>How far the box around communities that are points reaches beyond them, metres.</summary>
    public const double MarginMetres = 500;

    private readonly STRtree<IndexedPointInAreaLocator> _areas = new();

    private StudyBounds(string kind, Envelope envelope) => (Kind, Envelope) = (kind, envelope);

    /// <summary>"area", "communities" or "box".</summary>
    public string Kind { get; }

    /// <summary>The box around it, degrees.</summary>
    public Envelope Envelope { get; }

    /// <summary>The study's area; else the polygons of its communities; else the box around them, a little wider.</summary>
    public static StudyBounds Find(Geometry? area, IReadOnlyList<Community> communities)
    {
        Geometry[] polygons = area is not null ? [area]
            : communities.All(c => c.Geometry is IPolygonal) ? [.. communities.Select(c => c.Geometry)] : [];
        var envelope = new Envelope();
        foreach (Geometry geometry in polygons.Length > 0 ? polygons : communities.Select(c => c.Geometry))
            envelope.ExpandToInclude(geometry.EnvelopeInternal);
        if (polygons.Length == 0)
        {
            var scale = new LocalMetres(envelope.Centre.Y * 1e7);
            envelope.ExpandBy(MarginMetres / scale.MetresPerLonUnit / 1e7, MarginMetres / scale.MetresPerLatUnit / 1e7);
        }
        var bounds = new StudyBounds(area is not null ? "area" : polygons.Length > 0 ? "communities" : "box", envelope);
        foreach (Geometry polygon in polygons) bounds._areas.Insert(polygon.EnvelopeInternal, new IndexedPointInAreaLocator(polygon));
        bounds._areas.Build();
        return bounds;
    }

    /// <summary>Whether a point is in it; its border is. Safe from several threads.</summary>
    public bool Holds(Coordinate at) => Kind == "box"
        ? Envelope.Contains(at)
        : Envelope.Contains(at) && _areas.Query(new Envelope(at)).Any(a => a.Locate(at) != Location.Exterior);
}
