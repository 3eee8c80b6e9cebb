using System.CommandLine;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Geo;
using ServiceCircle.Output;
using ServiceCircle.Places;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>convert IN OUT --in-crs A --out-crs B</c>: between coordinates and between formats.</summary>
internal static class ConvertVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string> input = common.Argument<string>("IN", "cli/convert/in");
        Argument<string> output = common.Argument<string>("OUT", "cli/convert/out");
        Option<string?> inCrs = common.InCrs(), outCrs = common.Option<string?>("--out-crs", "cli/convert/out-crs"),
            layer = common.Option<string?>("--layer", "cli/convert/layer");
        Option<string> encoding = common.OptionOr("--encoding", "cli/convert/encoding", "auto");
        return common.Verb("convert", "cli/convert", [input, output, inCrs, outCrs, layer, encoding], context =>
        {
            ParseResult given = context.Parsed;
            string path = given.GetRequiredValue(output);
            if (DatabaseAddress.Is(path)) throw new InputException("OUT", "", "found/address", "expected/name-of-output");
            Crs target = CommonOptions.CrsOf(given, outCrs) ?? Crs.Wgs84;
            Table table = Tables.Read(given.GetRequiredValue(input), new TableOptions
            {
                Crs = CommonOptions.CrsOf(given, inCrs),
                Layer = given.GetValue(layer),
                Encoding = given.GetRequiredValue(encoding),
            });
            if (Path.GetFullPath(path) == Path.GetFullPath(given.GetRequiredValue(input)))
                throw new InputException(path, "", "found/input-itself", "expected/name-of-output");
            // Who speaks of coordinates means to have some.
            if (given.GetValue(inCrs) is not null || given.GetValue(outCrs) is not null) new PlaceTable(table).RequireGeometry();
            Layer written = TableLayer.Of(table, target);
            using var files = new OutputFiles();
            files.WriteAll(LayerFile.Files(path, written, new GeoJsonMetadata(Metadata.EngineName, Metadata.EngineVersion)));
            files.Complete();
            context.Warn(table.Notes);
            if (target.Epsg is null) context.Warn([new("cli/convert/unsaid", ("crs", target.Name))]);
            context.Answer(
                () => new JsonObject
                {
                    ["rows"] = written.RowCount,
                    ["without_geometry"] = written.RowsWithout,
                    ["in_crs"] = table.Crs.Name,
                    ["out_crs"] = target.Name,
                    ["warnings"] = JsonValues.Texts(Metadata.English(table.Notes)),
                },
                () => messages.Text("cli/convert/done", ("rows", written.RowCount), ("from", table.Crs.Name), ("to", target.Name),
                    ("lost", written.RowsWithout), ("path", path)));
        });
    }
}
