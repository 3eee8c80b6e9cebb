using System.Text.Json;

namespace ServiceCircle.Isochrones;

/// <summary>The columns of circles in files, and their colours.</summary>
internal static class IsochroneProperties
{
    /// <summary>Dark where people are soon, light where they are late; told apart also in grey and by the colour-blind.</summary>
    private static readonly string[] Colours = ["#0b5a70", "#2e8fa3", "#7cc0c4", "#bfe0d5", "#e3efe0"];

    public static string Colour(int band) => Colours[Math.Min(band, Colours.Length - 1)];

    /// <summary>Writes the properties of a circle, with people where counted, into an open JSON object; unknown is null.</summary>
    public static void Write(Utf8JsonWriter json, Isochrone circle, bool withPeople = false)
    {
        json.WriteString("id", circle.Id);
        json.WriteNumber("contour", circle.Contour);
        json.WriteString("metric", circle.Metric == IsochroneMetric.Time ? "time" : "distance");
        json.WriteNumber("value", Math.Round(circle.Value, 3));
        Number("area_m2", circle.AreaSquareMetres, 1);
        if (circle.Center is { } center)
        {
            json.WriteStartArray("center");
            json.WriteNumberValue(center.Lon);
            json.WriteNumberValue(center.Lat);
            json.WriteEndArray();
        }
        else json.WriteNull("center");
        Number("snap_distance_m", circle.SnapDistanceMetres, 1);
        json.WriteString("walker", circle.Walker);
        json.WriteString("status", circle.Status switch
        {
            IsochroneStatus.Ok => "ok",
            IsochroneStatus.NotSnapped => "not_snapped",
            _ => "not_reachable",
        });
        if (circle.MinutesStart is null) Number("border_error_m", circle.BorderErrorMetres, 3);
        if (circle.Certainty != IsochroneCertainty.Nominal)
            json.WriteString("certainty", circle.Certainty == IsochroneCertainty.Sure ? "sure" : "maybe");
        if (circle.MinutesStart is not null)
        {
            Number("minutes_start", circle.MinutesStart, 3);
            Number("minutes_end", circle.MinutesEnd, 3);
        }
        if (withPeople)
        {
            Number("population", circle.Population, 3);
            Number("exclusive_population", circle.ExclusivePopulation, 3);
        }
        WriteStyle(json, circle);

        void Number(string name, double? value, int digits)
        {
            if (value is { } number) json.WriteNumber(name, Math.Round(number, digits));
            else json.WriteNull(name);
        }
    }

    /// <summary>simplestyle-spec 1.1.0, which geojson.io, GitHub and QGIS plug-ins understand.</summary>
    private static void WriteStyle(Utf8JsonWriter json, Isochrone circle)
    {
        string colour = Colour(circle.Band);
        json.WriteString("stroke", colour);
        json.WriteNumber("stroke-width", circle.MinutesStart is null ? 1 : 2);
        if (circle.MinutesStart is not null) return;
        json.WriteString("fill", colour);
        json.WriteNumber("fill-opacity", circle.Certainty == IsochroneCertainty.Maybe ? 0.2 : 0.45);
    }
}
