using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Cache;

/// <summary>
/// Whether the arrays of a network that was read fit each other: lengths agree, every index leads somewhere, lengths are numbers.
/// What passes cannot make a later step read beyond an array.
/// </summary>
internal static class NetworkFileCheck
{
    /// <summary>The first thing that is wrong, in a few words; null if nothing is.</summary>
    public static string? Fault(WalkNetwork n) =>
        OfNodes(n) ?? OfBox(n) ?? OfEdges(n) ?? OfShapes(n) ?? OfFeatures(n.Features)
        ?? BesideGlobe(n.NodePositions) ?? BesideGlobe(n.InnerPositions) ?? BesideGlobe(n.DeadEndGates)
        ?? BesideGlobe(n.Features.Positions);

    private static string? OfNodes(WalkNetwork n)
    {
        if (n.Crossings.Length != n.NodeCount) return $"{n.Crossings.Length} crossings for {n.NodeCount} nodes";
        foreach (byte code in n.Crossings)
            if (CrossingPlace.FromByte(code).ToByte() != code || (code & 3) > (int)CrossingKind.Signals
                || (code >> 2 & 15) > (int)RoadClass.Primary) return $"a crossing of kind {code}";
        if (n.HasHeights && n.NodeHeights.Length != n.NodeCount) return $"{n.NodeHeights.Length} heights for {n.NodeCount} nodes";
        return Outside(n.CutNodes, n.NodeCount) is { } node ? $"a border at node {node}" : null;
    }

    private static string? OfBox(WalkNetwork n)
    {
        if (n.NodeCount == 0) return null;
        Box box = n.DataBox;
        return box.IsEmpty ? "a box of data that holds nothing"
            : BesideGlobe([new Position(box.West, box.South), new Position(box.East, box.North)]);
    }

    private static string? OfEdges(WalkNetwork n)
    {
        if (n.Head.Length != n.EdgeCount || n.LengthMetres.Length != n.EdgeCount || n.AttributeIndex.Length != n.EdgeCount
            || n.OsmId.Length != n.EdgeCount)
            return "edges of different numbers";
        if ((Outside(n.Tail, n.NodeCount) ?? Outside(n.Head, n.NodeCount)) is { } end) return $"an edge at node {end}";
        foreach (ushort attributes in n.AttributeIndex)
            if (attributes >= n.AttributeTable.Length) return $"an edge with attributes {attributes}";
        foreach (WayAttributes way in n.AttributeTable)
            if (way.Kind > WayKind.NotForWalking || !IsLength(way.StatedSecondsPerMetre)) return $"attributes {way}";
        return n.LengthMetres.Any(l => !IsLength(l)) ? "an edge whose length is no length" : null;
    }

    private static string? OfShapes(WalkNetwork n)
    {
        if (n.InnerMetres.Length != n.InnerPositions.Length || !IsList(n.FirstInner, n.EdgeCount, n.InnerPositions.Length))
            return "shapes that are no lists";
        if (n.HasHeights && n.InnerHeights.Length != n.InnerPositions.Length)
            return $"{n.InnerHeights.Length} heights for {n.InnerPositions.Length} inner positions";
        if (n.PieceRiding.Length > 0 && n.PieceRiding.Length != n.EdgeCount + n.InnerPositions.Length)
            return $"{n.PieceRiding.Length} pieces to ride";
        foreach (Riding riding in n.PieceRiding)
            if (riding > Riding.Both) return $"riding {riding}";
        return n.InnerMetres.Any(m => !IsLength(m)) ? "a shape whose length is no length" : null;
    }

    private static string? OfFeatures(FeatureStore f)
    {
        if (f.Groups.Length != f.Count || f.Ids.Any(id => id.Type is not (OsmType.Node or OsmType.Way or OsmType.Relation)))
            return "features without a kind";
        if (!IsList(f.FirstTag, f.Count, f.Tags.Length) || f.FirstTag.Any(t => t % 2 != 0) || Outside(f.Tags, f.Strings.Length) is not null)
            return "tags that are no lists";
        if (!IsList(f.FirstPart, f.Count, f.PartIsInner.Length) || !IsList(f.FirstPosition, f.PartIsInner.Length, f.Positions.Length))
            return "features that are no lists";
        for (int i = 0; i < f.Count; i++)
        {
            int least = f.Ids[i].Type switch { OsmType.Node => 1, OsmType.Way => 2, _ => 0 };
            for (int part = f.FirstPart[i]; part < f.FirstPart[i + 1]; part++)
                if (f.FirstPosition[part + 1] - f.FirstPosition[part] < least) return $"{f.Ids[i]} with too few positions";
        }
        return null;
    }

    private static string? BesideGlobe(Position[] positions)
    {
        foreach (Position p in positions)
            if (p.LonE7 is < -1_800_000_000 or > 1_800_000_000 || p.LatE7 is < -900_000_000 or > 900_000_000) return $"a position {p}";
        return null;
    }

    private static bool IsLength(float metres) => metres is >= 0 and < float.PositiveInfinity;

    /// <summary>Whether first says where each of some lists begins, and where the last ends.</summary>
    private static bool IsList(int[] first, int lists, int items)
    {
        if (first.Length != lists + 1 || first[0] != 0 || first[^1] != items) return false;
        for (int i = 0; i < lists; i++)
            if (first[i] > first[i + 1]) return false;
        return true;
    }

    private static int? Outside(int[] indices, int count)
    {
        foreach (int i in indices)
            if ((uint)i >= (uint)count) return i;
        return null;
    }
}
