using System.Text.Json.Nodes;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// The study of the sample town with something changed, written to a folder of the test's own; its files stay where they are.
/// </summary>
internal static class SampleStudy
{
    /// <summary>Writes the changed study and gives its path.</summary>
    public static string Write(TemporaryFolder folder, Action<JsonObject> change, string name = "study.json")
    {
        string sample = QuickstartFilesTests.QuickstartFolder();
        var study = JsonNode.Parse(File.ReadAllText(Path.Combine(sample, "study.json")))!.AsObject();
        foreach (JsonObject input in new[] { study["communities"]!, study["units"]!, study["new_areas"]!, study["facilities"]![0]!,
            study["facilities"]![1]! }.Select(n => n.AsObject()))
            input["file"] = Path.Combine(sample, (string)input["file"]!);
        study["network"]!["osm"] = Path.Combine(sample, "town.osm");
        change(study);
        return folder.Write(name, study.ToJsonString());
    }

    /// <summary>Runs the changed study.</summary>
    public static StudyResult Run(TemporaryFolder folder, Action<JsonObject> change) => Study.Run(StudyFile.Load(Write(folder, change)));
}
