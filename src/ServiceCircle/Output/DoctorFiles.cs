using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Questions.Diagnosis;
using ServiceCircle.Studies;
using ServiceCircle.Studies.Meaning;

namespace ServiceCircle.Output;

/// <summary>The findings of <see cref="Doctor"/> as text, JSON and a layer for each.</summary>
internal static class DoctorFiles
{
    /// <summary>What each finding means and what to do about it.</summary>
    public static string TextOf(Finding finding, Messages messages) => finding.Id switch
    {
        "datum-shift" => DatumText(finding, messages),
        "encoding-guessed" => messages.Text("doctor/encoding-guessed", ("count", finding.Count), ("example", finding.Example)),
        "text-garbled" => messages.Text("doctor/text-garbled", ("count", finding.Count), ("example", finding.Example)),
        "coarse-coordinates" => messages.Text("doctor/coarse-coordinates", ("count", finding.Count)),
        "same-spot" => messages.Text("doctor/same-spot", ("count", finding.Count), ("example", finding.Example)),
        "duplicate-facilities" => messages.Text("doctor/duplicate-facilities", ("count", finding.Count)),
        "people-off-network" =>
            messages.Text("doctor/people-off-network", ("count", finding.Count), ("people", messages.Number(finding.Value ?? 0))),
        "facilities-off-network" => messages.Text("doctor/facilities-off-network", ("count", finding.Count)),
        "edge-of-map" => messages.Text("doctor/edge-of-map", ("count", finding.Count), ("people", messages.Number(finding.Value ?? 0))),
        "far-from-network" => messages.Text("doctor/far-from-network", ("count", finding.Count)),
        "behind-barrier" => messages.Text("doctor/behind-barrier", ("count", finding.Count)),
        "on-island" => messages.Text("doctor/on-island", ("count", finding.Count)),
        "doors-assumed" => messages.Text("doctor/doors-assumed", ("count", finding.Count)),
        "closed-gates" => messages.Text("doctor/closed-gates", ("count", finding.Count)),
        "dead-end-gates" => messages.Text("doctor/dead-end-gates", ("count", finding.Count)),
        "islands" => messages.Text("doctor/islands", ("count", finding.Count), ("metres", messages.Number(finding.Value ?? 0))),
        "unjoined-crossings" => messages.Text("doctor/unjoined-crossings", ("count", finding.Count)),
        "duplicate-ways" => messages.Text("doctor/duplicate-ways", ("count", finding.Count)),
        "square-lines" => messages.Text("doctor/square-lines", ("count", finding.Count)),
        "sidewalk-links" => messages.Text("doctor/sidewalk-links", ("count", finding.Count)),
        "street-density" => messages.Text("doctor/street-density", ("density", messages.Number(finding.Value ?? 0, 1))),
        _ => messages.Text("doctor/unknown-to-walker", ("share", messages.Percent(finding.Value ?? 0))),
    };

    /// <summary>What the comparison of datums says, with its figures: of every file that is doubted, else of all.</summary>
    private static string DatumText(Finding finding, Messages messages)
    {
        if (finding.Datums.Count == 0) return messages["doctor/datum-none"];
        FileDatum[] doubted = [.. finding.Datums.Where(d => d.Doubt is not null)];
        return string.Join(' ', (doubted.Length > 0 ? doubted : finding.Datums).Select(Text));

        string Text(FileDatum datum)
        {
            DatumFit f = datum.Fit;
            return datum.IsShifted
                ? messages.Text("doctor/datum-shift",
                    ("file", f.File), ("points", f.Points), ("stated", NameOf(f.Stated)), ("metres", Metres(f, f.Stated)),
                    ("best", NameOf(f.Best)), ("better", Metres(f, f.Best)), ("nearer", f.Nearer), ("key", StudyInputs.WordOf(f.Best)))
                : datum.Doubt is { } doubt ? messages.Text(doubt)
                : messages.Text("doctor/datum-fits",
                    ("file", f.File), ("points", f.Points), ("stated", NameOf(f.Stated)), ("plain", Metres(f, ChineseDatum.Wgs84)),
                    ("amap", Metres(f, ChineseDatum.Gcj02)), ("baidu", Metres(f, ChineseDatum.Bd09)));
        }

        string Metres(DatumFit fit, ChineseDatum datum) => messages.Number(fit.MedianMetres[datum], 1);
    }

    private static string NameOf(ChineseDatum datum) =>
        datum switch { ChineseDatum.Gcj02 => "GCJ-02", ChineseDatum.Bd09 => "BD-09", _ => "WGS-84" };

    private static JsonObject Json(FileDatum datum) => new()
    {
        ["file"] = datum.Fit.File,
        ["points"] = datum.Fit.Points,
        ["stated"] = StudyInputs.WordOf(datum.Fit.Stated),
        ["shifted"] = datum.IsShifted,
        ["best_other"] = StudyInputs.WordOf(datum.Fit.Best),
        ["nearer_on_best_other"] = datum.Fit.Nearer,
        ["median_distance_m"] =
            datum.Fit.MedianMetres.OrderBy(m => m.Key).ToJson(m => StudyInputs.WordOf(m.Key), m => Rounded.Metres(m.Value)),
    };

    public static JsonObject Json(IReadOnlyList<Finding> findings, Messages messages) => new()
    {
        ["problems"] = findings.Count(f => f.IsProblem),
        ["findings"] = findings.ToJson(f => new JsonObject
        {
            ["id"] = f.Id,
            ["problem"] = f.IsProblem,
            ["count"] = f.Count,
            ["value"] = f.Value,
            ["text"] = TextOf(f, messages),
            ["layer"] = f.Places.Count > 0 ? $"{f.Id}.geojson" : null,
            ["fits"] = f.Datums.Count > 0 ? f.Datums.ToJson(Json) : null,
        }),
    };

    /// <summary>
    /// Writes <c>findings.json</c>, a GeoJSON layer for every finding that has places, and <c>snaps.geojson</c>: how every place came
    /// onto the network.
    /// </summary>
    public static void WriteAll(StudyResult result, IReadOnlyList<Finding> findings, string folder, Messages messages,
        OutputForms? forms = null)
    {
        using var output = new OutputFolder(
            folder,
            [.. findings.Select(f => $"{f.Id}.geojson"), .. OutputForms.MayRemain([.. findings.Select(f => f.Id), "snaps"])]);
        output.Write("findings.json", stream => StudyFiles.WriteJson(stream, Json(findings, messages)));
        foreach (Finding finding in findings.Where(f => f.Places.Count > 0))
        {
            output.Write($"{finding.Id}.geojson", stream => GeoJsonWriter.Write(stream, Metadata.Of(result), writer =>
            {
                foreach (var place in finding.Places) writer.Feature(place, json => json.WriteString("finding", finding.Id));
            }));
        }
        output.Write("snaps.geojson", stream => SnapRows.Write(stream, result));
        forms?.AddTo(output, StudyReport.CategoryNames(result.Catalogue, messages.Language));
        output.Complete();
    }
}
