using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Cache;

/// <summary>
/// The <c>.scnet</c> cache: a <see cref="WalkNetwork"/> as its own arrays, so that a second run skips the OSM file.
/// </summary>
/// <remarks>
/// Layout, little-endian: the magic "SCNET", one byte 0x1A, a 2-byte version, the SHA-256 of all that follows, then sections:
/// an 8-byte count of bytes and the raw elements, in the order of <see cref="Write"/>. A cache is no archive: another
/// version asks to be built again. The hash finds damage; that arrays fit each other is checked as well
/// (<see cref="NetworkFileCheck"/>), so that no file, whoever wrote it, makes a run crash later.
/// </remarks>
internal static class NetworkFile
{
    internal const ushort Version = 9;
    private const string BuildAgain = "advice/build-again";
    private const int HeaderLength = 8 + 32;
    private static ReadOnlySpan<byte> Magic => "SCNET\u001a"u8;

    /// <summary>Whether a file starts like a network cache.</summary>
    public static bool IsNetworkFile(string path)
    {
        using FileStream stream = GivenFile.OpenRead(path);
        Span<byte> start = stackalloc byte[Magic.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Magic);
    }

    public static void Write(WalkNetwork network, Stream output)
    {
        var body = new MemoryStream();
        Section<Position>(body, network.NodePositions);
        Section<byte>(body, network.Crossings);
        Section<int>(body, network.Tail);
        Section<int>(body, network.Head);
        Section<float>(body, network.LengthMetres);
        Section<ushort>(body, network.AttributeIndex);
        Section<long>(body, network.OsmId);
        // Field by field: the padding inside the struct could be anything.
        Section<WayKind>(body, network.AttributeTable.Select(a => a.Kind).ToArray());
        Section<WayFlags>(body, network.AttributeTable.Select(a => a.Flags).ToArray());
        Section<float>(body, network.AttributeTable.Select(a => a.StatedSecondsPerMetre).ToArray());
        // Each a byte, so that no padding is written.
        Section<WayDetails>(body, network.AttributeTable.Select(a => a.Details).ToArray());
        Section<WayDays>(body, network.AttributeTable.Select(a => a.Days).ToArray());
        Section<int>(body, network.FirstInner);
        Section<Position>(body, network.InnerPositions);
        Section<float>(body, network.InnerMetres);
        Section<Riding>(body, network.PieceRiding);
        Section<float>(body, network.NodeHeights);
        Section<float>(body, network.InnerHeights);
        Section<Box>(body, [network.DataBox]);
        Section<int>(body, network.CutNodes);
        Section<Position>(body, network.DeadEndGates);
        NetworkSource source = network.Source;
        Strings(body, [source.FileName, source.Sha256, source.OsmDate?.ToString("O") ?? "", .. source.Warnings.Select(Text)]);
        FeatureStore features = network.Features;
        Section<long>(body, features.Ids.Select(id => id.Number).ToArray());
        Section<OsmType>(body, features.Ids.Select(id => id.Type).ToArray());
        Section<FeatureGroups>(body, features.Groups);
        Section<int>(body, features.FirstTag);
        Section<int>(body, features.Tags);
        Strings(body, features.Strings);
        Section<int>(body, features.FirstPart);
        Section<bool>(body, features.PartIsInner);
        Section<int>(body, features.FirstPosition);
        Section<Position>(body, features.Positions);
        Strings(body, [.. network.Prepared.SelectMany(p => new[] { p.Kind, p.Key })]);
        foreach (PreparedPart part in network.Prepared) Section<byte>(body, part.Bytes);

        ReadOnlySpan<byte> bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        Span<byte> header = stackalloc byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], Version);
        SHA256.HashData(bytes, header[8..]);
        output.Write(header);
        output.Write(bytes);
    }

    /// <summary>Reads a network.</summary>
    /// <exception cref="InputException">Not a network cache, one of another version, or damaged.</exception>
    public static WalkNetwork Read(string path)
    {
        byte[] bytes = GivenFile.ReadAllBytes(path, int.MaxValue);
        if (bytes.Length < HeaderLength || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InputException(path, "byte 0", "found/no-cache", "expected/cache", BuildAgain);
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(6));
        if (version != Version)
            throw new InputException(
                path, "byte 6", new("found/cache-version", ("version", $"{version}")), new("expected/version", ("version", $"{Version}")),
                BuildAgain);
        if (!SHA256.HashData(bytes.AsSpan(HeaderLength)).AsSpan().SequenceEqual(bytes.AsSpan(8, 32)))
            throw new InputException(path, "byte 8", "found/wrong-hash", "expected/undamaged", BuildAgain);
        var reader = new SectionReader(path, bytes);
        WalkNetwork network = reader.ReadNetwork();
        reader.End();
        return NetworkFileCheck.Fault(network) is { } wrong
            ? throw new InputException(path, "", new("found/internal", ("detail", wrong)), "expected/fitting-arrays", BuildAgain)
            : network;
    }

    private static void Section<T>(MemoryStream body, ReadOnlySpan<T> items) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(items);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        body.Write(length);
        body.Write(bytes);
    }

    private static void Strings(MemoryStream body, IReadOnlyList<string> texts)
    {
        Section<byte>(body, Encoding.UTF8.GetBytes(string.Concat(texts)));
        Section<int>(body, texts.Select(t => Encoding.UTF8.GetByteCount(t)).ToArray());
    }

    /// <summary>A notice as one text: its key, then name and value of each placeholder, which are whole numbers here.</summary>
    private static string Text(Notice notice) =>
        string.Join(' ',
            notice.Values.SelectMany(v => new[] { v.Name, Convert.ToString(v.Value, CultureInfo.InvariantCulture) }).Prepend(notice.Key));

    private ref struct SectionReader(string path, byte[] bytes)
    {
        private int _at = HeaderLength;

        public WalkNetwork ReadNetwork() => new()
        {
            // Initialisers run in this order, which is that of Write.
            NodePositions = Section<Position>(),
            Crossings = Section<byte>(),
            Tail = Section<int>(),
            Head = Section<int>(),
            LengthMetres = Section<float>(),
            AttributeIndex = Section<ushort>(),
            OsmId = Section<long>(),
            AttributeTable = ReadAttributes(),
            FirstInner = Section<int>(),
            InnerPositions = Section<Position>(),
            InnerMetres = Section<float>(),
            PieceRiding = Section<Riding>(),
            NodeHeights = Section<float>(),
            InnerHeights = Section<float>(),
            DataBox = Section<Box>() is [Box box] ? box : throw Bad("found/no-box", "expected/one"),
            CutNodes = Section<int>(),
            DeadEndGates = Section<Position>(),
            Source = ReadSource(),
            Features = ReadFeatures(),
            Prepared = ReadPrepared(),
        };

        /// <summary>Nothing may follow the last section.</summary>
        public readonly void End()
        {
            if (_at != bytes.Length) throw Bad(new("found/more-bytes", ("count", $"{bytes.Length - _at}")), "expected/end-of-file");
        }

        private WayAttributes[] ReadAttributes()
        {
            WayKind[] kinds = Section<WayKind>();
            WayFlags[] flags = Section<WayFlags>();
            float[] paces = Section<float>();
            WayDetails[] details = Section<WayDetails>();
            WayDays[] days = Section<WayDays>();
            if (flags.Length != kinds.Length || paces.Length != kinds.Length || details.Length != kinds.Length
                || days.Length != kinds.Length)
                throw Bad("found/uneven-attributes", "expected/one-of-each");
            return [.. kinds.Select((kind, i) => new WayAttributes(kind, flags[i], paces[i], details[i], days[i]))];
        }

        private NetworkSource ReadSource()
        {
            string[] texts = Strings();
            if (texts.Length < 3) throw Bad(new("found/texts", ("count", $"{texts.Length}")), "expected/source-texts");
            DateTimeOffset date = default;
            if (texts[2].Length > 0 && !DateTimeOffset.TryParse(texts[2], CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
                throw Bad(Notice.Quoted(texts[2]), "expected/some-date");
            var notices = new Notice[texts.Length - 3];
            for (int i = 0; i < notices.Length; i++) notices[i] = NoticeOf(texts[3 + i]);
            return new NetworkSource(texts[0], texts[1], texts[2].Length == 0 ? null : date, notices);
        }

        private readonly Notice NoticeOf(string text)
        {
            string[] parts = text.Split(' ');
            var values = new (string, object)[parts.Length / 2];
            for (int i = 0; i < values.Length; i++)
            {
                if (parts.Length % 2 == 0
                    || !int.TryParse(parts[2 * i + 2], NumberStyles.None, CultureInfo.InvariantCulture, out int number)) throw Bad(
                        Notice.Quoted(text), "expected/notice");
                values[i] = (parts[2 * i + 1], number);
            }
            var notice = new Notice(parts[0], values);
            try
            {
                Messages.In(Language.En).Text(notice);
            }
            catch (ArgumentException)
            {
                // No sentence, or one with other gaps than these.
                throw Bad(Notice.Quoted(text), "expected/notice");
            }
            return notice;
        }

        private FeatureStore ReadFeatures()
        {
            long[] numbers = Section<long>();
            OsmType[] types = Section<OsmType>();
            if (types.Length != numbers.Length) throw Bad("found/uneven-ids", "expected/one-of-each");
            return new FeatureStore
            {
                Ids = [.. numbers.Select((number, i) => new OsmId(types[i], number))],
                Groups = Section<FeatureGroups>(),
                FirstTag = Section<int>(),
                Tags = Section<int>(),
                Strings = Strings(),
                FirstPart = Section<int>(),
                PartIsInner = Section<bool>(),
                FirstPosition = Section<int>(),
                Positions = Section<Position>(),
            };
        }

        private PreparedPart[] ReadPrepared()
        {
            string[] names = Strings();
            if (names.Length % 2 != 0) throw Bad("found/part-without-key", "expected/kind-and-key");
            var parts = new PreparedPart[names.Length / 2];
            for (int i = 0; i < parts.Length; i++) parts[i] = new PreparedPart(names[2 * i], names[2 * i + 1], Section<byte>(), path);
            return parts;
        }

        private string[] Strings()
        {
            byte[] text = Section<byte>();
            int[] lengths = Section<int>();
            var strings = new string[lengths.Length];
            int start = 0;
            for (int i = 0; i < lengths.Length; i++)
            {
                if (lengths[i] < 0 || lengths[i] > text.Length - start)
                    throw Bad(new("found/text-of-bytes", ("count", $"{lengths[i]}")),
                        new("expected/up-to", ("most", $"{text.Length - start}")));
                strings[i] = Encoding.UTF8.GetString(text, start, lengths[i]);
                start += lengths[i];
            }
            return strings;
        }

        private T[] Section<T>() where T : unmanaged
        {
            if (bytes.Length - _at < 8) throw Bad("found/end-of-file", "expected/section");
            long length = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(_at));
            _at += 8;
            if (length < 0 || length > bytes.Length - _at || length % Unsafe.SizeOf<T>() != 0)
                throw Bad(new("found/section", ("count", $"{length}")),
                    new("expected/section-size", ("most", $"{bytes.Length - _at}"), ("step", $"{Unsafe.SizeOf<T>()}")));
            T[] items = MemoryMarshal.Cast<byte, T>(bytes.AsSpan(_at, (int)length)).ToArray();
            _at += (int)length;
            return items;
        }

        private readonly InputException Bad(Notice found, Notice expected) => new(path, $"byte {_at}", found, expected, BuildAgain);
    }
}
