using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Reports;

namespace ServiceCircle.Output;

/// <summary>The findings of <see cref="Doctor"/> as text, JSON and a layer for each.</summary>
public static class DoctorFiles
{
    /// <summary>What each finding means and what to do about it.</summary>
    public static string TextOf(Finding finding, Messages messages) => finding.Id switch
    {
        "people-off-network" => messages.Text("doctor/people-off-network", ("count", finding.Count), ("people", messages.Number(finding.Value ?? 0))),
        "facilities-off-network" => messages.Text("doctor/facilities-off-network", ("count", finding.Count)),
        "edge-of-map" => messages.Text("doctor/edge-of-map", ("count", finding.Count), ("people", messages.Number(finding.Value ?? 0))),
        "far-from-network" => messages.Text("doctor/far-from-network", ("count", finding.Count)),
        "on-island" => messages.Text("doctor/on-island", ("count", finding.Count)),
        "doors-assumed" => messages.Text("doctor/doors-assumed", ("count", finding.Count)),
        "closed-gates" => messages.Text("doctor/closed-gates", ("count", finding.Count)),
        "islands" => messages.Text("doctor/islands", ("count", finding.Count), ("metres", messages.Number(finding.Value ?? 0))),
        "unjoined-crossings" => messages.Text("doctor/unjoined-crossings", ("count", finding.Count)),
        "duplicate-ways" => messages.Text("doctor/duplicate-ways", ("count", finding.Count)),
        "square-lines" => messages.Text("doctor/square-lines", ("count", finding.Count)),
        "sidewalk-links" => messages.Text("doctor/sidewalk-links", ("count", finding.Count)),
        "street-density" => messages.Text("doctor/street-density", ("density", messages.Number(finding.Value ?? 0, 1))),
        _ => messages.Text("doctor/unknown-to-walker", ("share", messages.Percent(finding.Value ?? 0))),
    };

    /// <summary>The findings as JSON.</summary>
    public static JsonObject Json(IReadOnlyList<Finding> findings, Messages messages) => new()
    {
        ["problems"] = findings.Count(f => f.IsProblem),
        ["findings"] = new JsonArray([.. findings.Select(f => (JsonNode)new JsonObject
        {
            ["id"] = f.Id, ["problem"] = f.IsProblem, ["count"] = f.Count, ["value"] = f.Value,
            ["text"] = TextOf(f, messages), ["layer"] = f.Places.Count > 0 ? $"{f.Id}.geojson" : null,
        })]),
    };

    /// <summary>Writes <c>findings.json</c> and a GeoJSON layer for every finding that has places.</summary>
    public static void WriteAll(StudyResult result, IReadOnlyList<Finding> findings, string folder, Messages messages)
    {
        using var output = new OutputFolder(folder);
        output.Write("findings.json", stream => StudyFiles.WriteJson(stream, Json(findings, messages)));
        foreach (Finding finding in findings.Where(f => f.Places.Count > 0))
        {
            output.Write($"{finding.Id}.geojson", stream => GeoJsonWriter.Write(stream, Metadata.Of(result), writer =>
            {
                foreach (var place in finding.Places) writer.Feature(place, json => json.WriteString("finding", finding.Id));
            }));
        }
        output.Complete();
    }
}
