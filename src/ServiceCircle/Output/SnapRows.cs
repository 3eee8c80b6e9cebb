using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Output;

/// <summary>
/// <c>snaps.geojson</c>: how every community and facility came onto the network, to be looked at over a map. A line from the place, over
/// its door if it has one, to the nearest stretch; the place itself where there is none.
/// </summary>
internal static class SnapRows
{
    public static void Write(Stream stream, StudyResult result) => GeoJsonWriter.Write(stream, Metadata.Of(result), writer =>
    {
        foreach ((Community home, PlaceAccess access, _) in result.Walks.Homes)
            Row(writer, "community", home.Id, home.Name, home.Position, access, result.File.MaxSnapMetres);
        foreach ((Facility site, PlaceAccess access) in result.Walks.Sites)
            Row(writer, "facility", site.Id, site.Name, site.Position, access, result.File.MaxSnapMetres);
    });

    private static void Row(GeoJsonWriter writer, string what, string id, string name, Position place, PlaceAccess access, double maxMetres)
    {
        Snap at = access.Snap;
        Coordinate[] line =
            [.. (at.IsSnapped ? new[] { place, at.From, at.Position } : [place]).Distinct().Select(p => new Coordinate(p.Lon, p.Lat))];
        Geometry geometry = line.Length > 1 ? GeometryFactory.Default.CreateLineString(line) : GeometryFactory.Default.CreatePoint(line[0]);
        writer.Feature(geometry, json =>
        {
            json.WriteString("place", what);
            json.WriteString("id", id);
            json.WriteString("name", name);
            json.WriteString("access_kind", Words.Of(access.Kind));
            json.WriteNumber("doors", access.Accesses.Count);
            json.WriteBoolean("snapped", at.IsSnapped);
            json.WriteNumberOrNull("snap_distance_m", Rounded.Metres(at.IsSnapped ? at.DistanceMetres : null));
            json.WriteString("reason", at.Reason);
            // How far the nearest way is from a place that was not snapped, and how far an island that was passed over.
            json.WriteNumberOrNull(
                "nearest_way_m", Rounded.Metres(!at.IsSnapped && double.IsFinite(at.DistanceMetres) ? at.DistanceMetres : null));
            json.WriteNumberOrNull("nearer_island_m", Rounded.Metres(at.NearerIslandMetres));
            json.WriteBoolean("crosses_barrier", at.CrossesBarrier);
            json.WriteNumber("max_snap_m", maxMetres);
        });
    }
}
