using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
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
        Option<string?> origins = common.Option<string?>("--origins", "cli/isochrone/origins");
        Option<string?> minutes = common.Option<string?>("--minutes", "cli/isochrone/minutes");
        Option<string?> metres = common.Option<string?>("--meters", "cli/isochrone/meters", ["--metres"]);
        Option<string> walker = common.Walker();
        Option<string> direction = common.Choice("--direction", "cli/isochrone/direction", "from", "to");
        Option<string> geometry = common.Choice("--geometry", "cli/isochrone/geometry", "polygon", "edges");
        Option<string> overlap = common.Choice("--overlap", "cli/isochrone/overlap", "separate", "dissolve", "split");
        Option<double?> uncertainty = common.Option<double?>("--speed-uncertainty", "cli/isochrone/speed-uncertainty");
        Option<string?> residents = common.Option<string?>("--residents", "cli/isochrone/residents");
        Option<bool> resume = common.Option<bool>("--resume", "cli/isochrone/resume");
        Option<double> maxSnap = common.MaxSnap();
        Option<string> output = common.Output("cli/output-file");
        Option<string?> inCrs = common.InCrs(), formats = common.Formats(), outCrs = common.OutCrs();
        Symbol[] symbols =
        [
            network, at, origins, inCrs, minutes, metres, walker, direction, geometry, overlap, uncertainty, residents, resume, maxSnap,
            output, formats, outCrs,
        ];
        Command command = common.Verb("isochrone", "cli/isochrone", symbols, context =>
        {
            ParseResult parsed = context.Parsed;
            string path = parsed.GetRequiredValue(output);
            Crs? crs = CommonOptions.CrsOf(parsed, inCrs);
            bool isDistance = parsed.GetValue(metres) is not null;
            var request = new IsochroneRequest
            {
                Origins = parsed.GetValue(origins) is { } file ? Origins(PointList.Read(file, crs))
                    : [.. parsed.GetValue(at)!.Select((text, i) => OriginAt(text, i, crs ?? Crs.Wgs84))],
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
            IReadOnlyList<Community>? communities = homes is null ? null : ResidentTable.Read(homes, crs);
            IsochroneEngine engine = IsochroneEngine.Open(city, who, context.Progress.Report);
            NetworkSource source = engine.Network.Source;
            JsonObject query = engine.Method(request);
            ResidentTable? people = communities is null ? null : ResidentTable.Locate(communities, engine, request);
            if (people is not null)
            {
                request = request with { Residents = people.Residents };
                query["residents"] = people.ToJson();
            }
            GeoJsonMetadata metadata = Metadata.Of(source, query, [.. source.Warnings, .. engine.Warnings]);
            OutputForms forms = common.FormsOf(parsed, formats, outCrs);
            var circles = new IsochroneFile(engine, request, metadata, forms);
            int before = 0;
            if (parsed.GetValue(resume)) before = circles.Resume(path, [.. new[] { city, walkerFile, homes }.OfType<string>()], Progress);
            else circles.Write(path, Progress);
            context.Warn([.. source.Warnings, .. forms.Notices]);
            context.Answer(
                () => new JsonObject
                {
                    ["features"] = circles.Features,
                    ["without_circle"] = circles.Empty,
                    ["origins_resumed"] = before,
                    ["residents"] = people?.ToJson(),
                    ["warnings"] = JsonValues.Texts(Metadata.English(source.Warnings)),
                },
                () => string.Join('\n', new[]
                {
                    before > 0 ? messages.Text("cli/isochrone/resumed", ("before", before), ("origins", request.Origins.Count)) : null,
                    people is null ? null : messages.Text("cli/isochrone/people",
                        ("counted", messages.People(people.Counted)), ("lost", messages.People(people.NotOnNetwork)),
                        ("unknown", people.Unknown)),
                    messages.Text("cli/isochrone/done", ("features", circles.Features), ("empty", circles.Empty), ("path", path)),
                }.OfType<string>()));

            void Progress(double share) => context.Progress.Report("search", share);
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(at) is null == result.GetResult(origins) is null) result.AddError(messages["cli/isochrone/need-origins"]);
            if (result.GetResult(minutes) is not null && result.GetResult(metres) is not null)
                result.AddError(messages["cli/isochrone/one-metric"]);
            if (result.GetValue(resume) && result.GetValue(overlap) is ("dissolve" or "split"))
                result.AddError(messages["cli/isochrone/resume-separate"]);
        });
        return command;
    }

    private static IReadOnlyList<IsochroneOrigin> Origins(PointList points) =>
        [.. points.Ids.Zip(points.Positions, (id, position) => new IsochroneOrigin(id, position))];

    private static IsochroneOrigin OriginAt(string text, int index, Crs crs)
    {
        double[] numbers = Numbers(text, "--at");
        if (numbers.Length != 2 || !crs.Holds(numbers[0], numbers[1]))
            throw new InputException(
                "--at", "", Notice.Quoted(text), crs.IsProjected ? new Notice("expected/metres-of-crs", ("crs", crs.Name)) : "expected/at");
        (double lon, double lat) = crs.ToWgs84(numbers[0], numbers[1]);
        return new IsochroneOrigin((index + 1).ToString(CultureInfo.InvariantCulture), Position.FromDegrees(lon, lat));
    }

    private static double[] Numbers(string text, string option)
    {
        double Number(string part) => NumberText.TryParse(part, out double number) ? number
            : throw new InputException(option, "", Notice.Quoted(text), "expected/number-list");
        return Array.ConvertAll(text.Split(','), Number);
    }
}
