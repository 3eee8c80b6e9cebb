using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceCircle.Fuzz;

/// <summary>Changes a file at random: as text, by numbers, words, lines and brackets, or as bytes.</summary>
internal sealed class Mutator(Random random)
{
    private const int Longest = 200_000;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly string[] Numbers =
    [
        "0", "-1", "-0", "1e308", "-1e308", "1e-320", "1e400", "NaN", "Infinity", "2147483648", "-9223372036854775809", "0.1", "91", "181", "360",
        "99999999999999999999999", "1,5", "12万", "１２", "#N/A", "110°18′E", "05",
    ];

    private static readonly string[] Words =
    [
        "", "null", "true", "[]", "{}", "\"\"", "\"x\"", "\\u0000", "\\ud800", "\0", "\uFEFF", "\u202E", "\uD800", "\t", "\r\n", "\"", "'", ",", ";",
        "=1+1", "[[[", "{{{", "]]", "}}", "//", "/*", "<", ">", "&amp;", "&#0;", "<![CDATA[", "合计", "../..", "C:\\", "file://x", "%s", "elder",
        "yes;no", "no @ (22:00-06:00)", "Mo-Fr 25:00-99:99", "2024-02-30", "9999-12-31", "0001-01-01", "MULTIPOLYGON EMPTY", "1/0",
    ];

    /// <summary>The file with one to five changes, mostly one; the other is what pieces are taken from.</summary>
    public byte[] Change(byte[] file, byte[] other, bool isText)
    {
        byte[] changed = file;
        for (int times = random.Next(3) == 0 ? 1 + random.Next(5) : 1; times > 0; times--)
            changed = !isText || random.Next(20) == 0 ? OnBytes(changed, other) : OnJson(changed) ?? OnText(changed, other);
        return changed.Length > Longest ? changed[..Longest] : changed;
    }

    /// <summary>A value of a JSON file changed, so that it stays JSON; null if it is none, and now and then so.</summary>
    private byte[]? OnJson(byte[] file)
    {
        if (random.Next(10) == 0 || file.AsSpan().TrimStart(" \n\r\t"u8) is not [(byte)'{' or (byte)'[', ..]) return null;
        try
        {
            if (JsonNode.Parse(file, documentOptions: Lenient) is not { } root) return null;
            JsonNode?[] inside = [.. Inside(root)];
            if (inside.Length == 0) return null;
            Replace(inside[random.Next(inside.Length)]!, inside[random.Next(inside.Length)]!.DeepClone());
            return Encoding.UTF8.GetBytes(root.ToJsonString());
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private void Replace(JsonNode value, JsonNode other)
    {
        JsonNode? instead = random.Next(5) switch
        {
            0 => Literal(),
            1 => other,
            2 => value.GetValueKind() == JsonValueKind.Number
                ? JsonValue.Create(value.GetValue<double>() * (random.NextDouble() * 3 - 1)) : JsonValue.Create(Any(Words)),
            3 => new JsonArray([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => value.DeepClone())]),
            _ => null,
        };
        switch (value.Parent)
        {
            case JsonObject parent when random.Next(4) == 0: parent.Remove(value.GetPropertyName()); break;
            case JsonObject parent: parent[value.GetPropertyName()] = instead; break;
            case JsonArray parent when random.Next(3) == 0: parent.Insert(value.GetElementIndex(), value.DeepClone()); break;
            case JsonArray parent when random.Next(3) == 0: parent.RemoveAt(value.GetElementIndex()); break;
            case JsonArray parent: parent[value.GetElementIndex()] = instead; break;
        }
    }

    private JsonNode? Literal()
    {
        string text = Any(Numbers);
        return double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && random.Next(2) == 0
            ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    private static IEnumerable<JsonNode> Inside(JsonNode node)
    {
        IEnumerable<JsonNode?> parts = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (JsonNode part in parts.OfType<JsonNode>())
        {
            yield return part;
            foreach (JsonNode inner in Inside(part)) yield return inner;
        }
    }

    private byte[] OnText(byte[] file, byte[] other)
    {
        string text = Encoding.UTF8.GetString(file);
        if (text.Length == 0) return Encoding.UTF8.GetBytes(Any(Words));
        (int start, int end) = random.Next(2) == 0 ? Token(text, IsNumber) : Token(text, char.IsLetterOrDigit);
        string changed = random.Next(9) switch
        {
            0 or 1 => text[..start] + Any(Numbers) + text[end..],
            2 => text[..start] + Any(Words) + text[end..],
            3 => text[..start] + Piece(Encoding.UTF8.GetString(other)) + text[end..],
            4 => text[..start] + text[end..],
            5 => OnLines(text),
            6 => text[..start] + random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture) + text[end..],
            7 => Brackets(text),
            _ => text[..start] + text[start..end] + text[start..],
        };
        return Encoding.UTF8.GetBytes(changed);
    }

    private string OnLines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int one = random.Next(lines.Count), another = random.Next(lines.Count);
        switch (random.Next(4))
        {
            case 0: lines.RemoveAt(one); break;
            case 1: (lines[one], lines[another]) = (lines[another], lines[one]); break;
            case 2: lines.InsertRange(one, Enumerable.Repeat(lines[another], random.Next(1, 40))); break;
            default: lines[one] += lines[another]; break;
        }
        return string.Join('\n', lines);
    }

    /// <summary>Something between brackets twice, away, or deep inside of others.</summary>
    private string Brackets(string text)
    {
        int open = text.AsSpan(random.Next(text.Length)).IndexOfAny("[{<(");
        if (open < 0) return text + new string('[', random.Next(200));
        int close = Math.Min(text.Length, open + 1 + random.Next(300));
        return random.Next(3) switch
        {
            0 => text[..open] + text[open..close] + "," + text[open..],
            1 => text[..open] + text[close..],
            _ => text[..open] + new string(text[open], 1 + random.Next(3_000)) + text[open..],
        };
    }

    private byte[] OnBytes(byte[] file, byte[] other)
    {
        List<byte> bytes = [.. file];
        if (bytes.Count == 0) bytes.Add(0);
        int at = random.Next(bytes.Count), length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(2) == 0 ? 4 : 200));
        switch (random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = (byte)random.Next(256); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            case 5: bytes.InsertRange(at, other.Skip(at).Take(length)); break;
            case 6: for (int i = at; i < at + length; i++) bytes[i] = 0xFF; break;
            default: for (int i = at; i < at + length; i++) bytes[i] = 0; break;
        }
        return [.. bytes];
    }

    private (int Start, int End) Token(string text, Func<char, bool> isPart)
    {
        int start = random.Next(text.Length);
        while (start < text.Length - 1 && !isPart(text[start])) start++;
        while (start > 0 && isPart(text[start - 1])) start--;
        int end = start;
        while (end < text.Length && isPart(text[end])) end++;
        return (start, end);
    }

    private string Piece(string text)
    {
        if (text.Length == 0) return "";
        int start = random.Next(text.Length);
        return text.Substring(start, Math.Min(text.Length - start, random.Next(1, 60)));
    }

    private string Any(string[] of) => of[random.Next(of.Length)];

    private static bool IsNumber(char c) => char.IsAsciiDigit(c) || c is '.' or '-';
}
