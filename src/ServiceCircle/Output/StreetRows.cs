using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Streets;

namespace ServiceCircle.Output;

/// <summary>
/// The positions of the streets with minutes to the nearest facility and counts, by service, as in <c>communities.csv</c>.
/// </summary>
internal static class StreetRows
{
    /// <summary>Points, or a table where the file's name ends so.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="map">What to write.</param>
    /// <returns>How many positions were written.</returns>
    public static int Write(string path, StreetMap map)
    {
        int[] positions = [.. map.Positions];
        bool isTable = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        OutputFile.Write(path, stream =>
        {
            if (isTable) WriteCsv(stream, map, positions);
            else WriteGeoJson(stream, map, positions);
        });
        return positions.Length;
    }

    private static void WriteGeoJson(Stream stream, StreetMap map, int[] positions)
    {
        string[] names = Names(map);
        JsonObject query = Metadata.Query(map.Study);
        query["farthest_minutes"] = map.Farthest.Minutes;
        GeoJsonWriter.Write(stream, Metadata.Of(map.Study) with { Query = query }, writer =>
        {
            foreach (int p in positions)
            {
                writer.Feature(new Point(map.PositionOf(p).Lon, map.PositionOf(p).Lat), json =>
                {
                    for (int s = 0; s < map.Services.Count; s++)
                    {
                        if (Rounded.Minutes(map.Nearest(p, s).Minutes) is { } minutes) json.WriteNumber(names[2 * s], minutes);
                        else json.WriteNull(names[2 * s]);
                        json.WriteNumber(names[2 * s + 1], map.Count(p, s));
                    }
                });
            }
        });
    }

    private static void WriteCsv(Stream stream, StreetMap map, int[] positions)
    {
        using var csv = new CsvWriter(stream, ["lon", "lat", .. Names(map)]);
        foreach (int p in positions)
        {
            csv.Cell(map.PositionOf(p).Lon).Cell(map.PositionOf(p).Lat);
            for (int s = 0; s < map.Services.Count; s++) csv.Cell(Rounded.Minutes(map.Nearest(p, s).Minutes)).Cell((long)map.Count(p, s));
            csv.EndRow();
        }
    }

    private static string[] Names(StreetMap map) =>
        [.. map.Services.SelectMany(s => new[] { $"{s.Category}.minutes", $"{s.Category}.count" })];
}
