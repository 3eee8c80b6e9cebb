using ServiceCircle.Geo;

namespace ServiceCircle.Osm;

/// <summary>What an OSM file says about itself.</summary>
/// <param name="OsmDate">
/// Up to when the file holds OSM's edits: the replication timestamp (PBF) or the date on the root element (XML); null if the
/// file does not say, then <see cref="OsmFile.NewestTimestamp"/> is the next best.
/// </param>
/// <param name="Generator">The program that wrote the file; null if it does not say.</param>
/// <param name="BoundingBox">The area that the file claims to cover; null if it does not say or the claim is not on the globe.</param>
/// <param name="IsSorted">Whether the file promises nodes, then ways, then relations, each by ascending id.</param>
internal sealed record OsmHeader(DateTimeOffset? OsmDate, string? Generator, Box? BoundingBox, bool IsSorted);
