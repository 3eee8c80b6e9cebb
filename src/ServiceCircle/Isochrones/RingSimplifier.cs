using System.Numerics;

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
internal sealed class RingSimplifier(SampleFrame frame, Lattice lattice, IReadOnlyList<BitLayer> bands, BitLayer path, BitLayer unreached)
{
    private readonly int[] _steps = [1, frame.RowBits, -1, -frame.RowBits];
    private readonly bool _isShared = bands.Count > 1;

    // The high word of a product in place of a division (D. Lemire, O. Kaser, N. Kurz, 2019), exact for all indices.
    private readonly ulong _perRow = ulong.MaxValue / (uint)frame.RowBits + 1;
    private readonly List<Position> _corners = [];
    private byte[] _beside = [];

    /// <summary>The corners of a ring, the first not repeated.</summary>
    public Position[] Draw(ReadOnlySpan<int> ring)
    {
        _corners.Clear();
        Look(ring);
        int start = 0;
        if (_isShared)
        {
            while (start < ring.Length - 1 && !IsFixed(ring, start)) start++;
            if (!IsFixed(ring, start)) start = 0;
        }
        Gate apexGate = GateOf(ring[start], _beside[start]);
        (long X, long Y) apex = Emit(apexGate, apexGate.Middle);
        Gate last = default;
        bool isFirst = true;
        (long X, long Y) left = default, right = default;
        for (int i = 1; i <= ring.Length;)
        {
            int at = start + i < ring.Length ? start + i : start + i - ring.Length;
            Gate gate = GateOf(ring[at], _beside[at]);
            bool isFixed = i == ring.Length || _isShared && IsFixed(ring, at);
            if (isFixed) gate = gate with { Low = gate.Middle, High = gate.Middle };
            (long X, long Y) inner = Less(gate.At(gate.Low), apex), outer = Less(gate.At(gate.High), apex);
            if (isFirst) (left, right, isFirst) = (inner, outer, false);
            else if (Cross(left, outer) > 0 || Cross(right, inner) < 0)
            {
                apex = Emit(last, Place(last, apex, left, right));
                isFirst = true;
                continue;
            }
            else
            {
                left = Either(left, inner, Cross(left, inner));
                right = Either(right, outer, -Cross(right, outer));
            }
            last = gate;
            i++;
            if (!isFixed || i > ring.Length) continue;
            apex = Emit(gate, gate.Middle);
            isFirst = true;
        }
        return [.. _corners];
    }

    private (long X, long Y) Emit(Gate gate, int offset)
    {
        (long X, long Y) corner = gate.At(offset);
        _corners.Add(new Position((int)corner.X, (int)corner.Y));
        return corner;
    }

    /// <summary>Half way between the two borders of the cone, on the gate that it reaches.</summary>
    private static int Place(Gate gate, (long X, long Y) apex, (long X, long Y) left, (long X, long Y) right)
    {
        double place = (Meet(gate, apex, left) + Meet(gate, apex, right)) / 2;
        return double.IsFinite(place) ? (int)Math.Clamp(Math.Round(place), gate.Low, gate.High) : (gate.Low + gate.High) / 2;
    }

    private static double Meet(Gate gate, (long X, long Y) apex, (long X, long Y) ray) => gate.StepX != 0
        ? (apex.X + (double)(gate.Y - apex.Y) / ray.Y * ray.X - gate.X) * gate.StepX
        : (apex.Y + (double)(gate.X - apex.X) / ray.X * ray.Y - gate.Y) * gate.StepY;

    /// <summary>Whether bands join or part between a link and the one before or after it.</summary>
    private bool IsFixed(ReadOnlySpan<int> ring, int at)
    {
        int own = Bands(ring[at]);
        if (BitOperations.IsPow2(own)) return false;
        int before = ring[at == 0 ? ring.Length - 1 : at - 1], after = ring[at == ring.Length - 1 ? 0 : at + 1];
        if (own != Bands(before) || own != Bands(after)) return true;
        // Where two samples of one band face each other diagonally, its ring may turn off though all cross the same links.
        for (int b = 0; b < bands.Count; b++)
            if ((own >> b & 1) != 0 && (Contours.Next(bands[b], _steps, before) != ring[at] || Contours.Next(bands[b], _steps, ring[at]) != after)) return true;
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
        int inner = link >> 2, side = link & 3;
        int stepX = (~side & 1) * (1 - side), stepY = (side & 1) * (2 - side), units = (side & 1) == 0 ? lattice.ColumnUnits : lattice.RowUnits;
        // A path runs within half a cell of its samples: the border must leave it on its side.
        int near = units / 50, aside = beside == 3 ? units / 2 : units * 11 / 20;
        int low = (beside & 1) != 0 ? aside : near, high = units - (beside > 1 ? aside : near);
        int index = inner - frame.Index(0, 0), row = (int)Math.BigMul(_perRow, (ulong)index, out ulong _), column = index - row * frame.RowBits;
        return new Gate(
            (frame.FirstColumn + column) * lattice.ColumnUnits, (frame.FirstRow + row) * lattice.RowUnits,
            stepX, stepY, Math.Max(1, low), Math.Min(units - 1, high), units / 2);
    }

    /// <summary>The first unless a number is negative; without a branch, which would be guessed wrong half of the time.</summary>
    private static (long X, long Y) Either((long X, long Y) a, (long X, long Y) b, long number) =>
        (a.X ^ (a.X ^ b.X) & number >> 63, a.Y ^ (a.Y ^ b.Y) & number >> 63);

    private static (long X, long Y) Less((long X, long Y) a, (long X, long Y) b) => (a.X - b.X, a.Y - b.Y);

    private static long Cross((long X, long Y) a, (long X, long Y) b) => a.X * b.Y - a.Y * b.X;

    /// <summary>The part of a link that a border may cross.</summary>
    /// <param name="X">Longitude of the inner sample, 1e-7 degree.</param>
    /// <param name="Y">Its latitude.</param>
    /// <param name="StepX">1 to the east, -1 to the west, 0 along a column.</param>
    /// <param name="StepY">1 to the north, -1 to the south, 0 along a row.</param>
    /// <param name="Low">Least distance from the inner sample, 1e-7 degree.</param>
    /// <param name="High">Largest distance.</param>
    /// <param name="Middle">Half way.</param>
    private readonly record struct Gate(int X, int Y, int StepX, int StepY, int Low, int High, int Middle)
    {
        public (long X, long Y) At(int offset) => (X + (long)StepX * offset, Y + (long)StepY * offset);
    }
}
