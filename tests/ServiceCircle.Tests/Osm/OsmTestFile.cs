using ServiceCircle.Osm;

namespace ServiceCircle.Tests.Osm;

/// <summary>Files on disk for a test, removed afterwards, and ways to look at what a reader makes of them.</summary>
internal sealed class OsmTestFile : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("osm-test").FullName;

    public string Write(byte[] content, string name = "a.osm.pbf")
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Everything that the reader sees, element by element, in file order within each kind.</summary>
    public List<string> Lines(byte[] content, string name = "a.osm.pbf")
    {
        using OsmFile file = OsmFile.Open(Write(content, name));
        return [.. Lines(file, OsmKinds.Relations), .. Lines(file, OsmKinds.Ways), .. Lines(file, OsmKinds.Nodes)];
    }

    public static List<string> Lines(OsmFile file, OsmKinds kinds)
    {
        var lines = new List<string>();
        file.Read(kinds, LinesOf, lines.AddRange);
        return lines;
    }

    /// <summary>What <see cref="Lines(byte[], string)"/> must give.</summary>
    public static List<string> Expected(IEnumerable<Element> elements) =>
        elements.Where(e => !e.Deleted).OrderByDescending(e => e.Id.Type).Select(e => e.ToString()).ToList();

    /// <summary>Everything that a file holds.</summary>
    public static List<Element> Elements(string path)
    {
        using OsmFile file = OsmFile.Open(path);
        var elements = new List<Element>();
        file.Read(OsmKinds.Nodes | OsmKinds.Ways | OsmKinds.Relations, ElementsOf, elements.AddRange);
        return elements;
    }

    private static List<Element> ElementsOf(OsmBlock block)
    {
        var elements = new List<Element>();
        foreach (ref readonly OsmNode n in block.Nodes) elements.Add(new Element(n.Id, Pairs(block.Tags(n))) { Position = n.Position });
        foreach (ref readonly OsmWay w in block.Ways)
            elements.Add(new Element(w.Id, Pairs(block.Tags(w))) { Refs = block.Refs(w).ToArray() });
        foreach (ref readonly OsmRelation r in block.Relations)
            elements.Add(new Element(r.Id, Pairs(block.Tags(r))) { Members = block.Members(r).ToArray() });
        return elements;
    }

    /// <summary>The error that the file must cause, on opening or on reading everything.</summary>
    public InputException Error(byte[] content, string name = "a.osm.pbf") =>
        Assert.Throws<InputException>(() => { Lines(content, name); });

    public static List<string> LinesOf(OsmBlock block)
    {
        var lines = new List<string>();
        foreach (ref readonly OsmNode n in block.Nodes) lines.Add(Element.Line(n.Id, n.Position, [], [], Pairs(block.Tags(n))));
        foreach (ref readonly OsmWay w in block.Ways)
            lines.Add(Element.Line(w.Id, default, block.Refs(w).ToArray(), [], Pairs(block.Tags(w))));
        foreach (ref readonly OsmRelation r in block.Relations)
            lines.Add(Element.Line(r.Id, default, [], block.Members(r).ToArray(), Pairs(block.Tags(r))));
        return lines;
    }

    private static (string, string)[] Pairs(OsmTags tags)
    {
        var pairs = new List<(string, string)>();
        foreach ((string key, string value) in tags) pairs.Add((key, value));
        Assert.Equal(tags.Count, pairs.Count);
        return pairs.ToArray();
    }
}
