using System.Text;

namespace ServiceCircle.Reports.Maps;

/// <summary>A name on a map: where its line of letters begins, ends or has its middle, as the anchor says, and its foot.</summary>
internal readonly record struct PlacedName(string Text, double X, double Baseline, string Anchor);

/// <summary>
/// Finds room for names beside their symbols, one after the other: each takes the first of eight positions around its symbol that touches
/// nothing, and is left out where all are taken (the greedy algorithm of Christensen, Marks and Shieber 1995). Whoever comes first has the
/// choice. What is there already lies in a grid, so that a name looks at its neighbours only.
/// </summary>
internal sealed class NamePlacement(double width, double height, double letters)
{
    private const double CellUnits = 64;

    /// <summary>Room between a name and whatever is next to it, as a share of the height of letters.</summary>
    private const double Gap = 0.12;

    /// <summary>What rises above the foot of a line of letters and what hangs below it, as shares of their height.</summary>
    private const double Rise = 0.9, Fall = 0.24;

    private readonly Dictionary<(int, int), List<Taken>> _grid = [];

    /// <summary>Ground that is taken; a disc where it has a radius.</summary>
    private readonly record struct Taken(double Left, double Top, double Right, double Bottom, double Radius = 0);

    /// <summary>Takes the ground of a disc.</summary>
    public void TakeDisc(Pixel at, double radius) => Take(new(at.X - radius, at.Y - radius, at.X + radius, at.Y + radius, radius));

    /// <summary>Takes the ground of a rectangle.</summary>
    public void TakeBox(double left, double top, double right, double bottom) => Take(new(left, top, right, bottom));

    /// <summary>The name beside a symbol, whose ground it takes; null where there is no room.</summary>
    public PlacedName? Place(string name, Pixel at, double radius)
    {
        double along = WidthOf(name) * letters, gap = letters * Gap, rise = letters * Rise, fall = letters * Fall;
        double beside = radius + gap, aslant = radius * Math.Sqrt(0.5) + gap;
        // Where people look first: to the right, a little above; what is farthest from that comes last.
        ReadOnlySpan<(double X, double Baseline, string Anchor)> positions =
        [
            (at.X + aslant, at.Y - aslant - fall + gap, "start"), (at.X + beside, at.Y + (rise - fall) / 2, "start"),
            (at.X + aslant, at.Y + aslant + rise - gap, "start"), (at.X, at.Y - beside - fall, "middle"),
            (at.X, at.Y + beside + rise, "middle"), (at.X - aslant, at.Y - aslant - fall + gap, "end"),
            (at.X - beside, at.Y + (rise - fall) / 2, "end"), (at.X - aslant, at.Y + aslant + rise - gap, "end"),
        ];
        foreach ((double x, double baseline, string anchor) in positions)
        {
            double left = anchor switch { "start" => x, "end" => x - along, _ => x - along / 2 };
            var box = new Taken(left, baseline - rise, left + along, baseline + fall);
            if (!IsFree(box)) continue;
            Take(box);
            return new PlacedName(name, x, baseline, anchor);
        }
        return null;
    }

    /// <summary>
    /// The width of a text in heights of its letters, whatever font shows it: those of the widest of the usual ones, so that names keep
    /// apart on every machine.
    /// </summary>
    internal static double WidthOf(string text)
    {
        double sum = 0;
        foreach (Rune rune in text.EnumerateRunes())
            sum += rune.Value switch
            {
                >= 0x2E80 => 1,
                'm' or 'w' or 'M' or 'W' or '@' or '%' => 1,
                'i' or 'j' or 'l' or 'I' or 'f' or 't' or ' ' or '.' or ',' or '\'' => 0.42,
                >= 'A' and <= 'Z' or > 0x7F => 0.8,
                _ => 0.65,
            };
        return sum;
    }

    private bool IsFree(Taken box)
    {
        if (box.Left < 0 || box.Top < 0 || box.Right > width || box.Bottom > height) return false;
        foreach ((int, int) cell in CellsOf(box))
        {
            if (!_grid.TryGetValue(cell, out List<Taken>? there)) continue;
            foreach (Taken other in there)
                if (Touch(box, other)) return false;
        }
        return true;
    }

    private static bool Touch(Taken box, Taken other)
    {
        if (box.Left >= other.Right || box.Right <= other.Left || box.Top >= other.Bottom || box.Bottom <= other.Top) return false;
        if (other.Radius == 0) return true;
        double x = (other.Left + other.Right) / 2, y = (other.Top + other.Bottom) / 2;
        double dx = x - Math.Clamp(x, box.Left, box.Right), dy = y - Math.Clamp(y, box.Top, box.Bottom);
        return dx * dx + dy * dy < other.Radius * other.Radius;
    }

    private void Take(Taken ground)
    {
        foreach ((int, int) cell in CellsOf(ground))
        {
            if (!_grid.TryGetValue(cell, out List<Taken>? there)) _grid.Add(cell, there = []);
            there.Add(ground);
        }
    }

    private static IEnumerable<(int, int)> CellsOf(Taken box)
    {
        for (int y = Cell(box.Top); y <= Cell(box.Bottom); y++)
            for (int x = Cell(box.Left); x <= Cell(box.Right); x++)
                yield return (x, y);

        static int Cell(double units) => (int)Math.Floor(units / CellUnits);
    }
}
