using System.Text.Json;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// A table from a JSON array of objects that the program has written, such as <c>targets.json</c>: a row for each, objects in them by
/// columns such as <c>standard.minutes</c>. Lists of objects, which are tables of their own, are left to the file.
/// </summary>
internal static class JsonLayer
{
    /// <param name="name">The name of the table.</param>
    /// <param name="open">Opens the file from its start.</param>
    public static Layer Read(string name, Func<Stream> open)
    {
        using Stream stream = open();
        using JsonDocument document = JsonDocument.Parse(stream);
        (string Name, object? Value)[][] rows = [.. document.RootElement.EnumerateArray().Select(row => Cells(row, "").ToArray())];
        string[] columns = [.. rows.SelectMany(row => row.Select(cell => cell.Name)).Distinct()];
        return new Layer(name, columns, () => rows.Select(row =>
        {
            Dictionary<string, object?> cells = row.ToDictionary(cell => cell.Name, cell => cell.Value);
            return new LayerRow(null, [.. columns.Select(c => cells.GetValueOrDefault(c))]);
        }));
    }

    private static IEnumerable<(string Name, object? Value)> Cells(JsonElement row, string before)
    {
        foreach (JsonProperty property in row.EnumerateObject())
        {
            JsonElement value = property.Value;
            if (value.ValueKind == JsonValueKind.Object)
                foreach (var cell in Cells(value, before + property.Name + ".")) yield return cell;
            else if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(v => v.ValueKind != JsonValueKind.Object))
                yield return (before + property.Name, GeoJsonLayer.ValueOf(value));
        }
    }
}
