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
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd'>"
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
        { "an SVG with a script", Svg("<script>1</script>") },
        { "an SVG with an event", Svg("<rect onload='x()'/>") },
        { "an SVG with a page in it", Svg("<foreignObject/>") },
        { "an SVG with a picture from elsewhere", Svg("<image href='http://example.org/a.png'/>") },
        { "the same the old way", Svg("<image xlink:href='file:///etc/passwd'/>") },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Anything_else_is_refused(string what, byte[] bytes)
    {
        var refused = Assert.Throws<InputException>(() => Read(bytes));
        Assert.True(refused.Message.Contains("no PNG, JPEG or SVG"), $"{what}: {refused.Message}");
    }

    [Fact]
    public void A_drawing_may_hold_a_picture_and_use_its_own_parts() =>
        Assert.Equal(300, Read(Svg("<image href='data:image/png;base64,AAAA'/><use xlink:href='#a'/>")).Width);

    [Fact]
    public void One_of_more_than_a_megabyte_is_refused_before_it_is_read()
    {
        Assert.Equal(640, Read([.. Png(), .. new byte[1_000_000 - Png().Length]]).Width);
        Assert.Contains("1.0 MB or less",
            Assert.Throws<InputException>(() => Read([.. Png(), .. new byte[1_000_001 - Png().Length]])).Message);
    }
}
