using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The picture of whoever signs a report, in its page and its document.</summary>
public sealed class LogoTests : IDisposable
{
    /// <summary>A PNG of one red pixel.</summary>
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private const string Svg =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 20'><rect width='60' height='20' fill='#14507f'/></svg>";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandLine.Outcome Run(string logo, string output) => CommandLine.Run(
        "coverage", SampleStudy.Write(_folder, study =>
        {
            study["logo"] = logo;
            study["publisher"] = "清溪县民政局";
            // What takes time and has no part in this.
            study.Remove("bases");
            study.Remove("plans");
            foreach (string key in (string[])["values", "baselines"]) study.Remove(key);
        }), "-o", _folder.File(output), "--lang", "zh", "--formats", "docx");

    private XElement Page(string output) => XDocument.Load(_folder.File($"{output}/report.html")).Root!;

    [Fact]
    public void It_stands_in_the_head_of_the_page_and_of_the_document()
    {
        File.WriteAllBytes(_folder.File("seal.png"), Png);
        CommandLine.Outcome outcome = Run("seal.png", "out");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        XElement page = Page("out");
        XElement image = Assert.Single(page.Element("body")!.Element("header")!.Elements("img"));
        Assert.Equal(("data:image/png;base64," + Convert.ToBase64String(Png), "清溪县民政局"),
            ((string)image.Attribute("src")!, (string)image.Attribute("alt")!));
        string policy = page.Descendants("meta").Attributes("content").First(c => c.Value.Contains("default-src")).Value;
        Assert.Contains("default-src 'none'; img-src data:;", policy, StringComparison.Ordinal);
        Assert.Contains("seal.png", page.Value, StringComparison.Ordinal);

        using (var document = WordprocessingDocument.Open(_folder.File("out/report.docx"), isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(5));
            Extent first = document.MainDocumentPart!.Document.Descendants<Extent>().First();
            // Two centimetres high, in English metric units.
            Assert.Equal((720_000L, 720_000L), (first.Cx!.Value, first.Cy!.Value));
        }
        using ZipArchive zip = ZipFile.OpenRead(_folder.File("out/report.docx"));
        Assert.Equal(Png, Content(zip, "word/media/image1.png"));
    }

    [Fact]
    public void A_drawing_is_one_in_the_document_too()
    {
        _folder.Write("logo.svg", Svg);
        Assert.Equal(0, Run("logo.svg", "out").ExitCode);
        Assert.StartsWith("data:image/svg+xml;base64,", (string)Page("out").Descendants("img").Single().Attribute("src")!);
        using ZipArchive zip = ZipFile.OpenRead(_folder.File("out/report.docx"));
        Assert.Equal(Svg, System.Text.Encoding.UTF8.GetString(Content(zip, "word/media/image1.svg")));
    }

    [Fact]
    public void Without_one_the_page_may_show_no_pictures_at_all()
    {
        StudyWithoutLogo();
        Assert.DoesNotContain(Page("out").Descendants("meta").Attributes("content"), c => c.Value.Contains("img-src"));
        Assert.Empty(Page("out").Descendants("img"));

        void StudyWithoutLogo() =>
            Assert.Equal(0, CommandLine.Run("coverage", SampleInAllForms.Study, "-o", _folder.File("out"), "--quiet").ExitCode);
    }

    [Theory]
    [InlineData("../seal.png", "logo", "指向研究文件夹之外的路径")]
    [InlineData("/etc/hostname", "logo", "指向研究文件夹之外的路径")]
    [InlineData("none.png", "none.png", "文件不存在")]
    [InlineData("study.json", "study.json", "不是 PNG、JPEG 或 SVG 图片")]
    public void What_is_no_picture_in_the_folder_is_refused(string logo, string where, string found)
    {
        CommandLine.Outcome outcome = Run(logo, "out");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(where, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(found, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    /// <summary>A folder that is handed on may hold links to anywhere; those that stay in it are its own.</summary>
    [Theory]
    [InlineData("out-file.png", false)]
    [InlineData("out-folder/seal.png", false)]
    [InlineData("back/out-folder/seal.png", false)]
    [InlineData("twice.png", false)]
    [InlineData("in-file.png", true)]
    [InlineData("back/real/seal.png", true)]
    public void A_link_is_followed_and_must_not_lead_out_of_the_folder(string logo, bool isInside)
    {
        string Study(string name) => _folder.File("study/" + name);
        foreach (string folder in (string[])["elsewhere", "study/real"])
        {
            Directory.CreateDirectory(_folder.File(folder));
            File.WriteAllBytes(_folder.File(folder + "/seal.png"), Png);
        }
        File.CreateSymbolicLink(Study("out-file.png"), _folder.File("elsewhere/seal.png"));
        File.CreateSymbolicLink(Study("twice.png"), "out-file.png");
        File.CreateSymbolicLink(Study("in-file.png"), "real/seal.png");
        Directory.CreateSymbolicLink(Study("out-folder"), "../elsewhere");
        Directory.CreateSymbolicLink(Study("back"), "../study");
        // The study's folder may itself be called by a link.
        Directory.CreateSymbolicLink(_folder.File("linked"), _folder.File("study"));
        foreach (string folder in (string[])["study", "linked"])
        {
            string study = _folder.Write(folder + "/study.json", """
                {
                  "network": { "osm": "a.osm" }, "communities": { "file": "c.csv" }, "facilities": [ { "osm": true } ],
                  "services": [ { "category": "elder", "minutes": 15 } ], "logo": "LOGO"
                }
                """.Replace("LOGO", logo, StringComparison.Ordinal));
            if (isInside) Assert.EndsWith(logo, StudyFile.Load(study).Logo, StringComparison.Ordinal);
            else Assert.Contains("leads out of the study's folder", Assert.Throws<InputException>(() => StudyFile.Load(study)).Message);
        }
    }

    /// <summary>Links that lead to one another have no end, and no system reads them.</summary>
    [Fact]
    public void Links_in_a_circle_are_no_picture()
    {
        Directory.CreateSymbolicLink(_folder.File("a"), "b/x");
        Directory.CreateSymbolicLink(_folder.File("b"), "a/x");
        Assert.Equal(3, Run("a/seal.png", "out").ExitCode);
    }

    private static byte[] Content(ZipArchive zip, string name)
    {
        using Stream stream = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
