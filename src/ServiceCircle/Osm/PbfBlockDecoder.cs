using System.Diagnostics.CodeAnalysis;

namespace ServiceCircle.Osm;

/// <summary>
/// Decodes the PrimitiveBlock of one blob into an <see cref="OsmBlock"/>. Every index and count is checked here, so that
/// reading the block later cannot fail; strings are only located, and groups of unwanted kinds are stepped over.
/// </summary>
internal sealed class PbfBlockDecoder(OsmBlock block)
{
    private int granularity;
    private long latOffset;
    private long lonOffset;
    private long newestTimestamp;

    /// <summary>Decodes the wanted kinds and tells which kinds the block holds at all.</summary>
    /// <param name="bytes">The unpacked blob; the block refers to it afterwards.</param>
    /// <param name="wanted">The kinds to decode.</param>
    /// <param name="newest">The newest timestamp among the decoded elements; null if they have none.</param>
    /// <exception cref="MalformedException">The bytes are not a block of OSM elements.</exception>
    public OsmKinds Decode(ArraySegment<byte> bytes, OsmKinds wanted, out DateTimeOffset? newest)
    {
        block.Clear();
        granularity = 100;
        latOffset = lonOffset = newestTimestamp = 0;
        long dateGranularity = 1000;
        Range strings = default;
        var groups = new List<Range>();
        OsmKinds kinds = OsmKinds.None;
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: strings = RangeOf(ref reader); break;
                case 2:
                    Range group = RangeOf(ref reader);
                    groups.Add(group);
                    kinds |= KindsOf(bytes[group]);
                    break;
                case 17: granularity = CheckGranularity(reader.Int64()); break;
                case 18: dateGranularity = CheckGranularity(reader.Int64()); break;
                case 19: latOffset = reader.Int64(); break;
                case 20: lonOffset = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }
        if ((kinds & wanted) != 0)
        {
            DecodeStrings(bytes, strings);
            foreach (Range group in groups) DecodeGroup(bytes[group], wanted);
        }
        newest = OsmDates.FromMilliseconds((Int128)newestTimestamp * dateGranularity);
        return kinds;
    }

    private static Range RangeOf(ref WireReader reader)
    {
        int length = reader.Bytes().Length;
        return (reader.Position - length)..reader.Position;
    }

    private static int CheckGranularity(long value) => value is > 0 and <= int.MaxValue
        ? (int)value : throw new MalformedException(new("found/granularity", ("value", $"{value}")), "expected/positive");

    private static OsmKinds KindsOf(ReadOnlySpan<byte> group)
    {
        OsmKinds kinds = OsmKinds.None;
        var reader = new WireReader(group);
        while (reader.Next())
        {
            kinds |= KindOf(reader.Field);
            reader.Skip();
        }
        return kinds;
    }

    private static OsmKinds KindOf(int field) => field switch
    {
        1 or 2 => OsmKinds.Nodes,
        3 => OsmKinds.Ways,
        4 => OsmKinds.Relations,
        _ => OsmKinds.None,
    };

    private void DecodeStrings(ArraySegment<byte> bytes, Range table)
    {
        block.SetStringBytes(bytes.Array!);
        int start = bytes.Offset + table.Start.Value;
        var reader = new WireReader(bytes[table]);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                int length = reader.Bytes().Length;
                block.AddString(start + reader.Position - length, length);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void DecodeGroup(ReadOnlySpan<byte> group, OsmKinds wanted)
    {
        var reader = new WireReader(group);
        while (reader.Next())
        {
            if ((KindOf(reader.Field) & wanted) == 0)
            {
                reader.Skip();
                continue;
            }
            ReadOnlySpan<byte> message = reader.Bytes();
            switch (reader.Field)
            {
                case 1: DecodeNode(message); break;
                case 2: DecodeDense(message); break;
                case 3: DecodeWay(message); break;
                default: DecodeRelation(message); break;
            }
        }
    }

    private void DecodeNode(ReadOnlySpan<byte> message)
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

    private void DecodeDense(ReadOnlySpan<byte> message)
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
        {
            throw new MalformedException("found/uneven-nodes", "expected/even-nodes");
        }
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
                    long timestamp = 0, newest = newestTimestamp;
                    Varints timestamps = reader.List();
                    while (!timestamps.AtEnd) newest = Math.Max(newest, timestamp += timestamps.SInt64());
                    newestTimestamp = newest;
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
                case 2: newestTimestamp = Math.Max(newestTimestamp, reader.Int64()); break;
                case 6: visible = reader.Int64() != 0; break;
                default: reader.Skip(); break;
            }
        }
        return visible;
    }

    private void DecodeWay(ReadOnlySpan<byte> message)
    {
        long? id = null;
        ReadOnlySpan<byte> keys = default, values = default, refBytes = default;
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
        block.WayColumn.Add(new OsmWay(id.Value, refStart, refEnd - refStart, tagStart, block.TagCount - tagStart));
    }

    private void DecodeRelation(ReadOnlySpan<byte> message)
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
        {
            throw new MalformedException(new("found/uneven-members", ("relation", $"{id}")), "expected/even-members");
        }
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
        if (granularity == 100 && latOffset == 0 && lonOffset == 0
            && lon is >= -FixedPoint.MaxLonE7 and <= FixedPoint.MaxLonE7 && lat is >= -FixedPoint.MaxLatE7 and <= FixedPoint.MaxLatE7)
        {
            return new Position((int)lon, (int)lat);
        }
        return FixedPoint.FromNano(lonOffset + (Int128)granularity * lon, latOffset + (Int128)granularity * lat) ?? OffTheGlobe(id);
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
