using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ServiceCircle.Formats.Layers;

/// <summary>Geometries as a GeoPackage holds them: a head with the box (OGC 12-128r18, 2.1.3), then well-known binary.</summary>
internal static class GeoPackageGeometry
{
    private const int HeadLength = 8, BoxLength = 32;

    /// <summary>Both heads and numbers have their lowest byte first; points have no box.</summary>
    private const byte LowestFirst = 1, WithBox = 2;

    /// <summary>The bytes of a geometry in a system of the file; as one of several parts where the column asks for that.</summary>
    public static byte[] ToBytes(Geometry geometry, bool asMany, int system)
    {
        byte[] body = new WKBWriter(ByteOrder.LittleEndian).Write(asMany ? Many(geometry) : geometry);
        bool hasBox = geometry is not Point;
        byte[] bytes = new byte[HeadLength + (hasBox ? BoxLength : 0) + body.Length];
        "GP"u8.CopyTo(bytes);
        bytes[3] = (byte)(LowestFirst | (hasBox ? WithBox : 0));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), system);
        if (hasBox)
        {
            Envelope box = geometry.EnvelopeInternal;
            foreach ((int i, double side) in new[] { box.MinX, box.MaxX, box.MinY, box.MaxY }.Index())
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(HeadLength + 8 * i), side);
        }
        body.CopyTo(bytes, bytes.Length - body.Length);
        return bytes;
    }

    private static Geometry Many(Geometry geometry) => geometry switch
    {
        Point point => geometry.Factory.CreateMultiPoint([point]),
        LineString line => geometry.Factory.CreateMultiLineString([line]),
        Polygon polygon => geometry.Factory.CreateMultiPolygon([polygon]),
        _ => geometry,
    };
}
