using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Edits;

/// <summary>
/// What the path edits of one list did, by their lines, so that the same line again is exactly the inverse: closing a line that was
/// added takes back what was drawn and nothing that lay there before; adding one that was closed opens what was closed.
/// </summary>
internal sealed class EditMemory
{
    /// <summary>A path drawn so near to an earlier one of its kind is the same path, drawn again.</summary>
    private const double SameMetres = 1;

    private readonly Dictionary<string, List<int>> _drawn = [], _closed = [];
    private readonly Dictionary<string, NetworkEdit> _paths = [];

    public void Drew(NetworkEdit path, int edge)
    {
        _paths[KeyOf(path.Line)] = path;
        Note(_drawn, path.Line, edge);
    }

    /// <summary>
    /// Whether an earlier edit drew the same path, or one of the same kind within a metre of it: copies would cross each other and all that
    /// they cross, so that forty of them make hundreds of thousands of nodes.
    /// </summary>
    public bool IsDrawn(NetworkEdit path) => _paths.Values.Any(
        p => p.Path == path.Path && IsAlong(p.Line, path.Line) && IsAlong(path.Line, p.Line));

    public void Closed(IReadOnlyList<Position> line, int edge) => Note(_closed, line, edge);

    /// <summary>Opens what an earlier edit closed by this line; false if none did.</summary>
    public bool Reopen(NetworkOverlay overlay, IReadOnlyList<Position> line)
    {
        if (!_closed.Remove(KeyOf(line), out List<int>? edges)) return false;
        SetClosed(overlay, edges, isClosed: false);
        return true;
    }

    /// <summary>Closes what an earlier edit drew along this line; false if none did.</summary>
    public bool TakeBack(NetworkOverlay overlay, IReadOnlyList<Position> line)
    {
        if (!_drawn.Remove(KeyOf(line), out List<int>? edges)) return false;
        _paths.Remove(KeyOf(line));
        SetClosed(overlay, edges, isClosed: true);
        _closed[KeyOf(line)] = edges;
        return true;
    }

    private static bool IsAlong(IReadOnlyList<Position> one, IReadOnlyList<Position> other) => one.All(
        p => Enumerable.Range(1, other.Count - 1).Any(i => Segments.DistanceMetres(p, other[i - 1], other[i]) <= SameMetres));

    private static void SetClosed(NetworkOverlay overlay, List<int> edges, bool isClosed)
    {
        foreach (int part in edges.SelectMany(overlay.Parts))
        {
            WayAttributes way = overlay.Attributes(part);
            overlay.Change(part, way with { Flags = isClosed ? way.Flags | WayFlags.Closed : way.Flags & ~WayFlags.Closed });
        }
    }

    private static void Note(Dictionary<string, List<int>> memory, IReadOnlyList<Position> line, int edge)
    {
        if (!memory.TryGetValue(KeyOf(line), out List<int>? edges)) memory[KeyOf(line)] = edges = [];
        edges.Add(edge);
    }

    /// <summary>The line in the direction that starts at its smaller end: drawn either way, it is the same line.</summary>
    private static string KeyOf(IReadOnlyList<Position> line)
    {
        bool isTurned = (line[^1].LonE7, line[^1].LatE7).CompareTo((line[0].LonE7, line[0].LatE7)) < 0;
        return string.Join(' ', isTurned ? line.Reverse() : line);
    }
}
