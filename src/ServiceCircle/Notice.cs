namespace ServiceCircle;

/// <summary>
/// Something to tell the reader, so that every language can print it: a key of the message table and its values. Files that
/// machines read hold the English sentence whatever the language of the report, so that they do not change with the locale.
/// </summary>
/// <param name="Key">Key of <c>data/messages.json</c>.</param>
/// <param name="Values">Its placeholders: numbers, and texts that stand as they are, ids of categories by their names.</param>
public sealed record Notice(string Key, params (string Name, object Value)[] Values)
{
    /// <summary>Whether two notices say the same.</summary>
    public bool Equals(Notice? other) => other is not null && Key == other.Key && Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
