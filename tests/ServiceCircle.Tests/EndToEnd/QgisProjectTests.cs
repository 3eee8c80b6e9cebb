using System.IO.Compression;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The project for QGIS beside a GeoPackage: by its structure, and as QGIS itself opens it where it is installed.</summary>
public sealed class QgisProjectTests(SampleInAllForms sample) : IClassFixture<SampleInAllForms>
{
    /// <summary>Debian's QGIS for Python; other pythons do not have it.</summary>
    private const string Python = "/usr/bin/python3", Module = "/usr/lib/python3/dist-packages/qgis";

    private XElement Project() => Open("forms/results.qgz").Root!;

    private XDocument Open(string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(sample[name]);
        ZipArchiveEntry entry = Assert.Single(zip.Entries);
        Assert.Equal((Path.ChangeExtension(Path.GetFileName(name), ".qgs"), 1980), (entry.FullName, entry.LastWriteTime.Year));
        using Stream stream = entry.Open();
        return XDocument.Load(System.Xml.XmlReader.Create(stream, new() { DtdProcessing = System.Xml.DtdProcessing.Ignore }));
    }

    [Fact]
    public void Every_layer_of_the_GeoPackage_is_opened_by_a_relative_path()
    {
        string[] sources = [.. Project().Descendants("datasource").Select(d => d.Value)];
        Assert.All(sources, s => Assert.StartsWith("./results.gpkg|layername=", s, StringComparison.Ordinal));
        Assert.Equal(
            Column("SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles' ORDER BY table_name"),
            sources.Select(s => s.Split('|')[1]["layername=".Length..]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(sources.Length, sources.Distinct().Count());
    }

    /// <summary>The first in the tree is drawn last, above the others.</summary>
    [Fact]
    public void Points_lie_above_lines_above_areas_and_names_are_those_of_the_language()
    {
        XElement project = Project();
        Dictionary<string, string> kindOf =
            project.Descendants("maplayer").ToDictionary(l => l.Element("id")!.Value, l => l.Attribute("geometry")!.Value);
        string[] tree = [.. project.Descendants("layer-tree-layer").Select(l => kindOf[l.Attribute("id")!.Value])];
        string[] order = ["Point", "Line", "Polygon", "No geometry"];
        Assert.Equal(tree.OrderBy(k => Array.IndexOf(order, k)), tree);
        string[] names = [.. project.Descendants("layer-tree-layer").Select(l => l.Attribute("name")!.Value)];
        foreach (string name in (string[])["社区覆盖（点）", "社区覆盖（面）", "服务范围", "社区"]) Assert.Contains(name, names);
        Assert.Equal(
            "社区老年人日间照料中心/托老所·步行分钟",
            project.Descendants("alias").First(a => a.Attribute("field")!.Value == "elder_daycare_minutes").Attribute("name")!.Value);
    }

    [Fact]
    public void Styles_are_those_of_the_GeoPackage_with_symbols_of_one_kind()
    {
        XElement[] layers = [.. Project().Descendants("maplayer").Where(l => l.Attribute("geometry")!.Value != "No geometry")];
        foreach (XElement layer in layers)
        {
            XElement renderer = layer.Element("renderer-v2")!;
            string symbol = layer.Attribute("geometry")!.Value switch { "Point" => "marker", "Line" => "line", _ => "fill" };
            Assert.NotEmpty(renderer.Descendants("symbol"));
            Assert.All(renderer.Descendants("symbol"), s => Assert.Equal(symbol, s.Attribute("type")!.Value));
            string[] drawn = [.. renderer.Descendants("rule").Select(r => r.Attribute("symbol")!.Value)];
            if (drawn.Length > 0) Assert.Equal(drawn, renderer.Descendants("symbol").Select(s => s.Attribute("name")!.Value));
        }
        XElement areas = layers.Single(l => l.Element("id")!.Value == "servicecircle_coverage_fill");
        string style = Column("SELECT styleQML FROM layer_styles WHERE f_table_name = 'coverage' AND useAsDefault").Single();
        Assert.Equal(
            XDocument.Parse(style.Split('\n', 2)[1]).Descendants("rule").Select(r => r.Attribute("filter")!.Value)
                .Where(f => f.Contains("'Polygon'", StringComparison.Ordinal)),
            areas.Descendants("rule").Select(r => r.Attribute("filter")!.Value));
    }

    [Fact]
    public void Qgis_opens_every_layer_with_its_rows_and_draws_what_is_there()
    {
        Assert.SkipUnless(Directory.Exists(Module), "python3-qgis is not installed");
        string script = sample["open.py"], picture = sample["project.png"];
        File.WriteAllText(script, """
            import os, sys
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            from qgis.core import *
            from qgis.PyQt.QtCore import QSize
            app = QgsApplication([], False)
            app.initQgis()
            project = QgsProject.instance()
            print(project.read(sys.argv[1]), project.crs().authid(), sep="|")
            layers = [n.layer() for n in project.layerTreeRoot().findLayers()]
            for l in layers:
                print(l.name(), l.isValid(), l.featureCount(), len(list(l.getFeatures())), l.crs().authid(),
                      l.renderer().type() if l.renderer() else "", sep="|")
            settings = QgsMapSettings()
            settings.setLayers([l for l in project.layerTreeRoot().layerOrder() if l.isSpatial()])
            settings.setDestinationCrs(project.crs())
            settings.setExtent(next(l for l in layers if l.name() == "服务范围").extent())
            settings.setOutputSize(QSize(900, 700))
            job = QgsMapRendererParallelJob(settings)
            job.start()
            job.waitForFinished()
            job.renderedImage().save(sys.argv[2])
            app.exitQgis()
            """);
        string[] told = Tool.Run(Python, "", script, sample["forms/results.qgz"], picture).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("True|EPSG:4326", told[0]);
        string[][] layers = [.. told.Skip(1).Select(t => t.Split('|'))];
        Assert.Equal(Project().Descendants("layer-tree-layer").Select(l => l.Attribute("name")!.Value), layers.Select(l => l[0]));
        Assert.All(layers, l => Assert.Equal("True", l[1]));
        int Rows(string title) => layers.Where(l => l[0].StartsWith(title, StringComparison.Ordinal)).Sum(l => int.Parse(l[3]));
        Assert.Equal(int.Parse(Column("SELECT count(*) FROM coverage").Single()), Rows("社区覆盖"));
        Assert.Equal(int.Parse(Column("SELECT count(*) FROM facilities").Single()), Rows("设施"));
        Assert.Equal("RuleRenderer", layers.Single(l => l[0] == "社区覆盖（面）")[5]);
        Assert.True(new FileInfo(picture).Length > 10_000);
    }

    private string[] Column(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={sample["forms/results.gpkg"]};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader rows = command.ExecuteReader();
        var values = new List<string>();
        while (rows.Read()) values.Add(rows.GetString(0));
        return [.. values];
    }
}
