using System.Text;
using ServiceCircle.Geo;

namespace ServiceCircle.Osm;

/// <summary>Decodes the HeaderBlock of a PBF file and refuses files that need what this reader does not know.</summary>
internal static class PbfHeader
{
    /// <exception cref="MalformedException">Damaged, or a required feature is unknown.</exception>
    public static OsmHeader Decode(ReadOnlySpan<byte> block)
    {
        DateTimeOffset? date = null;
        string? generator = null;
        Box? box = null;
        bool sorted = false;
        var reader = new WireReader(block);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: box = DecodeBox(reader.Bytes()); break;
                case 4: Require(Encoding.UTF8.GetString(reader.Bytes())); break;
                case 5:
                    string feature = Encoding.UTF8.GetString(reader.Bytes());
                    sorted |= feature == "Sort.Type_then_ID";
                    if (feature.StartsWith("timestamp=", StringComparison.Ordinal)) date ??= OsmDates.Parse(feature["timestamp=".Length..]);
                    break;
                case 16: generator = Encoding.UTF8.GetString(reader.Bytes()); break;
                case 32: date = OsmDates.FromMilliseconds((Int128)reader.Int64() * 1000) ?? date; break;
                default: reader.Skip(); break;
            }
        }
        return new OsmHeader(date, generator, box, sorted);
    }

    private static void Require(string feature)
    {
        if (feature is "OsmSchema-V0.6" or "DenseNodes") return;
        string advice = feature == "HistoricalInformation" ? "advice/history-file" : "advice/without-feature";
        throw new MalformedException(new("found/feature", ("feature", feature)), "expected/features-known", advice);
    }

    // The box is only a claim of the file and many programs are careless about it, so a wrong one is no error.
    private static Box? DecodeBox(ReadOnlySpan<byte> message)
    {
        long west = long.MinValue, east = long.MinValue, north = long.MinValue, south = long.MinValue;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: west = reader.SInt64(); break;
                case 2: east = reader.SInt64(); break;
                case 3: north = reader.SInt64(); break;
                case 4: south = reader.SInt64(); break;
                default: reader.Skip(); break;
            }
        }
        return FixedPoint.Box(FixedPoint.FromNano(west, south), FixedPoint.FromNano(east, north));
    }
}
