namespace ServiceCircle.Formats;

/// <summary>
/// A structure in the compact protocol of Apache Thrift, of which Parquet's descriptions of itself are made: its numbers, lists and
/// structures by their field ids. Texts are passed over.
/// </summary>
internal sealed class ThriftStruct
{
    private const int Deepest = 32, MostValues = 4_000_000;

    private readonly Dictionary<int, object> _fields = [];

    /// <summary>A whole number; 0 without.</summary>
    public long Number(int field) => _fields.GetValueOrDefault(field) is long number ? number : 0;

    public ThriftStruct? Struct(int field) => _fields.GetValueOrDefault(field) as ThriftStruct;

    /// <summary>The structures of a list.</summary>
    public IEnumerable<ThriftStruct> List(int field) => (_fields.GetValueOrDefault(field) as List<object>)?.OfType<ThriftStruct>() ?? [];

    /// <summary>Reads one.</summary>
    /// <param name="bytes">Where it begins, and perhaps more.</param>
    /// <param name="used">How many bytes it takes.</param>
    /// <exception cref="InvalidDataException">It is none, ends early, or is deeper or larger than any description.</exception>
    public static ThriftStruct Read(ReadOnlySpan<byte> bytes, out int used)
    {
        var reader = new Reader(bytes);
        ThriftStruct all = reader.Struct(0);
        used = reader.At;
        return all;
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _values;

        public int At { get; private set; }

        public ThriftStruct Struct(int depth)
        {
            var all = new ThriftStruct();
            int id = 0;
            while (true)
            {
                byte head = Byte();
                if (head == 0) return all;
                id = head >> 4 is var step and not 0 ? id + step : (short)Zigzag(Varint());
                all._fields[id] = Value(head & 15, depth, isInList: false);
            }
        }

        private object Value(int type, int depth, bool isInList)
        {
            if (++_values > MostValues || depth > Deepest) throw new InvalidDataException("too much");
            switch (type)
            {
                // In a list a byte each; as a field there is nothing but its kind.
                case 1 or 2: return isInList ? Byte() == 1 : type == 1;
                case 3: return (long)(sbyte)Byte();
                case 4 or 5 or 6: return Zigzag(Varint());
                case 7 or 8:
                    int length = type == 7 ? 8 : Count(Varint(), 1);
                    Skip(length);
                    return false;
                case 9 or 10:
                    byte head = Byte();
                    int count = Count(head >> 4 == 15 ? Varint() : (ulong)(head >> 4), 1);
                    var list = new List<object>(count);
                    for (int i = 0; i < count; i++) list.Add(Value(head & 15, depth + 1, isInList: true));
                    return list;
                case 11:
                    int pairs = Count(Varint(), 2);
                    byte kinds = pairs == 0 ? (byte)0 : Byte();
                    for (int i = 0; i < pairs; i++)
                    {
                        Value(kinds >> 4, depth + 1, isInList: true);
                        Value(kinds & 15, depth + 1, isInList: true);
                    }
                    return false;
                case 12: return Struct(depth + 1);
                default: throw new InvalidDataException("no type");
            }
        }

        /// <summary>A number of things of at least so many bytes, which must be there.</summary>
        private readonly int Count(ulong count, int size) =>
            count <= (ulong)((_bytes.Length - At) / size) ? (int)count : throw new InvalidDataException("too long");

        private void Skip(int count) => At = count <= _bytes.Length - At ? At + count : throw new InvalidDataException("ends early");

        private byte Byte() => At < _bytes.Length ? _bytes[At++] : throw new InvalidDataException("ends early");

        private ulong Varint()
        {
            ulong value = 0;
            for (int shift = 0; shift < 64; shift += 7)
            {
                byte next = Byte();
                value |= (ulong)(next & 127) << shift;
                if (next < 128) return value;
            }
            throw new InvalidDataException("no number");
        }

        private static long Zigzag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
    }
}
