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
        Option<string?> taxonomy = common.Option<string?>("--taxonomy", "cli/facilities/taxonomy");
        Option<string?> rules = common.Option<string?>("--rules", "cli/facilities/rules");
        Option<string> output = common.Output("cli/output-file");
        Option<string?> formats = common.Formats(), outCrs = common.OutCrs();
        return common.Verb("facilities", "cli/facilities", [network, taxonomy, rules, output, formats, outCrs], context =>
        {
            OutputForms forms = common.FormsOf(context.Parsed, formats, outCrs);
            string path = context.Parsed.GetRequiredValue(output);
            WalkNetwork built =
                NetworkFiles.Open(context.Parsed.GetRequiredValue(network), new NetworkOptions { Progress = context.Progress.Report });
            CategoryCatalogue catalogue = CategoryCatalogue.Load(context.Parsed.GetValue(taxonomy));
            FacilityList list =
                Duplicates.Merge(FacilityReader.FromOsm(built.Features.Find(FeatureGroups.Place, withShapeless: true), catalogue));
            (string, Action<Stream>) layer =
                (path, stream => FacilityRows.WriteGeoJson(stream, list, Metadata.Of(built.Source, null, built.Source.Warnings)));
            (string, Action<Stream>)[] table = context.Parsed.GetValue(rules) is { } asked
                ? [(asked, stream => ClassifiedRows.Write(stream, list.Rules, catalogue))] : [];
            forms.Write([layer, .. table], StudyReport.CategoryNames(catalogue, messages.Language));
            context.Warn(forms.Notices);
            context.Answer(
                () => new JsonObject
                {
                    ["facilities"] = list.Facilities.Count,
                    ["dropped"] = list.Audit.Count,
                    ["by_category"] = list.Facilities.SelectMany(f => f.Categories).GroupBy(c => c)
                        .OrderBy(g => g.Key, StringComparer.Ordinal).ToJson(g => g.Key, g => g.Count()),
                },
                () => messages.Text(
                    "cli/facilities/done", ("facilities", list.Facilities.Count), ("dropped", list.Audit.Count), ("path", path)));
        });
    }
}
