using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace ServiceCircle.Reports.Word;

/// <summary>
/// Draws our own pictures as PNG. They are made of groups, paths, rectangles, circles and texts with a handful of attributes
/// (<see cref="PlainSvg"/>), so that all it takes is a canvas; a package for any SVG would bring eight others and reads by reflection.
/// </summary>
internal static class PicturePainter
{
    /// <summary>A picture as PNG. The same picture gives the same bytes where the fonts are the same.</summary>
    /// <param name="picture">A plain picture.</param>
    /// <param name="scale">Pixels for each unit of its view box.</param>
    public static byte[] ToPng(XElement picture, double scale)
    {
        (double left, double top, double width, double height) = PlainSvg.BoxOf(picture);
        var info = new SKImageInfo(
            (int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale((float)scale);
        canvas.Translate((float)-left, (float)-top);
        foreach (XElement element in picture.Elements()) Draw(canvas, element);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>One pixel that cannot be seen, as PNG.</summary>
    public static byte[] Blank
    {
        get
        {
            using var bitmap = new SKBitmap(new SKImageInfo(1, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            bitmap.Erase(SKColors.Transparent);
            using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            return data.ToArray();
        }
    }

    private static void Draw(SKCanvas canvas, XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "g":
                foreach (XElement part in element.Elements()) Draw(canvas, part);
                break;
            case "text": DrawText(canvas, element); break;
            case "path":
                using (SKPath? path = SKPath.ParseSvgPathData(element.Attribute("d")!.Value))
                    if (path is not null) Paint(element, paint => canvas.DrawPath(path, paint));
                break;
            case "rect":
                SKRect rect = SKRect.Create(
                    Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height"));
                Paint(element, paint => canvas.DrawRect(rect, paint));
                break;
            case "circle":
                Paint(element, paint => canvas.DrawCircle(Number(element, "cx"), Number(element, "cy"), Number(element, "r"), paint));
                break;
            default: throw new ArgumentException($"a picture with <{element.Name.LocalName}>");
        }
    }

    private static void DrawText(SKCanvas canvas, XElement element)
    {
        string text = element.Value;
        if (PictureFonts.For(text) is not { } face) return;
        using var font = new SKFont(face, Number(element, "font-size", 16))
        {
            Subpixel = true,
            Embolden = Inherited(element, "font-weight") is { } weight && weight != "normal",
        };
        SKTextAlign align = Inherited(element, "text-anchor") switch
        {
            "middle" => SKTextAlign.Center,
            "end" => SKTextAlign.Right,
            _ => SKTextAlign.Left,
        };
        // Edges below letters: all our texts with an edge ask for that.
        Paint(element, paint => canvas.DrawText(text, Number(element, "x"), Number(element, "y"), align, font, paint), strokeFirst: true);
    }

    /// <summary>Fills, then draws the outline, or the other way round; not what is painted with nothing.</summary>
    private static void Paint(XElement element, Action<SKPaint> draw, bool strokeFirst = false)
    {
        Action[] both = [Fill, Stroke];
        foreach (Action step in strokeFirst ? both.Reverse() : both) step();

        void Fill()
        {
            if (ColourOf(element, "fill", "#000", "fill-opacity") is not { } colour) return;
            using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Fill, Color = colour };
            draw(paint);
        }

        void Stroke()
        {
            if (ColourOf(element, "stroke", "none", "stroke-opacity") is not { } colour) return;
            using var paint = new SKPaint
            {
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                Color = colour,
                StrokeWidth = Number(element, "stroke-width", 1),
                StrokeJoin = strokeFirst || Inherited(element, "stroke-linejoin") == "round" ? SKStrokeJoin.Round : SKStrokeJoin.Miter,
            };
            if (Inherited(element, "stroke-dasharray") is { } dashes)
            {
                float[] lengths = [.. dashes.Split(' ').Select(d => float.Parse(d, CultureInfo.InvariantCulture))];
                using SKPathEffect effect = SKPathEffect.CreateDash(lengths, 0);
                paint.PathEffect = effect;
                draw(paint);
                return;
            }
            draw(paint);
        }
    }

    private static SKColor? ColourOf(XElement element, string attribute, string ifAbsent, string opacity)
    {
        string colour = Inherited(element, attribute) ?? ifAbsent;
        if (colour == "none") return null;
        return SKColor.Parse(colour).WithAlpha((byte)Math.Round(255 * Number(element, opacity, 1)));
    }

    private static float Number(XElement element, string attribute, float ifAbsent = 0) =>
        Inherited(element, attribute) is { } text ? float.Parse(text, CultureInfo.InvariantCulture) : ifAbsent;

    /// <summary>An attribute of an element, or of the nearest group around it that has it.</summary>
    private static string? Inherited(XElement element, string attribute) =>
        element.AncestorsAndSelf().Select(e => e.Attribute(attribute)?.Value).FirstOrDefault(v => v is not null);
}
