using System.CommandLine;
using System.Text.Json.Nodes;
using ServiceCircle.Output;
using ServiceCircle.Questions.Streets;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// <c>streets STUDY -o FILE.geojson</c>: for every position of the streets, minutes to the nearest facility of each service, and how many
/// are near.
/// </summary>
internal static class StreetsVerb
{
    public static Command Create(CommonOptions common)
    {
        Argument<string> study = common.Argument<string>("STUDY", "cli/streets/study");
        Option<double> limit = common.OptionOr("--limit-minutes", "cli/streets/limit", StreetMap.DefaultMinutes);
        Option<string> output = common.Output("cli/streets/output");
        Option<string?> formats = common.Formats(), outCrs = common.OutCrs();
        return common.Verb("streets", "cli/streets", [study, limit, output, formats, outCrs], context =>
        {
            OutputForms forms = common.FormsOf(context.Parsed, formats, outCrs);
            double minutes = CommonOptions.Minutes(context.Parsed, limit, most: 180);
            StudyFile file = StudyFile.Load(context.Parsed.GetRequiredValue(study)).WithPlans() with { Bases = [] };
            StudyResult result = Study.Run(file, context.Progress.Report);
            context.Warn(result);
            var map = new StreetMap(result, WalkTime.FromMinutes(minutes));
            string path = context.Parsed.GetRequiredValue(output);
            int positions = StreetRows.Write(path, map, forms, common.Messages.Language);
            context.Warn(forms.Notices);
            context.Answer(
                () => new JsonObject { ["positions"] = positions, ["services"] = map.Services.Count },
                () => common.Messages.Text("cli/streets/done", ("positions", positions), ("path", path)));
        });
    }
}
