using NetTopologySuite.Geometries;

namespace ServiceCircle.Osm;

/// <summary>
/// An OSM element kept whole because it may mean something beside the walking network: a clinic, a river, a park, a wall.
/// </summary>
/// <param name="Id">Node, way or relation.</param>
/// <param name="Geometry">Point, line string, polygon or multipolygon; longitude (x), latitude (y) in WGS-84.</param>
/// <param name="Tags">Its tags, in the order of the file.</param>
internal sealed record OsmFeature(OsmId Id, Geometry Geometry, IReadOnlyDictionary<string, string> Tags);
