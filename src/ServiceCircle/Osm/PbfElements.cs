using System.Diagnostics.CodeAnalysis;

namespace ServiceCircle.Osm;

/// <summary>
/// Decodes the elements of a PrimitiveBlock, one message after another, into an <see cref="OsmBlock"/> that has its strings.
/// </summary>
internal sealed class PbfElements(OsmBlock block)
{
    private int _granularity;
    private long _latOffset, _lonOffset;

    /// <summary>The newest timestamp so far, in the block's own unit; 0 if there was none.</summary>
    public long NewestTimestamp { get; private set; }

    /// <summary>Begins a block whose positions are in units of so many nanodegrees, with nanodegrees to be added to each.</summary>
    public void Begin(int granularity, long latOffset, long lonOffset) =>
        (_granularity, _latOffset, _lonOffset, NewestTimestamp) = (granularity, latOffset, lonOffset, 0);

    /// <summary>A node with tags of its own.</summary>
    public void DecodeNode(ReadOnlySpan<byte> message)
    {
        long? id = null, lat = null, lon = null;
        ReadOnlySpan<byte> keys = default, values = default;
        bool visible = true;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: id = reader.SInt64(); break;
                case 2: Once(ref keys, reader.Bytes()); break;
                case 3: Once(ref values, reader.Bytes()); break;
                case 4: visible = DecodeInfo(reader.Bytes()); break;
                case 8: lat = reader.SInt64(); break;
                case 9: lon = reader.SInt64(); break;
                default: reader.Skip(); break;
            }
        }
        if (!visible) return;
        if (id is null || lat is null || lon is null) throw new MalformedException("found/incomplete-node", "expected/all-three");
        int tagStart = block.TagCount;
        DecodeTags(keys, values);
        block.NodeColumn.Add(new OsmNode(id.Value, PositionOf(id.Value, lon.Value, lat.Value), tagStart, block.TagCount - tagStart));
    }

    /// <summary>Many nodes, packed in columns.</summary>
    public void DecodeDense(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> idBytes = default, latBytes = default, lonBytes = default, tagBytes = default, visibleBytes = default;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: Once(ref idBytes, reader.Bytes()); break;
                case 5: visibleBytes = DecodeDenseInfo(reader.Bytes()); break;
                case 8: Once(ref latBytes, reader.Bytes()); break;
                case 9: Once(ref lonBytes, reader.Bytes()); break;
                case 10: Once(ref tagBytes, reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        var ids = new Varints(idBytes);
        var lats = new Varints(latBytes);
        var lons = new Varints(lonBytes);
        var tags = new Varints(tagBytes);
        var visibles = new Varints(visibleBytes);
        block.NodeColumn.Reserve(Math.Min(idBytes.Length, latBytes.Length));
        block.TagColumn.Reserve(tagBytes.Length);
        long id = 0, lat = 0, lon = 0;
        while (!ids.AtEnd && !lats.AtEnd && !lons.AtEnd)
        {
            id += ids.SInt64();
            lat += lats.SInt64();
            lon += lons.SInt64();
            int tagStart = block.TagCount;
            if (!tagBytes.IsEmpty) DecodeDenseTags(ref tags);
            if (!visibleBytes.IsEmpty && visibles.UInt64() == 0) continue;
            block.NodeColumn.Add(new OsmNode(id, PositionOf(id, lon, lat), tagStart, block.TagCount - tagStart));
        }
        if (!ids.AtEnd || !lats.AtEnd || !lons.AtEnd || !tags.AtEnd || !visibles.AtEnd)
            throw new MalformedException("found/uneven-nodes", "expected/even-nodes");
    }

    private void DecodeDenseTags(ref Varints tags)
    {
        ulong key;
        while ((key = tags.UInt64()) != 0)
        {
            block.TagColumn.Add(StringNumber(key));
            block.TagColumn.Add(StringNumber(tags.UInt64()));
        }
    }

    private ReadOnlySpan<byte> DecodeDenseInfo(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> visible = default;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    long timestamp = 0, newest = NewestTimestamp;
                    var timestamps = new Varints(reader.Bytes());
                    while (!timestamps.AtEnd) newest = Math.Max(newest, timestamp += timestamps.SInt64());
                    NewestTimestamp = newest;
                    break;
                case 6: Once(ref visible, reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        return visible;
    }

    private bool DecodeInfo(ReadOnlySpan<byte> message)
    {
        bool visible = true;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2: NewestTimestamp = Math.Max(NewestTimestamp, reader.Int64()); break;
                case 6: visible = reader.Int64() != 0; break;
                default: reader.Skip(); break;
            }
        }
        return visible;
    }

    public void DecodeWay(ReadOnlySpan<byte> message)
    {
        long? id = null;
        ReadOnlySpan<byte> keys = default, values = default, refBytes = default, latBytes = default, lonBytes = default;
        bool visible = true;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: id = reader.Int64(); break;
                case 2: Once(ref keys, reader.Bytes()); break;
                case 3: Once(ref values, reader.Bytes()); break;
                case 4: visible = DecodeInfo(reader.Bytes()); break;
                case 8: Once(ref refBytes, reader.Bytes()); break;
                case 9: Once(ref latBytes, reader.Bytes()); break;
                case 10: Once(ref lonBytes, reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        if (!visible) return;
        if (id is null) throw new MalformedException("found/way-without-id", "expected/id");
        int tagStart = block.TagCount, refStart = block.RefColumn.Count, refEnd = refStart;
        DecodeTags(keys, values);
        long[] refs = block.RefColumn.Reserve(refBytes.Length);
        long node = 0;
        var nodes = new Varints(refBytes);
        while (!nodes.AtEnd) refs[refEnd++] = node += nodes.SInt64();
        block.RefColumn.Count = refEnd;
        int positionStart = latBytes.IsEmpty && lonBytes.IsEmpty ? -1 : DecodeWayPositions(id.Value, latBytes, lonBytes, refEnd - refStart);
        block.WayColumn.Add(new OsmWay(id.Value, refStart, refEnd - refStart, tagStart, block.TagCount - tagStart, positionStart));
    }

    /// <summary>The positions that a way has for its nodes (the feature LocationsOnWays); returns where the block keeps them.</summary>
    private int DecodeWayPositions(long way, ReadOnlySpan<byte> latBytes, ReadOnlySpan<byte> lonBytes, int count)
    {
        int start = block.PositionColumn.Count;
        long lat = 0, lon = 0;
        var lats = new Varints(latBytes);
        var lons = new Varints(lonBytes);
        while (!lats.AtEnd && !lons.AtEnd) block.PositionColumn.Add(PositionOf(way, lon += lons.SInt64(), lat += lats.SInt64()));
        return lats.AtEnd && lons.AtEnd && block.PositionColumn.Count - start == count
            ? start : throw new MalformedException(new("found/uneven-positions", ("way", $"{way}")), "expected/even-positions");
    }

    public void DecodeRelation(ReadOnlySpan<byte> message)
    {
        long? id = null;
        ReadOnlySpan<byte> keys = default, values = default, roleBytes = default, memberBytes = default, typeBytes = default;
        bool visible = true;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: id = reader.Int64(); break;
                case 2: Once(ref keys, reader.Bytes()); break;
                case 3: Once(ref values, reader.Bytes()); break;
                case 4: visible = DecodeInfo(reader.Bytes()); break;
                case 8: Once(ref roleBytes, reader.Bytes()); break;
                case 9: Once(ref memberBytes, reader.Bytes()); break;
                case 10: Once(ref typeBytes, reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        if (!visible) return;
        if (id is null) throw new MalformedException("found/relation-without-id", "expected/id");
        int tagStart = block.TagCount, memberStart = block.MemberColumn.Count;
        DecodeTags(keys, values);
        var roles = new Varints(roleBytes);
        var members = new Varints(memberBytes);
        var types = new Varints(typeBytes);
        long member = 0;
        while (!roles.AtEnd && !members.AtEnd && !types.AtEnd)
        {
            member += members.SInt64();
            ulong type = types.UInt64();
            if (type > (ulong)OsmType.Relation)
                throw new MalformedException(
                    new("found/member-number", ("type", $"{type}"), ("relation", $"{id}")), "expected/member-number");
            string role = block.Text(StringNumber(roles.UInt64()));
            block.MemberColumn.Add(new OsmMember(new OsmId((OsmType)type, member), role));
        }
        if (!roles.AtEnd || !members.AtEnd || !types.AtEnd)
            throw new MalformedException(new("found/uneven-members", ("relation", $"{id}")), "expected/even-members");
        int memberCount = block.MemberColumn.Count - memberStart;
        block.RelationColumn.Add(new OsmRelation(id.Value, memberStart, memberCount, tagStart, block.TagCount - tagStart));
    }

    private void DecodeTags(ReadOnlySpan<byte> keyBytes, ReadOnlySpan<byte> valueBytes)
    {
        var keys = new Varints(keyBytes);
        var values = new Varints(valueBytes);
        while (!keys.AtEnd && !values.AtEnd)
        {
            block.TagColumn.Add(StringNumber(keys.UInt64()));
            block.TagColumn.Add(StringNumber(values.UInt64()));
        }
        if (!keys.AtEnd || !values.AtEnd) throw new MalformedException("found/unpaired-keys", "expected/pairs");
    }

    private int StringNumber(ulong index) => index < (ulong)block.StringCount
        ? (int)index : throw new MalformedException(
            new("found/string-number", ("number", $"{index}")), new("expected/string-number", ("count", $"{block.StringCount}")));

    private Position PositionOf(long id, long lon, long lat)
    {
        if (_granularity == 100 && _latOffset == 0 && _lonOffset == 0
            && lon is >= -FixedPoint.MaxLonE7 and <= FixedPoint.MaxLonE7 && lat is >= -FixedPoint.MaxLatE7 and <= FixedPoint.MaxLatE7)
        {
            return new Position((int)lon, (int)lat);
        }
        return FixedPoint.FromNano(_lonOffset + (Int128)_granularity * lon, _latOffset + (Int128)_granularity * lat) ?? OffTheGlobe(id);
    }

    [DoesNotReturn]
    private static Position OffTheGlobe(long id) =>
        throw new MalformedException(new("found/node-beyond", ("node", $"{id}")), "expected/position-on-globe");

    // Packed lists may come in pieces by the letter of Protocol Buffers; no OSM writer does so, and half a list must not pass for a whole
    // one.
    private static void Once(ref ReadOnlySpan<byte> list, ReadOnlySpan<byte> bytes)
    {
        if (!list.IsEmpty) throw new MalformedException("found/list-in-pieces", "expected/packed-list");
        list = bytes;
    }
}
