using NetTopologySuite.Geometries;
using ServiceCircle.Places;

namespace ServiceCircle.Reports.Maps;

/// <summary>Communities as the ground inside their outlines, each in the colour of its class.</summary>
internal static class CommunityOutlines
{
    /// <summary>A dot for a community that has no outline.</summary>
    private const double DotRadius = 9;

    public static bool Has(Community community) => community.Geometry is Polygon or MultiPolygon;

    /// <summary>A layer for each class, and one of dots for those without an outline.</summary>
    public static IReadOnlyList<MapLayer> Of(IReadOnlyCollection<(MapClass Class, Community Community)> communities) =>
    [
        .. communities.Where(c => Has(c.Community)).GroupBy(c => c.Class).OrderBy(g => g.Key)
            .Select(g => new OutlineLayer(g.Key, [.. g.SelectMany(c => MapArea.Of(c.Community.Geometry))])),
        new PointLayer([.. communities.Where(c => !Has(c.Community))
            .Select(c => new MapPoint(c.Class, c.Community.Position, DotRadius, c.Community.Name))]),
    ];

    /// <summary>What the colours mean, in a sentence.</summary>
    public static string Note(Language language) => Messages.In(language)["map/outlines"];
}
