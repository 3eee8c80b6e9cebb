namespace ServiceCircle.Ground;

/// <summary>A language that every user-facing text exists in.</summary>
public enum Language
{
    /// <summary>English.</summary>
    En,

    /// <summary>Chinese (simplified).</summary>
    Zh,
}

/// <summary>From a locale's name to one of our languages.</summary>
internal static class Locale
{
    /// <summary>
    /// The language of a locale as POSIX ("zh_CN.UTF-8") or BCP 47 ("zh-Hans") writes it; English when absent or any other.
    /// </summary>
    public static Language LanguageOf(string? locale) =>
        locale?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true && (locale.Length == 2 || !char.IsAsciiLetter(locale[2]))
            ? Language.Zh : Language.En;

    /// <summary>The BCP 47 tag for the <c>lang</c> attribute.</summary>
    public static string Tag(Language language) => language == Language.Zh ? "zh-CN" : "en";
}
