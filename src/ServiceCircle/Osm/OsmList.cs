namespace ServiceCircle.Osm;

/// <summary>Values of a tag that lists several, "clinic;pharmacy".</summary>
internal static class OsmList
{
    /// <summary>The values without the blanks around them; of a value that is no list the value itself.</summary>
    public static string[] Split(string value) => value.Contains(';', StringComparison.Ordinal)
        ? value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [value];
}
