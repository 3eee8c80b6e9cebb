using System.Numerics;
using System.Runtime.CompilerServices;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Draws rings with as few corners as the links allow that they must cross: a side may be as long as it crosses the same
/// links in the same order as the ring does, each between its two samples.
/// </summary>
/// <remarks>
/// Since every link is crossed by one ring only and a square of the lattice is convex, rings drawn so cannot cross or touch
/// themselves or each other, wherever on their links they run. Bands may share links. There all of them have to run alike:
/// a ring gets a corner in the middle of the link where it joins another band's or leaves it, and between two such corners
/// sides depend on nothing but the links between. So bands are nested to the last digit. The longest side from a corner is
/// found with the cone of all directions that still cross everything (as in H. Imai and M. Iri's gates, 1986); linear.
/// </remarks>
internal sealed class RingSimplifier(SampleFrame frame, IReadOnlyList<BitLayer> bands, BitLayer path, BitLayer unreached)
{
    private readonly int[] _steps = [1, frame.RowBits, -1, -frame.RowBits];
    private readonly Gate[] _gates = Gates(frame.Lattice);
    private readonly bool _isShared = bands.Count > 1;

    // The high word of a product in place of a division (D. Lemire, O. Kaser, N. Kurz, 2019), exact for all indices.
    private readonly ulong _perRow = ulong.MaxValue / (uint)frame.RowBits + 1;
    private readonly List<Position> _corners = [];
    private byte[] _beside = [];

    /// <summary>The corners of a ring, the first not repeated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Position[] Draw(ReadOnlySpan<int> ring)
    {
        _corners.Clear();
        Look(ring);
        int start = 0;
        if (_isShared)
        {
            while (start < ring.Length && !IsFixed(ring, start)) start++;
            start %= ring.Length;
        }
        (long X, long Y) apex = Emit(MiddleOf(ring[start])), left = default, right = default;
        int last = start;
        bool isFirst = true;
        for (int i = 1; i <= ring.Length;)
        {
            int at = start + i < ring.Length ? start + i : start + i - ring.Length;
            bool isFixed = i == ring.Length || _isShared && IsFixed(ring, at);
            Gate gate = isFixed ? GateAt(MiddleOf(ring[at])) : GateOf(ring[at], _beside[at]);
            (long X, long Y) inner = (gate.LowX - apex.X, gate.LowY - apex.Y), outer = (gate.HighX - apex.X, gate.HighY - apex.Y);
            if (isFirst) (left, right, isFirst) = (inner, outer, false);
            else if (Cross(left, outer) > 0 || Cross(right, inner) < 0)
            {
                apex = Emit(Place(GateOf(ring[last], _beside[last]), (ring[last] & 1) != 0, apex, left, right));
                isFirst = true;
                continue;
            }
            else
            {
                left = Either(left, inner, Cross(left, inner));
                right = Either(right, outer, -Cross(right, outer));
            }
            last = at;
            i++;
            if (!isFixed || i > ring.Length) continue;
            apex = Emit(MiddleOf(ring[at]));
            isFirst = true;
        }
        return [.. _corners];
    }

    private (long X, long Y) Emit((long X, long Y) corner)
    {
        _corners.Add(new Position((int)corner.X, (int)corner.Y));
        return corner;
    }

    /// <summary>Half way between the two borders of the cone, on the gate that it reaches.</summary>
    private static (long X, long Y) Place(Gate gate, bool isColumn, (long X, long Y) apex, (long X, long Y) left, (long X, long Y) right)
    {
        if (!isColumn)
        {
            double slope = (double)left.X / left.Y + (double)right.X / right.Y;
            return (Between(gate.LowX, gate.HighX, apex.X + (gate.LowY - apex.Y) * slope / 2), gate.LowY);
        }
        double rise = (double)left.Y / left.X + (double)right.Y / right.X;
        return (gate.LowX, Between(gate.LowY, gate.HighY, apex.Y + (gate.LowX - apex.X) * rise / 2));

        static long Between(long a, long b, double place) =>
            double.IsFinite(place) ? (long)Math.Clamp(Math.Round(place), Math.Min(a, b), Math.Max(a, b)) : (a + b) / 2;
    }

    /// <summary>Whether bands join or part between a link and the one before or after it.</summary>
    private bool IsFixed(ReadOnlySpan<int> ring, int at)
    {
        int own = Bands(ring[at]);
        if (BitOperations.IsPow2(own)) return false;
        int before = ring[at == 0 ? ring.Length - 1 : at - 1], after = ring[at == ring.Length - 1 ? 0 : at + 1];
        if (own != Bands(before) || own != Bands(after)) return true;
        // Where two samples of one band face each other diagonally, its ring may turn off though all cross the same links.
        for (int b = 0; b < bands.Count; b++)
            if ((own >> b & 1) != 0
                && (Contours.Next(bands[b], _steps, before) != ring[at] || Contours.Next(bands[b], _steps, ring[at]) != after)) return true;
        return false;
    }

    /// <summary>One bit for each band whose border the link crosses.</summary>
    private int Bands(int link)
    {
        int inner = link >> 2, outer = inner + _steps[link & 3], found = 0;
        for (int b = 0; b < bands.Count; b++)
            if (bands[b][inner] && !bands[b][outer]) found |= 1 << b;
        return found;
    }

    /// <summary>
    /// Notes for every link whether a reached path lies at its inner sample and an unreached one at its outer: on its own,
    /// because where the layers are not in the cache many links can be waited for at once.
    /// </summary>
    private void Look(ReadOnlySpan<int> ring)
    {
        if (_beside.Length < ring.Length) _beside = new byte[2 * ring.Length];
        for (int i = 0; i < ring.Length; i++)
        {
            int inner = ring[i] >> 2, outer = inner + _steps[ring[i] & 3];
            _beside[i] = (byte)(path.Bit(inner) | unreached.Bit(outer) << 1);
        }
    }

    private Gate GateOf(int link, int beside)
    {
        (long x, long y) = SampleOf(link);
        ref readonly Gate gate = ref _gates[(link & 3) << 2 | beside];
        return new Gate(x + gate.LowX, y + gate.LowY, x + gate.HighX, y + gate.HighY);
    }

    /// <summary>Where gates lie from the inner sample, for every side and for what lies beside.</summary>
    private static Gate[] Gates(Lattice lattice)
    {
        var gates = new Gate[16];
        for (int i = 0; i < gates.Length; i++)
        {
            int side = i >> 2, beside = i & 3, stepX = (~side & 1) * (1 - side), stepY = (side & 1) * (2 - side);
            int units = (side & 1) == 0 ? lattice.ColumnUnits : lattice.RowUnits;
            // A path runs within half a cell of its samples: the border must leave it on its side.
            int near = Math.Max(1, units / 50), aside = beside == 3 ? units / 2 : units * 11 / 20;
            int low = (beside & 1) != 0 ? aside : near, high = units - (beside > 1 ? aside : near);
            gates[i] = new Gate(stepX * low, stepY * low, stepX * high, stepY * high);
        }
        return gates;
    }

    private static Gate GateAt((long X, long Y) place) => new(place.X, place.Y, place.X, place.Y);

    /// <summary>The place half way between the two samples of a link.</summary>
    private (long X, long Y) MiddleOf(int link)
    {
        (long x, long y) = SampleOf(link);
        int side = link & 3, half = UnitsOf(link) / 2;
        return (x + (~side & 1) * (1 - side) * half, y + (side & 1) * (2 - side) * half);
    }

    /// <summary>Longitude and latitude of a link's inner sample, 1e-7 degree.</summary>
    private (long X, long Y) SampleOf(int link)
    {
        int index = (link >> 2) - frame.Index(0, 0), row = (int)Math.BigMul(_perRow, (ulong)index, out ulong _),
            column = index - row * frame.RowBits;
        return ((long)(frame.FirstColumn + column) * frame.Lattice.ColumnUnits, (long)(frame.FirstRow + row) * frame.Lattice.RowUnits);
    }

    private int UnitsOf(int link) => (link & 1) == 0 ? frame.Lattice.ColumnUnits : frame.Lattice.RowUnits;

    /// <summary>The first unless a number is negative; without a branch, which would be guessed wrong half of the time.</summary>
    private static (long X, long Y) Either((long X, long Y) a, (long X, long Y) b, long number) =>
        (a.X ^ (a.X ^ b.X) & number >> 63, a.Y ^ (a.Y ^ b.Y) & number >> 63);

    private static long Cross((long X, long Y) a, (long X, long Y) b) => a.X * b.Y - a.Y * b.X;

    /// <summary>The part of a link that a border may cross, in 1e-7 degrees: from its end near the inner sample to the other.</summary>
    private readonly record struct Gate(long LowX, long LowY, long HighX, long HighY);
}
