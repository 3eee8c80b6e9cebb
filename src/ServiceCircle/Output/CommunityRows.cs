using System.Text.Json;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>
/// One row per community, in <c>coverage.geojson</c> and <c>communities.csv</c> alike: the columns are listed once, here.
/// </summary>
internal static class CommunityRows
{
    /// <summary>A column: its name and its value, which is null, text, bool, whole number, number or a list of texts.</summary>
    private readonly record struct Column(string Name, Func<CommunityCoverage, object?> Value);

    /// <summary><c>coverage.geojson</c>: communities with their own geometry.</summary>
    public static void WriteGeoJson(Stream stream, StudyResult result)
    {
        List<Column> columns = ColumnsOf(result);
        GeoJsonWriter.Write(stream, Metadata.Of(result), writer =>
        {
            foreach (CommunityCoverage row in result.Coverage.Communities)
            {
                writer.Feature(row.Community.Geometry, json =>
                {
                    foreach (Column column in columns) WriteJson(json, column.Name, column.Value(row));
                });
            }
        });
    }

    /// <summary><c>communities.csv</c>: the same columns; the byte order mark lets Excel show Chinese.</summary>
    public static void WriteCsv(Stream stream, StudyResult result)
    {
        List<Column> columns = ColumnsOf(result);
        using var csv = new CsvWriter(stream, [.. columns.Select(c => c.Name)], byteOrderMark: true);
        foreach (CommunityCoverage row in result.Coverage.Communities)
        {
            foreach (Column column in columns) WriteCell(csv, column.Value(row));
            csv.EndRow();
        }
    }

    private static List<Column> ColumnsOf(StudyResult result)
    {
        var columns = new List<Column>
        {
            new("id", r => r.Community.Id),
            new("name", r => r.Community.Name),
            new("unit", r => r.Community.Unit),
            new("type", r => r.Community.Type),
            new("population", r => r.Community.People.Total),
            new("status", r => Words.Of(r.Status)),
            new("snap_distance_m", r => Rounded.Metres(r.SnapDistanceMetres)),
            new("access_kind", r => Words.Of(r.Home.Access.Kind)),
        };
        for (int s = 0; s < result.Coverage.Services.Count; s++)
        {
            int service = s;
            string category = result.Coverage.Services[s].Category;
            columns.Add(new($"{category}.minutes", r => Rounded.Minutes(r.Reach[service].Nearest.Minutes)));
            columns.Add(new($"{category}.count", r => IsOff(r) ? null : (long)r.Reach[service].Count));
            columns.Add(new($"{category}.covered", r => IsOff(r) ? null : r.Reach[service].Covered));
            columns.Add(new($"{category}.straight_line_covered", r => r.Reach[service].StraightLineCovered));
        }
        columns.Add(new("circle_share", r => Rounded.Share(r.CircleShare)));
        columns.Add(new("circle_grade", r => CircleGrades.Shipped.Of(r.CircleShare)));
        columns.Add(new(
            "missing", r => IsOff(r) ? []
                : result.Coverage.Services.Where((_, s) => !r.Reach[s].Covered).Select(s => s.Category).ToArray()));
        return columns;
    }

    /// <summary>Off the network nothing is known, which is not the same as not covered.</summary>
    private static bool IsOff(CommunityCoverage row) => row.Status == CommunityStatus.NotSnapped;

    private static void WriteJson(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case string[] list:
                json.WriteStartArray();
                foreach (string item in list) json.WriteStringValue(item);
                json.WriteEndArray();
                break;
        }
    }

    private static void WriteCell(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case bool yes: csv.Cell(yes); break;
            case long number: csv.Cell(number); break;
            case double number: csv.Cell(number); break;
            case string[] list: csv.Cell(string.Join(';', list)); break;
            default: csv.Cell(value as string); break;
        }
    }
}
