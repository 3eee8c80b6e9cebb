using NetTopologySuite.Geometries;

namespace ServiceCircle.Osm;

/// <summary>
/// An OSM element kept whole because it may mean something beside the walking network: a clinic, a river, a park, a wall. A point, line
/// string, polygon or multipolygon in WGS-84; tags in the order of the file.
/// </summary>
internal sealed record OsmFeature(OsmId Id, Geometry Geometry, IReadOnlyDictionary<string, string> Tags);
