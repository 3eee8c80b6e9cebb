using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Where the data of an extract end: a box, and ends of ways within it that lead into nothing. Programs that cut extracts differ in
/// what they leave: ways without their outer nodes, ways that end at the last node inside, or whole ways that run far out of the area
/// and end there although the street goes on. Only what the data themselves show holds for all of them.
/// </summary>
internal sealed class DataBorder
{
    /// <summary>Data that lie farther than this beyond the stated box prove that it is not the border.</summary>
    private const double BeyondMetres = 100;

    /// <summary>So few main roads, or streets, that end in nothing may be an accident.</summary>
    private const int FewEnds = 3;

    /// <summary>As many streets may end in nothing for each that leads to the border: those of a village do.</summary>
    private const int VillageEnds = 3;

    /// <summary>Share of the streets that end at all; in cities that were not cut 2 to 3 % of them end in nothing.</summary>
    private const double ManyOfStreetEnds = 0.15;

    /// <summary>
    /// Share of junctions with nothing on one side from which on that says nothing: a map of main roads, or of scattered farms.
    /// </summary>
    private const double SparseShare = 0.2;

    private const int JunctionsTried = 500;

    private readonly OsmExtract _extract;
    private readonly Surroundings _surroundings;
    private readonly int[] _uses, _tails; // stretches of ways at each vertex, and those that lead beyond the border
    private readonly byte[] _outlooks;
    private readonly HashSet<WalkableWay> _cutWays = [];

    private DataBorder(OsmExtract extract)
    {
        _extract = extract;
        List<Thing> things = Things(extract);
        (_uses, _tails) = (Uses(extract), new int[extract.Positions.Length]);
        _outlooks = new byte[extract.Positions.Length];
        Box spanned = Spanned(things, extract);
        Box = extract.StatedBox is not { } stated ? spanned : IsBeyond(spanned, stated) ? Union(spanned, stated) : stated;
        _surroundings = new Surroundings(things, Box);
    }

    /// <summary>The box that holds the data, as the file states it or, if that is not true or not there, as its data span it.</summary>
    public Box Box { get; }

    /// <summary>Vertices of the file, within the box, at which the walk leads out of the data.</summary>
    public HashSet<int> Ends { get; } = [];

    /// <summary>Whether people who walk from one position to the other leave the box or enter it.</summary>
    public bool IsBetween(Position a, Position b) => Box.Contains(a) != Box.Contains(b);

    /// <summary>The border of an extract; adds to the warnings what is not certain about it.</summary>
    public static DataBorder Of(OsmExtract extract, List<Notice> warnings)
    {
        var border = new DataBorder(extract);
        List<int> cuts = border.Cuts();
        int loose = border.MarkLooseEnds();
        if (loose > 0) warnings.Add(new Notice("warning/ends-in-nothing", ("count", loose)));
        if (LostWays.Mark(extract, border.Box, cuts, v => border._uses[v] > 0 && border.Has(v), border.Ends))
            warnings.Add(new Notice("warning/lost-ways", ("count", extract.StrayNodes.Count)));
        if (extract.StatedBox is null)
            warnings.Add(new Notice(cuts.Count + loose > 0 ? "warning/border-from-data" : "warning/border-unknown"));
        return border;
    }

    /// <summary>The boxes of everything that is in the file for its own sake, not as a member of something that lies inside.</summary>
    private static List<Thing> Things(OsmExtract extract)
    {
        var things = new List<Thing>(extract.Ways.Count + extract.BuildingVertices.Count / 2);
        foreach (WalkableWay way in extract.Ways)
            if (!extract.MemberWays.Contains(way.OsmId)) Add(way.OsmId, extract.VerticesOf(way));
        for (int b = 0; b < extract.BuildingVertices.Count; b += 2)
            Add(0, [extract.BuildingVertices[b], extract.BuildingVertices[b + 1]]);
        return things;

        void Add(long way, ReadOnlySpan<int> vertices)
        {
            var positions = new List<Position>(vertices.Length);
            Box box = Box.Empty;
            foreach (int v in vertices)
            {
                Position p = extract.Positions[v];
                if (p == OsmExtract.Missing) continue;
                positions.Add(p);
                box = box.Extend(p);
            }
            if (positions.Count > 0) things.Add(new Thing(way, box, [.. positions]));
        }
    }

    /// <summary>
    /// The box that was cut out. Of every thing in the file some part lies inside, so no side lies farther out than the inner end of any
    /// thing; where many cross it, the outermost inner end is within metres of it. The few outermost are left out: they may be there by
    /// mistake.
    /// </summary>
    private static Box Spanned(List<Thing> things, OsmExtract extract)
    {
        if (things.Count == 0)
        {
            Box extent = Box.Empty;
            foreach (Position p in extract.Positions)
                if (p != OsmExtract.Missing) extent = extent.Extend(p);
            return extent;
        }
        int rank = Math.Min(7, things.Count / 2000);
        var box = new Box(
            Ranked(b => b.East), Ranked(b => b.North), -Ranked(b => -b.West), -Ranked(b => -b.South));
        // A file with one way only has its sides the wrong way round.
        return new Box(
            Math.Min(box.West, box.East), Math.Min(box.South, box.North), Math.Max(box.West, box.East), Math.Max(box.South, box.North));

        int Ranked(Func<Box, int> side)
        {
            int[] sides = [.. things.Select(t => side(t.Box))];
            Array.Sort(sides);
            return sides[rank];
        }
    }

    private static bool IsBeyond(Box data, Box stated)
    {
        var scale = new LocalMetres(((double)stated.South + stated.North) / 2);
        double east = BeyondMetres / scale.MetresPerLonUnit, north = BeyondMetres / scale.MetresPerLatUnit;
        return data.West < stated.West - east || data.East > stated.East + east
            || data.South < stated.South - north || data.North > stated.North + north;
    }

    private static Box Union(Box a, Box b) => new(
        Math.Min(a.West, b.West), Math.Min(a.South, b.South), Math.Max(a.East, b.East), Math.Max(a.North, b.North));

    /// <summary>Vertices within the box from which a way leads out of it, or on to a node that is not in the file.</summary>
    private List<int> Cuts()
    {
        var cuts = new List<int>();
        foreach (WalkableWay way in _extract.Ways)
        {
            ReadOnlySpan<int> vertices = _extract.VerticesOf(way);
            for (int i = 1; i < vertices.Length; i++)
            {
                if (Has(vertices[i - 1]) == Has(vertices[i])) continue;
                cuts.Add(Has(vertices[i]) ? vertices[i] : vertices[i - 1]);
                _cutWays.Add(way);
            }
        }
        return cuts;
    }

    /// <summary>Marks ways that end in nothing, if that is where the data end; returns how many.</summary>
    private int MarkLooseEnds()
    {
        int streetEnds = 0;
        var open = new List<(WalkableWay Way, bool AtStart)>();
        var atBox = new List<(WalkableWay Way, bool AtStart)>();
        foreach (WalkableWay way in _extract.Ways)
        {
            foreach (bool atStart in (bool[])[true, false])
            {
                if (!MayEnd(way, atStart) || _uses[EndOf(way, atStart)] > 1) continue;
                if (IsStreet(way)) streetEnds++;
                Outlook outlook = OutlookAt(EndOf(way, atStart), way);
                if (outlook == Outlook.Open) open.Add((way, atStart));
                if (outlook == Outlook.ToTheBox) atBox.Add((way, atStart));
            }
        }
        // Some programs leave out every node beyond the border without a trace; ways then end short of the box.
        bool isTraceless = _cutWays.Count == 0;
        ICollection<WalkableWay> toBox = isTraceless ? [.. atBox.Select(e => e.Way)] : _cutWays;
        int main = open.Count(e => IsMain(e.Way)), streets = open.Count(e => IsStreet(e.Way));
        // Where more lead to the box than end within it, the box is the border, and what ends within it are villages.
        bool isWithin = main > FewEnds && main > toBox.Count(IsMain)
            || streets > FewEnds && streets >= ManyOfStreetEnds * streetEnds && streets > VillageEnds * toBox.Count(IsStreet);
        if (IsSparse()) return 0;
        if (isWithin) return MarkAllEnds();
        if (!isTraceless) return 0;
        foreach ((WalkableWay way, bool atStart) in atBox) Ends.Add(EndOf(way, atStart));
        return atBox.Count;
    }

    /// <summary>
    /// Marks every way that ends in nothing, and again those that end on nothing but tails of such ways: beyond the border whole ways cross
    /// each other. Returns how many.
    /// </summary>
    private int MarkAllEnds()
    {
        var waiting = new List<(WalkableWay Way, bool AtStart)>();
        foreach (WalkableWay way in _extract.Ways)
            foreach (bool atStart in (bool[])[true, false])
                if (MayEnd(way, atStart)) waiting.Add((way, atStart));
        for (int marked = 0, before = -1; ; before = marked)
        {
            if (marked == before) return marked;
            waiting.RemoveAll(end =>
            {
                int v = EndOf(end.Way, end.AtStart);
                if (_uses[v] - 1 != _tails[v]) return false;
                if (OutlookAt(v, end.Way) != Outlook.Closed)
                {
                    MarkEnd(end.Way, end.AtStart);
                    marked++;
                }
                return true;
            });
        }
    }

    /// <summary>What lies beside a vertex of a way. It is asked again and again, so it is kept, one higher; 0 is not yet known.</summary>
    private Outlook OutlookAt(int vertex, WalkableWay way)
    {
        if (_outlooks[vertex] == 0) _outlooks[vertex] = (byte)(1 + (int)_surroundings.From(_extract.Positions[vertex], way.OsmId));
        return (Outlook)(_outlooks[vertex] - 1);
    }

    private static bool IsMain(WalkableWay way) => way.Foot.Road >= RoadClass.Tertiary;

    private static bool IsStreet(WalkableWay way) => way.Foot.Road >= RoadClass.Minor;

    /// <summary>Whether nothing beside a place is so usual that it says nothing.</summary>
    private bool IsSparse()
    {
        List<int> junctions = [.. Enumerable.Range(0, _uses.Length).Where(v => _uses[v] >= 3 && Has(v))];
        int step = junctions.Count / JunctionsTried + 1, tried = 0, open = 0;
        for (int i = 0; i < junctions.Count; i += step, tried++)
            if (_surroundings.From(_extract.Positions[junctions[i]]) != Outlook.Closed) open++;
        return open >= SparseShare * tried;
    }

    private bool Has(int vertex) => _extract.Positions[vertex] != OsmExtract.Missing && Box.Contains(_extract.Positions[vertex]);

    private int EndOf(WalkableWay way, bool atStart) => _extract.VerticesOf(way)[atStart ? 0 : ^1];

    /// <summary>Whether a way ends within the box, and neither goes on as another road nor ends there by what the map says.</summary>
    private bool MayEnd(WalkableWay way, bool atStart)
    {
        int end = EndOf(way, atStart);
        return Has(end) && way.Foot.Attributes.Kind != WayKind.Ferry
            && !_extract.RoadVertices.Contains(end) && !_extract.TrueEnds.Contains(end);
    }

    /// <summary>
    /// The end of a way, and the place farther in where the data are whole again: the border is between the two, and whoever comes to the
    /// inner one may already be at it.
    /// </summary>
    private void MarkEnd(WalkableWay way, bool atStart)
    {
        ReadOnlySpan<int> vertices = _extract.VerticesOf(way);
        Ends.Add(EndOf(way, atStart));
        for (int i = 0; i < vertices.Length; i++)
        {
            int v = vertices[atStart ? i : ^(i + 1)];
            if (_extract.Positions[v] == OsmExtract.Missing) return;
            bool isLast = i == vertices.Length - 1;
            if (!isLast && OutlookAt(v, way) != Outlook.Closed)
            {
                _tails[v] += i == 0 ? 1 : 2;
                continue;
            }
            Ends.Add(v);
            return;
        }
    }

    /// <summary>How many stretches of ways meet at each vertex.</summary>
    private static int[] Uses(OsmExtract extract)
    {
        var uses = new int[extract.Positions.Length];
        foreach (WalkableWay way in extract.Ways)
        {
            ReadOnlySpan<int> vertices = extract.VerticesOf(way);
            for (int i = 0; i < vertices.Length; i++) uses[vertices[i]] += i == 0 || i == vertices.Length - 1 ? 1 : 2;
        }
        return uses;
    }
}
