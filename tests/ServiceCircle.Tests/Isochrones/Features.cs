using ServiceCircle.Osm;
using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>Feature stores with lines and areas only.</summary>
internal static class Features
{
    public static FeatureStore Areas(FeatureGroups group, params Position[][] rings) => Lines(group, rings);

    public static FeatureStore Lines(FeatureGroups group, params Position[][] lines)
    {
        var ends = new List<int> { 0 };
        foreach (Position[] line in lines) ends.Add(ends[^1] + line.Length);
        return new FeatureStore
        {
            Ids = [.. lines.Select((_, i) => new OsmId(OsmType.Way, i + 1))],
            Groups = [.. lines.Select(_ => group)],
            FirstTag = new int[lines.Length + 1],
            Tags = [],
            Strings = [],
            FirstPart = [.. Enumerable.Range(0, lines.Length + 1)],
            PartIsInner = new bool[lines.Length],
            FirstPosition = [.. ends],
            Positions = [.. lines.SelectMany(l => l)],
        };
    }
}
