using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Tests.Osm;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;

namespace ServiceCircle.Tests.Towns;

/// <summary>How a program cuts an extract out of a larger file.</summary>
public enum CutKind
{
    Simple, // nodes inside, and every way that has one of them, whatever other nodes it names
    SimpleByFirstNode, // the same, of the ways only those that begin inside
    Traceless, // nodes inside, and ways as if they had no others
    CompleteWays, // nodes inside, every way that has one of them, and all nodes of these ways
    Smart, // the same, and all ways of every multipolygon that has one of these ways
}

/// <summary>A town as elements, from which extracts are cut as different programs cut them.</summary>
internal sealed class Cutting(IReadOnlyList<Element> elements)
{
    private readonly Dictionary<long, Position> _positions =
        elements.Where(e => e.Id.Type == OsmType.Node).ToDictionary(e => e.Id.Number, e => e.Position);

    /// <summary>The network of the part inside, from a PBF file whose header states a box or none.</summary>
    public WalkNetwork Network(CutKind kind, Func<Position, bool> isInside, Box? header = null)
    {
        using var files = new OsmTestFile();
        byte[] head = PbfWriter.Header(more: header is { } box ? h => h.Bytes(1, BoxOf(box)) : null);
        return NetworkBuilder.FromOsm(files.Write(new PbfWriter { WithInfo = false }.File(Cut(kind, isInside), head)));
    }

    /// <summary>The elements of an extract.</summary>
    public IEnumerable<Element> Cut(CutKind kind, Func<Position, bool> isInside)
    {
        HashSet<long> inside = [.. _positions.Where(p => isInside(p.Value)).Select(p => p.Key)];
        Dictionary<long, Element> ways = elements.Where(e => e.Id.Type == OsmType.Way).ToDictionary(e => e.Id.Number);
        HashSet<long> kept = [.. ways.Values.Where(w => kind == CutKind.SimpleByFirstNode
            ? w.Refs.Length > 0 && inside.Contains(w.Refs[0]) : w.Refs.Any(inside.Contains)).Select(w => w.Id.Number)];
        Element[] relations = [.. elements.Where(e => e.Id.Type == OsmType.Relation && e.Members.Any(m => kept.Contains(m.Id.Number)))];
        if (kind == CutKind.Smart) kept.UnionWith(relations.SelectMany(r => r.Members).Select(m => m.Id.Number).Where(ways.ContainsKey));
        HashSet<long> nodes = kind < CutKind.CompleteWays ? inside : [.. inside, .. kept.SelectMany(w => ways[w].Refs)];
        foreach (Element e in elements)
        {
            if (e.Id.Type == OsmType.Node && nodes.Contains(e.Id.Number)) yield return e;
            if (e.Id.Type == OsmType.Relation && relations.Contains(e)) yield return e;
            if (e.Id.Type == OsmType.Way && kept.Contains(e.Id.Number))
                yield return kind == CutKind.Traceless ? e with { Refs = [.. e.Refs.Where(inside.Contains)] } : e;
        }
    }

    private static byte[] BoxOf(Box box) => new ProtoWriter().SInt(1, box.West * 100L).SInt(2, box.East * 100L)
        .SInt(3, box.North * 100L).SInt(4, box.South * 100L).ToArray();
}
