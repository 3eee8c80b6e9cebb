using System.IO.Compression;
using System.Text;
using ServiceCircle.Output;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Reports.Model;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Plans;

/// <summary>Figures from outside, in a table.</summary>
public sealed class ValuesTableTests : IDisposable
{
    private const string Supplied = """ "indicator": "supplied" """, Study = """ "values": "values.csv", """;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static StudyResult Run(
        string table, string target, string indicator = Supplied, string study = Study, AnalyticTown? town = null)
    {
        town ??= new AnalyticTown().Community("c0", 0);
        town.MoreFiles.Add(("values.csv", table));
        return town.Run(indicator, target, study);
    }

    private static Verdict Judge(string table, string target, string study = Study) =>
        Assert.Single(Run(table, target, study: study).Verdicts);

    private static string Note(Verdict verdict) =>
        new VerdictWords(Messages.In(Language.En), new Dictionary<string, string>()).Note(verdict);

    [Theory]
    [InlineData("人次", "万人次", 2.5, 25_000)]
    [InlineData("万人次", "人次", 25_000, 2.5)]
    [InlineData("%", "‰", 885, 88.5)]
    [InlineData("%", "％", 88.5, 88.5)]
    [InlineData("%", "", 88.5, 88.5)]
    [InlineData("places per 1,000 people", "个/万人", 45, 4.5)]
    [InlineData("households", "户", 2_200, 2_200)]
    public void A_figure_is_taken_in_the_clauses_unit(string unit, string written, double value, double expected)
    {
        FormattableString target = $""" "operator": ">=", "value": {expected}, "unit": "{unit}" """;
        Verdict verdict =
            Judge(FormattableString.Invariant($"clause,year,value,unit,source,note\nown-1,2024,{value},{written},统计年鉴,初步数\n"),
                FormattableString.Invariant(target));
        Assert.Equal((expected, true, 0.0, Basis.Supplied),
            (verdict.Measured!.Value, verdict.Met!.Value, verdict.Shortfall!.Value, verdict.Basis));
        Assert.EndsWith("Figure of 2024. Source: 统计年鉴. Note: 初步数.", Note(verdict));
    }

    [Theory]
    [InlineData("条款,年份,数值,单位,来源,备注\nown-1,2024年,88.5,％,民政局,\n")]
    [InlineData("clause\tyear\tvalue\tunit\nown-1\t2024\t88.5%\t\n")]
    [InlineData("value;clause\n88.5 ％;own-1\n")]
    [InlineData("clause,value,unit\nown-1,88.5%,%\nown-2,,\nown-1,,%\n")]
    public void Chinese_headers_other_separators_signs_and_blank_rows_will_do(string table) =>
        Assert.Equal(88.5, Judge(table, """ "operator": ">=", "value": 85, "unit": "%" """).Measured);

    [Theory]
    [InlineData("own-1,2024,88.5,人次", "line 2", "the unit \"人次\" for the clause \"own-1\"",
        "\"%\", the clause's unit, or one that converts into it")]
    [InlineData("own-1,2024,88.5,precent", "line 2", "the unit \"precent\"", "\"%\"")]
    [InlineData("own-1,2024,many,%", "line 2", "the value \"many\"", "a number")]
    [InlineData("own-1,soon,88.5,%", "line 2", "the year \"soon\"", "a year such as 2024")]
    [InlineData("own-1,2024,88.5%,人次", "line 2", "the value \"88.5%\" with the unit \"人次\"", "")]
    [InlineData("own-1,2024,0.885,%", "line 2", "0.885", "60 for 60 %")]
    [InlineData("own-1,2024,88.5,%\nown-1,2024,89,%", "line 3", "a second time for 2024", "one row for each clause and year")]
    [InlineData(",2024,88.5,%", "line 2", "a value without a clause", "the id of a clause")]
    public void A_bad_row_says_where_what_was_found_and_what_was_expected(string rows, string where, string found, string expected)
    {
        InputException e =
            Assert.Throws<InputException>(
                () => Judge("clause,year,value,unit\n" + rows + "\n", """ "operator": ">=", "value": 85, "unit": "%" """));
        Assert.Equal("values.csv", Path.GetFileName(e.File));
        Assert.StartsWith(where, e.Where);
        Assert.Contains(found, e.Found, StringComparison.Ordinal);
        Assert.Contains(expected, e.Found.Contains("problems", StringComparison.Ordinal) ? e.Found : e.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_the_columns_says_which()
    {
        InputException e =
            Assert.Throws<InputException>(() => Judge("name,number\nown-1,5\n", """ "operator": ">=", "value": 85, "unit": "%" """));
        Assert.Contains("clause (条款) and value (数值)", e.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 90.0)]
    [InlineData(""" "as_of": "2025", """, 90.0)]
    [InlineData(""" "as_of": "2023", """, 80.0)]
    [InlineData(""" "as_of": "2022-06-30", """, 70.0)]
    [InlineData(""" "as_of": "2019", """, null)]
    public void Of_several_years_the_latest_counts_that_is_not_later_than_the_day(string asOf, double? expected)
    {
        const string Table = "clause,year,value\nown-1,2023,80\nown-1,2025,90\nown-1,2021,70\n";
        Verdict verdict = Judge(Table, """ "operator": ">=", "value": 85, "unit": "%" """, Study + asOf);
        Assert.Equal(expected, verdict.Measured);
        if (expected is null) Assert.Equal(["values.own-1"], verdict.Needs);
    }

    [Fact]
    public void A_figure_without_a_year_counts_until_there_is_one_with() =>
        Assert.Equal([60, 80], ((string[])["2020", "2023"]).Select(day =>
            Judge("clause,year,value\nown-1,2023,80\nown-1,,60\n", """ "operator": ">=", "value": 85, "unit": "%" """,
                Study + $""" "as_of": "{day}", """).Measured!.Value));

    [Theory]
    [InlineData(50, false)]
    [InlineData(50.4, false)]
    [InlineData(49, true)]
    [InlineData(52, true)]
    [InlineData(49.9, true)]
    public void A_figure_that_contradicts_what_is_measured_says_so_beside_it(double supplied, bool differs)
    {
        // One of two communities has a day care: 50 %, as asked.
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 3000).Facility("elder.daycare", 0, community: "c0");
        Verdict[] verdicts =
            [.. Run(FormattableString.Invariant($"clause,value\nown-1,{supplied}\n"), """ "operator": ">=", "value": 50, "unit": "%" """,
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """, town: town).Verdicts];
        Assert.Equal((Reading.Supplied, true, supplied), (verdicts[0].Reading, verdicts[0].IsDeciding, verdicts[0].Measured!.Value));
        Assert.Equal((Reading.FacilityInUnit, false, 50.0), (verdicts[1].Reading, verdicts[1].IsDeciding, verdicts[1].Measured!.Value));
        string shown = FormattableString.Invariant($"{supplied:0.##}");
        Assert.Equal(differs,
            verdicts[0].Remarks.Contains(new Notice("verdict/supplied-differs", ("supplied", shown), ("measured", "50"))));
    }

    [Fact]
    public void A_clause_that_no_plan_has_is_a_warning() =>
        Assert.Contains(
            new Notice("warning/no-such-clause", ("where", "values.own-2"), ("near", "own-1")),
            Run("clause,value\nown-2,5\n", "").Warnings);

    [Fact]
    public void Numbers_in_the_study_itself_still_do() =>
        Assert.Equal([5, 6.5],
            ((string[])["5", "\"6.5\""])
            .Select(n => new AnalyticTown().Community("c0", 0)
                .Judge(Supplied, study: $$""" "values": { "own-1": {{n}} }, """)[0].Measured!.Value));

    [Theory]
    [InlineData("5")]
    [InlineData("[5]")]
    [InlineData("""{ "own-1": [5] }""")]
    public void Other_kinds_of_values_are_refused(string values)
    {
        InputException e =
            Assert.Throws<InputException>(() => new AnalyticTown().Community("c0", 0).Judge(Supplied, study: $""" "values": {values}, """));
        Assert.Contains("values", e.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundredth_in_the_study_is_refused_where_the_target_asks_for_more()
    {
        InputException e = Assert.Throws<InputException>(() => new AnalyticTown().Community("c0", 0)
            .Judge(Supplied, """ "operator": ">=", "value": 85, "unit": "%" """, """ "values": { "own-1": 0.88 }, """));
        Assert.Equal(("values.own-1", "Write 88 if that share is meant."), (e.Where, e.Advice));
    }

    [Fact]
    public void The_table_is_among_the_files_of_the_run()
    {
        string study = new AnalyticTown { MoreFiles = { ("values.csv", "clause,value\nown-1,5\n") } }.Community("c0", 0)
            .Write(_folder, Supplied, study: Study);
        byte[] hash = System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder["values.csv"]));
        Assert.Contains(("values.csv", Convert.ToHexStringLower(hash)), Studies.Study.Run(StudyFile.Load(study)).Givens.Files.Value);
    }

    /// <summary>A workbook with an empty first sheet, and cells of four types in the second.</summary>
    private string Workbook()
    {
        string path = _folder["values.xlsx"];
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        void Add(string name, string text)
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        Add("[Content_Types].xml",
            """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>""");
        Add("_rels/.rels",
            $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add("xl/workbook.xml",
            $"""<?xml version="1.0"?><workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="空" sheetId="1" r:id="r1"/><sheet name="填报" sheetId="2" r:id="r2"/></sheets></workbook>""");
        Add("xl/_rels/workbook.xml.rels",
            $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        // Style 1 is the built-in format 10: 0.00%; style 2 is the built-in 14: a date.
        Add("xl/styles.xml",
            $"""<?xml version="1.0"?><styleSheet xmlns="{Main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        Add("xl/worksheets/sheet1.xml", $"""<?xml version="1.0"?><worksheet xmlns="{Main}"><sheetData/></worksheet>""");
        string Cell(string at, string text) => $"""<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>""";
        Add("xl/worksheets/sheet2.xml", $"""
            <?xml version="1.0"?><worksheet xmlns="{Main}"><sheetData>
            <row r="2">{Cell("A2", "条款")}{Cell("B2", "年份")}{Cell("C2", "数值")}{Cell("D2", "备注")}</row>
            <row r="3">{Cell("A3", "own-1")}<c r="B3"><v>2024</v></c><c r="C3" s="1"><v>0.885</v></c><c r="D3" s="2"><v>45566</v></c></row>
            <row r="5">{Cell("A5", "own-2")}</row></sheetData></worksheet>
            """.TrimStart());
        return path;
    }

    [Fact]
    public void A_workbook_is_read_as_it_looks()
    {
        var table = ServiceCircle.Formats.Tables.Read(Workbook());
        Assert.Equal(["条款", "年份", "数值", "备注"], table.Columns);
        // Day 45566 of Excel's calendar is 1 October 2024.
        Assert.Equal(["own-1", "2024", "88.5%", "2024-10-01"], table.Rows[0].Values);
        Assert.Equal(("sheet \"填报\", row 3", "sheet \"填报\", row 5"), (table.Rows[0].Where, table.Rows[1].Where));
        string study = new AnalyticTown().Community("c0", 0)
            .Write(_folder, Supplied, """ "operator": ">=", "value": 85, "unit": "%" """, """ "values": "values.xlsx", """);
        Verdict verdict = Assert.Single(Studies.Study.Run(StudyFile.Load(study)).Verdicts);
        Assert.Equal((88.5, true), (verdict.Measured!.Value, verdict.Met!.Value));
    }

    [Fact]
    public void What_is_no_workbook_is_refused_in_words()
    {
        string path = _folder.Write("values.xlsx", "clause,value\n");
        Assert.Contains(
            "workbook", Assert.Throws<InputException>(() => ServiceCircle.Formats.Tables.Read(path)).Found, StringComparison.Ordinal);
        Assert.Equal("no such file", Assert.Throws<InputException>(() => ServiceCircle.Formats.Tables.Read(_folder["none.xls"])).Found);
    }

    [Fact]
    public void The_template_has_a_row_for_each_clause_that_takes_a_figure_and_is_read_back_as_nothing()
    {
        string path = _folder["values.csv"];
        EndToEnd.CommandLine.Outcome outcome =
            EndToEnd.CommandLine.Run("targets", "--template", path, "--plan", "hebei", "--plan", "tj", "--lang", "en");
        Assert.Equal(0, outcome.ExitCode);
        var categories = ServiceCircle.Places.CategoryCatalogue.Load();
        Clause[] expected =
            [.. PlanCatalogue.LoadAll(["hebei", "tj"], categories, StandardCatalogue.Load(categories), "").SelectMany(p => p.Clauses)
                .Where(c => c.Indicator == "supplied")];
        var table = ServiceCircle.Formats.Tables.Read(path);
        Assert.Equal(ValuesTemplate.Columns, table.Columns);
        Assert.Subset(table.Rows.Select(r => r.Values[0]!).ToHashSet(), expected.Select(c => c.Id).ToHashSet());
        Assert.All(expected,
            c => Assert.Equal(
                [c.Id, "2025", null, c.Unit.Length > 0 ? c.Unit : null, null, c.Quote],
                table.Rows.Single(r => r.Values[0] == c.Id).Values));
        Assert.Contains($"{table.Rows.Count} clauses take a figure from outside", outcome.Error);

        // Filled in, it is not overwritten; as it is, it gives no figure.
        Assert.Equal(3, EndToEnd.CommandLine.Run("targets", "--template", path).ExitCode);
        Assert.Equal(3, EndToEnd.CommandLine.Run("targets", "--template", _folder["values.xlsx"]).ExitCode);
        Assert.Null(Judge(File.ReadAllText(path), """ "operator": ">=", "value": 85, "unit": "%" """).Measured);
    }
}
