using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// A circle on record: what a department draws or registers as one. It has an area or a list of ids or names of communities.
/// </summary>
internal sealed record Circle(string Id, string Name, IPreparedGeometry? Area, IReadOnlyList<string>? Communities);

/// <summary>
/// The circles that a number of circles counts (一刻钟便民生活圈): drawn or registered ones; or groups of communities around shared centres, where
/// every community belongs to the centre that it reaches first, within the limit.
/// </summary>
internal sealed record Circles(IReadOnlyList<Circle> Registered, string? Around, WalkTime Limit)
{
    /// <summary>Names in the register that no community has, or that several have.</summary>
    internal IEnumerable<string> Strange(NameIndex communities) =>
        Registered.SelectMany(r => r.Communities ?? []).Where(name => communities.Find(name) < 0);

    /// <summary>Names of the columns in a study's files.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["id", "name", "communities"];

    /// <summary>Reads drawn circles (polygons) or a register (a column "communities" with ids or names, separated by ;).</summary>
    /// <exception cref="InputException">A row is neither; all bad rows in one message.</exception>
    internal static IReadOnlyList<Circle> FromTable(Table table, IReadOnlyDictionary<string, string> columns)
    {
        var source = new PlaceTable(table, columns);
        int id = source.Column("id", "code", "编号", "编码");
        int name = source.Column("name", "名称", "生活圈", "生活圈名称");
        int communities = source.Column("communities", "社区", "包含社区", "覆盖社区");
        var circles = new List<Circle>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            Row row = table.Rows[i];
            string own = PlaceTable.Text(row, id) ?? PlaceTable.Text(row, name) ?? FormattableString.Invariant($"{i + 1}");
            if (circles.Exists(c => c.Id == own)) source.Note(row, new("found/id-twice", ("id", own)), "expected/unique-ids");
            string? listed = PlaceTable.Text(row, communities);
            if (listed is null && row.Geometry is not IPolygonal)
                source.Note(row, "found/no-polygon-or-communities", "expected/area-or-communities");
            else
                circles.Add(new Circle(
                    own, PlaceTable.Text(row, name) ?? own, listed is null ? PreparedGeometryFactory.Prepare(row.Geometry) : null,
                    listed?.Split([';', '；', '|', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        }
        source.ThrowIfAny();
        return [.. circles.OrderBy(c => c.Id, StringComparer.Ordinal)];
    }
}
