using System.Text;
using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

public sealed class CsvWriterTests
{
    [Fact]
    public void Cells_are_quoted_when_needed_and_lines_end_in_a_line_feed()
    {
        byte[] bytes = Write(false, csv =>
        {
            csv.Cell("a,b").Cell(0.1 + 0.2).EndRow();
            csv.Cell("say \"hi\"\nthere").Cell((double?)null).EndRow();
            csv.Cell("幸福院").Cell(12L).EndRow();
            csv.Cell(true).Cell(-1.5e-9).EndRow();
        });
        Assert.Equal("名称,n\n\"a,b\",0.30000000000000004\n\"say \"\"hi\"\"\nthere\",\n幸福院,12\ntrue,-1.5E-09\n",
            Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void A_byte_order_mark_is_written_only_when_asked_for()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], Write(true, _ => { })[..3]);
        Assert.Equal("名"u8[..3].ToArray(), Write(false, _ => { })[..3]);
    }

    [Fact]
    public void Rows_must_be_as_wide_as_the_header() =>
        Assert.Throws<InvalidOperationException>(() => Write(false, csv => csv.Cell("one").EndRow()));

    [Fact]
    public void Any_text_reads_back_the_same()
    {
        string[] texts = ["plain", "a,b", "\"", "x\ny", ";", "\t", "'=1+1", "，", "𠮷"];
        using var folder = new TemporaryFolder();
        string path = folder.Write("t.csv", Write(false, csv =>
        {
            foreach (string text in texts) csv.Cell("<" + text + ">").Cell(1L).EndRow();
        }));
        Assert.Equal(texts.Select(t => "<" + t + ">"), Tables.Read(path).Rows.Select(r => r.Values[0]));
    }

    /// <summary>Whoever opens the table in a spreadsheet sees the name of a place and runs nothing.</summary>
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"a\")", true)]
    [InlineData("@SUM(A1)", true)]
    [InlineData("+86 10 1234", true)]
    [InlineData("-2+3+cmd|' /C calc'!A0", true)]
    [InlineData("＝1+1", true)]
    [InlineData("-12.5", false)]
    [InlineData("+8", false)]
    [InlineData("1=1", false)]
    [InlineData("'quoted'", false)]
    public void A_text_that_might_be_a_formula_is_marked_as_text_and_reads_back_the_same(string text, bool isMarked)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("t.csv", Write(false, csv => csv.Cell(text).Cell(-1L).EndRow()));
        string cell = File.ReadAllLines(path)[1].TrimStart('"');
        Assert.Equal(isMarked, cell.StartsWith("'" + text[0], StringComparison.Ordinal));
        Assert.Equal([text, "-1"], Tables.Read(path).Rows[0].Values);
    }

    [Fact]
    public void Marks_of_direction_and_control_characters_are_no_part_of_a_name()
    {
        using var folder = new TemporaryFolder();
        string name = "养\u202E老\u2066\u0007院\u200F";
        string table = folder.Write("t.csv", $"name,n\n{name},1\n"),
            layer = folder.Write("t.geojson", $$"""
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"{{name.Replace("\u0007", "")}}"},"geometry":null}]}
                """);
        Assert.Equal(["养老院", "养老院"], ((string[])[table, layer]).Select(f => Tables.Read(f).Rows[0].Values[0]));
    }

    private static byte[] Write(bool byteOrderMark, Action<CsvWriter> rows)
    {
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream, ["名称", "n"], byteOrderMark)) rows(csv);
        return stream.ToArray();
    }
}
