using System.Text;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;

namespace ServiceCircle.Tests.Towns;

/// <summary>
/// OSM XML in the making: elements at metres from 10 degrees east on the equator, where one 1e-7 degree is 1.1 cm and the scale
/// does not vary. The file lies in the temporary folder until this is disposed.
/// </summary>
internal sealed class OsmText : IDisposable
{
    private static readonly LocalMetres Scale = new(0);
    private readonly List<(long Id, string Xml)> _nodes = [], _ways = [], _relations = [];
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"town-{Guid.NewGuid():N}.osm");

    /// <summary>The border that the file states, in metres; null for none.</summary>
    public (double West, double South, double East, double North)? Border { get; set; } = (-50_000, -50_000, 50_000, 50_000);

    /// <summary>The day of the data, as the file states it; null for none.</summary>
    public string? Date { get; set; }

    /// <summary>The representable position nearest to a place in metres.</summary>
    public static Position At(double east, double north) =>
        new(100_000_000 + (int)Math.Round(east / Scale.MetresPerLonUnit), (int)Math.Round(north / Scale.MetresPerLatUnit));

    /// <summary>A node; tags are written "key=value key=value" everywhere, blanks in a condition ("yes_@_(Sa)") as underscores.</summary>
    public void Node(long id, Position at, string tags = "") =>
        _nodes.Add((id, Invariant($"<node id='{id}' lat='{at.Lat:0.0000000}' lon='{at.Lon:0.0000000}'>") + Tags(tags) + "</node>"));

    public void Way(long id, IEnumerable<long> nodes, string tags) =>
        _ways.Add((id, $"<way id='{id}'>" + string.Concat(nodes.Select(n => $"<nd ref='{n}'/>")) + Tags(tags) + "</way>"));

    /// <summary>A relation of ways, and of relations if they are said to be, with their roles.</summary>
    public void Relation(long id, IEnumerable<(long Id, string Role)> members, string tags, string type = "way") =>
        _relations.Add((
            id, $"<relation id='{id}'>" + string.Concat(members.Select(m => $"<member type='{type}' ref='{m.Id}' role='{m.Role}'/>"))
            + Tags(tags) + "</relation>"));

    /// <summary>Writes the file, its nodes, ways and relations each in the order of adding or shuffled.</summary>
    public string Write(int? shuffleSeed = null)
    {
        var text = new StringBuilder(Date is null ? "<osm version='0.6'>" : $"<osm version='0.6' timestamp='{Date}T12:00:00Z'>");
        if (Border is { } border)
        {
            Position southWest = At(border.West, border.South), northEast = At(border.East, border.North);
            text.Append(Invariant(
                $"<bounds minlon='{southWest.Lon}' minlat='{southWest.Lat}' maxlon='{northEast.Lon}' maxlat='{northEast.Lat}'/>"));
        }
        foreach (List<(long, string Xml)> kind in (List<(long, string)>[])[_nodes, _ways, _relations])
        {
            string[] elements = [.. kind.Select(e => e.Xml)];
            if (shuffleSeed is { } seed) new Random(seed).Shuffle(elements);
            text.AppendJoin('\n', elements);
        }
        File.WriteAllText(_path, text.Append("</osm>").ToString());
        return _path;
    }

    public WalkNetwork Network(int? shuffleSeed = null) => NetworkBuilder.FromOsm(Write(shuffleSeed));

    public void Dispose() => File.Delete(_path);

    private static string Tags(string tags) =>
        string.Concat(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.Contains('@', StringComparison.Ordinal) ? t.Replace('_', ' ') : t).Select(t => t.Split('='))
            .Select(t => $"<tag k='{t[0]}' v='{t[1]}'/>"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
