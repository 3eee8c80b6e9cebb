using System.Globalization;
using System.Text;
using ServiceCircle.Geo;

namespace QuickstartGenerator;

/// <summary>Writes the drawing as OSM XML: nodes in order of first use, then ways, ids from 1.</summary>
internal static class OsmXml
{
    public static string Write(Town town)
    {
        Dictionary<(long, long), int> ids = [];
        List<P> nodes = [];
        foreach (P p in town.Ways.SelectMany(way => way.Points).Concat(town.Points))
            if (ids.TryAdd(Town.Key(p), nodes.Count + 1)) nodes.Add(p);

        var xml = new StringBuilder();
        xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.Append("<osm version=\"0.6\" generator=\"ServiceCircle quickstart\" timestamp=\"2026-01-01T00:00:00Z\">\n");
        Position southWest = Plane.ToPosition(new P(Plane.Extent.West, Plane.Extent.South));
        Position northEast = Plane.ToPosition(new P(Plane.Extent.East, Plane.Extent.North));
        xml.Append($"  <bounds minlat=\"{Plane.Degrees(southWest.LatE7)}\" minlon=\"{Plane.Degrees(southWest.LonE7)}\" "
            + $"maxlat=\"{Plane.Degrees(northEast.LatE7)}\" maxlon=\"{Plane.Degrees(northEast.LonE7)}\"/>\n");
        for (int i = 0; i < nodes.Count; i++)
        {
            Position at = Plane.ToPosition(nodes[i]);
            Element(xml, "node", i + 1, $" lat=\"{Plane.Degrees(at.LatE7)}\" lon=\"{Plane.Degrees(at.LonE7)}\"", [], town.TagsAt(nodes[i]));
        }
        for (int i = 0; i < town.Ways.Count; i++)
            Element(xml, "way", i + 1, "", town.Ways[i].Points.Select(p => ids[Town.Key(p)]), town.Ways[i].Tags);
        return xml.Append("</osm>\n").ToString();
    }

    private static void Element(
        StringBuilder xml, string name, int id, string attributes, IEnumerable<int> refs, IReadOnlyList<(string Key, string Value)> tags)
    {
        xml.Append(CultureInfo.InvariantCulture, $"  <{name} id=\"{id}\" version=\"1\" timestamp=\"2026-01-01T00:00:00Z\"{attributes}>\n");
        int body = xml.Length;
        foreach (int node in refs) xml.Append(CultureInfo.InvariantCulture, $"    <nd ref=\"{node}\"/>\n");
        foreach ((string key, string value) in tags) xml.Append($"    <tag k=\"{key}\" v=\"{Escape(value)}\"/>\n");
        if (xml.Length == body) xml.Insert(body - 2, '/');
        else xml.Append($"  </{name}>\n");
    }

    private static string Escape(string value) =>
        value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
