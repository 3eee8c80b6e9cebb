using System.Text;
using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

public sealed class PictureFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The head of a PNG of 640 by 200 (W3C PNG, 5.3 and 11.2.2); its pixels are for whoever shows it.</summary>
    private static byte[] Png(byte high = 2, byte low = 0x80) =>
        [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, high, low, 0, 0, 0, 200, 8, 6, 0, 0, 0, 1, 2, 3, 4];

    /// <summary>
    /// A JPEG of 320 by 240 up to its frame (ITU T.81, B.2.2): an application segment, a table whose code lies among the frames.
    /// </summary>
    private static readonly byte[] Jpeg =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC4, 0, 3, 9, 0xFF, 0xC2, 0, 11, 8, 0, 240, 1, 64, 1, 1, 0x11, 0];

    private static byte[] Svg(string inside = "<rect/>", string head = "viewBox='0 0 300 90'") => Encoding.UTF8.GetBytes(
        "<?xml version='1.0'?>"
        + $"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {head}>{inside}</svg>");

    private PictureFile Read(byte[] bytes) => PictureFile.Read(_folder.Write("logo", bytes));

    [Fact]
    public void Its_first_bytes_tell_the_kind_and_its_head_the_size()
    {
        Assert.Equal(("image/png", 640, 200), Facts(Read(Png())));
        Assert.Equal(("image/jpeg", 320, 240), Facts(Read(Jpeg)));
        Assert.Equal(("image/svg+xml", 300, 90), Facts(Read(Svg())));
        Assert.Equal(("image/svg+xml", 120, 40), Facts(Read(Svg(head: "width='120px' height='40'"))));

        static (string, double, double) Facts(PictureFile picture) => (picture.MediaType, picture.Width, picture.Height);
    }

    [Fact]
    public void An_address_holds_all_of_it()
    {
        foreach (byte[] bytes in new[] { Png(), Jpeg, Svg() })
        {
            PictureFile back = PictureFile.FromDataUri(Read(bytes).DataUri);
            Assert.Equal(bytes, back.Bytes);
            Assert.Equal(Read(bytes).Width, back.Width);
        }
    }

    public static TheoryData<string, byte[]> Others => new()
    {
        { "nothing", [] },
        { "text", "logo"u8.ToArray() },
        { "half a PNG", Png()[..20] },
        { "a PNG without a width", Png(0, 0) },
        { "a PNG wider than 10,000", Png(0x40) },
        { "a JPEG without a frame", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2] },
        { "a GIF", "GIF89a......................."u8.ToArray() },
        { "another document", "<html/>"u8.ToArray() },
        { "an SVG without a size", Svg(head: "") },
        { "an SVG that is not closed", Svg()[..^6] },
        { "an SVG with a document type", Encoding.UTF8.GetBytes(
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd'><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>") },
        { "an SVG of no width to speak of", Svg(head: "viewBox='0 0 1e-300 10'") },
        { "an SVG 101 times as wide as high", Svg(head: "viewBox='0 0 1010 10'") },
        { "a PNG 200 times as high as wide", Png(0, 1) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Anything_else_is_refused(string what, byte[] bytes)
    {
        var refused = Assert.Throws<InputException>(() => Read(bytes));
        Assert.True(refused.Message.Contains("no PNG, JPEG or SVG"), $"{what}: {refused.Message}");
    }

    /// <summary>What standards let a drawing fetch or run (SVG 2, CSS Values 4, XML Base, XLink), in the spellings they allow.</summary>
    [Theory]
    [InlineData("<script>1</script>", "<script>")]
    [InlineData("<rect onload='x()'/>", "onload")]
    [InlineData("<foreignObject/>", "<foreignObject>")]
    [InlineData("<handler type='text/ecmascript'>x()</handler>", "<handler>")]
    [InlineData("<image href='http://example.org/a.png'/>", "href")]
    [InlineData("<image xlink:href='file:///etc/passwd'/>", "xlink:href")]
    [InlineData("<image xmlns:l='http://www.w3.org/1999/xlink' l:href='http://example.org/a.png'/>", "l:href")]
    [InlineData("<image href='data:image/svg+xml;base64,AAAA'/>", "href")]
    [InlineData("<image><animate attributeName='href' to='http://example.org/a.png'/></image>", "<animate>")]
    [InlineData("<image><set attributeName='href' to='http://example.org/a.png'/></image>", "<set>")]
    [InlineData("<filter><feImage href='#a'/></filter>", "<feImage>")]
    [InlineData("<a href='#a'/>", "<a>")]
    [InlineData("<g xml:base='http://example.org/'/>", "xml:base")]
    [InlineData("<?xml-stylesheet href='http://example.org/a.css'?>", "<?xml-stylesheet?>")]
    [InlineData("<style>@import 'http://example.org/a.css';</style>", "<style>")]
    [InlineData("<style>@im<!-- -->port 'http://example.org/a.css';</style>", "<style>")]
    [InlineData("<style><![CDATA[@IMPORT 'a.css';]]></style>", "<style>")]
    [InlineData("<style>rect { fill: url(http://example.org/a.svg#b) }</style>", "<style>")]
    [InlineData("<style>rect { fill: url( \"http://example.org/a.svg#b\") }</style>", "<style>")]
    [InlineData("<style>rect { fill: u\\72l(http://example.org/a.svg#b) }</style>", "<style>")]
    [InlineData("<style>svg { background: image-set('http://example.org/a.png' 1x) }</style>", "<style>")]
    [InlineData("<rect style='fill: URL(http://example.org/a.svg#b)'/>", "style")]
    [InlineData("<rect fill='url(http://example.org/a.svg#b)'/>", "fill")]
    [InlineData("<rect filter='u\\72 l(http://example.org/a.svg#b)'/>", "filter")]
    [InlineData("<rect style='width: expression(x())'/>", "style")]
    [InlineData("<script xmlns='http://www.w3.org/1999/xhtml'>1</script>", "<script>")]
    [InlineData("<metadata><script xmlns='http://www.w3.org/1999/xhtml'>1</script></metadata>", "<script>")]
    [InlineData("<metadata/><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "<r:RDF>")]
    [InlineData("<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata><script/>", "<script>")]
    [InlineData("<n:namedview xmlns:n='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'/>", "<n:namedview>")]
    public void A_drawing_that_asks_for_other_files_or_runs_something_is_refused(string inside, string what)
    {
        var refused = Assert.Throws<InputException>(() => Read(Svg(inside)));
        Assert.Contains($"an SVG in which {what} is no part of a plain drawing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_may_lie_a_hundred_elements_deep()
    {
        Assert.Equal(300, Read(Nested(100)).Width);
        Assert.Throws<InputException>(() => Read(Nested(101)));
        Assert.Throws<InputException>(() => Read(Nested(100_000)));

        static byte[] Nested(int depth) =>
            Svg(string.Concat(Enumerable.Repeat("<g>", depth)) + string.Concat(Enumerable.Repeat("</g>", depth)));
    }

    /// <summary>What drawing programs write into a plain SVG.</summary>
    [Theory]
    [InlineData("<image href='data:image/png;base64,AAAA'/><use xlink:href='#a'/>")]
    [InlineData("<image xlink:href='data:image/jpeg;base64,AAAA'/>")]
    [InlineData("<style type='text/css'>.a { fill: url(#b); stroke: url( '#c' ) }</style><rect class='a' mask='url(&quot;#d&quot;)'/>")]
    [InlineData("<g xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:label='Layer' i:export-filename='C:\\a.png' xml:space='preserve'/>")]
    [InlineData("<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:c='http://creativecommons.org/ns#'>"
        + "<c:Work r:about=''><c:license r:resource='http://creativecommons.org/licenses/by/4.0/'/></c:Work></r:RDF></metadata>")]
    [InlineData("<defs><filter id='a'><feGaussianBlur/></filter></defs><text><tspan>字</tspan><title>图</title></text>")]
    public void A_drawing_may_hold_pictures_and_use_its_own_parts(string inside) => Assert.Equal(300, Read(Svg(inside)).Width);

    [Fact]
    public void One_of_more_than_a_megabyte_is_refused_before_it_is_read()
    {
        Assert.Equal(640, Read([.. Png(), .. new byte[1_000_000 - Png().Length]]).Width);
        Assert.Contains("1.0 MB or less",
            Assert.Throws<InputException>(() => Read([.. Png(), .. new byte[1_000_001 - Png().Length]])).Message);
    }
}
