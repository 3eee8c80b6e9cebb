namespace ServiceCircle.Osm;

/// <summary>
/// Decodes the PrimitiveBlock of one blob into an <see cref="OsmBlock"/>. Every index and count is checked here, so that
/// reading the block later cannot fail; strings are only located, and groups of unwanted kinds are stepped over.
/// </summary>
internal sealed class PbfBlockDecoder(OsmBlock block)
{
    private readonly PbfElements _elements = new(block);

    /// <summary>
    /// Decodes the wanted kinds of an unpacked blob, which the block refers to afterwards. Tells which kinds it holds at all, and the
    /// newest timestamp among the decoded elements; null if they have none.
    /// </summary>
    /// <exception cref="MalformedException">The bytes are not a block of OSM elements.</exception>
    public (OsmKinds Kinds, DateTimeOffset? Newest) Decode(ArraySegment<byte> bytes, OsmKinds wanted)
    {
        block.Clear();
        int granularity = 100;
        long latOffset = 0, lonOffset = 0, dateGranularity = 1000;
        Range strings = default;
        var groups = new List<Range>();
        OsmKinds kinds = OsmKinds.None;
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: strings = reader.Place(); break;
                case 2:
                    groups.Add(reader.Place());
                    kinds |= KindsOf(bytes[groups[^1]]);
                    break;
                case 17: granularity = CheckGranularity(reader.Int64()); break;
                case 18: dateGranularity = CheckGranularity(reader.Int64()); break;
                case 19: latOffset = reader.Int64(); break;
                case 20: lonOffset = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }
        _elements.Begin(granularity, latOffset, lonOffset);
        if ((kinds & wanted) != 0)
        {
            DecodeStrings(bytes, strings);
            foreach (Range group in groups) DecodeGroup(bytes[group], wanted);
        }
        return (kinds, OsmDates.FromMilliseconds((Int128)_elements.NewestTimestamp * dateGranularity));
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
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }
            Range place = reader.Place();
            block.AddString(start + place.Start.Value, place.End.Value - place.Start.Value);
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
                case 1: _elements.DecodeNode(message); break;
                case 2: _elements.DecodeDense(message); break;
                case 3: _elements.DecodeWay(message); break;
                default: _elements.DecodeRelation(message); break;
            }
        }
    }
}
