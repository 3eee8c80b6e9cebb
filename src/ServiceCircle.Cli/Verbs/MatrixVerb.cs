using System.CommandLine;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>matrix NETWORK --origins A --destinations B --limit-minutes 15 -o FILE.csv</c>: walking times as a table.</summary>
internal static class MatrixVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string> network = common.Network();
        var origins = new Option<string>("--origins") { Description = messages["cli/matrix/origins"], Required = true };
        var destinations = new Option<string>("--destinations") { Description = messages["cli/matrix/destinations"], Required = true };
        Option<double> limit = common.OptionOr("--limit-minutes", "cli/matrix/limit", 15.0), maxSnap = common.MaxSnap();
        Option<bool> allPairs = common.Option<bool>("--all-pairs", "cli/matrix/all-pairs");
        Option<string?> snapReport = common.Option<string?>("--snap-report", "cli/matrix/snap-report");
        Option<string?> residents = common.Option<string?>("--residents", "cli/matrix/residents");
        residents.AcceptOnlyFromAmong("origins", "destinations");
        Option<string> walker = common.Walker(), output = common.Output("cli/output-file");
        Option<string?> inCrs = common.InCrs(), formats = common.Formats();
        Symbol[] symbols =
            [network, origins, destinations, inCrs, limit, allPairs, snapReport, residents, walker, maxSnap, output, formats];
        return common.Verb("matrix", "cli/matrix", symbols, context =>
        {
            ParseResult parsed = context.Parsed;
            double minutes = CommonOptions.Minutes(parsed, limit, most: 600);
            Crs? coordinates = CommonOptions.CrsOf(parsed, inCrs);
            WalkNetwork built =
                NetworkFiles.OpenAsOf(null, parsed.GetRequiredValue(network), new NetworkOptions { Progress = context.Progress.Report });
            WalkGraph graph = WalkGraph.Of(built, Walker.Load(parsed.GetRequiredValue(walker)));
            string? homes = parsed.GetValue(residents);
            var places = new MatrixPlaces(graph, parsed.GetValue(maxSnap), coordinates);
            (PointList from, PlaceAccess[] fromPlaces) = places.Read(parsed.GetRequiredValue(origins), homes == "origins");
            (PointList to, PlaceAccess[] toPlaces) = places.Read(parsed.GetRequiredValue(destinations), homes == "destinations");

            // Searches start on the smaller side.
            bool startAtOrigins = from.Count <= to.Count;
            IReadOnlyList<Access>[] fromAccess = [.. fromPlaces.Select(p => p.Accesses)], toAccess = [.. toPlaces.Select(p => p.Accesses)];
            var sides = new PlacePairs(graph, startAtOrigins ? fromAccess : toAccess, startAtOrigins ? toAccess : fromAccess);
            TravelTimeMatrix times = TravelTimeMatrix.Compute(
                sides, WalkTime.FromMinutes(minutes), startAtOrigins ? Direction.From : Direction.To,
                share => context.Progress.Report("search", share), withMetres: true);
            string path = parsed.GetRequiredValue(output);
            long pairs = 0;
            var tables = new List<(string, Action<Stream>)>
            {
                (path, stream => pairs = MatrixRows.Write(stream, from.Ids, to.Ids, times, startAtOrigins, parsed.GetValue(allPairs))),
            };
            if (parsed.GetValue(snapReport) is { } report)
                tables.Add((report, stream => MatrixRows.WriteSnaps(
                    stream, [.. from.Ids.Zip(fromPlaces.Select(p => p.Snap)), .. to.Ids.Zip(toPlaces.Select(p => p.Snap))])));
            OutputForms forms = common.FormsOf(parsed, formats);
            forms.Write(tables);
            context.Warn([.. built.Source.Warnings, .. forms.Notices]);
            int lost = fromPlaces.Concat(toPlaces).Count(p => !p.Snap.IsSnapped);
            context.Answer(
                () => new JsonObject
                {
                    ["pairs"] = pairs,
                    ["origins"] = from.Count,
                    ["destinations"] = to.Count,
                    ["not_snapped"] = lost,
                    ["residents"] = homes,
                    ["warnings"] = JsonValues.Texts(Metadata.English(built.Source.Warnings)),
                },
                () => messages.Text("cli/matrix/done", ("pairs", pairs), ("lost", lost), ("path", path)));
        });
    }
}
