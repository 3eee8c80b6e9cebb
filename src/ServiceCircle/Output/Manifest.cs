using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Studies;
using ServiceCircle.Walking;

namespace ServiceCircle.Output;

/// <summary><c>run.json</c>: what a result was made from and with; no clock, no machine: the same inputs give the same bytes.</summary>
internal static class Manifest
{
    public static JsonObject ToJson(StudyResult result)
    {
        NetworkSource source = result.Graph.Network.Source;
        return new JsonObject
        {
            ["engine"] = new JsonObject { ["name"] = Metadata.EngineName, ["version"] = Metadata.EngineVersion },
            ["query"] = Metadata.Query(result),
            ["osm"] = new JsonObject
            {
                ["file"] = source.FileName,
                ["sha256"] = source.Sha256,
                ["osm_date"] = Metadata.DateText(source.OsmDate),
                ["attribution"] = Metadata.Attribution,
            },
            ["inputs"] = result.Givens.Files.Value.ToJson(i => new JsonObject { ["file"] = i.Name, ["sha256"] = i.Sha256 }),
            ["warnings"] = JsonValues.Texts(Metadata.English(result.Warnings)),
        };
    }
}
