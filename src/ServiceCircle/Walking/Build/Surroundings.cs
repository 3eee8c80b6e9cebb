using ServiceCircle.Geo;

namespace ServiceCircle.Walking.Build;

/// <summary>What lies beside a place, from where the map is seen as whole.</summary>
internal enum Outlook : byte
{
    Closed, // something in every direction
    ToTheBox, // nothing between it and the near side of the box that holds the data
    Open, // nothing in some direction, as far as the box reaches
}

/// <summary>
/// Whether the map has anything on every side of a place. Inside the data nearly every disc of some size holds a whole street or
/// building. Beyond the border of an extract discs hold only ways that pass through, because of everything in the file some part lies
/// inside: a row of empty discs leads from there out of the box that holds the data.
/// </summary>
internal sealed class Surroundings
{
    /// <summary>
    /// Radius of the discs. With 400 m 1 of 5 main roads and 15 of 620 streets that end in Las Palmas have an empty disc beside their
    /// end, in a part cut out along a polygon 31 of 31 and 40 of 135. With 200 m the city itself has 230 such ends.
    /// </summary>
    private const double RadiusMetres = 400;

    /// <summary>Discs in a row, a radius apart, after which there is nothing: 4 km.</summary>
    private const int FarSteps = 10;

    private const double CellMetres = 200;
    private const int Directions = 16;

    private readonly Dictionary<(int Column, int Row), List<Thing>> _cells = [];
    private readonly Box _box;
    private readonly int _columnUnits, _rowUnits;

    /// <summary>Takes whole things, of which those that fit into no disc say nothing, and the box that holds the data.</summary>
    public Surroundings(List<Thing> things, Box box)
    {
        _box = box;
        var scale = new LocalMetres(((double)box.South + box.North) / 2);
        (_columnUnits, _rowUnits) = ((int)(CellMetres / scale.MetresPerLonUnit), (int)(CellMetres / scale.MetresPerLatUnit));
        foreach (Thing thing in things)
        {
            Box b = thing.Box;
            if (((double)b.North - b.South) * scale.MetresPerLatUnit > 2 * RadiusMetres) continue;
            (int, int) cell =
                (Cell(((double)b.West + b.East) / 2, _columnUnits), Cell(((double)b.South + b.North) / 2, _rowUnits));
            if (!_cells.TryGetValue(cell, out List<Thing>? list)) _cells[cell] = list = [];
            list.Add(thing);
        }
    }

    /// <summary>What lies beside a place within the box; one way, which the place is on, does not count.</summary>
    public Outlook From(Position place, long way = 0)
    {
        var scale = new LocalMetres(place.LatE7);
        double east = RadiusMetres / scale.MetresPerLonUnit, north = RadiusMetres / scale.MetresPerLatUnit;
        bool isNear = !(place.LonE7 - east >= _box.West && place.LonE7 + east <= _box.East
            && place.LatE7 - north >= _box.South && place.LatE7 + north <= _box.North);
        for (int d = 0; d < Directions; d++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * d / Directions);
            for (int step = 1; ; step++)
            {
                if (step > FarSteps) return Outlook.Open;
                double lon = place.LonE7 + step * cos * east, lat = place.LatE7 + step * sin * north;
                if (!IsEmpty(lon, lat, east, north, way)) break;
                if (lon < _box.West || lon > _box.East || lat < _box.South || lat > _box.North)
                    return isNear ? Outlook.ToTheBox : Outlook.Open;
            }
        }
        return Outlook.Closed;
    }

    /// <summary>Whether nothing lies whole in the ellipse of degrees that is a disc on the ground.</summary>
    private bool IsEmpty(double lon, double lat, double east, double north, long except)
    {
        // From the middle outwards, because what lies there fits in soonest.
        int column = Cell(lon, _columnUnits), row = Cell(lat, _rowUnits);
        int rings = (int)Math.Ceiling(Math.Max(east / _columnUnits, north / _rowUnits));
        for (int ring = 0; ring <= rings; ring++)
        {
            for (int y = -ring; y <= ring; y++)
            {
                int step = Math.Abs(y) == ring ? 1 : 2 * ring;
                for (int x = -ring; x <= ring; x += step)
                    if (HoldsWhole((column + x, row + y))) return false;
            }
        }
        return true;

        bool HoldsWhole((int, int) cell)
        {
            if (!_cells.TryGetValue(cell, out List<Thing>? things)) return false;
            foreach (Thing thing in things)
                if ((thing.Way == 0 || thing.Way != except) && IsWithin(thing)) return true;
            return false;
        }

        bool IsWithin(Thing thing)
        {
            foreach (Position p in thing.Positions)
            {
                double x = (p.LonE7 - lon) / east, y = (p.LatE7 - lat) / north;
                if (x * x + y * y > 1) return false;
            }
            return true;
        }
    }

    private static int Cell(double units, int size) => (int)Math.Floor(units / size);
}

/// <summary>A way on which people walk, or a building (way 0): its box, and its positions or two of them.</summary>
internal readonly record struct Thing(long Way, Box Box, Position[] Positions);
