using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats;

/// <summary>
/// Geometry from well-known binary (OGC 06-103r4), of PostGIS too. Heights and measures are dropped. NetTopologySuite's own reader
/// follows collections in collections until the stack ends.
/// </summary>
internal static class WkbGeometry
{
    private const int Deepest = 64;

    private sealed class Fault(Notice found, Notice expected) : Exception
    {
        public Notice Found => found;
        public Notice Expected => expected;
    }

    /// <summary>The geometry; null if it is empty or unusable, in which case the problem is noted.</summary>
    public static Geometry? Read(ReadOnlySpan<byte> wkb, string where, RowProblems problems)
    {
        try
        {
            var reader = new Reader(wkb);
            Geometry geometry = reader.Any(0);
            return geometry.IsEmpty ? null : geometry;
        }
        catch (Fault fault)
        {
            problems.Add(where, fault.Found, fault.Expected);
            return null;
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private const uint HasZ = 0x80000000, HasM = 0x40000000, HasSrid = 0x20000000;

        private ReadOnlySpan<byte> _rest = bytes;
        private bool _isBigEndian;

        public Geometry Any(int depth)
        {
            if (depth > Deepest) throw new Fault(new("found/deep-elements", ("depth", Deepest)), "expected/wkb");
            byte order = Take(1)[0];
            if (order > 1) throw NoWkb();
            _isBigEndian = order == 0;
            uint type = UInt();
            if ((type & HasSrid) != 0) Take(4);
            uint thousands = (type & 0x0FFFFFFF) / 1000;
            if (thousands > 3) throw NoWkb();
            int more = ((type & HasZ) != 0 || thousands is 1 or 3 ? 1 : 0) + ((type & HasM) != 0 || thousands is 2 or 3 ? 1 : 0);
            int size = 16 + 8 * more;
            switch ((type & 0x0FFFFFFF) % 1000)
            {
                case 1:
                    Coordinate at = Position(size);
                    return double.IsNaN(at.X) && double.IsNaN(at.Y) ? Point.Empty : new Point(at);
                case 2: return Line(size);
                case 3: return Area(size);
                case 4: return new MultiPoint(Members<Point>(depth));
                case 5: return new MultiLineString(Members<LineString>(depth));
                case 6: return new MultiPolygon(Members<Polygon>(depth));
                case 7: return new GeometryCollection(Members<Geometry>(depth));
                case >= 8 and <= 17 and var curve: throw new Fault(new("found/curve", ("type", (int)curve)), "expected/geometry-type");
                default: throw NoWkb();
            }
        }

        private T[] Members<T>(int depth) where T : Geometry
        {
            // Its byte order, its type and a count.
            var members = new T[Count(9)];
            for (int i = 0; i < members.Length; i++) members[i] = Any(depth + 1) as T ?? throw NoWkb();
            return members;
        }

        private LineString Line(int size)
        {
            Coordinate[] positions = Positions(size);
            return positions.Length == 1 ? throw new Fault("found/one-position", "expected/two-positions") : new LineString(positions);
        }

        private Polygon Area(int size)
        {
            var rings = new LinearRing[Count(4)];
            for (int i = 0; i < rings.Length; i++)
            {
                Coordinate[] ring = Positions(size);
                if (Rings.Fault(ring) is var (found, expected)) throw new Fault(found, expected);
                rings[i] = new LinearRing(ring);
            }
            if (rings.Length == 0 || rings[0].IsEmpty) return Polygon.Empty;
            return new Polygon(rings[0], rings[1..]);
        }

        private Coordinate[] Positions(int size)
        {
            var positions = new Coordinate[Count(size)];
            for (int i = 0; i < positions.Length; i++) positions[i] = Position(size);
            return positions;
        }

        private Coordinate Position(int size)
        {
            ReadOnlySpan<byte> at = Take(size);
            return _isBigEndian
                ? new(BinaryPrimitives.ReadDoubleBigEndian(at), BinaryPrimitives.ReadDoubleBigEndian(at[8..]))
                : new(BinaryPrimitives.ReadDoubleLittleEndian(at), BinaryPrimitives.ReadDoubleLittleEndian(at[8..]));
        }

        /// <summary>How many follow, each of at least so many bytes.</summary>
        private int Count(int size) => UInt() is var count && count <= _rest.Length / size ? (int)count : throw NoWkb();

        private uint UInt() =>
            _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Take(4)) : BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length) throw NoWkb();
            ReadOnlySpan<byte> taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }

        private static Fault NoWkb() => new("found/no-wkb", "expected/wkb");
    }
}
