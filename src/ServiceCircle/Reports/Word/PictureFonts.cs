using SkiaSharp;

namespace ServiceCircle.Reports.Word;

/// <summary>
/// Fonts for the texts of pictures. On Linux the library that draws knows no fonts of the system, so that their usual folders are
/// searched; elsewhere the system is asked.
/// </summary>
internal static class PictureFonts
{
    /// <summary>Beginnings of the names of files with Chinese characters, the plainest first, and of those without.</summary>
    private static readonly string[] Known =
    [
        "NotoSansCJK-Regular", "NotoSansCJKsc-Regular", "NotoSansSC", "SourceHanSans", "msyh", "PingFang", "wqy-microhei", "wqy-zenhei",
        "simhei", "simsun", "DroidSansFallback", "NotoSerifCJK-Regular", "uming", "ukai", "DejaVuSans.", "LiberationSans-Regular",
        "NotoSans-Regular", "arial.",
    ];

    private static readonly Lazy<(SKTypeface? Chinese, SKTypeface? Latin)> Found = new(Find);

    /// <summary>Whether the machine has a font with Chinese characters; without one, pictures have no Chinese text.</summary>
    public static bool HasChinese => Found.Value.Chinese is not null;

    /// <summary>A font for a text; null where there is none.</summary>
    public static SKTypeface? For(string text)
    {
        (SKTypeface? chinese, SKTypeface? latin) = Found.Value;
        return latin is not null && Holds(latin, text) ? latin : chinese ?? latin;
    }

    private static (SKTypeface? Chinese, SKTypeface? Latin) Find()
    {
        if (!OperatingSystem.IsLinux())
            return (SKFontManager.Default.MatchCharacter('社'), SKFontManager.Default.MatchFamily(null) ?? SKTypeface.Default);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders =
            ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".fonts"), Path.Combine(home, ".local/share/fonts")];
        string[] files =
        [
            .. folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*", new EnumerationOptions
            { RecurseSubdirectories = true, IgnoreInaccessible = true })).Where(IsKnown)
            .OrderBy(f => Array.FindIndex(Known, known => IsCalled(f, known))).ThenBy(f => f, StringComparer.Ordinal),
        ];
        SKTypeface[] fonts = [.. files.Select(Open).OfType<SKTypeface>()];
        SKTypeface[] latin = [.. fonts.Where(f => Holds(f, "Aé©"))];
        return (Array.Find(fonts, f => Holds(f, "社区")), Array.Find(latin, f => !Holds(f, "社")) ?? latin.FirstOrDefault());
    }

    private static bool Holds(SKTypeface face, string text)
    {
        using var font = new SKFont(face);
        return font.ContainsGlyphs(text);
    }

    private static bool IsKnown(string file) => Known.Any(known => IsCalled(file, known));

    private static bool IsCalled(string file, string known) => Path.GetFileName(file).StartsWith(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>The font of a file; of a collection the one with the characters' shapes of mainland China, if it says so.</summary>
    private static SKTypeface? Open(string file)
    {
        SKTypeface? first = SKTypeface.FromFile(file);
        if (first is null || !file.EndsWith(".ttc", StringComparison.OrdinalIgnoreCase)) return first;
        for (int i = 1; SKTypeface.FromFile(file, i) is { } other && i < 20; i++)
            if (other.FamilyName.EndsWith(" SC", StringComparison.Ordinal)) return other;
        return first;
    }
}
