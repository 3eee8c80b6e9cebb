namespace ServiceCircle.Osm;

/// <summary>Values of a tag that lists several, "clinic;pharmacy".</summary>
internal static class OsmList
{
    /// <summary>The values, one where it is no list, without blanks around them and without empty ones.</summary>
    public static string[] Split(string value) => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
