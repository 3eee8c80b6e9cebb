using System.Globalization;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Office2019.Drawing.SVG;
using ServiceCircle.Formats;
using A = DocumentFormat.OpenXml.Drawing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace ServiceCircle.Reports.Word;

/// <summary>The pictures of a document: each as PNG, and large ones as SVG too, which Word shows instead and can take apart.</summary>
internal sealed class WordPictures(XDocument page)
{
    /// <summary>English metric units, of which the format counts lengths, in a millimetre.</summary>
    private const long PerMillimetre = 36_000;

    /// <summary>Enough for print: 300 dots per inch.</summary>
    private const double PixelsPerMillimetre = 300 / 25.4;

    private const string SvgExtension = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

    private readonly Dictionary<string, XElement> _byId = page.Descendants().Where(e => e.Attribute("id") is not null)
        .DistinctBy(e => e.Attribute("id")!.Value).ToDictionary(e => e.Attribute("id")!.Value);
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly List<OfficePart> _parts = [];
    private readonly List<OfficeLink> _links = [];
    private uint _drawings;

    /// <summary>The files of the pictures drawn so far, and the links by which the document names them.</summary>
    public IReadOnlyList<OfficePart> Parts => _parts;
    public IReadOnlyList<OfficeLink> Links => _links;

    /// <summary>A run that shows a picture.</summary>
    /// <param name="picture">An element <c>svg</c> of the page.</param>
    /// <param name="widthMillimetres">How wide it is on paper.</param>
    /// <param name="description">What it shows, for those who cannot see it; empty for an ornament.</param>
    /// <param name="alsoSvg">Whether to keep the drawing itself beside the PNG.</param>
    public W.Run Draw(XElement picture, double widthMillimetres, string description, bool alsoSvg)
    {
        XElement plain = PlainSvg.Of(picture, _byId);
        (_, _, double width, double height) = PlainSvg.BoxOf(plain);
        string svg = plain.ToString(SaveOptions.DisableFormatting);
        string png = LinkTo(svg, "png", () => PicturePainter.ToPng(plain, widthMillimetres * PixelsPerMillimetre / width));
        string? drawing = alsoSvg ? LinkTo(svg, "svg", () => Encoding.UTF8.GetBytes(svg)) : null;
        return Show(png, drawing, widthMillimetres, widthMillimetres * height / width, description);
    }

    /// <summary>A run that shows a picture from a file, as large as the room for it allows.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="widthMillimetres">The room on paper.</param>
    /// <param name="heightMillimetres">Its height.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public W.Run Embed(PictureFile picture, double widthMillimetres, double heightMillimetres, string description)
    {
        double scale = Math.Min(widthMillimetres / picture.Width, heightMillimetres / picture.Height);
        string type = picture.MediaType switch { PictureFile.Png => "png", PictureFile.Jpeg => "jpeg", _ => "svg" };
        string file = LinkTo(picture.DataUri, type, () => picture.Bytes);
        // Word shows a drawing beside a picture of it, which here is blank: nobody else's SVG can be painted here.
        return type == "svg"
            ? Show(LinkTo("", "png", () => PicturePainter.Blank), file, picture.Width * scale, picture.Height * scale, description)
            : Show(file, null, picture.Width * scale, picture.Height * scale, description);
    }

    /// <summary>A run with a picture of a size, and perhaps the drawing that is shown in its place.</summary>
    private W.Run Show(string picture, string? drawing, double widthMillimetres, double heightMillimetres, string description)
    {
        long across = (long)(widthMillimetres * PerMillimetre), down = (long)(heightMillimetres * PerMillimetre);
        uint id = ++_drawings;
        string name = string.Create(CultureInfo.InvariantCulture, $"picture {id}");
        var blip = new A.Blip { Embed = picture };
        if (drawing is not null)
            blip.Append(new A.BlipExtensionList(new A.BlipExtension(new SVGBlip { Embed = drawing }) { Uri = SvgExtension }));
        return new W.Run(new W.Drawing(new Inline(
            new Extent { Cx = across, Cy = down }, new EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new DocProperties { Id = id, Name = name, Description = description },
            new NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(new A.GraphicData(new P.Picture(
                new P.NonVisualPictureProperties(
                    new P.NonVisualDrawingProperties { Id = id, Name = name }, new P.NonVisualPictureDrawingProperties()),
                new P.BlipFill(blip, new A.Stretch(new A.FillRectangle())),
                new P.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = across, Cy = down }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 }));
    }

    /// <summary>The link to a picture's file, which is drawn once however often it is shown.</summary>
    private string LinkTo(string content, string type, Func<byte[]> draw)
    {
        if (_known.TryGetValue(type + content, out string? known)) return known;
        string id = string.Create(CultureInfo.InvariantCulture, $"rIdPicture{_links.Count + 1}");
        string file = string.Create(CultureInfo.InvariantCulture, $"media/image{_links.Count + 1}.{type}");
        byte[] bytes = draw();
        string mediaType = type switch { "png" => PictureFile.Png, "jpeg" => PictureFile.Jpeg, _ => PictureFile.Svg };
        _parts.Add(new OfficePart("word/" + file, mediaType, stream => stream.Write(bytes)));
        _links.Add(new OfficeLink(id, "image", file));
        return _known[type + content] = id;
    }
}
