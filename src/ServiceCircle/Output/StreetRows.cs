using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Streets;

namespace ServiceCircle.Output;

/// <summary>The positions of the streets with minutes to the nearest facility and counts, as in <c>communities.csv</c>.</summary>
internal static class StreetRows
{
    /// <summary>Points, or a table where the file's name ends so. Returns how many positions were written.</summary>
    public static int Write(string path, StreetMap map, OutputForms forms, Language language)
    {
        int[] positions = [.. map.Positions];
        TableColumn<int>[] columns =
        [
            .. Enumerable.Range(0, map.Services.Count).SelectMany(s => new TableColumn<int>[]
            {
                new($"{map.Services[s].Category}.minutes", p => Rounded.Minutes(map.Nearest(p, s).Minutes)),
                new($"{map.Services[s].Category}.count", p => map.Count(p, s)),
            }),
        ];
        TableColumn<int>[] table = [new("lon", p => map.PositionOf(p).Lon), new("lat", p => map.PositionOf(p).Lat), .. columns];
        bool isTable = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        forms.Write(
            path, stream =>
            {
                if (isTable) table.WriteCsv(stream, positions);
                else WriteGeoJson(stream, map, positions, columns);
            }, StudyReport.CategoryNames(map.Study.Catalogue, language));
        return positions.Length;
    }

    private static void WriteGeoJson(Stream stream, StreetMap map, int[] positions, TableColumn<int>[] columns)
    {
        JsonObject query = Metadata.Query(map.Study);
        query["farthest_minutes"] = map.Farthest.Minutes;
        GeoJsonWriter.Write(stream, Metadata.Of(map.Study) with { Query = query }, writer =>
        {
            foreach (int p in positions)
                writer.Feature(new Point(map.PositionOf(p).Lon, map.PositionOf(p).Lat), json => columns.WriteProperties(json, p));
        });
    }
}
