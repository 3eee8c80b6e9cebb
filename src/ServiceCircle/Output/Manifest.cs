using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ServiceCircle.Walking;

namespace ServiceCircle.Output;

/// <summary>
/// <c>run.json</c>: what a result was made from and with. No clock and no machine in it, so that the same inputs give the
/// same bytes.
/// </summary>
internal static class Manifest
{
    public static JsonObject Of(StudyResult result)
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
            ["inputs"] = new JsonArray([.. Inputs(result).Select(i => (JsonNode)new JsonObject { ["file"] = i.Name, ["sha256"] = i.Sha256 })]),
            ["warnings"] = new JsonArray([.. Metadata.English(result.Warnings).Select(w => (JsonNode)w)]),
        };
    }

    /// <summary>Every file that the study read, by its name relative to the study, with its hash.</summary>
    public static IEnumerable<(string Name, string Sha256)> Inputs(StudyResult result)
    {
        StudyFile study = result.File;
        string folder = Path.GetDirectoryName(Path.GetFullPath(study.Path))!;
        string?[] paths = [study.Path, study.Network.Osm, study.Network.Elevation, study.Network.Edits, study.Communities.File, study.Communities.Entrances, study.Area, study.Units?.File, study.NewAreas?.File, .. study.Bases.Select(b => b.File),
            .. study.Facilities.Select(f => f.File), .. result.Plans.Select(p => p.Source).Where(IsOwn), .. study.Standards.Where(IsOwn)];
        foreach (string path in paths.OfType<string>().Distinct())
        {
            string full = Path.GetFullPath(path);
            // The network's own hash was taken while it was read.
            string hash = full == Path.GetFullPath(study.Network.Osm) && Path.GetFileName(full) == result.Graph.Network.Source.FileName
                ? result.Graph.Network.Source.Sha256
                : HashOf(full);
            yield return (Path.GetRelativePath(folder, full).Replace('\\', '/'), hash);
        }
    }

    /// <summary>Whether a plan or standard is the study's own file rather than one that ships.</summary>
    private static bool IsOwn(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !path.StartsWith(ShippedData.Path(), StringComparison.Ordinal);

    private static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
