using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats;

/// <summary>
/// The shapes of a .shp (Esri Shapefile Technical Description, 1998). Heights and measures are dropped. The package for it asks the memory
/// for as much as a file says that there is, refuses polygons whose rings come in another order, and rings that are not closed stop it.
/// </summary>
internal static class ShpFile
{
    private const int HeaderBytes = 100, RecordHeaderBytes = 8, FileCode = 9994;

    /// <summary>The records in the order of the file.</summary>
    /// <exception cref="InputException">It is no .shp, or ends within a record.</exception>
    public static IEnumerable<Shape> Records(string path, byte[] file)
    {
        if (file.Length < HeaderBytes || BinaryPrimitives.ReadInt32BigEndian(file) != FileCode)
            throw new InputException(path, "", "found/no-shapefile", "expected/shapefile", "advice/fetch-again");
        int at = HeaderBytes;
        for (int record = 1; at < file.Length; record++)
        {
            int left = file.Length - at - RecordHeaderBytes;
            // In words of two bytes.
            long length = left < 0 ? 0 : 2L * BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 4));
            if (left < 0 || length > left || length < 4)
                throw new InputException(
                    path, FormattableString.Invariant($"record {record}"), new("found/bytes-before-end", ("count", Math.Max(left, 0))),
                    new("expected/bytes-of-record", ("count", Math.Max(length, 4))), "advice/fetch-again");
            at += RecordHeaderBytes;
            yield return new Shape(file.AsMemory(at, (int)length));
            at += (int)length;
        }
        int said = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(24));
        if (2L * said > file.Length)
            throw new InputException(
                path, "", new("found/bytes", ("count", file.Length)), new("expected/bytes-of-record", ("count", 2L * said)),
                "advice/fetch-again");
    }

    /// <summary>One record, not yet read.</summary>
    public readonly struct Shape(ReadOnlyMemory<byte> content)
    {
        /// <summary>The geometry; null if there is none, or if it is unusable, in which case the problem is noted.</summary>
        public Geometry? Read(string where, RowProblems problems)
        {
            ReadOnlySpan<byte> bytes = content.Span;
            int type = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            switch (type)
            {
                case 0: return null;
                case 1 or 11 or 21:
                    if (bytes.Length >= 20) return new Point(At(bytes, 4));
                    break;
                case 8 or 18 or 28:
                    if (bytes.Length >= 40 && Count(bytes, 36) is var points && bytes.Length >= 40 + 16L * points && points >= 0)
                        return points == 0 ? null : new MultiPoint([.. Coordinates(bytes, 40, 0, points).Select(c => new Point(c))]);
                    break;
                case 3 or 13 or 23 or 5 or 15 or 25:
                    if (Parts(bytes) is not { } parts) break;
                    if (type % 10 == 5) return Rings.Polygon(parts, where, problems);
                    LineString[] lines = [.. parts.Where(p => p.Length > 1).Select(p => new LineString(p))];
                    return lines.Length switch { 0 => null, 1 => lines[0], _ => new MultiLineString(lines) };
                default:
                    problems.Add(where, new("found/shape-type", ("type", type)), "expected/shapes");
                    return null;
            }
            problems.Add(where, "found/false-shape", "expected/whole-shape", "advice/fetch-again");
            return null;
        }

        /// <summary>The points of each part; null if the record has not as many as it says.</summary>
        private static List<Coordinate[]>? Parts(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length < 44) return null;
            int parts = Count(bytes, 36), points = Count(bytes, 40);
            if (parts < 0 || points < 0 || 44 + 4L * parts + 16L * points > bytes.Length) return null;
            var all = new List<Coordinate[]>(parts);
            for (int i = 0; i < parts; i++)
            {
                int first = Count(bytes, 44 + 4 * i), end = i + 1 < parts ? Count(bytes, 48 + 4 * i) : points;
                if (first < 0 || end < first || end > points) return null;
                all.Add(Coordinates(bytes, 44 + 4 * parts, first, end));
            }
            return all;
        }

        private static Coordinate[] Coordinates(ReadOnlySpan<byte> bytes, int start, int first, int end)
        {
            var all = new Coordinate[end - first];
            for (int i = 0; i < all.Length; i++) all[i] = At(bytes, start + 16 * (first + i));
            return all;
        }

        private static int Count(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

        private static Coordinate At(ReadOnlySpan<byte> bytes, int at) =>
            new(BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]), BinaryPrimitives.ReadDoubleLittleEndian(bytes[(at + 8)..]));
    }
}
