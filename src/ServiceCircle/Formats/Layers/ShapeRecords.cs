using System.Buffers.Binary;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// The shapes of a <c>.shp</c> and their index, a <c>.shx</c> (ESRI Shapefile Technical Description, 1998). Numbers are mixed: positions in
/// the file and lengths have their highest byte first and count words of 16 bits, all others their lowest.
/// </summary>
internal sealed class ShapeRecords
{
    private const int HeadBytes = 100, FileCode = 9994, Version = 1000, RecordHeadBytes = 8;
    private const int NullShape = 0, PointShape = 1, LineShape = 3, AreaShape = 5, MultiPointShape = 8;

    private readonly Func<IEnumerable<Geometry?>> _shapes;
    private readonly List<int> _lengths = [];
    private readonly Envelope _extent = new();
    private readonly int _type;

    /// <param name="kind">What all of them are.</param>
    /// <param name="shapes">The geometries, each null or of that kind.</param>
    public ShapeRecords(Shapes kind, Func<IEnumerable<Geometry?>> shapes)
    {
        _shapes = shapes;
        bool hasMany = kind == Shapes.Points && shapes().Any(g => g is MultiPoint);
        _type = kind switch
        {
            Shapes.Points => hasMany ? MultiPointShape : PointShape,
            Shapes.Lines => LineShape,
            _ => AreaShape,
        };
        foreach (Geometry? shape in shapes())
        {
            _lengths.Add(LengthOf(shape));
            if (shape is not null) _extent.ExpandToInclude(shape.EnvelopeInternal);
        }
    }

    public int Count => _lengths.Count;

    /// <summary>Writes the <c>.shp</c>.</summary>
    public void WriteShapes(Stream stream)
    {
        WriteHead(stream, HeadBytes + _lengths.Sum(l => (long)l + RecordHeadBytes));
        int number = 0;
        foreach (Geometry? shape in _shapes())
        {
            byte[] record = new byte[RecordHeadBytes + _lengths[number]];
            BinaryPrimitives.WriteInt32BigEndian(record, number + 1);
            BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(4), _lengths[number] / 2);
            var content = new ShapeBytes(record, RecordHeadBytes);
            content.Int(shape is null ? NullShape : _type);
            if (shape is not null) WriteShape(ref content, shape);
            stream.Write(record);
            number++;
        }
    }

    /// <summary>Writes the <c>.shx</c>.</summary>
    public void WriteIndex(Stream stream)
    {
        WriteHead(stream, HeadBytes + 8L * Count);
        long at = HeadBytes;
        Span<byte> entry = stackalloc byte[8];
        foreach (int length in _lengths)
        {
            BinaryPrimitives.WriteInt32BigEndian(entry, (int)(at / 2));
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], length / 2);
            stream.Write(entry);
            at += length + RecordHeadBytes;
        }
    }

    private void WriteHead(Stream stream, long bytes)
    {
        byte[] head = new byte[HeadBytes];
        BinaryPrimitives.WriteInt32BigEndian(head, FileCode);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), checked((int)(bytes / 2)));
        var rest = new ShapeBytes(head, 28);
        rest.Int(Version);
        rest.Int(_type);
        if (!_extent.IsNull) rest.Box(_extent);
        stream.Write(head);
    }

    private int LengthOf(Geometry? shape) => shape is null ? 4 : _type switch
    {
        PointShape => 4 + 16,
        MultiPointShape => 4 + 32 + 4 + 16 * shape.NumPoints,
        _ => 4 + 32 + 4 + 4 + 4 * Chains(shape).Count() + 16 * shape.NumPoints,
    };

    private void WriteShape(ref ShapeBytes bytes, Geometry shape)
    {
        if (_type == PointShape)
        {
            bytes.Pair(shape.Coordinate);
            return;
        }
        bytes.Box(shape.EnvelopeInternal);
        if (_type == MultiPointShape)
        {
            bytes.Int(shape.NumPoints);
            foreach (Coordinate at in shape.Coordinates) bytes.Pair(at);
            return;
        }
        Coordinate[][] chains = [.. Chains(shape)];
        bytes.Int(chains.Length);
        bytes.Int(shape.NumPoints);
        int start = 0;
        foreach (Coordinate[] chain in chains)
        {
            bytes.Int(start);
            start += chain.Length;
        }
        foreach (Coordinate[] chain in chains)
            foreach (Coordinate at in chain) bytes.Pair(at);
    }

    /// <summary>Lines; of areas the rings, the outer ones clockwise and the holes the other way round.</summary>
    private static IEnumerable<Coordinate[]> Chains(Geometry shape)
    {
        for (int i = 0; i < shape.NumGeometries; i++)
        {
            switch (shape.GetGeometryN(i))
            {
                case LineString line: yield return line.Coordinates; break;
                case Polygon polygon:
                    yield return Turned(polygon.ExteriorRing, isClockwise: true);
                    foreach (LineString hole in polygon.InteriorRings) yield return Turned(hole, isClockwise: false);
                    break;
            }
        }
    }

    private static Coordinate[] Turned(LineString ring, bool isClockwise)
    {
        Coordinate[] coordinates = ring.Coordinates;
        return Orientation.IsCCW(coordinates) == isClockwise ? [.. coordinates.Reverse()] : coordinates;
    }

    /// <summary>Fills an array from a place on, lowest bytes first.</summary>
    private struct ShapeBytes(byte[] bytes, int at)
    {
        private int _at = at;

        public void Int(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(_at), value);
            _at += 4;
        }

        public void Pair(Coordinate position)
        {
            Double(position.X);
            Double(position.Y);
        }

        public void Box(Envelope box)
        {
            Double(box.MinX);
            Double(box.MinY);
            Double(box.MaxX);
            Double(box.MaxY);
        }

        private void Double(double value)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(_at), value);
            _at += 8;
        }
    }
}
