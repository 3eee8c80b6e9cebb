using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceCircle.Formats;

/// <summary>
/// A column of a table, listed once for every format that the table is written in: its name and its value in a row, which is null, a text,
/// bool, whole number, number or an array of texts.
/// </summary>
internal sealed record TableColumn<T>(string Name, Func<T, object?> Value);

internal static class TableColumns
{
    /// <summary>Writes a table; lists of texts are joined by semicolons.</summary>
    public static void WriteCsv<T>(
        this IReadOnlyList<TableColumn<T>> columns, Stream stream, IEnumerable<T> rows, bool byteOrderMark = false)
    {
        using var csv = new CsvWriter(stream, [.. columns.Select(c => c.Name)], byteOrderMark);
        foreach (T row in rows)
        {
            foreach (TableColumn<T> column in columns) WriteCell(csv, column.Value(row));
            csv.EndRow();
        }
    }

    /// <summary>The object with the values of a row added.</summary>
    public static JsonObject With<T>(this JsonObject json, IEnumerable<TableColumn<T>> columns, T row)
    {
        foreach (TableColumn<T> column in columns) json.Add(column.Name, NodeOf(column.Value(row)));
        return json;
    }

    /// <summary>Writes a row into an open object.</summary>
    public static void WriteProperties<T>(this IEnumerable<TableColumn<T>> columns, Utf8JsonWriter json, T row)
    {
        foreach (TableColumn<T> column in columns)
        {
            object? value = column.Value(row);
            switch (value)
            {
                case bool yes: json.WriteBoolean(column.Name, yes); break;
                case int number: json.WriteNumber(column.Name, number); break;
                case double number: json.WriteNumber(column.Name, number); break;
                case string[] list: json.WriteTexts(column.Name, list); break;
                case null or string: json.WriteString(column.Name, (string?)value); break;
                default: throw NoCell(value);
            }
        }
    }

    private static JsonNode? NodeOf(object? value) => value switch
    {
        bool yes => yes,
        int number => number,
        double number => number,
        string[] list => JsonValues.Texts(list),
        null => null,
        string text => text,
        _ => throw NoCell(value),
    };

    private static void WriteCell(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case bool yes: csv.Cell(yes); break;
            case int number: csv.Cell((long)number); break;
            case double number: csv.Cell(number); break;
            case string[] list: csv.Cell(string.Join(';', list)); break;
            case null or string: csv.Cell((string?)value); break;
            default: throw NoCell(value);
        }
    }

    private static ArgumentException NoCell(object value) => new($"no cell can hold a {value.GetType()}");
}
