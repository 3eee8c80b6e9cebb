using System.Text;
using ServiceCircle.Formats;
using ServiceCircle.Formats.Layers;

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
    public void A_sheet_is_named()
    {
        string path = _folder.Write("two.xlsx", Fuzz.Workbook.PackParts(Encoding.UTF8.GetBytes(Fuzz.Workbook.AllParts)));
        Table first = Tables.Read(path);
        Assert.Equal(first.Columns, Tables.Read(path, new TableOptions { Layer = "s" }).Columns);
        Assert.Contains("no sheet with text", Assert.Throws<InputException>(() => Tables.Read(path, new TableOptions { Layer = "E" })).Found);
        var e = Assert.Throws<InputException>(() => Tables.Read(path, new TableOptions { Layer = "社区" }));
        Assert.Equal(("layer", "no sheet \"社区\"", "one of E, S"), (e.Where, e.Found, e.Expected));
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

    [Theory]
    [InlineData("sheetId=\"1\"", "sheetId=\"one\"")]
    [InlineData("numFmtId=\"164\"", "numFmtId=\"\"")]
    [InlineData("<v>4</v>", "<v>4000000000</v>")]
    [InlineData("<v>0</v>", "<v></v>")]
    public void A_workbook_with_a_broken_number_inside_is_read_or_refused(string right, string wrong)
    {
        string path = _folder["broken.xlsx"];
        Assert.Contains(right, Fuzz.Workbook.AllParts);
        File.WriteAllBytes(path, Fuzz.Workbook.PackParts(Encoding.UTF8.GetBytes(Fuzz.Workbook.AllParts.Replace(right, wrong))));
        Exception? thrown = Record.Exception(() => Tables.Read(path));
        Assert.True(thrown is null or InputException, $"{thrown}");
    }

    [Fact]
    public void An_old_workbook_of_wide_rows_that_hold_nothing_is_refused_long_before_the_last()
    {
        // A number in the last row and the last column of a sheet, and nothing before it.
        byte[] file =
            [9, 0, 4, 0, 7, 0, 0x10, 0, 3, 0, 15, 0, 0xFF, 0xFF, 0xFF, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 10, 0, 0, 0];
        File.WriteAllBytes(_folder["long.xls"], file);
        InputException e = Assert.Throws<InputException>(() => Tables.Read(_folder["long.xls"]));
        Assert.Contains("16,384 columns, nearly all of them empty", e.Found);
        Assert.Matches("row [0-9]{1,4}$", e.Where);
    }

    [Fact]
    public void An_old_workbook_wider_than_any_sheet_is_refused_at_once()
    {
        // The first record says that a sheet begins; the second is a number in row 3 of the last column that two bytes can count.
        byte[] file = [9, 0, 4, 0, 7, 0, 0x10, 0, 3, 0, 15, 0, 2, 0, 0xFF, 0xFE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 10, 0, 0, 0];
        File.WriteAllBytes(_folder["wide.xls"], file);
        Assert.Contains("nearly all of them empty", Refused(_folder["wide.xls"]));
    }

    /// <summary>How to fill in a table is no table, unless there is nothing else.</summary>
    [Fact]
    public void A_sheet_of_sentences_before_the_table_is_passed_over()
    {
        var notes = new Layer("填表说明", ["填表说明"], () => [new LayerRow(null, ["人口按常住人口填写"])]);
        var real = new Layer("数据", ["编号", "人口"], () => [new LayerRow(null, ["1", 5L])]);
        string Written(params Layer[] layers)
        {
            using var stream = new MemoryStream();
            WorkbookWriter.Write(stream, [.. layers.Select(l => new PackagedLayer(l, l.Name, [.. l.Columns.Select(c => c.Name)]))]);
            return _folder.Write($"{layers.Length}.xlsx", stream.ToArray());
        }
        Assert.Equal(["编号", "人口"], Tables.Read(Written(notes, real)).Columns);
        Assert.Equal(["填表说明"], Tables.Read(Written(notes)).Columns);
        Assert.Equal(["填表说明"], Tables.Read(Written(notes, real), new TableOptions { Layer = "填表说明" }).Columns);
    }

    private static string Refused(string path) => Assert.Throws<InputException>(() => Tables.Read(path)).Found;

    private static string Cell(string column, string text) => $"<c r=\"{column}1\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Repeated(string row, int times) => new StringBuilder().Insert(0, row, times).ToString();

    private string Workbook(string rows) => _folder.Write("t.xlsx", Fuzz.Workbook.Pack(Encoding.UTF8.GetBytes(Fuzz.Workbook.SheetOf(rows))));
}
