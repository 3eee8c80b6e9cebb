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
        Messages messages = common.Messages;
        var study = new Argument<string>("STUDY") { Description = messages["cli/streets/study"] };
        var limit = new Option<double>("--limit-minutes")
        {
            Description = messages["cli/streets/limit"],
            DefaultValueFactory = _ => StreetMap.DefaultMinutes,
        };
        Option<string> output = common.Output("cli/streets/output");
        var command = new Command("streets", messages["cli/streets"]) { study, limit, output };
        CommandContext.SetAction(command, common, context =>
        {
            double minutes = CommonOptions.Minutes(context.Parsed, limit, most: 180);
            StudyFile file = StudyFile.Load(context.Parsed.GetRequiredValue(study)) with { Plans = [], Bases = [] };
            var map = new StreetMap(Study.Run(file, context.Progress.Report), WalkTime.FromMinutes(minutes));
            string path = context.Parsed.GetRequiredValue(output);
            int positions = StreetRows.Write(path, map);
            context.Answer(
                () => new JsonObject { ["positions"] = positions, ["services"] = map.Services.Count },
                () => messages.Text("cli/streets/done", ("positions", positions), ("path", path)));
            return ExitCode.Done;
        });
        return command;
    }
}
