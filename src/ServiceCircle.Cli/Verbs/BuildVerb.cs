using System.CommandLine;
using System.Diagnostics;
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
        Option<string?> bbox = common.Option<string?>("--bbox", "cli/build/bbox");
        Option<string?> clip = common.Option<string?>("--clip", "cli/build/clip");
        Option<string?> elevation = common.Option<string?>("--elevation", "cli/build/elevation");
        Option<string?> edits = common.Option<string?>("--edits", "cli/build/edits");
        Option<string?> hierarchy = common.Option<string?>("--hierarchy", "cli/build/hierarchy");
        return common.Verb("build", "cli/build", [network, output, bbox, clip, elevation, edits, hierarchy], context =>
        {
            var clock = Stopwatch.StartNew();
            ParseResult given = context.Parsed;
            string path = given.GetRequiredValue(output);
            NetworkOptions options = Options(given.GetValue(bbox), given.GetValue(clip)) with { Progress = context.Progress.Report };
            WalkNetwork built = NetworkFiles.Open(given.GetRequiredValue(network), options);
            if (given.GetValue(elevation) is { } heights) built = Elevation.Add(built, HeightGrid.Read(heights));
            if (given.GetValue(edits) is { } changes) built = new NetworkEditor(built).Apply(EditsFile.Read(changes), changes).Network;
            // What was prepared for another network is of no use.
            if (options.IsInside is not null || given.GetValue(elevation) is not null || given.GetValue(edits) is not null)
                built = built with { Prepared = [] };
            if (given.GetValue(hierarchy) is { } walkers) built = StoredHierarchy.Add(built, walkers.Split(',').Select(Walker.Load));
            OutputFile.Write(path, stream => NetworkFile.Write(built, stream));
            context.Warn(built.Source.Warnings);
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
                    ["warnings"] = JsonValues.Texts(Metadata.English(built.Source.Warnings)),
                },
                () => messages.Text("cli/build/done", ("nodes", built.NodeCount), ("kilometres", messages.Number(kilometres, 1)),
                    ("components", components.Count), ("path", path)));
        });
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
        double?[] numbers = [.. text.Split(',').Select(part => NumberText.TryParse(part, out double number) ? number : (double?)null)];
        if (numbers is not [{ } west, { } south, { } east, { } north])
            throw new InputException("--bbox", "", Notice.Quoted(text), "expected/bbox");
        if (west >= east || south >= north || Math.Abs(west) > 180 || Math.Abs(east) > 180 || Math.Abs(south) > 90 || Math.Abs(north) > 90)
            throw new InputException("--bbox", "", Notice.Quoted(text), "expected/bbox-order");
        Position southWest = Position.FromDegrees(west, south), northEast = Position.FromDegrees(east, north);
        return new Box(southWest.LonE7, southWest.LatE7, northEast.LonE7, northEast.LatE7);
    }
}
