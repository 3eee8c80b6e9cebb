using System.Text;
using ServiceCircle.Formats;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Geo;
using ServiceCircle.Reports.Word;

namespace ServiceCircle.Output;

/// <summary>
/// Further forms of what a verb writes (<c>--formats</c>). What is written anyway stays as it is; its layers (GeoJSON) and tables (CSV, and
/// the targets) are read again and written once more in every form that is asked for, before any file gets its name. A verb needs no more
/// than <see cref="AddTo"/>, and a new form is a word and a line in <see cref="FilesOf"/> or <see cref="Together"/>.
/// </summary>
/// <param name="asked">Words of <see cref="Words"/>.</param>
/// <param name="messages">The texts of the reader's language.</param>
/// <param name="crs">
/// The coordinates of the forms that can have others; GeoJSON and GeoParquet stay in WGS-84, as their standards ask.
/// </param>
internal sealed class OutputForms(IReadOnlyCollection<string> asked, Messages messages, Crs? crs = null)
{
    /// <summary>The option that names <c>crs</c>.</summary>
    internal const string CrsOption = "--out-crs";

    /// <summary>Forms whose coordinates may be others than WGS-84.</summary>
    private static readonly string[] Movable = ["gpkg", "shp", "csv", "xlsx"];

    /// <summary>Every form.</summary>
    public static readonly string[] Words = ["geojson", "gpkg", "shp", "xlsx", "csv", "docx", "parquet"];

    /// <summary>The name of what is one file for a whole folder.</summary>
    private const string Results = "results";

    private const string GeoJsonStart = "{\"type\":\"FeatureCollection\"";

    /// <summary>What a planner looks for first, first.</summary>
    private static readonly string[] Order = ["communities", "coverage", "targets", "missing", "ledger", "units", "facilities", "circles"];

    private static readonly string[] Suffixes = ["", "_polygon", "_line", "_point"];
    private static readonly string[] ShapeEndings = [".shp", ".shx", ".dbf", ".prj", ".cpg", ".fields.csv"];

    private readonly List<Notice> _notices = [];

    /// <summary>Nothing but what is written anyway.</summary>
    public static OutputForms None { get; } = new([], Messages.In(Language.En));

    /// <summary>What the reader should know of the forms: what was cut, what there was nothing of.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>Whether a form is asked for.</summary>
    public bool Wants(string form) => asked.Contains(form);

    /// <summary>
    /// Names of files that an earlier run may have left of layers and tables: they go when these are written anew. A report for Word stays,
    /// since somebody may have gone on writing in it.
    /// </summary>
    /// <param name="names">Names of layers and tables, with # for a number.</param>
    public static IReadOnlyList<string> MayRemain(params IEnumerable<string> names) =>
    [
        Results + ".gpkg", Results + ".qgz", Results + ".xlsx",
        .. names.SelectMany(name => (string[])
        [
            name + ".csv", name + ".parquet", name + ".geojson",
            .. Suffixes.SelectMany(suffix => ShapeEndings.Select(ending => name + suffix + ending)),
        ]),
    ];

    /// <summary>Writes one file, and its forms beside it under its name.</summary>
    /// <exception cref="InputException">A place cannot be written, or the file has the name of a form of it.</exception>
    public void Write(string path, Action<Stream> write, IReadOnlyDictionary<string, string>? categoryNames = null) =>
        Write([(path, write)], categoryNames);

    /// <summary>Writes several files, which get their names together, and their forms under the name of the first.</summary>
    /// <exception cref="InputException">A place cannot be written, or a file has the name of a form.</exception>
    public void Write(
        IReadOnlyList<(string Path, Action<Stream> Write)> files, IReadOnlyDictionary<string, string>? categoryNames = null)
    {
        using var output = new OutputFiles();
        output.WriteAll(files);
        AddTo(output, categoryNames ?? new Dictionary<string, string>(), Path.ChangeExtension(files[0].Path, null));
        output.Complete();
    }

    /// <summary>Adds the forms of all that was written.</summary>
    /// <param name="output">What was written.</param>
    /// <param name="categoryNames">Names of categories, for titles and legends.</param>
    /// <param name="together">The name, without extension, of a file that holds all.</param>
    public void AddTo(IStagedOutput output, IReadOnlyDictionary<string, string> categoryNames, string together = Results)
    {
        if (crs is not null && !Movable.Any(Wants)) _notices.Add(new("warning/no-crs-form", ("crs", crs.Name)));
        if (asked.Count == 0) return;
        if (crs is { Epsg: null } && Movable.Any(Wants)) _notices.Add(new("cli/convert/unsaid", ("crs", crs.Name)));
        string[] reports = Wants("docx") ? [.. output.Names.Where(n => Path.GetFileName(n) == "report.html")] : [];
        if (Wants("docx")) NoteReports(reports);
        Source[] sources =
        [
            .. output.Names.Select(name => SourceOf(output, name)).OfType<Source>()
                .OrderBy(s => Array.IndexOf(Order, s.Layer.Name) is >= 0 and var at ? at : Order.Length),
        ];
        foreach (string form in (string[])["shp", "geojson"])
            if (Wants(form) && !sources.Any(s => s.Layer.IsSpatial)) _notices.Add(new("warning/no-layer-form", ("form", form)));
        var titles = new FieldTitles(messages, categoryNames);
        var styles = new LayerStyles(messages, categoryNames);
        PackagedLayer[] layers =
            [.. sources.Select(s => titles.Entitle(Placed(s.Layer)) with { Styles = Wants("gpkg") ? styles.Of(s.Layer) : [] })];
        output.WriteAll(
        [
            .. reports.Select(r => (Path.ChangeExtension(r, ".docx"), (Action<Stream>)(stream => WriteReport(stream, output, r)))),
            .. Together(layers, together), .. sources.Zip(layers).SelectMany(s => FilesOf(output, s.First, s.Second)),
        ]);
        if (Wants("csv")) MarkTables(output, sources);
    }

    /// <summary>The layer in the coordinates that are asked for, where a form is that can have them.</summary>
    private Layer Placed(Layer layer) => crs is not null && Movable.Any(Wants) ? layer.In(crs, CrsOption) : layer;

    private void NoteReports(IReadOnlyList<string> reports)
    {
        if (reports.Count == 0) _notices.Add("warning/no-report-form");
        else if (messages.Language == Language.Zh && !WordReport.CanWriteChinese) _notices.Add("warning/no-chinese-font");
    }

    private static void WriteReport(Stream stream, IStagedOutput output, string report)
    {
        using Stream page = output.Read(report);
        WordReport.Write(stream, page);
    }

    /// <summary>A written file that holds a layer or a list, or is a table (CSV).</summary>
    private sealed record Source(string Name, Layer Layer, bool IsTable)
    {
        public string Stem => Path.ChangeExtension(Name, null);
    }

    private static Source? SourceOf(IStagedOutput output, string name)
    {
        Stream Open() => output.Read(name);
        string layer = output.LayerNameOf(name), start = StartOf(Open);
        // A file by itself is a layer or a table whatever it is called.
        bool isTable = output is OutputFiles || Path.GetExtension(name) == ".csv";
        // Arrays that are tables already are not told twice.
        bool isList = start.StartsWith("[\n  {", StringComparison.Ordinal) && !output.Names.Contains(Path.ChangeExtension(name, ".csv"));
        return start.StartsWith(GeoJsonStart, StringComparison.Ordinal) ? new Source(name, GeoJsonLayer.Read(layer, Open), IsTable: false)
            : isTable ? new Source(name, CsvLayer.Read(layer, Open), IsTable: true)
            : isList ? new Source(name, JsonLayer.Read(layer, Open), IsTable: false)
            : null;
    }

    private static string StartOf(Func<Stream> open)
    {
        using Stream stream = open();
        byte[] bytes = new byte[GeoJsonStart.Length];
        int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    /// <summary>Forms of which one file holds all.</summary>
    private IEnumerable<(string Name, Action<Stream> Write)> Together(IReadOnlyList<PackagedLayer> layers, string name)
    {
        if (layers.Count == 0) yield break;
        if (Wants("gpkg"))
        {
            yield return (name + ".gpkg", stream => GeoPackageWriter.Write(stream, layers));
            if (layers.Any(l => l.Layer.IsSpatial))
                yield return (name + ".qgz", stream => QgisProject.Write(stream, layers, Path.GetFileName(name) + ".gpkg", messages));
        }
        if (Wants("xlsx")) yield return (name + ".xlsx", stream => WorkbookWriter.Write(stream, layers));
    }

    /// <summary>Forms of which there is a file for each layer; a file that is there already in that form is not written again.</summary>
    private IEnumerable<(string Name, Action<Stream> Write)> FilesOf(IStagedOutput output, Source source, PackagedLayer placed)
    {
        (Layer layer, string stem) = (source.Layer, source.Stem);
        if (Wants("shp") && layer.IsSpatial)
        {
            foreach (var file in ShapefileWriter.Files(placed.Layer, stem, placed.ColumnTitles)) yield return file;
            if (ShapefileWriter.CutTexts(layer) is > 0 and var cut)
                _notices.Add(new("warning/texts-cut", ("layer", layer.Name), ("count", cut)));
        }
        // A layer that is called a table is none: writing the table under that name is refused.
        if (Wants("csv") && !source.IsTable && (source.Name == stem + ".csv" || !output.Names.Contains(stem + ".csv")))
            yield return (stem + ".csv", stream => LayerCsv.Write(stream, placed.Layer));
        if (Wants("geojson") && layer.IsSpatial && source.IsTable)
            yield return (stem + ".geojson", stream => LayerGeoJson.Write(stream, layer, Head));
        if (Wants("parquet")) yield return (stem + ".parquet", stream => ParquetLayer.Write(stream, layer));
    }

    private static GeoJsonMetadata Head => new(Metadata.EngineName, Metadata.EngineVersion) { Attribution = Metadata.Attribution };

    /// <summary>Gives the tables the mark by which Excel knows their encoding, where they are without it.</summary>
    private static void MarkTables(IStagedOutput output, IEnumerable<Source> sources)
    {
        foreach (Source source in sources.Where(s => s.IsTable))
        {
            bool isMarked = StartOf(() => output.Read(source.Name)).StartsWith('\ufeff');
            if (!isMarked) output.WriteAgain(source.Name, stream => LayerCsv.Write(stream, source.Layer));
        }
    }
}
