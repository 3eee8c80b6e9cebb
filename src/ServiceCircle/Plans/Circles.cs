using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Walking;

namespace ServiceCircle.Plans;

/// <summary>A circle on record: what a department draws or registers as one.</summary>
/// <param name="Id">Unique in the study.</param>
/// <param name="Name">Name; the id where none is given.</param>
/// <param name="Area">Where it is; null if its communities are listed.</param>
/// <param name="Communities">Ids or names of its communities; null if it is drawn.</param>
public sealed record Circle(string Id, string Name, IPreparedGeometry? Area, IReadOnlyList<string>? Communities);

/// <summary>
/// The circles that a number of circles counts (一刻钟便民生活圈): drawn or registered ones; or groups of communities around shared centres, where every
/// community belongs to the centre that it reaches first, within the limit.
/// </summary>
/// <param name="Registered">Drawn or registered circles; empty if centres make them.</param>
/// <param name="Around">Category of the centres; null if circles are registered.</param>
/// <param name="Limit">The longest walk to a centre.</param>
public sealed record Circles(IReadOnlyList<Circle> Registered, string? Around, WalkTime Limit)
{
    /// <summary>The communities of each circle; a circle without a community of the study has none.</summary>
    internal IReadOnlyList<(Circle Circle, int[] Members)> Of(Evidence evidence)
    {
        if (Around is null)
        {
            return [.. Registered.Select(r => (r, (int[])[.. r.Communities is { } listed
                ? listed.Select(evidence.CommunityNames.Find).Where(c => c >= 0).Distinct().Order()
                : Enumerable.Range(0, evidence.All.Count).Where(c => r.Area!.Covers(new Point(evidence.All[c].Community.Position.Lon, evidence.All[c].Community.Position.Lat)))]))];
        }
        var nearest = new (WalkTime Time, int Centre)[evidence.All.Count];
        Array.Fill(nearest, (WalkTime.Unreachable, -1));
        foreach (int f in evidence.Whole.Offering(new ServiceClass("", "", [Around])))
            foreach (Reachability.Walk walk in evidence.FacilityIsOnNetwork[f] ? evidence.Times.Row(f) : [])
                if (walk.Time.IsWithin(Limit) && walk.Time < nearest[walk.Column].Time) nearest[walk.Column] = (walk.Time, f);
        return
        [
            .. Enumerable.Range(0, nearest.Length).Where(c => nearest[c].Centre >= 0).GroupBy(c => nearest[c].Centre).OrderBy(g => g.Key)
                .Select(g => (new Circle(evidence.Facilities[g.Key].Id, evidence.Facilities[g.Key].Name, null, null), g.ToArray())),
        ];
    }

    /// <summary>Names of the columns in a study's files.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["id", "name", "communities"];

    /// <summary>Reads drawn circles (polygons) or a register (a column "communities" with ids or names, separated by ;).</summary>
    /// <exception cref="InputException">A row is neither; all bad rows in one message.</exception>
    internal static IReadOnlyList<Circle> FromTable(Table table, IReadOnlyDictionary<string, string> columns)
    {
        var source = new PlaceTable(table);
        int id = source.Column("id", columns.GetValueOrDefault("id"), "id", "code", "编号", "编码");
        int name = source.Column("name", columns.GetValueOrDefault("name"), "name", "名称", "生活圈", "生活圈名称");
        int communities = source.Column("communities", columns.GetValueOrDefault("communities"), "communities", "社区", "包含社区", "覆盖社区");
        var circles = new List<Circle>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            Row row = table.Rows[i];
            string own = PlaceTable.Text(row, id) ?? PlaceTable.Text(row, name) ?? FormattableString.Invariant($"{i + 1}");
            if (circles.Exists(c => c.Id == own)) source.Note(row, $"the id \"{own}\" a second time", "unique ids");
            string? listed = PlaceTable.Text(row, communities);
            if (listed is null && row.Geometry is not IPolygonal) source.Note(row, "neither a polygon nor communities", "the area of the circle, or a column \"communities\"");
            else
                circles.Add(new Circle(own, PlaceTable.Text(row, name) ?? own, listed is null ? PreparedGeometryFactory.Prepare(row.Geometry) : null,
                    listed?.Split([';', '；', '|', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        }
        source.ThrowIfAny();
        return [.. circles.OrderBy(c => c.Id, StringComparer.Ordinal)];
    }
}
