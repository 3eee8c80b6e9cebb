using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats;

/// <summary>
/// The geometries of entities (DXF Reference). Closed polylines and circles are polygons; arcs become chords that stray from them by less
/// than a tolerance, in the units of the drawing.
/// </summary>
internal sealed class DxfShapes(double tolerance, Allowance allowance)
{
    private const int MostChords = 10_000, BytesOfPoint = 56;

    /// <summary>
    /// The geometry of an entity; null if it has none, or is of a kind that is not read, which <paramref name="isRead"/> tells.
    /// </summary>
    public Geometry? Of(DxfEntity entity, out bool isRead)
    {
        isRead = true;
        switch (entity.Kind)
        {
            case "POINT": return new Point(entity.Number(10), entity.Number(20));
            case "INSERT" or "MTEXT": return new Point(At(entity, 10));
            // A text that is aligned other than to the left of its base line stands at its second point.
            case "TEXT": return new Point(At(entity, (entity.Whole(72) | entity.Whole(73)) != 0 && entity.Text(11) is not null ? 11 : 10));
            case "LINE":
                return new LineString([new(entity.Number(10), entity.Number(20)), new(entity.Number(11), entity.Number(21))]);
            case "CIRCLE": return Closed(Arc(entity, 0, 2 * Math.PI));
            case "ARC":
                double from = double.DegreesToRadians(entity.Number(50)), to = double.DegreesToRadians(entity.Number(51));
                return new LineString(Arc(entity, from, to - from + (to <= from ? 2 * Math.PI : 0)));
            case "LWPOLYLINE":
                return Polyline((entity.Whole(70) & 1) != 0, Vertices(entity.Groups, entity.IsMirrored));
            // Meshes; and the frame of a curve, which is no part of it.
            case "POLYLINE" when (entity.Whole(70) & (16 | 64)) == 0:
                bool isMirrored = (entity.Whole(70) & 8) == 0 && entity.IsMirrored;
                IEnumerable<DxfEntity> parts = entity.Parts.Where(p => p.Kind == "VERTEX" && (p.Whole(70) & 16) == 0);
                return Polyline((entity.Whole(70) & 1) != 0, [.. parts.SelectMany(p => Vertices(p.Groups, isMirrored))]);
            case "HATCH" when Hatch(entity) is { } rings:
                // One that cannot be used is counted with what is not read.
                Geometry? area = Rings.Polygon(rings, "", new RowProblems(""));
                isRead = area is not null;
                return area;
            default:
                isRead = false;
                return null;
        }
    }

    private readonly record struct Vertex(double X, double Y, double Bulge);

    private static Coordinate At(DxfEntity entity, int code) =>
        new(entity.IsMirrored ? -entity.Number(code) : entity.Number(code), entity.Number(code + 10));

    /// <summary>Vertices that come as 10, 20 and perhaps 42, each 10 beginning another.</summary>
    private static List<Vertex> Vertices(IEnumerable<(int Code, string Text)> groups, bool isMirrored)
    {
        var all = new List<Vertex>();
        foreach (var (code, text) in groups)
        {
            if (code is not (10 or 20 or 42) || code != 10 && all.Count == 0 || !NumberText.TryParse(text, out double value)) continue;
            if (code == 10) all.Add(new Vertex(isMirrored ? -value : value, 0, 0));
            else all[^1] = code == 20 ? all[^1] with { Y = value } : all[^1] with { Bulge = isMirrored ? -value : value };
        }
        return all;
    }

    private Geometry? Polyline(bool isClosed, List<Vertex> vertices)
    {
        var line = new List<Coordinate>();
        for (int i = 0; i < vertices.Count; i++)
        {
            Vertex here = vertices[i], next = vertices[(i + 1) % vertices.Count];
            line.Add(new Coordinate(here.X, here.Y));
            if (here.Bulge != 0 && (i + 1 < vertices.Count || isClosed)) Bulge(line, here, next);
        }
        if (line.Count > 3 && line[0].Equals2D(line[^1])) isClosed = true;
        return isClosed && line.Count > 2 ? Closed([.. line]) : line.Count > 1 ? new LineString([.. line]) : null;
    }

    private static Polygon Closed(Coordinate[] ring) => new(new LinearRing(ring[0].Equals2D(ring[^1]) ? ring : [.. ring, ring[0].Copy()]));

    /// <summary>The points between two vertices on an arc of which the tangent of a quarter of the angle is given.</summary>
    private void Bulge(List<Coordinate> line, Vertex from, Vertex to)
    {
        double chord = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
        double angle = 4 * Math.Atan(from.Bulge), radius = chord / 2 / Math.Abs(Math.Sin(angle / 2));
        if (!double.IsFinite(radius) || radius == 0) return;
        // The centre lies beside the middle of the chord, to the left of it where the arc turns to the left by less than half a circle.
        double beside = (1 - from.Bulge * from.Bulge) / (4 * from.Bulge);
        double x = (from.X + to.X) / 2 - (to.Y - from.Y) * beside, y = (from.Y + to.Y) / 2 + (to.X - from.X) * beside;
        double start = Math.Atan2(from.Y - y, from.X - x);
        int chords = Chords(radius, angle);
        for (int i = 1; i < chords; i++)
            line.Add(new Coordinate(x + radius * Math.Cos(start + angle * i / chords), y + radius * Math.Sin(start + angle * i / chords)));
    }

    private Coordinate[] Arc(DxfEntity entity, double from, double angle)
    {
        double radius = Math.Abs(entity.Number(40)), x = entity.Number(10), y = entity.Number(20);
        int chords = Math.Max(Chords(radius, angle), angle > 6 ? 8 : 1);
        return [.. Enumerable.Range(0, chords + 1).Select(i => i == chords && angle > 6.2831 ? from : from + angle * i / chords)
            .Select(a => (X: x + radius * Math.Cos(a), Y: y + radius * Math.Sin(a)))
            .Select(p => new Coordinate(entity.IsMirrored ? -p.X : p.X, p.Y))];
    }

    /// <summary>How many chords an arc needs: a chord strays by r (1 - cos(angle / 2)).</summary>
    private int Chords(double radius, double angle)
    {
        double most = radius > tolerance ? 2 * Math.Acos(1 - tolerance / radius) : Math.PI / 2;
        int chords = (int)Math.Min(MostChords, Math.Ceiling(Math.Abs(angle) / most));
        allowance.Take((long)chords * BytesOfPoint);
        return Math.Max(chords, 1);
    }

    /// <summary>The borders of a hatch; null if one of them is not of straight lines and arcs between points.</summary>
    private List<Coordinate[]>? Hatch(DxfEntity entity)
    {
        int first = entity.Groups.FindIndex(g => g.Code == 91);
        var rings = new List<Coordinate[]>();
        for (int i = first; i >= 0 && i < entity.Groups.Count;)
        {
            i = entity.Groups.FindIndex(i, g => g.Code is 92 or 75);
            if (i < 0 || entity.Groups[i].Code == 75) break;
            int end = entity.Groups.FindIndex(i, g => g.Code == 97);
            if (end < 0) return null;
            List<(int Code, string Text)> path = entity.Groups[i..end];
            bool isPolyline = int.TryParse(path[0].Text, out int flags) && (flags & 2) != 0;
            // Of lines the start is enough: each begins where the one before ends.
            if (!isPolyline && path.Exists(g => g.Code == 72 && g.Text != "1")) return null;
            if (Polyline(true, Vertices(path, entity.IsMirrored)) is Polygon polygon) rings.Add(polygon.Shell.Coordinates);
            i = end;
        }
        if (rings.Count == 0) return null;
        // Their directions say nothing: the largest is taken for the border, and those in it for holes.
        int largest = rings.IndexOf(rings.MaxBy(r => Area.OfRing(r))!);
        for (int i = 0; i < rings.Count; i++)
            if (Area.OfRingSigned(rings[i]) > 0 != (i == largest)) Array.Reverse(rings[i]);
        return rings;
    }
}
