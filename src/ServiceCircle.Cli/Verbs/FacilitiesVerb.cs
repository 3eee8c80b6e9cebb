using System.CommandLine;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>facilities NETWORK -o FILE</c>: what OSM knows, classified and with an audit.</summary>
internal static class FacilitiesVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string> network = common.Network();
        var taxonomy = new Option<string?>("--taxonomy") { Description = messages["cli/facilities/taxonomy"] };
        Option<string> output = common.Output("cli/output-file");
        var command = new Command("facilities", messages["cli/facilities"]) { network, taxonomy, output };
        CommandContext.SetAction(command, common, context =>
        {
            string path = context.Parsed.GetRequiredValue(output);
            WalkNetwork built =
                NetworkFiles.Open(context.Parsed.GetRequiredValue(network), new NetworkOptions { Progress = context.Progress.Report });
            CategoryCatalogue catalogue = CategoryCatalogue.Load(context.Parsed.GetValue(taxonomy));
            FacilityList list = Duplicates.Merge(FacilityReader.FromOsm(built.Features.Find(FeatureGroups.Place), catalogue));
            OutputFile.Write(
                path, stream => FacilityRows.WriteGeoJson(stream, list, Metadata.Of(built.Source, null, built.Source.Warnings)));
            context.Answer(
                () => new JsonObject
                {
                    ["facilities"] = list.Facilities.Count,
                    ["dropped"] = list.Audit.Count,
                    ["by_category"] =
                        new JsonObject(list.Facilities.SelectMany(f => f.Categories).GroupBy(c => c)
                            .OrderBy(g => g.Key, StringComparer.Ordinal)
                        .Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Count()))),
                },
                () => messages.Text(
                    "cli/facilities/done", ("facilities", list.Facilities.Count), ("dropped", list.Audit.Count), ("path", path)));
            return ExitCode.Done;
        });
        return command;
    }
}
