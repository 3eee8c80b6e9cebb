using System.Diagnostics.CodeAnalysis;

namespace ServiceCircle.Ground;

/// <summary>
/// Something to tell the reader, so that every language can print it: a key of the message table and its values. Files that
/// machines read hold the English sentence whatever the language of the report, so that they do not change with the locale.
/// </summary>
/// <param name="Key">Key of <c>data/messages.json</c>.</param>
/// <param name="Values">
/// Its placeholders: numbers, a <see cref="Phrase"/>, a <see cref="NameList"/>, another notice, and texts that stand as they are, except
/// ids of categories by their names.
/// </param>
public sealed record Notice(string Key, params (string Name, object Value)[] Values)
{
    /// <summary>A text without placeholders, by its key alone.</summary>
    [return: NotNullIfNotNull(nameof(key))]
    public static implicit operator Notice?(string? key) => key is null ? null : new Notice(key);

    /// <summary>What reads the same in every language: a number, a name, a piece of a file.</summary>
    public static Notice AsIs(string text) => new("text/as-is", ("text", text));

    /// <summary>A piece of the user's own text, in the language's quotation marks.</summary>
    public static Notice Quoted(string text) => new("text/quoted", ("text", text));

    /// <summary>One of several words or names.</summary>
    public static Notice OneOf(IEnumerable<string> words) => new("expected/one-of", ("words", new NameList([.. words])));

    /// <summary>
    /// What the system says about a file that it cannot read or write; it speaks English only, so other languages quote it.
    /// </summary>
    public static Notice SaidBy(Exception system) => new("advice/said-by-system", ("text", system.Message));

    /// <summary>Whether two notices say the same.</summary>
    public bool Equals(Notice? other) => other is not null && Key == other.Key && Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The English text.</summary>
    public override string ToString() => Messages.In(Language.En).Text(this);
}

/// <summary>A value of a notice that is itself words of the message table.</summary>
/// <param name="Key">Key of a text without placeholders.</param>
public sealed record Phrase(string Key)
{
    /// <summary>The name of a level of units.</summary>
    public static Phrase OfLevel(string id) => new(id switch
    {
        "province" => "level/province",
        "city" => "level/city",
        "county" => "level/county",
        "township" => "level/township",
        "village" => "level/village",
        "grid" => "level/grid",
        _ => "level/community",
    });
}

/// <summary>A value of a notice that is several names, which every language strings together in its own way.</summary>
/// <param name="Names">All of them.</param>
/// <param name="Shown">How many of them are printed; that there are more is said.</param>
public sealed record NameList(IReadOnlyList<string> Names, int Shown = int.MaxValue)
{
    /// <summary>Whether two lists print the same.</summary>
    public bool Equals(NameList? other) =>
        other is not null && Shown == other.Shown && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Names.Count, Shown);

    /// <summary>The names as English strings them together.</summary>
    public override string ToString() => new Notice("text/as-is", ("text", this)).ToString();
}
