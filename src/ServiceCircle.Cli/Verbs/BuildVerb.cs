using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Output;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>build NETWORK -o city.scnet</c>: the network once, for many studies.</summary>
internal static class BuildVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string> network = common.Network();
        Option<string> output = common.Output("cli/output-file");
        var bbox = new Option<string?>("--bbox") { Description = messages["cli/build/bbox"] };
        var clip = new Option<string?>("--clip") { Description = messages["cli/build/clip"] };
        var elevation = new Option<string?>("--elevation") { Description = messages["cli/build/elevation"] };
        var edits = new Option<string?>("--edits") { Description = messages["cli/build/edits"] };
        var hierarchy = new Option<string?>("--hierarchy") { Description = messages["cli/build/hierarchy"] };
        var command = new Command("build", messages["cli/build"]) { network, output, bbox, clip, elevation, edits, hierarchy };
        CommandContext.SetAction(command, common, context =>
        {
            var clock = Stopwatch.StartNew();
            string path = context.Parsed.GetRequiredValue(output);
            NetworkOptions area = Options(context.Parsed.GetValue(bbox), context.Parsed.GetValue(clip));
            NetworkOptions options = area with { Progress = context.Progress.Report };
            WalkNetwork built = NetworkFiles.Open(context.Parsed.GetRequiredValue(network), options);
            if (context.Parsed.GetValue(elevation) is { } heights) built = Elevation.Add(built, HeightGrid.Read(heights));
            if (context.Parsed.GetValue(edits) is { } changes)
                built = new NetworkEditor(built).Apply(EditsFile.Read(changes), changes).Network;
            // What was prepared for another network is of no use.
            if (options.IsInside is not null || context.Parsed.GetValue(elevation) is not null
                || context.Parsed.GetValue(edits) is not null) built = built with { Prepared = [] };
            if (context.Parsed.GetValue(hierarchy) is { } walkers)
                built = StoredHierarchy.Add(built, walkers.Split(',').Select(Walker.Load));
            OutputFile.Write(path, stream => NetworkFile.Write(built, stream));
            Components components = WalkGraph.Of(built, Walker.Load("adult")).Components;
            double kilometres = built.LengthMetres.Sum(l => (double)l) / 1000;
            context.Answer(
                () => new JsonObject
                {
                    ["nodes"] = built.NodeCount,
                    ["arcs"] = built.EdgeCount * 2,
                    ["length_km"] = Math.Round(kilometres, 3),
                    ["components"] = components.Count,
                    ["largest_component_share"] = Math.Round(components.LargestShare, 6),
                    ["hierarchies"] = built.Prepared.Count,
                    ["osm_date"] = Metadata.DateText(built.Source.OsmDate),
                    ["elapsed_s"] = Math.Round(clock.Elapsed.TotalSeconds, 3),
                    ["peak_memory_mb"] = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, 1),
                    ["warnings"] = new JsonArray([.. Metadata.English(built.Source.Warnings).Select(w => (JsonNode)w)]),
                },
                () => messages.Text("cli/build/done", ("nodes", built.NodeCount), ("kilometres", messages.Number(kilometres, 1)),
                    ("components", components.Count), ("path", path)));
            return ExitCode.Done;
        });
        return command;
    }

    private static NetworkOptions Options(string? bbox, string? clip)
    {
        Box? box = bbox is null ? null : BoxOf(bbox);
        if (clip is null) return box is { } b ? new NetworkOptions { IsInside = p => b.Contains(p), Border = b } : new NetworkOptions();
        Geometry area = AreaFile.Read(clip);
        var locator = new IndexedPointInAreaLocator(area);
        Envelope e = area.EnvelopeInternal;
        var areaBox = new Box((int)(e.MinX * 1e7), (int)(e.MinY * 1e7), (int)(e.MaxX * 1e7), (int)(e.MaxY * 1e7));
        // The first call builds the locator's index; later calls come from several threads.
        locator.Locate(new Coordinate(e.MinX, e.MinY));
        return new NetworkOptions
        {
            IsInside = p => (box is not { } b || b.Contains(p)) && locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior,
            Border = box ?? areaBox,
        };
    }

    private static Box BoxOf(string text)
    {
        string[] parts = text.Split(',');
        var numbers = new double[4];
        for (int i = 0; i < 4; i++)
        {
            if (parts.Length != 4 || !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                throw new InputException("--bbox", "", Notice.Quoted(text), "expected/bbox");
        }
        if (numbers[0] >= numbers[2] || numbers[1] >= numbers[3] || Math.Abs(numbers[0]) > 180 || Math.Abs(numbers[2]) > 180
            || Math.Abs(numbers[1]) > 90 || Math.Abs(numbers[3]) > 90)
            throw new InputException("--bbox", "", Notice.Quoted(text), "expected/bbox-order");
        Position southWest = Position.FromDegrees(numbers[0], numbers[1]), northEast = Position.FromDegrees(numbers[2], numbers[3]);
        return new Box(southWest.LonE7, southWest.LatE7, northEast.LonE7, northEast.LatE7);
    }
}
