using System.Text.RegularExpressions;

namespace ServiceCircle.Ground;

/// <summary>Passwords, which people write into addresses and which are in no message, however the address is misspelt.</summary>
internal static partial class Secrets
{
    /// <summary>A text with dots for its passwords: in user:password@host behind a scheme, and behind password=.</summary>
    public static string Hidden(string text) =>
        text.Contains(":/", StringComparison.Ordinal) || text.Contains("password", StringComparison.OrdinalIgnoreCase)
            ? Named().Replace(InAddress().Replace(text, "…"), "…") : text;

    [GeneratedRegex(@"(?<=\w:/{1,2}[^\s/:@]*:)\S*(?=@)", RegexOptions.CultureInvariant)]
    private static partial Regex InAddress();

    [GeneratedRegex(@"(?<=\bpassword\s*=\s*)('[^']*'|[^\s;&]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
