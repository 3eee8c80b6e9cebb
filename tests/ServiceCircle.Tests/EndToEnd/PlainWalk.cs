using System.Globalization;
using System.Xml.Linq;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// A second, deliberately naive reading of the quickstart town: metres walked, found by relaxing every segment until
/// nothing changes. It shares no code with the engine, not even the projection (equirectangular on the WGS-84 radii at 34.9 N).
/// </summary>
internal sealed class PlainWalk
{
    private const double MetresPerLon = 91_389.1;
    private const double MetresPerLat = 110_938.9;

    private readonly Dictionary<long, (double X, double Y)> _nodes = [];
    private readonly List<(long A, long B, double Metres, bool Private)> _segments = [];
    private readonly HashSet<long> _locked = [];

    public PlainWalk(string osmFile, bool steps = true, bool locked = true)
    {
        XElement osm = XDocument.Load(osmFile).Root!;
        foreach (XElement node in osm.Elements("node"))
        {
            _nodes[Id(node, "id")] = Place(Number(node, "lon"), Number(node, "lat"));
            if (locked && Tag(node, "access") == "no") _locked.Add(Id(node, "id"));
        }
        foreach (XElement way in osm.Elements("way"))
        {
            string? highway = Tag(way, "highway");
            if (highway is null || Tag(way, "sidewalk") == "separate" || (highway == "steps" && !steps)) continue;
            long[] refs = [.. way.Elements("nd").Select(nd => Id(nd, "ref"))];
            for (int i = 1; i < refs.Length; i++)
                _segments.Add((refs[i - 1], refs[i], Distance(_nodes[refs[i - 1]], _nodes[refs[i]]), Tag(way, "access") == "private"));
        }
        KeepLargestComponent();
    }

    /// <summary>A longitude and latitude in metres.</summary>
    public static (double X, double Y) Place(double lon, double lat) => ((lon - 110.3) * MetresPerLon, (lat - 34.9) * MetresPerLat);

    /// <summary>
    /// Metres of the walk from the nearest way at one place to the nearest public way at the other, both approaches included.
    /// </summary>
    public double Metres((double X, double Y) home, (double X, double Y) facility)
    {
        var start = Snap(facility, publicOnly: true);
        var end = Snap(home, publicOnly: false);
        var metres = _nodes.Keys.ToDictionary(id => id, id => double.PositiveInfinity);
        metres[start.A] = start.Off + start.FromA;
        metres[start.B] = start.Off + start.FromB;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach ((long a, long b, double length, _) in _segments)
            {
                if (!_locked.Contains(a) && metres[a] + length < metres[b]) (metres[b], changed) = (metres[a] + length, true);
                if (!_locked.Contains(b) && metres[b] + length < metres[a]) (metres[a], changed) = (metres[b] + length, true);
            }
        }
        return end.Off + Math.Min(metres[end.A] + end.FromA, metres[end.B] + end.FromB);
    }

    /// <summary>Metres from a place to the nearest way of the main network.</summary>
    public double OffNetwork((double X, double Y) place) => Snap(place, publicOnly: false).Off;

    private (double Off, long A, long B, double FromA, double FromB) Snap((double X, double Y) p, bool publicOnly) =>
        _segments.Where(s => s.Metres > 0 && !(publicOnly && s.Private)).Select(s =>
        {
            ((double X, double Y) a, (double X, double Y) b) = (_nodes[s.A], _nodes[s.B]);
            double share = Math.Clamp(((p.X - a.X) * (b.X - a.X) + (p.Y - a.Y) * (b.Y - a.Y)) / (s.Metres * s.Metres), 0, 1);
            double off = Distance(p, (a.X + share * (b.X - a.X), a.Y + share * (b.Y - a.Y)));
            return (off, s.A, s.B, share * s.Metres, (1 - share) * s.Metres);
        }).MinBy(s => s.off);

    private void KeepLargestComponent()
    {
        var label = _nodes.Keys.ToDictionary(id => id, id => id);
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach ((long a, long b, _, _) in _segments)
            {
                long low = Math.Min(label[a], label[b]);
                changed |= label[a] != low || label[b] != low;
                (label[a], label[b]) = (low, low);
            }
        }
        long largest = _segments.GroupBy(s => label[s.A]).MaxBy(group => group.Count())!.Key;
        Islands = _segments.Select(s => label[s.A]).Distinct().Count() - 1;
        _segments.RemoveAll(s => label[s.A] != largest);
    }

    /// <summary>How many pieces of network are linked to nothing.</summary>
    public int Islands { get; private set; }

    private static double Distance((double X, double Y) a, (double X, double Y) b) =>
        Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));

    private static string? Tag(XElement element, string key) =>
        (string?)element.Elements("tag").FirstOrDefault(tag => (string?)tag.Attribute("k") == key)?.Attribute("v");

    private static long Id(XElement element, string attribute) =>
        long.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
