using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServiceCircle.Formats;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    Null,
    True,
    False,
    Number,
    Text,
    List,
    Object,
}

/// <summary>
/// A JSON value that knows its line and its path, so that a planner's mistake can be shown where it is. Comments and
/// trailing commas are allowed, because people write these files by hand.
/// </summary>
internal sealed record JsonText(JsonKind Kind, int Line, string Path)
{
    private const long MostBytes = 1 << 28;

    public string Text { get; init; } = "";
    public double Number { get; init; }
    public IReadOnlyList<JsonText> Items { get; init; } = [];
    public IReadOnlyList<(string Key, JsonText Value)> Members { get; init; } = [];

    /// <summary>"line 12, clauses[3].value".</summary>
    public string Where => Place(Line, Path);

    private static string Place(long line, string path) => string.Create(CultureInfo.InvariantCulture, $"line {line}")
        + (path.Length == 0 ? "" : ", " + path);

    /// <summary>The value in a few words, for messages.</summary>
    public Notice Shown => Kind switch
    {
        JsonKind.Text => Notice.Quoted(Text),
        JsonKind.Number => Notice.AsIs(Number.ToString(CultureInfo.InvariantCulture)),
        JsonKind.List => "found/list",
        JsonKind.Object => "found/object",
        _ => Notice.AsIs(Kind.ToString().ToLowerInvariant()),
    };

    /// <exception cref="InputException">Missing, not to be read, not UTF-8 JSON, or a key twice in one object.</exception>
    public static JsonText Load(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, "", "found/no-such-file", "expected/json-file");
        try
        {
            return Parse(path, GivenFile.ReadAllBytes(path, MostBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "found/no-readable-file", "expected/json-file", Notice.SaidBy(e), e);
        }
    }

    /// <summary>Reads a text in UTF-8, with or without a byte order mark; the file's name is for messages.</summary>
    /// <exception cref="InputException">As <see cref="Load"/>.</exception>
    public static JsonText Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(
            bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var lines = new LineCounter(bytes);
        try
        {
            reader.Read();
            JsonText value = Value(ref reader, ref lines, "", file);
            reader.Read();
            return value;
        }
        catch (InvalidOperationException e)
        {
            throw new InputException(file, "", "found/not-utf8", "expected/json-utf8", "advice/save-utf8", e);
        }
        catch (JsonException e)
        {
            throw new InputException(
                file, Place((e.LineNumber ?? 0) + 1, ""), "found/not-json", Notice.AsIs("JSON"), "advice/look-for-comma", e);
        }
    }

    private static JsonText Value(ref Utf8JsonReader reader, ref LineCounter lines, string path, string file)
    {
        int line = lines.At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return new JsonText(JsonKind.Text, line, path) { Text = reader.GetString()! };
            case JsonTokenType.Number: return new JsonText(JsonKind.Number, line, path) { Number = reader.GetDouble() };
            case JsonTokenType.True: return new JsonText(JsonKind.True, line, path);
            case JsonTokenType.False: return new JsonText(JsonKind.False, line, path);
            case JsonTokenType.StartArray:
                var items = new List<JsonText>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Value(ref reader, ref lines, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), file));
                return new JsonText(JsonKind.List, line, path) { Items = items };
            case JsonTokenType.StartObject:
                var members = new List<(string Key, JsonText Value)>();
                var keys = new HashSet<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string key = reader.GetString()!;
                    int keyLine = lines.At((int)reader.TokenStartIndex);
                    string inner = path.Length == 0 ? key : $"{path}.{key}";
                    if (!keys.Add(key))
                        throw new InputException(file, Place(keyLine, inner), "found/key-twice", "expected/each-key-once");
                    reader.Read();
                    members.Add((key, Value(ref reader, ref lines, inner, file)));
                }
                return new JsonText(JsonKind.Object, line, path) { Members = members };
            default: return new JsonText(JsonKind.Null, line, path);
        }
    }

    /// <summary>The line of a byte; asked for rising offsets.</summary>
    internal ref struct LineCounter(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _line = 1, _at;

        public int At(int offset)
        {
            for (; _at < offset; _at++)
                if (_bytes[_at] == (byte)'\n') _line++;
            return _line;
        }
    }
}
