using System.Text.Json.Nodes;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Isochrones;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary><c>circles.geojson</c> of a study: per service, the ground within reach of any of its facilities.</summary>
internal static class ServiceAreaRows
{
    public static void Write(Stream stream, StudyResult result, ServiceAreas areas)
    {
        JsonObject query = Metadata.Query(result);
        query["circles"] = areas.Method;
        GeoJsonWriter.Write(stream, Metadata.Of(result.Graph.Network.Source, query, [.. result.Warnings, .. areas.Warnings]), writer =>
        {
            foreach ((int s, ServiceSummary summary) in result.Coverage.Summaries.Index())
            {
                Isochrone area = areas[s] with { Population = summary.PopulationCovered };
                writer.Feature(area.Geometry, json =>
                {
                    json.WriteString("category", summary.Service.Category);
                    IsochroneProperties.Write(json, area, withPeople: true);
                });
            }
        });
    }
}
