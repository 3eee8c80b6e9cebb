using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The sample town's report for Word, in both languages, once for all tests.</summary>
public sealed class SampleInWord : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleInWord()
    {
        foreach (string language in (string[])["en", "zh"])
            Assert.Equal(0, CommandLine.Run(
                "coverage", SampleInAllForms.Study, "-o", _folder.File(language), "--lang", language, "--formats", "docx").ExitCode);
    }

    public string this[string name] => _folder.File(name);

    public void Dispose() => _folder.Dispose();
}

public sealed class WordReportTests(SampleInWord sample) : IClassFixture<SampleInWord>
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void The_document_is_valid(string language)
    {
        using WordprocessingDocument document = Open(language);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(20));
    }

    /// <summary>The page is the oracle: what a reader sees there is in the document, but for tables that do not fit on paper.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void It_says_what_the_page_says(string language)
    {
        XElement body = XDocument.Load(sample[$"{language}/report.html"]).Root!.Element("body")!;
        using WordprocessingDocument document = Open(language);
        string text = Bare(string.Concat(document.MainDocumentPart!.Document.Body!.Descendants<Text>().Select(t => t.Text)));
        string[] said =
        [
            .. body.Element("header")!.Elements().Where(e => e.Name.LocalName is "p" or "h1").Select(e => e.Value),
            .. body.Element("header")!.Descendants("li").Where(e => e.Element("a") is null).Select(e => e.Value),
            .. body.Descendants().Where(e => e.Name.LocalName is "h2" or "h3" or "caption" or "td" or "th" or "li" or "bdi")
                .Where(e => !e.Descendants().Any(d => d.Name.LocalName is "span" or "svg")).Select(e => e.Value)
                // The head of the column of bars, which are no words.
                .Where(s => s != Messages.In(Locale.LanguageOf(language))["column/bar"]),
        ];
        Assert.True(said.Length > 1000);
        Assert.All(said, s => Assert.Contains(Bare(s), text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bureau_can_go_on_editing_it()
    {
        using WordprocessingDocument document = Open("zh");
        Body body = document.MainDocumentPart!.Document.Body!;
        string[] styles = [.. body.Descendants<ParagraphStyleId>().Select(s => s.Val!.Value!)];
        string[] defined = [.. document.MainDocumentPart.StyleDefinitionsPart!.Styles!.Elements<Style>().Select(s => s.StyleId!.Value!)];
        Assert.Empty(styles.Except(defined));
        // The plan's verdicts first, the method and the sources last.
        string[] headings = [.. body.Elements<Paragraph>().Where(p => StyleOf(p) == "Heading1").Select(p => p.InnerText)];
        Assert.Equal(("是否达到规划目标？", "数据与日期"), (headings[0], headings[^1]));
        Assert.True(Array.IndexOf(headings, "缺什么补什么") < Array.IndexOf(headings, "覆盖地图"));
        Table[] tables = [.. body.Elements<Table>()];
        Assert.All(tables, t => Assert.NotNull(t.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>()));
        Assert.All(
            tables.SelectMany(t => t.Elements<TableRow>()), r => Assert.NotNull(r.TableRowProperties!.GetFirstChild<CantSplit>()));
        // Neither a head nor a last row is alone on its page.
        Assert.All(tables, t => Assert.All(
            (TableRow[])[t.Elements<TableRow>().First(), t.Elements<TableRow>().Reverse().Skip(1).First()],
            row => Assert.All(row.Descendants<Paragraph>(), p => Assert.NotNull(p.ParagraphProperties!.KeepNext))));
        Assert.Equal(tables.Length + 5, styles.Count(s => s == "Caption"));
        Assert.Contains(body.Descendants<FieldCode>(), f => f.Text.Contains("TOC", StringComparison.Ordinal));
        Assert.All(
            document.MainDocumentPart.StyleDefinitionsPart.Styles.Descendants<RunFonts>(),
            f => Assert.Contains(f.EastAsia!.Value, new[] { "SimSun", "Microsoft YaHei" }));
        PageSize paper = body.Descendants<PageSize>().Single();
        Assert.Equal((11906u, 16838u), (paper.Width!.Value, paper.Height!.Value));
    }

    [Fact]
    public void Maps_are_pictures_for_every_program_and_drawings_for_Word()
    {
        using ZipArchive zip = ZipFile.OpenRead(sample["zh/report.docx"]);
        ZipArchiveEntry[] media = [.. zip.Entries.Where(e => e.FullName.StartsWith("word/media/", StringComparison.Ordinal))];
        Assert.Equal(5, media.Count(e => e.Name.EndsWith(".svg", StringComparison.Ordinal)));
        Assert.True(media.Count(e => e.Name.EndsWith(".png", StringComparison.Ordinal)) >= 5);
        Assert.Contains(media, e => e.Name == "image1.png");
        foreach (ZipArchiveEntry entry in media)
        {
            using Stream stream = entry.Open();
            if (entry.Name.EndsWith(".svg", StringComparison.Ordinal))
            {
                XElement svg = XDocument.Load(stream).Root!;
                // Streets below every map, and nothing that Word does not draw.
                Assert.True(svg.Descendants().Count(e => e.Name.LocalName == "path") > 5, entry.Name);
                Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "svg" or "use" or "title" or "style");
                Assert.Contains(svg.Descendants(), e => e.Name.LocalName == "text" && e.Value == "南坝村");
                continue;
            }
            byte[] head = new byte[24];
            stream.ReadExactly(head);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], head[..4]);
            if (entry.Name == "image1.png") Assert.Equal(2008, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)));
        }
    }

    [Fact]
    public void The_same_study_gives_the_same_bytes_and_a_run_without_the_form_leaves_the_document()
    {
        using var folder = new TemporaryFolder();
        string again = folder.File("again");
        Assert.Equal(0, CommandLine.Run("coverage", SampleInAllForms.Study, "-o", again, "--lang", "zh", "--formats", "docx").ExitCode);
        Assert.Equal(File.ReadAllBytes(sample["zh/report.docx"]), File.ReadAllBytes(Path.Combine(again, "report.docx")));
        Assert.Equal(0, CommandLine.Run("coverage", SampleInAllForms.Study, "-o", again, "--lang", "zh").ExitCode);
        Assert.True(File.Exists(Path.Combine(again, "report.docx")));
    }

    [Fact]
    public void A_comparison_has_its_documents_too()
    {
        using var folder = new TemporaryFolder();
        string output = folder.File("out"), scenario = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "scenario.json");
        Assert.Equal(0, CommandLine.Run("whatif", SampleInAllForms.Study, scenario, "-o", output, "--formats", "docx,gpkg").ExitCode);
        foreach (string report in (string[])["report.docx", "baseline/report.docx", "scenario/report.docx"])
        {
            using WordprocessingDocument document = WordprocessingDocument.Open(Path.Combine(output, report), isEditable: false);
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(5));
        }
        Assert.True(File.Exists(Path.Combine(output, "results.gpkg")));
    }

    [Fact]
    public void LibreOffice_opens_it()
    {
        using var folder = new TemporaryFolder();
        Tool.Run("soffice", "", $"-env:UserInstallation=file://{folder.File("profile")}", "--headless", "--convert-to", "txt:Text", "--outdir",
            folder.Path, sample["zh/report.docx"]);
        Assert.Contains("是否达到规划目标", File.ReadAllText(folder.File("report.txt")), StringComparison.Ordinal);
    }

    private WordprocessingDocument Open(string language) =>
        WordprocessingDocument.Open(sample[$"{language}/report.docx"], isEditable: false);

    private static string? StyleOf(Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\u00a0'));
}
