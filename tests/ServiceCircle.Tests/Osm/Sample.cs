using System.Globalization;
using System.Security;
using System.Text;
using ServiceCircle.Osm;

namespace ServiceCircle.Tests.Osm;

/// <summary>An element as the tests write it: the union of what nodes, ways and relations have.</summary>
internal sealed record Element(OsmId Id, (string Key, string Value)[] Tags)
{
    public Position Position { get; init; }

    public long[] Refs { get; init; } = [];

    public OsmMember[] Members { get; init; } = [];

    public bool Deleted { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>One line that says everything that a reader can see of the element.</summary>
    public override string ToString() => Line(Id, Position, Refs, Members, Tags);

    public static string Line(OsmId id, Position at, long[] refs, OsmMember[] members, (string, string)[] tags) => string.Join(" | ",
        id.ToString(), id.Type == OsmType.Node ? $"{at.LonE7} {at.LatE7}" : "", string.Join(' ', refs),
        string.Join(' ', members.Select(m => $"{m.Id}:{m.Role}")), string.Join(' ', tags.Select(t => $"{t.Item1}={t.Item2}")));

    public static Element Node(long id, int lonE7, int latE7, params (string, string)[] tags) =>
        new(new OsmId(OsmType.Node, id), tags) { Position = new Position(lonE7, latE7) };

    public static Element Way(long id, long[] refs, params (string, string)[] tags) =>
        new(new OsmId(OsmType.Way, id), tags) { Refs = refs };

    public static Element Relation(long id, OsmMember[] members, params (string, string)[] tags) =>
        new(new OsmId(OsmType.Relation, id), tags) { Members = members };
}

/// <summary>Data to write and read back.</summary>
internal static class Sample
{
    private static readonly string[] Texts =
        ["highway", "footway", "", "name", "南京路", "Übergang <&> \"1\"", "🏥", "a'b", "steps", new string('x', 300), "=", "é"];

    public static IReadOnlyList<Element> Small { get; } =
    [
        Element.Node(1, 1_213_000_000, 312_000_000),
        Element.Node(-2, -1_800_000_000, -900_000_000, ("name", "南京路"), ("barrier", "gate")),
        Element.Node(10_678_707_240, 1_800_000_000, 900_000_000),
        Element.Way(7, [1, -2, 10_678_707_240, 1], ("highway", "footway")),
        Element.Way(8, []),
        Element.Relation(
            9, [new(new OsmId(OsmType.Way, 7), "outer"), new(new OsmId(OsmType.Node, -2), ""),
                new(new OsmId(OsmType.Relation, 9), "outer")], ("type", "multipolygon")),
    ];

    /// <summary>Nodes, then ways, then relations, or all of them shuffled.</summary>
    public static List<Element> Random(Random random, int count, bool shuffled)
    {
        var elements = new List<Element>();
        for (int i = 0; i < count; i++)
        {
            var id = new OsmId((OsmType)(i * 3L / count), random.NextInt64(-1L << 40, 1L << 40) >> random.Next(40));
            var tags = Enumerable.Range(0, random.Next(3) == 0 ? random.Next(6) : 0)
                .Select(k => (Texts[(k + i) % Texts.Length], Texts[random.Next(Texts.Length)])).ToArray();
            elements.Add(new Element(id, tags)
            {
                Position = new Position(random.Next(-1_800_000_000, 1_800_000_001), random.Next(-900_000_000, 900_000_001)),
                Refs = id.Type != OsmType.Way
                    ? [] : Enumerable.Range(0, random.Next(9)).Select(_ => random.NextInt64(-1L << 40, 1L << 40)).ToArray(),
                Members = id.Type != OsmType.Relation ? [] : Enumerable.Range(0, random.Next(5))
                    .Select(_ => new OsmMember(
                        new OsmId((OsmType)random.Next(3), random.NextInt64(-1L << 50, 1L << 50)), Texts[random.Next(Texts.Length)]))
                        .ToArray(),
                Deleted = random.Next(10) == 0,
                Timestamp = random.Next(2) == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(random.Next(1_200_000_000, 1_700_000_000)),
            });
        }
        if (shuffled) random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(elements));
        return elements;
    }

    public static byte[] ToXml(IEnumerable<Element> elements, string attributes = "", string inside = "")
    {
        var xml = new StringBuilder($"<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\" {attributes}>\n{inside}\n");
        foreach (Element e in elements)
        {
            string name = e.Id.Type.ToString().ToLowerInvariant();
            string at = e.Id.Type == OsmType.Node && !e.Deleted ? $" lat=\"{E7(e.Position.LatE7)}\" lon=\"{E7(e.Position.LonE7)}\"" : "";
            string time = e.Timestamp is { } t ? $" timestamp=\"{t:yyyy-MM-ddTHH:mm:ssZ}\"" : "";
            xml.Append(
                CultureInfo.InvariantCulture, $" <{name} id=\"{e.Id.Number}\"{at}{time} visible=\"{(e.Deleted ? "false" : "true")}\">\n");
            foreach (long r in e.Refs) xml.Append(CultureInfo.InvariantCulture, $"  <nd ref=\"{r}\"/>\n");
            foreach (OsmMember m in e.Members)
                xml.Append(
                    CultureInfo.InvariantCulture,
                    $"  <member type=\"{m.Id.Type.ToString()
                        .ToLowerInvariant()}\" ref=\"{m.Id.Number}\" role=\"{SecurityElement.Escape(m.Role)}\"/>\n");
            foreach ((string k, string v) in e.Tags)
                xml.Append(CultureInfo.InvariantCulture, $"  <tag k=\"{SecurityElement.Escape(k)}\" v=\"{SecurityElement.Escape(v)}\"/>\n");
            xml.Append(CultureInfo.InvariantCulture, $" </{name}>\n");
        }
        return Encoding.UTF8.GetBytes(xml.Append("</osm>\n").ToString());
    }

    // In integers, so that the text is exact.
    private static string E7(int value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(value < 0 ? "-" : "")}{Math.Abs((long)value) / 10_000_000}.{Math.Abs((long)value) % 10_000_000:0000000}");
}
