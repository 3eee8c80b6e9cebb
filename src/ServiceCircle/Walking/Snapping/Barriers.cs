using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using ServiceCircle.Geo;
using ServiceCircle.Osm;

namespace ServiceCircle.Walking.Snapping;

/// <summary>
/// What nobody crosses off the paths: shores, railways, walls, fences, motorways. Paths themselves cross them on bridges,
/// through tunnels, at level crossings and gates; that is the network's business and needs nothing here.
/// </summary>
/// <remarks>Safe to share between threads: nothing changes once it is built but what is remembered of the waters of a cell.</remarks>
internal sealed class Barriers
{
    private const int CellUnits = 5_000, WideCellUnits = 20_000;
    private const FeatureGroups Groups = FeatureGroups.Water | FeatureGroups.Rail | FeatureGroups.Barrier;

    private readonly FeatureStore _features;
    private readonly List<(Position A, Position B)> _lines = [];
    private readonly LineGrid _grid, _wideGrid;
    private readonly STRtree<ReadOnlyMemory<Position>[]> _waters = new();
    private readonly ConcurrentDictionary<long, IList<ReadOnlyMemory<Position>[]>> _watersOfCells = [];

    /// <summary>A line may touch a barrier at its ends: a place on a shore, a way along a wall.</summary>
    private const double TouchMetres = 0.25;

    private static readonly ConditionalWeakTable<FeatureStore, Barriers> Known = [];

    /// <summary>The barriers among some features, listed once for all that ask.</summary>
    public static Barriers Among(FeatureStore features) => Known.GetValue(features, f => new Barriers(f));

    private Barriers(FeatureStore features)
    {
        _features = features;
        for (int i = 0; i < features.Count; i++)
        {
            if ((features.Groups[i] & Groups) == 0 || features.Ids[i].Type == OsmType.Node || IsPassable(i)) continue;
            Box box = Box.Empty;
            var rings = new List<ReadOnlyMemory<Position>>();
            bool hasOuter = false;
            for (int p = features.FirstPart[i]; p < features.FirstPart[i + 1]; p++)
            {
                ReadOnlyMemory<Position> part =
                    features.Positions.AsMemory(features.FirstPosition[p], features.FirstPosition[p + 1] - features.FirstPosition[p]);
                ReadOnlySpan<Position> line = part.Span;
                for (int k = 0; k < line.Length; k++)
                {
                    box = box.Extend(line[k]);
                    if (k > 0 && !Antimeridian.IsBetween(line[k - 1], line[k])) _lines.Add((line[k - 1], line[k]));
                }
                if (line.Length < 4 || line[0] != line[^1]) continue;
                rings.Add(part);
                hasOuter |= !features.PartIsInner[p];
            }
            // Of a lake whose shore is not whole an island alone is no water.
            if (hasOuter && (features.Groups[i] & FeatureGroups.Water) != 0)
                _waters.Insert(new Envelope(box.West, box.East, box.South, box.North), [.. rings]);
        }
        _waters.Build();
        (_grid, _wideGrid) = (new LineGrid(_lines, CellUnits), new LineGrid(_lines, WideCellUnits));
    }

    public int Count => _lines.Count;

    /// <summary>Straight pieces of barriers whose boxes touch a small box, each once.</summary>
    public void Near(Box box, List<(Position A, Position B)> found)
    {
        found.Clear();
        _grid.Any(box, (a, b) =>
        {
            if (!found.Contains((a, b))) found.Add((a, b));
            return false;
        });
    }

    /// <summary>Whether the box of any straight piece of a barrier touches a small box.</summary>
    public bool IsNear(Box box) => _grid.Any(box, static (_, _) => true);

    /// <summary>Whether a barrier lies between two places near to each other; one that a place stands on does not.</summary>
    public bool IsBetween(Position a, Position b)
    {
        if (_lines.Count == 0) return false;
        double touch = TouchMetres / LocalMetres.Between(a, b);
        if (!(touch < 0.5)) return false;
        return _grid.Any(
            Box.Empty.Extend(a).Extend(b),
            (from, to) => Segments.Crossing(a, b, from, to) is { } share && share > touch && share < 1 - touch);
    }

    /// <summary>Straight pieces of barriers whose boxes touch a box of any size, some of them several times.</summary>
    public void Wide(Box box, List<(Position A, Position B)> found)
    {
        found.Clear();
        _wideGrid.Any(box, (a, b) =>
        {
            found.Add((a, b));
            return false;
        });
    }

    /// <summary>Areas of water that may lie in a box, each with its closed rings.</summary>
    public void Waters(Box box, List<ReadOnlyMemory<Position>[]> found)
    {
        found.Clear();
        found.AddRange(_waters.Query(new Envelope(box.West, box.East, box.South, box.North)));
    }

    /// <summary>Whether a place lies in an area of water (even-odd rule over all of an area's rings, so that islands are land).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsInWater(Position p)
    {
        int x = Cell(p.LonE7, WideCellUnits), y = Cell(p.LatE7, WideCellUnits);
        foreach (ReadOnlyMemory<Position>[] area in _watersOfCells.GetOrAdd(Key(x, y), _ => WatersOf(x, y)))
        {
            bool isInside = false;
            foreach (ReadOnlyMemory<Position> ring in area)
                for (int k = 1; k < ring.Length; k++) isInside ^= Segments.IsEastOf(p, ring.Span[k - 1], ring.Span[k]);
            if (isInside) return true;
        }
        return false;
    }

    private IList<ReadOnlyMemory<Position>[]> WatersOf(int x, int y) =>
        _waters.Query(new Envelope(
            (double)x * WideCellUnits, (x + 1.0) * WideCellUnits, (double)y * WideCellUnits, (y + 1.0) * WideCellUnits));

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

    private static long Key(int x, int y) => (long)y << 32 | (uint)x;

    private static int Cell(int units, int cell) => (int)Math.Floor((double)units / cell);
}
