namespace QuickstartGenerator;

/// <summary>One OSM way on the drawing board: tags in their order, and points. A closed way repeats its first point.</summary>
internal sealed class Way(IReadOnlyList<(string Key, string Value)> tags, List<P> points)
{
    public IReadOnlyList<(string Key, string Value)> Tags { get; } = tags;

    public List<P> Points { get; set; } = points;

    /// <summary>The value of a tag, or null.</summary>
    public string? this[string key] => Tags.FirstOrDefault(tag => tag.Key == key).Value;
}

/// <summary>
/// What has been drawn so far. Two ways meet in one OSM node exactly where they have the same point (to the centimetre).
/// Tags are written "key=value;key=value", which keeps a street readable on one line.
/// </summary>
internal sealed class Town
{
    private readonly Dictionary<(long, long), List<(string Key, string Value)>> _nodeTags = [];
    private readonly List<P> _points = [];

    /// <summary>Ways in the order in which they were drawn, which is the order of their ids.</summary>
    public List<Way> Ways { get; } = [];

    /// <summary>Tagged nodes in the order in which they were drawn.</summary>
    public IReadOnlyList<P> Points => _points;

    /// <summary>Points with the same key are the same OSM node.</summary>
    public static (long, long) Key(P p) => ((long)Math.Round(p.X * 100), (long)Math.Round(p.Y * 100));

    /// <summary>Draws an open way.</summary>
    public void Line(string tags, params P[] points) => Ways.Add(new Way(Parse(tags), [.. points]));

    /// <summary>Draws a closed way from its corners.</summary>
    public void Area(string tags, params P[] corners) => Ways.Add(new Way(Parse(tags), [.. corners, corners[0]]));

    /// <summary>Puts tags on the node at a point, whether a way passes there or not.</summary>
    public void Node(string tags, P at)
    {
        if (!_nodeTags.TryGetValue(Key(at), out List<(string Key, string Value)>? known))
        {
            known = [];
            _nodeTags.Add(Key(at), known);
            _points.Add(at);
        }
        known.AddRange(Parse(tags));
    }

    /// <summary>The tags of the node at a point; empty if it has none.</summary>
    public IReadOnlyList<(string Key, string Value)> TagsAt(P at) =>
        _nodeTags.TryGetValue(Key(at), out List<(string Key, string Value)>? tags) ? tags : [];

    private static List<(string Key, string Value)> Parse(string tags) =>
        [.. tags.Split(';').Select(tag => tag.Split('=', 2)).Select(pair => (pair[0], pair[1]))];
}
