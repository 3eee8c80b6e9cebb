using System.Globalization;
using System.Text;

namespace ServiceCircle.Reports.Maps;

/// <summary>
/// The "d" of one SVG path, on a grid of whole units and in relative steps, which is the shortest text for it. A segment
/// that is already drawn is not drawn again.
/// </summary>
internal sealed class PathData(int grid)
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<(int, int, int, int)> _drawn = [];
    private int _x, _y;

    public int Length => _text.Length;

    /// <summary>Adds an open line.</summary>
    public void Line(IReadOnlyList<Pixel> line)
    {
        bool down = false;
        (int x, int y) = Snap(line[0]);
        for (int i = 1; i < line.Count; i++)
        {
            (int toX, int toY) = Snap(line[i]);
            if (toX == x && toY == y) continue;
            bool forward = (x, y).CompareTo((toX, toY)) < 0, isNew = _drawn.Add(forward ? (x, y, toX, toY) : (toX, toY, x, y));
            if (isNew && !down) Move(x, y);
            if (isNew) Step(down ? ' ' : 'l', toX, toY);
            down = isNew;
            (x, y) = (toX, toY);
        }
    }

    /// <summary>Adds a closed ring in a direction; a ring that the grid flattens is left out.</summary>
    public void Ring(IReadOnlyList<Pixel> ring, bool clockwise)
    {
        List<(int X, int Y)> points = [];
        foreach (Pixel p in ring)
            if (points.Count == 0 || points[^1] != Snap(p)) points.Add(Snap(p));
        if (points.Count > 1 && points[0] == points[^1]) points.RemoveAt(points.Count - 1);
        long area = 0;
        for (int i = 0; i < points.Count; i++)
        {
            (int X, int Y) a = points[i], b = points[(i + 1) % points.Count];
            area += (long)a.X * b.Y - (long)b.X * a.Y;
        }
        if (area == 0) return;
        if (area > 0 != clockwise) points.Reverse();
        Move(points[0].X, points[0].Y);
        for (int i = 1; i < points.Count; i++) Step(i == 1 ? 'l' : ' ', points[i].X, points[i].Y);
        _text.Append('z');
        (_x, _y) = points[0];
    }

    public override string ToString() => _text.ToString();

    private (int X, int Y) Snap(Pixel p) => ((int)Math.Round(p.X / grid) * grid, (int)Math.Round(p.Y / grid) * grid);

    private void Move(int x, int y) => Step(_text.Length == 0 ? 'M' : 'm', x, y);

    private void Step(char command, int x, int y)
    {
        int dx = x - _x, dy = y - _y;
        if (command != ' ') _text.Append(command);
        else if (dx >= 0) _text.Append(' ');
        _text.Append(dx.ToString(CultureInfo.InvariantCulture));
        if (dy >= 0) _text.Append(' ');
        _text.Append(dy.ToString(CultureInfo.InvariantCulture));
        (_x, _y) = (x, y);
    }
}
