using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Isochrones;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>isochrone NETWORK --at LON,LAT --minutes 5,10,15 -o FILE</c>: service circles.</summary>
internal static class IsochroneVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string> network = common.Network();
        var at = new Option<string[]>("--at") { Description = messages["cli/isochrone/at"], AllowMultipleArgumentsPerToken = true };
        var origins = new Option<string?>("--origins") { Description = messages["cli/isochrone/origins"] };
        var minutes = new Option<string?>("--minutes") { Description = messages["cli/isochrone/minutes"] };
        var metres = new Option<string?>("--meters", "--metres") { Description = messages["cli/isochrone/meters"] };
        Option<string> walker = common.Walker();
        var direction = Choice("--direction", "cli/isochrone/direction", "from", "to");
        var geometry = Choice("--geometry", "cli/isochrone/geometry", "polygon", "edges");
        var overlap = Choice("--overlap", "cli/isochrone/overlap", "separate", "dissolve", "split");
        var uncertainty = new Option<double?>("--speed-uncertainty") { Description = messages["cli/isochrone/speed-uncertainty"] };
        var residents = new Option<string?>("--residents") { Description = messages["cli/isochrone/residents"] };
        var resume = new Option<bool>("--resume") { Description = messages["cli/isochrone/resume"] };
        Option<double> maxSnap = common.MaxSnap();
        Option<string> output = common.Output("cli/output-file");
        var command = new Command("isochrone", messages["cli/isochrone"])
        {
            network, at, origins, minutes, metres, walker, direction, geometry, overlap, uncertainty, residents, resume, maxSnap, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(at) is null == result.GetResult(origins) is null) result.AddError(messages["cli/isochrone/need-origins"]);
            if (result.GetResult(minutes) is not null && result.GetResult(metres) is not null)
                result.AddError(messages["cli/isochrone/one-metric"]);
            if (result.GetValue(resume) && result.GetValue(overlap) is ("dissolve" or "split"))
                result.AddError(messages["cli/isochrone/resume-separate"]);
        });
        CommandContext.SetAction(command, common, context =>
        {
            ParseResult parsed = context.Parsed;
            string path = parsed.GetRequiredValue(output);
            bool isDistance = parsed.GetValue(metres) is not null;
            var request = new IsochroneRequest
            {
                Origins = parsed.GetValue(origins) is { } file ? Origins(PointList.Read(file)) : [.. parsed.GetValue(at)!.Select(OriginAt)],
                Contours = Numbers(parsed.GetValue(metres) ?? parsed.GetValue(minutes) ?? "5,10,15", isDistance ? "--meters" : "--minutes"),
                Metric = isDistance ? IsochroneMetric.Distance : IsochroneMetric.Time,
                Direction = parsed.GetValue(direction) == "to" ? Direction.To : Direction.From,
                Shape = parsed.GetValue(geometry) == "edges" ? IsochroneShape.Edges : IsochroneShape.Polygon,
                Overlap = parsed.GetValue(overlap) switch
                {
                    "dissolve" => IsochroneOverlap.Dissolve,
                    "split" => IsochroneOverlap.Split,
                    _ => IsochroneOverlap.Separate,
                },
                SpeedUncertainty = parsed.GetValue(uncertainty),
                MaxSnapMetres = parsed.GetValue(maxSnap),
            };
            // All that can be wrong is found before a city is read.
            request.Check();
            string walkerFile = Walker.FileOf(parsed.GetRequiredValue(walker)), city = parsed.GetRequiredValue(network);
            Walker who = Walker.Load(parsed.GetRequiredValue(walker));
            string? homes = parsed.GetValue(residents);
            IReadOnlyList<Community>? communities = homes is null ? null : ResidentTable.Read(homes);
            IsochroneEngine engine = IsochroneEngine.Open(city, who, context.Progress.Report);
            NetworkSource source = engine.Network.Source;
            JsonObject query = engine.Method(request);
            ResidentTable? people = communities is null ? null : ResidentTable.Of(communities, engine, request);
            if (people is not null)
            {
                request = request with { Residents = people.Residents };
                query["residents"] = people.ToJson();
            }
            GeoJsonMetadata metadata = Metadata.Of(source, query, [.. source.Warnings, .. engine.Warnings]);
            var circles = new IsochroneFile(engine, request, metadata);
            int before = 0;
            if (parsed.GetValue(resume)) before = circles.Resume(path, [.. new[] { city, walkerFile, homes }.OfType<string>()], Progress);
            else circles.Write(path, Progress);
            context.Answer(
                () => new JsonObject
                {
                    ["features"] = circles.Features,
                    ["without_circle"] = circles.Empty,
                    ["origins_resumed"] = before,
                    ["residents"] = people?.ToJson(),
                },
                () => string.Join('\n', new[]
                {
                    before > 0 ? messages.Text("cli/isochrone/resumed", ("before", before), ("origins", request.Origins.Count)) : null,
                    people is null ? null
                        : messages.Text(
                        "cli/isochrone/people", ("counted", messages.People(people.Counted)),
                        ("lost", messages.People(people.NotOnNetwork)), ("unknown", people.Unknown)),
                    messages.Text("cli/isochrone/done", ("features", circles.Features), ("empty", circles.Empty), ("path", path)),
                }.OfType<string>()));
            return ExitCode.Done;

            void Progress(double share) => context.Progress.Report("search", share);
        });
        return command;

        Option<string> Choice(string name, string key, params string[] values)
        {
            var option = new Option<string>(name) { Description = messages[key], DefaultValueFactory = _ => values[0] };
            option.AcceptOnlyFromAmong(values);
            return option;
        }
    }

    private static IReadOnlyList<IsochroneOrigin> Origins(PointList points) =>
        [.. points.Ids.Zip(points.Positions, (id, position) => new IsochroneOrigin(id, position))];

    private static IsochroneOrigin OriginAt(string text, int index)
    {
        double[] numbers = Numbers(text, "--at");
        if (numbers.Length != 2 || Math.Abs(numbers[0]) > 180 || Math.Abs(numbers[1]) > 90)
            throw new InputException("--at", "", Notice.Quoted(text), "expected/at");
        return new IsochroneOrigin((index + 1).ToString(CultureInfo.InvariantCulture), Position.FromDegrees(numbers[0], numbers[1]));
    }

    private static double[] Numbers(string text, string option)
    {
        string[] parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]))
                throw new InputException(option, "", Notice.Quoted(text), "expected/number-list");
        }
        return numbers;
    }
}
