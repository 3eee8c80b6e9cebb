using ServiceCircle.Osm;
using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>Feature stores with lines and areas only.</summary>
internal static class Features
{
    public static FeatureStore Areas(FeatureGroups group, params Position[][] rings) => Lines(group, rings);

    /// <summary>One area with all of the rings.</summary>
    public static FeatureStore Area(FeatureGroups group, params Position[][] rings)
    {
        FeatureStore each = Lines(group, rings);
        return new FeatureStore
        {
            Ids = [new OsmId(OsmType.Relation, 1)],
            Groups = [group],
            FirstTag = [0, 0],
            Tags = [],
            Strings = [],
            FirstPart = [0, rings.Length],
            PartIsInner = each.PartIsInner,
            FirstPosition = each.FirstPosition,
            Positions = each.Positions,
        };
    }

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
