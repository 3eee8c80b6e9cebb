using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Output;

/// <summary>One feature per facility, with the audit of what was left out or merged in the metadata.</summary>
internal static class FacilityRows
{
    /// <summary><c>facilities.geojson</c> of a study: each facility as used, with its snap.</summary>
    internal static void WriteGeoJson(Stream stream, StudyResult result) =>
        Write(stream, result.Walks.Sites.Select(s => (s.Facility, (PlaceAccess?)s.Access)), result.Facilities.Audit, Metadata.Of(result));

    /// <summary>Facilities that are on no network.</summary>
    public static void WriteGeoJson(Stream stream, FacilityList list, GeoJsonMetadata metadata) =>
        Write(stream, list.Facilities.Select(f => (f, (PlaceAccess?)null)), list.Audit, metadata);

    private static void Write(
        Stream stream, IEnumerable<(Facility Facility, PlaceAccess? Access)> facilities, IReadOnlyList<FacilityAudit> audit,
        GeoJsonMetadata metadata)
    {
        JsonObject query = (JsonObject?)metadata.Query?.DeepClone() ?? [];
        query["audit"] = audit.ToJson(a => new JsonObject
        {
            ["dropped"] = a.DroppedId, ["name"] = a.DroppedName, ["kept"] = a.KeptId, ["reason"] = a.Reason,
            ["distance_m"] = Rounded.Metres(a.DistanceMetres),
        });
        GeoJsonWriter.Write(stream, metadata with { Query = query }, writer =>
        {
            foreach ((Facility facility, PlaceAccess? access) in facilities)
                writer.Feature(facility.Geometry, json => Write(json, facility, access), facility.Id);
        });
    }

    private static void Write(Utf8JsonWriter json, Facility facility, PlaceAccess? access)
    {
        json.WriteString("id", facility.Id);
        json.WriteString("name", facility.Name);
        json.WriteString("category", facility.Categories[0]);
        json.WriteTexts("categories", facility.Categories);
        json.WriteNumberOrNull("capacity", facility.Capacity);
        if (facility.Inclusive is { } inclusive) json.WriteBoolean("inclusive", inclusive); else json.WriteNull("inclusive");
        json.WriteNumberOrNull("area_m2", facility.AreaSquareMetres);
        json.WriteString("opened_on", facility.OpenedOn?.ToString());
        if (facility.Serves.Count > 0) json.WriteTexts("serves", facility.Serves);
        json.WriteString("source", facility.Source);
        if (access is null) return;
        Snap at = access.Snap;
        json.WriteString("access_kind", Words.Of(access.Kind));
        json.WriteNumber("doors", access.Accesses.Count);
        json.WriteNumber("access_cost_s", facility.AccessCostSeconds);
        json.WriteBoolean("snapped", at.IsSnapped);
        json.WriteNumberOrNull("snap_distance_m", Rounded.Metres(at.IsSnapped ? at.DistanceMetres : null));
        json.WriteString("snap_reason", at.Reason);
        json.WritePropertyName("snapped_at");
        if (at.IsSnapped) new JsonArray(at.Position.Lon, at.Position.Lat).WriteTo(json);
        else json.WriteNullValue();
    }
}
