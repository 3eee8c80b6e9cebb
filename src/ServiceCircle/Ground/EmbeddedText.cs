using System.Reflection;

namespace ServiceCircle.Ground;

/// <summary>Text files that travel inside the assembly: the message table, the report's style sheet and its script.</summary>
internal static class EmbeddedText
{
    /// <summary>A file's text with line feeds only, whatever the checkout did to it: hashes and reports must not depend on it.</summary>
    public static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
    }
}
