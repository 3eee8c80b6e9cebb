using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
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
    /// <summary>A circle as far as the study knows it.</summary>
    /// <param name="Circle">The circle.</param>
    /// <param name="Exists">Whether it is one: its centre may not have been open, or nobody may belong to it.</param>
    /// <param name="Members">Communities that are or may be in it.</param>
    /// <param name="Needs">What would tell of people in it who are in no row of the table of communities; empty if there are none.</param>
    internal sealed record Known(Circle Circle, Answer Exists, IReadOnlyList<(int Community, Answer IsIn)> Members, IReadOnlyList<string> Needs);

    /// <summary>The circles, in the order of the register or of the centres.</summary>
    internal IReadOnlyList<Known> Of(Evidence evidence) => Around is null ? [.. Registered.Select(r => r.Communities is { } listed ? Listed(r, listed, evidence) : Drawn(r, evidence))] : [.. AroundCentres(evidence)];

    /// <summary>Names in the register that no community has, or that several have.</summary>
    internal IEnumerable<string> Strange(Evidence evidence) => Registered.SelectMany(r => r.Communities ?? []).Where(name => evidence.CommunityNames.Find(name) < 0);

    private static Known Listed(Circle circle, IReadOnlyList<string> names, Evidence evidence)
    {
        int[] found = [.. names.Select(evidence.CommunityNames.Find)];
        return new Known(circle, Answer.Yes, [.. found.Where(c => c >= 0).Distinct().Order().Select(c => (c, Answer.Yes))], found.Any(c => c < 0) ? ["circles.communities"] : []);
    }

    private static Known Drawn(Circle circle, Evidence evidence)
    {
        bool Holds(Point at) => circle.Area!.Covers(at);
        int[] inside = [.. Enumerable.Range(0, evidence.All.Count).Where(c => Holds(new Point(evidence.All[c].Community.Position.Lon, evidence.All[c].Community.Position.Lat)))];
        IReadOnlyList<AdministrativeUnit> units = evidence.Units.At(UnitLevels.Community);
        bool hasEmptyUnit = Enumerable.Range(0, units.Count).Any(u => units[u].HasArea && evidence.Units.Members(UnitLevels.Community, u).Count == 0 && Holds(units[u].Geometry!.InteriorPoint));
        return new Known(circle, Answer.Yes, [.. inside.Select(c => (c, Answer.Yes))], hasEmptyUnit ? ["communities.units." + UnitLevels.Community] : []);
    }

    /// <summary>
    /// A community belongs to the centre that it reaches first. Whether it does is not known where a centre that may not be open, or is off the
    /// network, could be nearer; and of a community off the network, which may belong to any centre within the straight line, or to none.
    /// </summary>
    private IEnumerable<Known> AroundCentres(Evidence evidence)
    {
        int[] centres = [.. evidence.Whole.Offering(new ServiceClass("", "", [Around!]))];
        WalkTime[][] walks = [.. centres.Select(f => WalksTo(f, evidence))];
        double straight = CoverageCount.StraightReach(evidence.Limits.Walker, Limit);
        bool IsNear(int k, int c) => LocalMetres.Between(evidence.All[c].Community.Position, evidence.Facilities[centres[k]].Position) <= straight;
        bool IsSure(int k) => evidence.IsOpen(centres[k]) == Answer.Yes && evidence.FacilityIsOnNetwork[centres[k]];
        var members = new List<(int Community, Answer IsIn)>[centres.Length];
        for (int k = 0; k < centres.Length; k++) members[k] = [];
        for (int c = 0; c < evidence.All.Count; c++)
        {
            // Of centres that are equally near the first is taken.
            int first = Enumerable.Range(0, centres.Length).Where(k => IsSure(k) && walks[k][c].IsWithin(Limit)).DefaultIfEmpty(-1).MinBy(k => k < 0 ? 0 : walks[k][c].Ticks);
            int[] perhaps = [.. Enumerable.Range(0, centres.Length).Where(k => evidence.IsOnNetwork(c) && evidence.FacilityIsOnNetwork[centres[k]]
                ? !IsSure(k) && walks[k][c].IsWithin(Limit) && (first < 0 || !(walks[first][c] < walks[k][c]))
                : IsNear(k, c))];
            if (first >= 0) members[first].Add((c, perhaps.Length > 0 ? Answer.Unknown : Answer.Yes));
            foreach (int k in perhaps) members[k].Add((c, Answer.Unknown));
        }
        for (int k = 0; k < centres.Length; k++)
        {
            if (members[k].Count == 0) continue;
            Facility centre = evidence.Facilities[centres[k]];
            yield return new Known(new Circle(centre.Id, centre.Name, null, null), evidence.IsOpen(centres[k]).And(members[k].Max(m => m.IsIn)), members[k], []);
        }
    }

    private static WalkTime[] WalksTo(int facility, Evidence evidence)
    {
        var walks = new WalkTime[evidence.All.Count];
        Array.Fill(walks, WalkTime.Unreachable);
        foreach (Reachability.Walk walk in evidence.FacilityIsOnNetwork[facility] ? evidence.Times.Row(facility) : []) walks[walk.Column] = walk.Time;
        return walks;
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
