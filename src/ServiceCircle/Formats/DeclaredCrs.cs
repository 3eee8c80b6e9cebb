using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>The coordinate reference system that a file says its numbers are in.</summary>
internal static class DeclaredCrs
{
    /// <summary>The system of a word such as "EPSG:4547", or else that of a description in well-known text.</summary>
    /// <exception cref="InputException">Neither is one that we know: what the file means must not pass for degrees.</exception>
    public static Crs Of(string path, string where, string? word, string text) =>
        (word is null ? null : Crs.Named(word)) ?? Crs.OfWellKnownText(text)
        ?? throw new InputException(
            path, where, Notice.Quoted(CsvReader.Clip(NameIn(text) ?? word ?? text)), "expected/crs",
            CrsAdvice.For(word + text) ?? "advice/give-crs");

    /// <summary>The first quotation of a description, which is its name; null without.</summary>
    private static string? NameIn(string text) => text.Split('"') is [_, { Length: > 0 } name, ..] ? name : null;
}
