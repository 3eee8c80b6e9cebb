using System.Globalization;
using System.Xml;
using ServiceCircle.Geo;

namespace ServiceCircle.Osm;

/// <summary>
/// Puts the elements of OSM XML (OSM wiki, "OSM XML") into a block: nodes, ways and relations one level below the root, their
/// tags, node references and members below them. Everything else is passed over.
/// </summary>
internal sealed class XmlElements(OsmBlock block, OsmKinds kinds)
{
    // The element whose children are being read; None while outside, in an unwanted or in a deleted one.
    private OsmKinds current;
    private long number;
    private Position position;
    private int tagStart, refStart, memberStart, positionStart;
    private bool hasPositions;

    private bool inRemark;
    private (OsmKinds Kind, string? Id, string? Version) last;
    private string newestTimestamp = "";

    public OsmHeader Header { get; private set; } = new(null, null, null, IsSorted: false);

    /// <summary>Whether the first element was seen: nothing about the file comes after it.</summary>
    public bool HeaderDone { get; private set; }

    public int Count => block.NodeColumn.Count + block.WayColumn.Count + block.RelationColumn.Count;

    public DateTimeOffset? NewestTimestamp => OsmDates.Parse(newestTimestamp);

    /// <summary>Whether an element was begun and not yet stored.</summary>
    public bool IsOpen => current != OsmKinds.None;

    /// <summary>Empties the block; no element may be open.</summary>
    public void StartBlock()
    {
        block.Clear();
        newestTimestamp = "";
    }

    /// <summary>Takes in what the reader stands on.</summary>
    public void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when reader.Depth == 0: TakeRoot(reader); break;
            case XmlNodeType.Element when reader.Depth == 1: TakeElement(reader); break;
            case XmlNodeType.Element when reader.Depth == 2 && current != OsmKinds.None: TakeChild(reader); break;
            case XmlNodeType.EndElement when reader.Depth == 1: Finish(); break;
            case XmlNodeType.Text when inRemark: TakeRemark(reader.Value); break;
        }
    }

    /// <summary>Stores the element whose children were read, if there is one.</summary>
    public void Finish()
    {
        int tagCount = block.TagCount - tagStart;
        switch (current)
        {
            case OsmKinds.Nodes:
                block.NodeColumn.Add(new OsmNode(number, position, tagStart, tagCount));
                break;
            case OsmKinds.Ways:
                block.WayColumn.Add(new OsmWay(
                    number, refStart, block.RefColumn.Count - refStart, tagStart, tagCount, hasPositions ? positionStart : -1));
                break;
            case OsmKinds.Relations:
                block.RelationColumn.Add(new OsmRelation(number, memberStart, block.MemberColumn.Count - memberStart, tagStart, tagCount));
                break;
        }
        current = OsmKinds.None;
        inRemark = false;
    }

    private void TakeRoot(XmlReader reader)
    {
        if (reader.LocalName != "osm")
        {
            string advice = reader.LocalName switch
            {
                "osmChange" => "advice/apply-changes",
                "html" => "advice/web-page",
                _ => "advice/export-osm",
            };
            throw new MalformedException(new("found/root", ("name", reader.LocalName)), Notice.AsIs("<osm>"), advice);
        }
        Header = Header with
        {
            Generator = reader.GetAttribute("generator"),
            OsmDate = OsmDates.Parse(reader.GetAttribute("timestamp") ?? reader.GetAttribute("osmosis_replication_timestamp") ?? ""),
        };
    }

    private void TakeElement(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "node": Start(reader, OsmKinds.Nodes); break;
            case "way": Start(reader, OsmKinds.Ways); break;
            case "relation": Start(reader, OsmKinds.Relations); break;
            case "bounds": Header = Header with { BoundingBox = BoxOf(reader) }; break;
            case "meta": Header = Header with { OsmDate = OsmDates.Parse(reader.GetAttribute("osm_base") ?? "") ?? Header.OsmDate }; break;
            case "remark": inRemark = !reader.IsEmptyElement; break;
        }
    }

    private void Start(XmlReader reader, OsmKinds kind)
    {
        HeaderDone = true;
        if ((kinds & kind) == 0) return;
        bool empty = reader.IsEmptyElement, deleted = false;
        string? id = null, lat = null, lon = null, version = null;
        while (reader.MoveToNextAttribute())
        {
            switch (reader.LocalName)
            {
                case "id": id = reader.Value; break;
                case "lat": lat = reader.Value; break;
                case "lon": lon = reader.Value; break;
                case "version": version = reader.Value; break;
                case "visible": deleted |= reader.Value == "false"; break;
                // The editor JOSM keeps what the user deleted until the next upload.
                case "action": deleted |= reader.Value == "delete"; break;
                case "timestamp": NoteTimestamp(reader.Value); break;
            }
        }
        RefuseHistory(kind, id, version);
        if (deleted) return;
        number = NumberOf(id, "id");
        if (kind == OsmKinds.Nodes) position = PositionOf(lat, lon);
        current = kind;
        tagStart = block.TagCount;
        refStart = block.RefColumn.Count;
        memberStart = block.MemberColumn.Count;
        (positionStart, hasPositions) = (block.PositionColumn.Count, false);
        if (empty) Finish();
    }

    // A file of the history has the versions of an element one after the other; read as a map, all of them would be there at once.
    private void RefuseHistory(OsmKinds kind, string? id, string? version)
    {
        if (version is not null && last.Version is not null && (last.Kind, last.Id) == (kind, id) && last.Version != version)
            throw new MalformedException(
                new("found/versions", ("one", last.Version), ("other", version), ("id", id ?? "")), "expected/one-version",
                "advice/history-file");
        last = (kind, id, version);
    }

    private void TakeChild(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "tag":
                block.TagColumn.Add(block.AddString(Required(reader, "k")));
                block.TagColumn.Add(block.AddString(Required(reader, "v")));
                break;
            case "nd" when current == OsmKinds.Ways:
                block.RefColumn.Add(NumberOf(reader.GetAttribute("ref"), "ref"));
                // The Overpass API writes positions so, if asked for the geometry of ways, those within the box that was asked for.
                Position? at = FixedPoint.FromText(reader.GetAttribute("lon"), reader.GetAttribute("lat"));
                block.PositionColumn.Add(at ?? OsmBlock.NoPosition);
                hasPositions |= at is not null;
                break;
            case "member" when current == OsmKinds.Relations:
                OsmType type = Required(reader, "type") switch
                {
                    "node" => OsmType.Node,
                    "way" => OsmType.Way,
                    "relation" => OsmType.Relation,
                    string other => throw new MalformedException(new("found/member-type", ("type", other)), "expected/member-type"),
                };
                string role = block.Text(block.AddString(reader.GetAttribute("role") ?? ""));
                block.MemberColumn.Add(new OsmMember(new OsmId(type, NumberOf(reader.GetAttribute("ref"), "ref")), role));
                break;
        }
    }

    // The Overpass API reports a query that ran out of time or memory here, after the part of the data that it had by then.
    private static void TakeRemark(string text)
    {
        if (text.Contains("error", StringComparison.Ordinal))
            throw new MalformedException(new("found/remark", ("remark", text.Trim())), "expected/complete-answer", "advice/smaller-area");
    }

    private void NoteTimestamp(string text)
    {
        // "2024-05-01T12:00:00Z" in alphabetical order is in order of time; parsing each would cost more than all the rest.
        if (text.Length == 20 && text[^1] == 'Z' && text[4] == '-' && string.CompareOrdinal(text, newestTimestamp) > 0)
            newestTimestamp = text;
    }

    private static string Required(XmlReader reader, string attribute) =>
        reader.GetAttribute(attribute)
        ?? throw new MalformedException(
            new("found/without-attribute", ("element", reader.LocalName), ("attribute", attribute)),
            new("expected/attribute", ("attribute", attribute)));

    private static long NumberOf(string? text, string attribute) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number : throw new MalformedException(
                text is null ? new("found/missing", ("attribute", attribute))
                    : new("found/cell", ("column", attribute), ("text", text)), "expected/whole-number");

    private Position PositionOf(string? lat, string? lon) => FixedPoint.FromText(lon, lat)
        ?? throw new MalformedException(
            new("found/node-at", ("node", $"{number}"), ("lat", lat ?? ""), ("lon", lon ?? "")), "expected/on-globe");

    private static Box? BoxOf(XmlReader reader) => FixedPoint.Box(
        FixedPoint.FromText(reader.GetAttribute("minlon"), reader.GetAttribute("minlat")),
        FixedPoint.FromText(reader.GetAttribute("maxlon"), reader.GetAttribute("maxlat")));
}
