using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking;

namespace ServiceCircle.Isochrones;

/// <summary>
/// What nobody crosses off the paths: shores, railways, walls, fences, motorways. Paths themselves cross them on bridges,
/// through tunnels, at level crossings and gates; that is the network's business and needs nothing here.
/// </summary>
/// <remarks>Immutable once built; safe to share between threads.</remarks>
internal sealed class Barriers
{
    private const int CellUnits = 5_000, WideCellUnits = 20_000;
    private const FeatureGroups Groups = FeatureGroups.Water | FeatureGroups.Rail | FeatureGroups.Barrier;

    private readonly FeatureStore _features;
    private readonly List<(Position A, Position B)> _lines = [];
    private readonly List<bool> _isShore = [];
    private readonly Dictionary<(int X, int Y), List<int>> _cells = [], _wideCells = [];
    private readonly STRtree<int> _waters = new();
    private readonly bool _hasWaters;

    /// <summary>The barriers of a network's extract.</summary>
    public Barriers(FeatureStore features)
    {
        _features = features;
        for (int i = 0; i < features.Count; i++)
        {
            if ((features.Groups[i] & Groups) == 0 || features.Ids[i].Type == OsmType.Node || IsPassable(i)) continue;
            Box box = Box.Empty;
            bool isArea = false;
            for (int part = features.FirstPart[i]; part < features.FirstPart[i + 1]; part++)
            {
                ReadOnlySpan<Position> line = Line(part);
                bool isRing = IsRing(line), isShore = isRing && (features.Groups[i] & FeatureGroups.Water) != 0;
                for (int k = 0; k < line.Length; k++)
                {
                    box = box.Extend(line[k]);
                    if (k > 0) AddLine(line[k - 1], line[k], isShore);
                }
                isArea |= isRing;
            }
            if (!isArea || (features.Groups[i] & FeatureGroups.Water) == 0) continue;
            _waters.Insert(new Envelope(box.West, box.East, box.South, box.North), i);
            _hasWaters = true;
        }
        _waters.Build();
    }

    /// <summary>Number of straight pieces.</summary>
    public int Count => _lines.Count;

    /// <summary>Straight pieces of barriers whose boxes touch a small box, each once; whether one of them is the shore of an area of water.</summary>
    public bool Near(Box box, List<(Position A, Position B)> found)
    {
        bool hasShore = false;
        found.Clear();
        for (int y = Cell(box.South, CellUnits); y <= Cell(box.North, CellUnits); y++)
        {
            for (int x = Cell(box.West, CellUnits); x <= Cell(box.East, CellUnits); x++)
            {
                if (!_cells.TryGetValue((x, y), out List<int>? lines)) continue;
                foreach (int line in lines)
                {
                    (Position a, Position b) = _lines[line];
                    if (!Box.Empty.Extend(a).Extend(b).Intersects(box) || found.Contains((a, b))) continue;
                    found.Add((a, b));
                    hasShore |= _isShore[line];
                }
            }
        }
        return hasShore;
    }

    /// <summary>Straight pieces of barriers that may lie in a box, some of them several times.</summary>
    public void Wide(Box box, List<(Position A, Position B)> found)
    {
        found.Clear();
        for (int y = Cell(box.South, WideCellUnits); y <= Cell(box.North, WideCellUnits); y++)
        {
            for (int x = Cell(box.West, WideCellUnits); x <= Cell(box.East, WideCellUnits); x++)
            {
                if (!_wideCells.TryGetValue((x, y), out List<int>? lines)) continue;
                foreach (int line in lines) found.Add(_lines[line]);
            }
        }
    }

    /// <summary>Whether a place lies in an area of water.</summary>
    public bool IsInWater(Position p) =>
        _hasWaters && _waters.Query(new Envelope(p.LonE7, p.LonE7, p.LatE7, p.LatE7)).Any(water => Holds(water, p));

    /// <summary>Even-odd rule over all rings, so that islands are land.</summary>
    private bool Holds(int feature, Position p)
    {
        bool isInside = false;
        for (int part = _features.FirstPart[feature]; part < _features.FirstPart[feature + 1]; part++)
        {
            ReadOnlySpan<Position> ring = Line(part);
            if (!IsRing(ring)) continue;
            for (int k = 1; k < ring.Length; k++) isInside ^= Segments.IsEastOf(p, ring[k - 1], ring[k]);
        }
        return isInside;
    }

    /// <summary>What is in a tunnel or on a bridge can be crossed above or below; trams run in streets that people cross.</summary>
    private bool IsPassable(int feature)
    {
        for (int t = _features.FirstTag[feature]; t < _features.FirstTag[feature + 1]; t += 2)
        {
            string key = _features.Strings[_features.Tags[t]], value = _features.Strings[_features.Tags[t + 1]];
            if (key is "tunnel" or "bridge" or "covered" && value != "no") return true;
            if (key == "railway" && value == "tram" || key == "location" && value == "underground") return true;
        }
        return false;
    }

    private void AddLine(Position a, Position b, bool isShore)
    {
        foreach ((Dictionary<(int X, int Y), List<int>> cells, int units) in (ReadOnlySpan<(Dictionary<(int X, int Y), List<int>>, int)>)[(_cells, CellUnits), (_wideCells, WideCellUnits)])
        {
            for (int y = Cell(Math.Min(a.LatE7, b.LatE7), units); y <= Cell(Math.Max(a.LatE7, b.LatE7), units); y++)
            {
                for (int x = Cell(Math.Min(a.LonE7, b.LonE7), units); x <= Cell(Math.Max(a.LonE7, b.LonE7), units); x++)
                {
                    if (!cells.TryGetValue((x, y), out List<int>? lines)) cells[(x, y)] = lines = [];
                    lines.Add(_lines.Count);
                }
            }
        }
        _lines.Add((a, b));
        _isShore.Add(isShore);
    }

    private ReadOnlySpan<Position> Line(int part) =>
        _features.Positions.AsSpan(_features.FirstPosition[part], _features.FirstPosition[part + 1] - _features.FirstPosition[part]);

    private static bool IsRing(ReadOnlySpan<Position> line) => line.Length >= 4 && line[0] == line[^1];

    private static int Cell(int units, int cell) => (int)Math.Floor((double)units / cell);
}
