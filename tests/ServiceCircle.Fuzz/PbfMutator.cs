using System.Buffers.Binary;
using System.Text;
using ServiceCircle.Tests.Osm;

namespace ServiceCircle.Fuzz;

/// <summary>Changes fields of the messages in a PBF file whose blocks are not compressed; the lengths before them are made right.</summary>
internal sealed class PbfMutator(Random random)
{
    private const int Varint = 0, Delimited = 2, Deepest = 6;

    /// <summary>A field of a message: a number, or bytes.</summary>
    private readonly record struct Field(int Number, int Kind, ulong Value, byte[] Bytes);

    /// <summary>The changed file; null if it is no such file.</summary>
    public byte[]? Change(byte[] file)
    {
        if (Blocks(file) is not { Count: > 0 } blocks) return null;
        int one = random.Next(blocks.Count);
        switch (random.Next(20))
        {
            case 0: blocks.RemoveAt(one); break;
            case 1: blocks.Insert(random.Next(blocks.Count + 1), blocks[one]); break;
            default: blocks[one] = (blocks[one].Type, Message(blocks[one].Content, 0)); break;
        }
        return Join(blocks, PbfWriter.Packing.Raw);
    }

    /// <summary>A file whose blocks are not compressed, with its blocks packed; as it is if it is no such file any more.</summary>
    public static byte[] Packed(byte[] file, PbfWriter.Packing packing) => Blocks(file) is { } blocks ? Join(blocks, packing) : file;

    private static byte[] Join(List<(string Type, byte[] Content)> blocks, PbfWriter.Packing packing)
    {
        var writer = new PbfWriter { Pack = packing };
        return [.. blocks.SelectMany(b => writer.Blob(b.Type, b.Content))];
    }

    /// <summary>Type and content of every block; null if one is packed or broken.</summary>
    private static List<(string Type, byte[] Content)>? Blocks(ReadOnlySpan<byte> file)
    {
        var blocks = new List<(string, byte[])>();
        while (file.Length > 0)
        {
            if (file.Length < 4) return null;
            int length = BinaryPrimitives.ReadInt32BigEndian(file);
            if (length < 0 || length > file.Length - 4 || Fields(file.Slice(4, length)) is not { } head) return null;
            file = file[(4 + length)..];
            Field type = head.Find(f => f is { Number: 1, Kind: Delimited }), size = head.Find(f => f is { Number: 3, Kind: Varint });
            if (type.Bytes is null || size.Value > (ulong)file.Length || Fields(file[..(int)size.Value]) is not { } blob) return null;
            if (blob.Find(f => f is { Number: 1, Kind: Delimited }).Bytes is not { } content) return null;
            blocks.Add((Encoding.UTF8.GetString(type.Bytes), content));
            file = file[(int)size.Value..];
        }
        return blocks;
    }

    private byte[] Message(byte[] message, int depth)
    {
        if (Fields(message) is not { Count: > 0 } fields) return Numbers(message);
        int one = random.Next(fields.Count);
        Field field = fields[one];
        switch (random.Next(10))
        {
            case 0: fields.RemoveAt(one); break;
            case 1: fields.InsertRange(one, Enumerable.Repeat(field, random.Next(1, 20))); break;
            case 2: fields[one] = field with { Number = random.Next(1, 34) }; break;
            default: fields[one] = Changed(field, depth); break;
        }
        return Bytes(fields);
    }

    private Field Changed(Field field, int depth)
    {
        if (field.Kind == Varint) return field with { Value = OddValues.Whole(field.Value, random) };
        if (depth < Deepest && random.Next(4) > 0 && Fields(field.Bytes) is { Count: > 0 })
            return field with { Bytes = Message(field.Bytes, depth + 1) };
        return field with { Bytes = random.Next(3) == 0 ? Encoding.UTF8.GetBytes(OddValues.Word(random)) : Numbers(field.Bytes) };
    }

    /// <summary>Bytes that are a row of numbers, with one changed, more or fewer; of other bytes one is changed.</summary>
    private byte[] Numbers(byte[] bytes)
    {
        var numbers = new List<ulong>();
        ReadOnlySpan<byte> left = bytes;
        while (left.Length > 0)
        {
            if (Number(ref left) is not { } number) return new Mutator(random).OnBytes(bytes, bytes);
            numbers.Add(number);
        }
        if (numbers.Count == 0) return [(byte)random.Next(128)];
        int one = random.Next(numbers.Count);
        switch (random.Next(5))
        {
            case 0: numbers.RemoveAt(one); break;
            case 1: numbers.InsertRange(one, Enumerable.Repeat(numbers[one], random.Next(1, 40))); break;
            default: numbers[one] = OddValues.Whole(numbers[one], random); break;
        }
        var writer = new ProtoWriter();
        foreach (ulong number in numbers) writer.Raw(number);
        return writer.ToArray();
    }

    private static byte[] Bytes(List<Field> fields)
    {
        var writer = new ProtoWriter();
        foreach (Field field in fields)
        {
            if (field.Kind == Delimited) writer.Bytes(field.Number, field.Bytes);
            else writer.Raw((ulong)field.Number << 3).Raw(field.Value);
        }
        return writer.ToArray();
    }

    /// <summary>The fields of a message; null if the bytes are none. OSM uses numbers and bytes, nothing of a fixed width.</summary>
    private static List<Field>? Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<Field>();
        while (message.Length > 0)
        {
            if (Number(ref message) is not { } key || key >> 3 is 0 or > 1000 || Number(ref message) is not { } value) return null;
            if ((key & 7) is not (Varint or Delimited)) return null;
            var field = new Field((int)(key >> 3), (int)(key & 7), value, []);
            if (field.Kind == Delimited)
            {
                if (value > (ulong)message.Length) return null;
                field = field with { Bytes = message[..(int)value].ToArray() };
                message = message[(int)value..];
            }
            fields.Add(field);
        }
        return fields;
    }

    private static ulong? Number(ref ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        for (int i = 0; i < bytes.Length && i < 10; i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << 7 * i;
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return number;
        }
        return null;
    }
}
