using System.IO.Compression;
using System.Text;
using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

/// <summary>Workbooks of one sheet, written by hand: small files that unpack to much are refused before they fill the memory.</summary>
public sealed class WorkbookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_title_above_the_header_and_cells_left_out_are_read()
    {
        Table table = Tables.Read(Workbook("<row>" + Cell("A", "社区统计表") + "</row><row>" + Cell("A", "id") + Cell("B", "name") + Cell("C", "n")
            + "</row><row>" + Cell("A", "a") + "<c r=\"C3\"><v>5</v></c></row>"));
        Assert.Equal(["id", "name", "n"], table.Columns);
        Assert.Equal(["a", null, "5"], Assert.Single(table.Rows).Values);
        Assert.Equal("warning/title-rows", Assert.Single(table.Notes).Key);
    }

    [Fact]
    public void Rows_of_one_cell_far_to_the_right_are_refused()
    {
        string path = Workbook(Repeated("<row><c r=\"XFD1\"><v>1</v></c></row>", 20_000));
        Assert.True(new FileInfo(path).Length < 20_000);
        Assert.Contains("16,384 columns, nearly all of them empty", Refused(path));
    }

    [Fact]
    public void One_wide_row_among_many_narrow_ones_is_refused()
    {
        string path = Workbook("<row>" + string.Concat(Enumerable.Range(0, 16_000).Select(_ => "<c><v>1</v></c>")) + "</row>"
            + Repeated("<row><c><v>1</v></c><c><v>2</v></c></row>", 20_000));
        Assert.Contains("16,000 columns, nearly all of them empty", Refused(path));
    }

    [Fact]
    public void A_cell_that_never_ends_is_refused() =>
        Assert.Contains("longer than a cell can hold", Refused(Workbook($"<row>{Cell("A", new string('a', 1_000_000))}</row>")));

    [Fact]
    public void What_unpacks_to_far_more_than_its_size_is_refused() =>
        Assert.Contains("more than fifty times", Refused(Workbook(Repeated("<row><c><v>1</v></c><c><v>2</v></c></row>", 1_800_000))));

    private static string Refused(string path) => Assert.Throws<InputException>(() => Tables.Read(path)).Found;

    private static string Cell(string column, string text) => $"<c r=\"{column}1\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Repeated(string row, int times) => new StringBuilder().Insert(0, row, times).ToString();

    private string Workbook(string rows)
    {
        const string types = "http://schemas.openxmlformats.org/package/2006/content-types",
            links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            packed = "http://schemas.openxmlformats.org/package/2006/relationships",
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        string path = _folder["t.xlsx"];
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add("[Content_Types].xml", $"""
            <Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>
            """);
        Add("_rels/.rels", $"""<Relationships xmlns="{packed}"><Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add("xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>""");
        Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{packed}"><Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
        Add("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>""");
        return path;

        void Add(string name, string text)
        {
            using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
