using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Parquet;
using ServiceCircle.Formats;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The sample town in every form, once for all tests, beside the same without the option.</summary>
public sealed class SampleInAllForms : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleInAllForms()
    {
        Assert.Equal(0, CommandLine.Run("coverage", Study, "-o", _folder.File("plain"), "--lang", "zh", "--quiet").ExitCode);
        Assert.Equal(0, RunWithForms("forms").ExitCode);
    }

    public static string Study => Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");

    public string this[string name] => _folder.File(name);

    internal CommandLine.Outcome RunWithForms(string folder, string forms = "geojson,gpkg,shp,xlsx,csv,parquet") =>
        CommandLine.Run("coverage", Study, "-o", _folder.File(folder), "--lang", "zh", "--formats", forms);

    public void Dispose() => _folder.Dispose();
}

public sealed class OutputFormsTests(SampleInAllForms sample) : IClassFixture<SampleInAllForms>
{
    [Fact]
    public void What_is_written_anyway_is_the_same_with_and_without_forms()
    {
        foreach (string file in Directory.GetFiles(sample["plain"]))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(sample["forms"], Path.GetFileName(file))));
        Assert.Equal(Names("plain"), Names("forms").Intersect(Names("plain")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_and_a_run_without_forms_removes_them()
    {
        Assert.Equal(0, sample.RunWithForms("again").ExitCode);
        Assert.Equal(Names("forms"), Names("again"));
        foreach (string file in Directory.GetFiles(sample["forms"]))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(sample["again"], Path.GetFileName(file))));
        Assert.Equal(0, CommandLine.Run("coverage", SampleInAllForms.Study, "-o", sample["again"], "--lang", "zh").ExitCode);
        Assert.Equal(Names("plain"), Names("again"));
    }

    [Fact]
    public void A_form_that_is_none_is_wrong_usage_and_nothing_is_written()
    {
        CommandLine.Outcome outcome = sample.RunWithForms("none", "gpkg,dwg");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("没有“dwg”这种格式；可用：geojson、gpkg", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sample["none"]));
    }

    [Theory]
    [InlineData("coverage")]
    [InlineData("facilities")]
    [InlineData("circles")]
    public void Gdal_reads_from_the_GeoPackage_what_the_GeoJSON_holds(string layer)
    {
        string back = sample[$"{layer}.gpkg.geojson"];
        Tool.Run("ogr2ogr", "", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=7", back, Gpkg, layer);
        AssertSame(Feature(sample[$"forms/{layer}.geojson"]), Feature(back), name => FieldNames.Plain([name])[0]);
    }

    [Theory]
    [InlineData("coverage", "_polygon", "_point")]
    [InlineData("facilities", "_polygon", "_point")]
    [InlineData("circles", "")]
    public void Gdal_reads_from_the_Shapefiles_what_the_GeoJSON_holds(string layer, params string[] suffixes)
    {
        var read = new List<JsonObject>();
        Dictionary<string, string> fields = [];
        foreach (string suffix in suffixes)
        {
            string back = sample[$"{layer}{suffix}.shp.geojson"];
            Tool.Run("ogr2ogr", "", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=7", back, sample[$"forms/{layer}{suffix}.shp"]);
            read.AddRange(Feature(back));
            fields = Tables.Read(sample[$"forms/{layer}{suffix}.fields.csv"]).Rows.ToDictionary(r => r.Values[1]!, r => r.Values[0]!);
        }
        List<JsonObject> expected = Feature(sample[$"forms/{layer}.geojson"]);
        // Sorted alike: files of one kind each have lost the order.
        string IdOf(JsonObject feature) => (string)feature["properties"]!["id"]!;
        AssertSame(
            [.. expected.OrderBy(IdOf, StringComparer.Ordinal)], [.. read.OrderBy(IdOf, StringComparer.Ordinal)], name => fields[name]);
    }

    [Fact]
    public void Gdal_finds_the_fields_of_the_GeoPackage_of_their_types_and_the_coordinate_system()
    {
        string told = Tool.RunQuietly("ogrinfo", "-ro", "-al", "-so", Gpkg, "coverage");
        foreach (string line in (string[])
            [
                "Feature Count: 24", "ID[\"EPSG\",4326]]", "name: String (0.0)", "population: Integer64 (0.0)",
                "elder_daycare_minutes: Real (0.0)", "elder_daycare_count: Integer64 (0.0)",
                "elder_daycare_covered: Integer(Boolean) (0.0)", "circle_share: Real (0.0)",
            ])
            Assert.Contains(line, told, StringComparison.Ordinal);
        Assert.Contains("Geometry: Polygon", Tool.RunQuietly("ogrinfo", "-ro", "-al", "-so", Gpkg, "circles"), StringComparison.Ordinal);
        Assert.Contains(
            "ID[\"EPSG\",4326]]", Tool.RunQuietly("ogrinfo", "-ro", "-al", "-so", sample["forms/circles.shp"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_GeoPackage_keeps_the_rules_of_the_standard_and_has_styles()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Gpkg};Mode=ReadOnly");
        connection.Open();
        Assert.Equal("1196444487", One("PRAGMA application_id"));
        Assert.Equal("10300", One("PRAGMA user_version"));
        Assert.Equal("ok", One("PRAGMA integrity_check"));
        Assert.Equal("", One("SELECT count(*) FROM pragma_foreign_key_check HAVING count(*) > 0"));
        Assert.Equal("-1 0 4326", One("SELECT group_concat(srs_id, ' ') FROM (SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id)"));
        // The data's day, in the form that the standard asks for.
        Assert.Equal("2026-01-01T00:00:00.000Z", One("SELECT group_concat(DISTINCT last_change) FROM gpkg_contents"));
        Assert.Equal("", One("""
            SELECT table_name FROM gpkg_contents c WHERE data_type = 'features'
                AND NOT EXISTS (SELECT 1 FROM gpkg_geometry_columns g WHERE g.table_name = c.table_name AND g.srs_id = c.srs_id)
            """));
        Assert.Equal("", One("SELECT name FROM pragma_table_info('coverage') WHERE name LIKE '%.%'"));
        Assert.Equal("社区老年人日间照料中心/托老所·步行分钟", One("""
            SELECT title FROM gpkg_data_columns WHERE table_name = 'coverage' AND description = 'elder.daycare.minutes'
            """));
        Assert.Equal("circles coverage facilities", One("""
            SELECT group_concat(f_table_name, ' ') FROM (SELECT f_table_name FROM layer_styles WHERE useAsDefault ORDER BY f_table_name)
            """));
        Assert.Equal("社区：服务齐全", System.Xml.Linq.XDocument.Parse(
            One("SELECT styleQML FROM layer_styles WHERE f_table_name = 'coverage' AND useAsDefault").Split('\n', 2)[1])
            .Descendants("rule").First().Attribute("label")!.Value);
        Assert.Equal("24", One("SELECT count(*) FROM communities"));

        string One(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
        }
    }

    [Fact]
    public void The_workbook_reads_back_with_the_values_of_the_tables_below_Chinese_heads()
    {
        using IExcelDataReader reader = Workbook();
        Assert.Equal("社区", reader.Name);
        Table communities = Tables.Read(sample["plain/communities.csv"]);
        Assert.True(reader.Read());
        Assert.Equal(communities.Columns.Count, reader.FieldCount);
        Assert.Equal(["编号", "名称", "所属单元"], Enumerable.Range(0, 3).Select(reader.GetString));
        foreach (Row row in communities.Rows)
        {
            Assert.True(reader.Read());
            for (int i = 0; i < reader.FieldCount; i++)
            {
                string? found = reader.GetValue(i) switch
                {
                    double number => number.ToString("R", CultureInfo.InvariantCulture),
                    bool yes => yes ? "true" : "false",
                    var other => (string?)other,
                };
                Assert.Equal(row.Values[i], found);
            }
        }
        Assert.False(reader.Read());
        var sheets = new List<string> { reader.Name };
        while (reader.NextResult()) sheets.Add(reader.Name);
        Assert.Equal(["社区", "社区覆盖", "目标判定", "缺项清单", "问题台账", "分区汇总", "设施", "服务范围", "分类规则使用情况"], sheets);
    }

    [Fact]
    public void The_workbook_is_valid_and_shows_shares_as_percent_and_minutes_with_one_decimal()
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(sample["forms/results.xlsx"], isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        using IExcelDataReader reader = Workbook();
        Assert.True(reader.Read());
        string[] heads = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
        Assert.True(reader.Read());
        Assert.Equal("0.0%", reader.GetNumberFormatString(Array.IndexOf(heads, "服务齐全率")));
        Assert.Equal("0.0", reader.GetNumberFormatString(Array.IndexOf(heads, "体育健身·步行分钟")));
        Assert.Equal("#,##0", reader.GetNumberFormatString(Array.IndexOf(heads, "人口")));
    }

    [Fact]
    public void Csv_of_layers_opens_in_Excel_and_reads_back_with_its_geometry()
    {
        byte[] bytes = File.ReadAllBytes(sample["forms/coverage.csv"]);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Table read = Tables.Read(sample["forms/coverage.csv"]), given = Tables.Read(sample["forms/coverage.geojson"]);
        Assert.Equal(given.Rows.Count, read.Rows.Count);
        foreach ((Row expected, Row found) in given.Rows.Zip(read.Rows))
        {
            foreach (string column in given.Columns.Intersect(read.Columns))
                Assert.Equal(InOneCell(expected.Values[given.IndexOf(column)]), found.Values[read.IndexOf(column)]);
            Assert.True(expected.Geometry!.EqualsExact(found.Geometry));
        }
    }

    /// <summary>What a list of GeoJSON is in one cell: its members with semicolons between them, nothing where it is empty.</summary>
    private static string? InOneCell(string? text) => text is not ['[', .., ']'] ? text
        : JsonNode.Parse(text)!.AsArray() is { Count: > 0 } list ? string.Join(';', list.Select(v => v!.ToString())) : null;

    [Fact]
    public async Task Parquet_reads_back_with_the_metadata_of_GeoParquet()
    {
        List<JsonObject> given = Feature(sample["forms/coverage.geojson"]);
        using FileStream stream = File.OpenRead(sample["forms/coverage.parquet"]);
        await using ParquetReader reader =
            await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        JsonNode geo = JsonNode.Parse(reader.CustomMetadata["geo"])!;
        Assert.Equal(("1.1.0", "geometry"), ((string?)geo["version"], (string?)geo["primary_column"]));
        Assert.Equal(["Point", "Polygon"], geo["columns"]!["geometry"]!["geometry_types"]!.AsArray().Select(t => (string)t!));
        Assert.Equal(
            given[0]["properties"]!.AsObject().Select(p => p.Key).Append("geometry"),
            reader.Schema.DataFields.Select(f => f.Name));
        Assert.Equal(given.Count, reader.Metadata!.NumRows);
        // Another implementation reads the values.
        using var other = new ParquetSharp.ParquetFileReader(sample["forms/coverage.parquet"]);
        using ParquetSharp.RowGroupReader rows = other.RowGroup(0);
        T[] Column<T>(string name)
        {
            using ParquetSharp.LogicalColumnReader<T> column =
                rows.Column(reader.Schema.DataFields.ToList().FindIndex(f => f.Name == name)).LogicalReader<T>();
            return column.ReadAll(given.Count);
        }
        Assert.Equal(given.Select(f => (string?)f["properties"]!["id"]), Column<string?>("id"));
        Assert.Equal(given.Select(f => Shape(f).AsText()), Column<byte[]?>("geometry").Select(b => new WKBReader().Read(b).AsText()));
    }

    [Fact]
    public void Of_a_single_file_the_forms_lie_beside_it_and_of_tables_there_is_no_map()
    {
        using var folder = new TemporaryFolder();
        string town = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm"), places = Path.Combine(
            QuickstartFilesTests.QuickstartFolder(), "communities.geojson");
        CommandLine.Outcome outcome = CommandLine.Run(
            "matrix", town, "--origins", places, "--destinations", places, "-o", folder.File("walks.csv"), "--snap-report",
            folder.File("snaps.csv"), "--formats", "gpkg,shp,csv,docx");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            ["snaps.csv", "walks.csv", "walks.gpkg"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("No layer was written", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("writes no report", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0xEF, File.ReadAllBytes(folder.File("walks.csv"))[0]);
    }

    private IExcelDataReader Workbook()
    {
        // The reader asks for an encoding of Windows whatever the file is.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return ExcelReaderFactory.CreateReader(File.OpenRead(sample["forms/results.xlsx"]));
    }

    private string Gpkg => sample["forms/results.gpkg"];

    private IEnumerable<string?> Names(string folder) =>
        Directory.GetFiles(sample[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static List<JsonObject> Feature(string path) =>
        [.. JsonNode.Parse(File.ReadAllText(path))!["features"]!.AsArray().Select(f => f!.AsObject())];

    private static void AssertSame(IReadOnlyList<JsonObject> expected, IReadOnlyList<JsonObject> found, Func<string, string> fieldOf)
    {
        Assert.Equal(expected.Count, found.Count);
        foreach ((JsonObject one, JsonObject other) in expected.Zip(found))
        {
            foreach ((string name, JsonNode? value) in one["properties"]!.AsObject())
                Assert.Equal(TextOf(value), TextOf(other["properties"]![fieldOf(name)]));
            Assert.True(
                Shape(one).EqualsTopologically(Shape(other)) || Shape(one).EqualsExact(Shape(other), 1e-7), (string?)one["properties"]!["id"]);
        }
    }

    /// <summary>Values as every format has them: yes is true or 1, a list is one text, no text is an empty one.</summary>
    private static string TextOf(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(';', list.Select(TextOf)),
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True => "1",
            System.Text.Json.JsonValueKind.False => "0",
            System.Text.Json.JsonValueKind.Number => ((double)value).ToString("R", CultureInfo.InvariantCulture),
            _ => (string)value!,
        },
    };

    private static Geometry Shape(JsonObject feature)
    {
        JsonNode geometry = feature["geometry"]!;
        return GeoJsonGeometry.Read(System.Text.Json.JsonDocument.Parse(geometry.ToJsonString()).RootElement, ServiceCircle.Geo.Crs.Wgs84)!;
    }
}
