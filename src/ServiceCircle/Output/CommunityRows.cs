using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>One row per community, in <c>coverage.geojson</c> and <c>communities.csv</c> alike.</summary>
internal static class CommunityRows
{
    /// <summary><c>coverage.geojson</c>: communities with their own geometry.</summary>
    public static void WriteGeoJson(Stream stream, StudyResult result)
    {
        List<TableColumn<CommunityCoverage>> columns = ColumnsOf(result);
        GeoJsonWriter.Write(stream, Metadata.Of(result), writer =>
        {
            foreach (CommunityCoverage row in result.Coverage.Communities)
                writer.Feature(row.Community.Geometry, json => columns.WriteProperties(json, row));
        });
    }

    /// <summary><c>communities.csv</c>: the same columns; the byte order mark lets Excel show Chinese.</summary>
    public static void WriteCsv(Stream stream, StudyResult result) =>
        ColumnsOf(result).WriteCsv(stream, result.Coverage.Communities, byteOrderMark: true);

    /// <summary>The area whose people were spread to this place; of an area that stays one point its own.</summary>
    private static readonly TableColumn<CommunityCoverage>[] AreaColumns = [new("area", r => r.Community.AsGiven.Id)];

    private static List<TableColumn<CommunityCoverage>> ColumnsOf(StudyResult result)
    {
        List<TableColumn<CommunityCoverage>> columns =
        [
            new("id", r => r.Community.Id),
            new("name", r => r.Community.Name),
            new("unit", r => r.Community.Unit),
            .. result.Givens.Spread is null ? [] : AreaColumns,
            new("type", r => r.Community.Type),
            new("population", r => r.Community.People.Total),
            new("status", r => Words.Of(r.Status)),
            new("snap_distance_m", r => Rounded.Metres(r.SnapDistanceMetres)),
            new("access_kind", r => Words.Of(r.Home.Access.Kind)),
        ];
        for (int s = 0; s < result.Coverage.Services.Count; s++)
        {
            int service = s;
            string category = result.Coverage.Services[s].Category;
            columns.Add(new($"{category}.minutes", r => Rounded.Minutes(r.Reach[service].Nearest.Minutes)));
            columns.Add(new($"{category}.count", r => IsOff(r) ? null : r.Reach[service].Count));
            columns.Add(new($"{category}.covered", r => IsOff(r) ? null : r.Reach[service].Covered));
            columns.Add(new($"{category}.straight_line_covered", r => r.Reach[service].StraightLineCovered));
        }
        columns.Add(new("circle_share", r => Rounded.Share(r.CircleShare)));
        columns.Add(new("circle_grade", r => CircleGrades.Shipped.Of(r.CircleShare)));
        columns.Add(new("missing", r => IsOff(r) ? Array.Empty<string>()
            : result.Coverage.Services.Where((_, s) => !r.Reach[s].Covered).Select(s => s.Category).ToArray()));
        return columns;
    }

    /// <summary>Off the network nothing is known, which is not the same as not covered.</summary>
    private static bool IsOff(CommunityCoverage row) => row.Status == CommunityStatus.NotSnapped;
}
