using ServiceCircle.Geo;

namespace ServiceCircle.Reports.Maps;

/// <summary>
/// Squares of the ground with all places in them, for maps of more places than can be told apart. Nothing is averaged: a square is striped
/// by the shares of its people in each class, the worst first, and a class that any place is of has a stripe, however few live there.
/// </summary>
internal static class PlaceCells
{
    /// <summary>Up to so many places are drawn one by one.</summary>
    public const int MostPlaces = 2_000;

    /// <summary>Up to so many facilities are drawn one by one.</summary>
    public const int MostFacilities = 3_000;

    /// <summary>Sides of the squares in map units: a number of five digits fits in at the size that the map is drawn at.</summary>
    private const int Units = 72, OverlayUnits = 140;

    /// <summary>The height that the fewest people have, as a share of that of the most.</summary>
    private const double LeastHeight = 0.35;

    /// <summary>Squares of all places, and of facilities of a class if those are to be counted too.</summary>
    public static CellLayer Of(
        IEnumerable<CellPlace> places, Box extent, Language language, bool isOverlay = false,
        (MapClass Class, IEnumerable<Position> At)? facilities = null)
    {
        int units = UnitsOf(isOverlay || facilities is not null);
        var frame = new MapFrame(extent);
        var cells = new SortedDictionary<(int Row, int Column), CellContents>();
        foreach (CellPlace place in places) At(place.Position).Add(place);
        foreach (Position facility in facilities?.At ?? []) At(facility).Facilities++;
        bool areWeighed = cells.Values.Any(c => c.People > 0);
        double most = cells.Values.Select(c => c.Weight(areWeighed)).DefaultIfEmpty(0).Max();
        var words = new CellWords(language);
        return new CellLayer(units, facilities?.Class, [.. cells.Select(c => new MapCell(
            c.Key.Column, c.Key.Row, c.Value.Stripes(), Height(c.Value.Weight(areWeighed), most), words.Title(c.Value),
            words.Label(c.Value), c.Value.Facilities))]);

        CellContents At(Position position)
        {
            Pixel at = frame.Project(position);
            (int, int) key = ((int)Math.Floor(at.Y / units), (int)Math.Floor(at.X / units));
            if (!cells.TryGetValue(key, out CellContents? cell)) cells.Add(key, cell = new CellContents());
            return cell;
        }
    }

    /// <summary>Of the symbols of one class in a square with a side of so many map units the first, told how many it stands for.</summary>
    public static IReadOnlyList<MapPoint> Thinned(IReadOnlyList<MapPoint> points, Box extent, int units, Func<int, string> title)
    {
        var frame = new MapFrame(extent);
        return [.. points.GroupBy(p => (p.Class, Square(frame.Project(p.Position))))
            .Select(g => g.First() with { Title = title(g.Count()) })];

        (int, int) Square(Pixel at) => ((int)Math.Floor(at.X / units), (int)Math.Floor(at.Y / units));
    }

    /// <summary>What the squares of a map mean, in sentences.</summary>
    public static IReadOnlyList<string> Notes(Box extent, Language language, bool isOverlay = false, bool hasFacilities = false)
    {
        Messages m = Messages.In(language);
        string metres = m.Text(
            "number/metres", ("metres", m.Number(Math.Round(UnitsOf(isOverlay || hasFacilities) * new MapFrame(extent).MetresPerUnit))));
        return hasFacilities ? [m.Text("map/cells", ("metres", metres)), m["map/cells-stripes"], m["map/cells-facilities"]]
            : [m.Text("map/cells", ("metres", metres)), m["map/cells-stripes"]];
    }

    private static int UnitsOf(bool isLarge) => isLarge ? OverlayUnits : Units;

    private static double Height(double weight, double most) => most <= 0 ? 1 : Math.Max(LeastHeight, Math.Sqrt(weight / most));
}
