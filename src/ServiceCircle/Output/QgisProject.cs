using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Geo;

namespace ServiceCircle.Output;

/// <summary>
/// A project of QGIS 3 (<c>.qgz</c>) that opens all layers of a GeoPackage beside it: points above lines above areas, tables last, each
/// with its name, the titles of its columns and its usual style. QGIS shows one kind of geometry in a layer, so that a table of points and
/// areas is opened as two. The path to the GeoPackage is relative: the two may be moved together.
/// </summary>
internal static class QgisProject
{
    /// <summary>The first moment that a ZIP can name.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A kind of geometry as we, QGIS, its symbols and OGR call it, the uppermost first; the last are tables.</summary>
    private sealed record Kind(Shapes Shapes, string Qgis, string Symbol, string Ogr, string TitleKey);

    private static readonly Kind[] Kinds =
    [
        new(Shapes.Points, "Point", "marker", "Point", "layer/of-points"),
        new(Shapes.Lines, "Line", "line", "LineString", "layer/of-lines"),
        new(Shapes.Areas, "Polygon", "fill", "Polygon", "layer/of-areas"), new(Shapes.None, "No geometry", "", "", ""),
    ];

    /// <summary>
    /// A layer of the project: what it shows of a table. QGIS gives layers other ids where these have less than ten letters.
    /// </summary>
    private sealed record Shown(PackagedLayer Packaged, string Table, Kind Kind, string Id, string Title, string Source, bool IsOn);

    /// <summary>Writes a project.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="layers">What the GeoPackage holds, in its order.</param>
    /// <param name="geoPackage">Its name, without a folder.</param>
    /// <param name="messages">The texts of the reader's language.</param>
    public static void Write(Stream stream, IReadOnlyList<PackagedLayer> layers, string geoPackage, Messages messages)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        ZipArchiveEntry entry = zip.CreateEntry(Path.ChangeExtension(geoPackage, ".qgs"), CompressionLevel.Optimal);
        entry.LastWriteTime = Always;
        using Stream content = entry.Open();
        string text = Document(layers, geoPackage, messages).ToString().ReplaceLineEndings("\n");
        content.Write(Encoding.UTF8.GetBytes("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + text + "\n"));
    }

    private static XElement Document(IReadOnlyList<PackagedLayer> layers, string geoPackage, Messages messages)
    {
        Shown[] all = [.. Kinds.SelectMany(kind => ShownAs(kind, layers, geoPackage, messages))];
        Crs crs = layers.Select(l => l.Layer).FirstOrDefault(l => l.IsSpatial)?.Crs ?? Crs.Wgs84;
        var extent = new Envelope();
        foreach (PackagedLayer layer in layers) extent.ExpandToInclude(layer.Layer.Extent);
        // A rim, so that no symbol is cut.
        if (!extent.IsNull) extent.ExpandBy(extent.Width / 20, extent.Height / 20);
        return new XElement("qgis",
            new XAttribute("version", "3.22"), new XAttribute("projectname", Path.GetFileNameWithoutExtension(geoPackage)),
            new XElement("title", Path.GetFileNameWithoutExtension(geoPackage)),
            new XElement("projectCrs", SystemOf(crs)),
            new XElement("layer-tree-group", all.Select(TreeEntry)),
            new XElement("mapcanvas", new XAttribute("name", "theMapCanvas"), new XAttribute("annotationsVisible", 1),
                new XElement("units", crs.IsProjected ? "meters" : "degrees"),
                extent.IsNull ? null : new XElement("extent",
                    new XElement("xmin", Number(extent.MinX)), new XElement("ymin", Number(extent.MinY)),
                    new XElement("xmax", Number(extent.MaxX)), new XElement("ymax", Number(extent.MaxY))),
                new XElement("rotation", 0), new XElement("destinationsrs", SystemOf(crs))),
            new XElement("projectlayers", all.Select(MapLayer)),
            new XElement("layerorder", all.Select(l => new XElement("layer", new XAttribute("id", l.Id)))),
            new XElement("properties",
                new XElement("Paths", new XElement("Absolute", new XAttribute("type", "bool"), "false")),
                // Without it QGIS does not look at the project's system.
                new XElement("SpatialRefSys", new XElement("ProjectionsEnabled", new XAttribute("type", "int"), 1))));
    }

    /// <summary>
    /// What a project shows of the layers as one kind of geometry; of the same layer in several folders the first is switched on.
    /// </summary>
    private static IEnumerable<Shown> ShownAs(Kind kind, IReadOnlyList<PackagedLayer> layers, string geoPackage, Messages messages)
    {
        string[] tables = GeoPackageWriter.TableNames(layers);
        var on = new HashSet<string>(StringComparer.Ordinal);
        foreach ((PackagedLayer packaged, string table) in layers.Zip(tables))
        {
            Layer layer = packaged.Layer;
            bool isTable = kind.Shapes == Shapes.None;
            if (isTable == layer.IsSpatial || !isTable && !layer.Shapes.HasFlag(kind.Shapes)) continue;
            bool isPart = !isTable && layer.Shapes != kind.Shapes;
            yield return new Shown(
                packaged, table, kind, "servicecircle_" + (isPart ? $"{table}_{kind.Symbol}" : table),
                isPart ? messages.Text(kind.TitleKey, ("layer", packaged.Title)) : packaged.Title,
                $"./{geoPackage}|layername={table}" + (isPart ? $"|geometrytype={kind.Ogr}" : ""),
                on.Add(layer.Name[(layer.Name.LastIndexOf('/') + 1)..]));
        }
    }

    private static XElement TreeEntry(Shown layer) => new("layer-tree-layer",
        new XAttribute("id", layer.Id), new XAttribute("name", layer.Title), new XAttribute("source", layer.Source),
        new XAttribute("providerKey", "ogr"), new XAttribute("checked", layer.IsOn ? "Qt::Checked" : "Qt::Unchecked"),
        new XAttribute("expanded", 0));

    private static XElement MapLayer(Shown layer) => new("maplayer",
        new XAttribute("type", "vector"), new XAttribute("geometry", layer.Kind.Qgis), new XAttribute("autoRefreshEnabled", 0),
        new XElement("id", layer.Id), new XElement("datasource", layer.Source), new XElement("layername", layer.Title),
        layer.Packaged.Layer.IsSpatial ? new XElement("srs", SystemOf(layer.Packaged.Layer.Crs)) : null,
        new XElement("provider", new XAttribute("encoding", "UTF-8"), "ogr"),
        layer.Kind.Symbol.Length == 0 ? null : RendererOf(layer),
        new XElement("aliases", GeoPackageWriter.FieldNamesOf(layer.Packaged.Layer).Select((field, i) => new XElement("alias",
            new XAttribute("index", i + 1), new XAttribute("field", field),
            new XAttribute("name", layer.Packaged.ColumnTitles[i] == layer.Packaged.Layer.Columns[i].Name ? ""
                : layer.Packaged.ColumnTitles[i])))));

    /// <summary>The usual style of a layer, as far as it draws this kind of geometry; one colour where there is none.</summary>
    private static XElement RendererOf(Shown layer)
    {
        if (layer.Packaged.Styles is not [var usual, ..]) return LayerStyles.Plain(layer.Kind.Symbol);
        string text = usual.Qml[usual.Qml.IndexOf("<qgis", StringComparison.Ordinal)..];
        XElement renderer = XDocument.Parse(text).Descendants("renderer-v2").Single();
        string[] others =
        [
            .. renderer.Descendants("symbol").Where(s => (string?)s.Attribute("type") != layer.Kind.Symbol)
                .Select(s => (string)s.Attribute("name")!),
        ];
        renderer.Descendants("rule").Where(r => others.Contains((string?)r.Attribute("symbol"))).Remove();
        renderer.Descendants("symbol").Where(s => others.Contains((string)s.Attribute("name")!)).Remove();
        return renderer;
    }

    /// <summary>
    /// A reference system by its text and number: of a project QGIS reads the text alone. One that no register has is left unsaid.
    /// </summary>
    private static XElement SystemOf(Crs crs) => new("spatialrefsys", new XAttribute("nativeFormat", "Wkt"),
        crs.Epsg is not { } code ? null : (object[])
        [
            new XElement("wkt", crs.Definition), new XElement("authid", string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}")),
        ]);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
