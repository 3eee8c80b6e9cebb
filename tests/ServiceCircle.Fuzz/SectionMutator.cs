using System.Buffers.Binary;

namespace ServiceCircle.Fuzz;

/// <summary>Changes files that are rows of pieces, each behind its length, which is made right after the change.</summary>
internal sealed class SectionMutator(Random random)
{
    private const int CacheHead = 40, RecordHead = 4;

    /// <summary>A network cache: behind its head sections of numbers of one width; null if it is none.</summary>
    public byte[]? ChangeCache(byte[] file)
    {
        if (file.Length < CacheHead) return null;
        var sections = new List<byte[]>();
        for (int at = CacheHead; at < file.Length;)
        {
            if (file.Length - at < 8) return null;
            long length = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            if (length < 0 || length > file.Length - at - 8) return null;
            sections.Add(file.AsSpan(at + 8, (int)length).ToArray());
            at += 8 + (int)length;
        }
        if (sections.Count == 0) return null;
        int one = random.Next(sections.Count), another = random.Next(sections.Count);
        switch (random.Next(12))
        {
            case 0: (sections[one], sections[another]) = (sections[another], sections[one]); break;
            case 1: sections.RemoveAt(one); break;
            case 2: sections.Insert(another, sections[one]); break;
            default: sections[one] = Items(sections[one], 1 << random.Next(4)); break;
        }
        return [.. file[..CacheHead], .. sections.SelectMany(s => BitConverter.GetBytes((long)s.Length).Concat(s))];
    }

    /// <summary>Records of a two-byte number, a two-byte length and their bytes; null if the file is not all of them.</summary>
    public byte[]? ChangeRecords(byte[] file)
    {
        var records = new List<(ushort Number, byte[] Bytes)>();
        for (int at = 0; at < file.Length;)
        {
            if (file.Length - at < RecordHead) return null;
            int length = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + 2));
            if (length > file.Length - at - RecordHead) return null;
            records.Add((BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)), file.AsSpan(at + RecordHead, length).ToArray()));
            at += RecordHead + length;
        }
        if (records.Count == 0) return null;
        int one = random.Next(records.Count), another = random.Next(records.Count);
        switch (random.Next(8))
        {
            case 0: records.RemoveAt(one); break;
            case 1: records.InsertRange(another, Enumerable.Repeat(records[one], random.Next(1, 40))); break;
            case 2: (records[one], records[another]) = (records[another], records[one]); break;
            case 3: records[one] = ((ushort)(records[another].Number ^ random.Next(2) << random.Next(10)), records[one].Bytes); break;
            default: records[one] = (records[one].Number, Items(records[one].Bytes, 1 << random.Next(4))); break;
        }
        IEnumerable<byte> Bytes(ushort number) => BitConverter.GetBytes(number);
        return [.. records.SelectMany(r => Bytes(r.Number).Concat(Bytes((ushort)r.Bytes.Length)).Concat(r.Bytes))];
    }

    /// <summary>Items of a width: one with another number, some more, some fewer, or none.</summary>
    private byte[] Items(byte[] bytes, int width)
    {
        if (bytes.Length < width) return [.. bytes, .. new byte[width * random.Next(1, 4)]];
        int at = random.Next(bytes.Length / width) * width, length = Math.Min(bytes.Length - at, width * random.Next(1, 20));
        switch (random.Next(6))
        {
            case 0: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 1: return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 2 when random.Next(5) == 0: return [];
            default:
                byte[] changed = [.. bytes];
                OddValues.Fill(changed.AsSpan(at, width), random);
                return changed;
        }
    }
}
