namespace QuickstartGenerator;

/// <summary>Rows of houses, so that the map looks like a town. They stay clear of streets, water and of what is drawn already.</summary>
internal static class Buildings
{
    private const double ClearOfStreetMetres = 5;

    public static void Draw(Town town)
    {
        var obstacles = new Obstacles(town);
        const string Slab = "building=apartments;building:levels=6";
        const string Tower = "building=apartments;building:levels=18";
        const string House = "building=house;building:levels=2";
        foreach ((double west, double south, double east, double north) in new (double, double, double, double)[]
            { (1320, 945, 1545, 1190), (1575, 945, 1805, 1190), (1320, 660, 1545, 925), (1575, 660, 1805, 925) })
            Rows(town, obstacles, Tower, west + 8, south + 8, east - 8, north - 8, 34, 15, 22, 30);
        foreach ((double west, double south, double east, double north) in new (double, double, double, double)[]
            { (80, 640, 412, 1200), (430, 630, 890, 780), (570, 780, 890, 890), (910, 770, 1290, 1195), (95, 1250, 412, 1550),
                (430, 1398, 892, 1550),
              (910, 1250, 1290, 1550), (1310, 1250, 1808, 1550), (1832, 750, 2270, 1195), (1832, 600, 2275, 730) })
            Rows(town, obstacles, Slab, west, south, east, north, 54, 14, 24, 32);
        Rows(town, obstacles, House, 432, 908, 892, 1196, 17, 12, 21, 18);
        foreach ((double west, double south, double east, double north) in new (double, double, double, double)[]
            { (660, 60, 1240, 350), (230, 130, 530, 330), (1950, 200, 2220, 330), (250, 1800, 430, 1925), (660, 1700, 1010, 1870),
                (1690, 1700, 2100, 1870) })
            Rows(town, obstacles, House, west, south, east, north, 16, 12, 32, 30);
    }

    private static void Rows(Town town, Obstacles obstacles, string tags, double west, double south, double east, double north,
        double width, double depth, double gapAlong, double gapBetween)
    {
        for (double y = south; y + depth <= north; y += depth + gapBetween)
            for (double x = west; x + width <= east; x += width + gapAlong)
                if (obstacles.Leave(x, y, x + width, y + depth, ClearOfStreetMetres))
                    town.Area(tags, P.Rectangle(x, y, x + width, y + depth));
    }

    /// <summary>Street segments, and the boxes of the areas on which nothing is built.</summary>
    private sealed class Obstacles
    {
        private readonly List<(P From, P To)> _segments = [];
        private readonly List<(double West, double South, double East, double North)> _boxes = [];

        public Obstacles(Town town)
        {
            foreach (Way way in town.Ways)
            {
                if (way["highway"] is not null || way["railway"] is not null || way["barrier"] is not null)
                    _segments.AddRange(way.Points.Zip(way.Points.Skip(1)));
                if (way["building"] is not null || way["leisure"] is not null || way["amenity"] is not null || way["area"] is not null
                    || way["landuse"] == "construction")
                    _boxes.Add((way.Points.Min(p => p.X), way.Points.Min(p => p.Y), way.Points.Max(p => p.X), way.Points.Max(p => p.Y)));
            }
        }

        /// <summary>Whether a house with these sides leaves the given distance to every street and touches no area.</summary>
        public bool Leave(double west, double south, double east, double north, double clear) =>
            !_boxes.Any(box => west < box.East + 3 && box.West - 3 < east && south < box.North + 3 && box.South - 3 < north)
            && !_segments.Any(segment => Touches(segment.From, segment.To, west - clear, south - clear, east + clear, north + clear));

        /// <summary>Whether a segment has a point in an upright rectangle (Liang and Barsky, 1984).</summary>
        private static bool Touches(P from, P to, double west, double south, double east, double north)
        {
            (double enter, double leave) = (0, 1);
            return Clip(from.X - west, from.X - to.X, ref enter, ref leave) && Clip(east - from.X, to.X - from.X, ref enter, ref leave)
                && Clip(from.Y - south, from.Y - to.Y, ref enter, ref leave) && Clip(north - from.Y, to.Y - from.Y, ref enter, ref leave);
        }

        private static bool Clip(double distance, double direction, ref double enter, ref double leave)
        {
            if (direction == 0) return distance >= 0;
            double at = distance / direction;
            if (direction < 0) enter = Math.Max(enter, at);
            else leave = Math.Min(leave, at);
            return enter <= leave;
        }
    }
}
