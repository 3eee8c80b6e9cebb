using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceCircle.Fuzz;

/// <summary>Changes a value of a JSON file, so that it stays JSON.</summary>
internal sealed class JsonMutator(Random random)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The changed file; null if it is no JSON.</summary>
    public byte[]? Change(byte[] file)
    {
        if (file.AsSpan().TrimStart(" \n\r\t"u8) is not [(byte)'{' or (byte)'[', ..]) return null;
        try
        {
            if (JsonNode.Parse(file, documentOptions: Lenient) is not { } root) return null;
            var inside = new List<JsonNode>();
            Gather(root, inside);
            if (inside.Count == 0) return null;
            JsonNode one = inside[random.Next(inside.Count)];
            if (random.Next(15) == 0 && one.Parent is JsonObject) return Doubled(root, one);
            Replace(one, inside[random.Next(inside.Count)]);
            return Encoding.UTF8.GetBytes(root.ToJsonString());
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A key twice, which a tree of nodes cannot hold.</summary>
    private static byte[] Doubled(JsonNode root, JsonNode value)
    {
        string pair = $"{JsonSerializer.Serialize(value.GetPropertyName())}:{value.ToJsonString()}", text = root.ToJsonString();
        int at = text.IndexOf(pair, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(at < 0 ? text : $"{text[..at]}{pair},{text[at..]}");
    }

    private void Replace(JsonNode value, JsonNode other)
    {
        JsonNode? instead = random.Next(6) switch
        {
            0 => Literal(),
            1 => other.DeepClone(),
            2 => value.GetValueKind() == JsonValueKind.Number
                ? JsonValue.Create(value.GetValue<double>() * (random.NextDouble() * 3 - 1)) : JsonValue.Create(OddValues.Word(random)),
            3 => new JsonArray([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => value.DeepClone())]),
            4 => Nested(value.DeepClone()),
            _ => null,
        };
        switch (value.Parent)
        {
            case JsonObject parent when random.Next(4) == 0: parent.Remove(value.GetPropertyName()); break;
            case JsonObject parent when random.Next(8) == 0: parent[OddValues.Word(random)] = instead; break;
            case JsonObject parent: parent[value.GetPropertyName()] = instead; break;
            case JsonArray parent when random.Next(3) == 0: parent.Insert(value.GetElementIndex(), value.DeepClone()); break;
            case JsonArray parent when random.Next(3) == 0: parent.RemoveAt(value.GetElementIndex()); break;
            case JsonArray parent: parent[value.GetElementIndex()] = instead; break;
        }
    }

    private JsonNode Nested(JsonNode value)
    {
        for (int depth = random.Next(1, random.Next(4) == 0 ? 60 : 3); depth > 0; depth--)
            value = random.Next(2) == 0 ? new JsonArray(value) : new JsonObject { ["x"] = value };
        return value;
    }

    private JsonNode? Literal()
    {
        string text = OddValues.Number(random);
        return double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && random.Next(2) == 0
            ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    private static void Gather(JsonNode node, List<JsonNode> inside)
    {
        IEnumerable<JsonNode?> parts = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (JsonNode part in parts.OfType<JsonNode>())
        {
            inside.Add(part);
            Gather(part, inside);
        }
    }
}
