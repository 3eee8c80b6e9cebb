using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Facts;

/// <summary>A circle on record: what a department draws or registers as one.</summary>
/// <param name="Id">Unique in the study.</param>
/// <param name="Name">Name; the id where none is given.</param>
/// <param name="Area">Where it is; null if its communities are listed.</param>
/// <param name="Communities">Ids or names of its communities; null if it is drawn.</param>
internal sealed record Circle(string Id, string Name, IPreparedGeometry? Area, IReadOnlyList<string>? Communities);

/// <summary>
/// The circles that a number of circles counts (一刻钟便民生活圈): drawn or registered ones; or groups of communities around shared centres, where
/// every community belongs to the centre that it reaches first, within the limit.
/// </summary>
/// <param name="Registered">Drawn or registered circles; empty if centres make them.</param>
/// <param name="Around">Category of the centres; null if circles are registered.</param>
/// <param name="Limit">The longest walk to a centre.</param>
internal sealed record Circles(IReadOnlyList<Circle> Registered, string? Around, WalkTime Limit)
{
    /// <summary>A circle as far as the study knows it.</summary>
    /// <param name="Circle">The circle.</param>
    /// <param name="Members">Communities that are or may be in it.</param>
    /// <param name="Doubts">What would tell of those that only may be.</param>
    /// <param name="Missing">What would tell of people in it who are in no row of the table of communities; empty if there are
    /// none.</param>
    internal sealed record Known(
        Circle Circle, IReadOnlyList<(int Community, Answer IsIn)> Members, IReadOnlyList<string> Doubts, IReadOnlyList<string> Missing);

    /// <summary>The circles, in the order of the register or of the centres.</summary>
    internal IReadOnlyList<Known> Of(Evidence evidence) =>
        Around is null ? [.. Registered.Select(r => r.Communities is { } listed ? Listed(r, listed, evidence) : Drawn(r, evidence))]
        : [.. AroundCentres(evidence)];

    /// <summary>Names in the register that no community has, or that several have.</summary>
    internal IEnumerable<string> Strange(Evidence evidence) =>
        Registered.SelectMany(r => r.Communities ?? []).Where(name => evidence.CommunityNames.Find(name) < 0);

    private static Known Listed(Circle circle, IReadOnlyList<string> names, Evidence evidence)
    {
        int[] found = [.. names.Select(evidence.CommunityNames.Find)];
        return new Known(
            circle, [.. found.Where(c => c >= 0).Distinct().Order().Select(c => (c, Answer.Yes))], [], found.Any(c => c < 0)
                ? ["circles.communities"] : []);
    }

    private static Known Drawn(Circle circle, Evidence evidence)
    {
        bool Holds(Point at) => circle.Area!.Covers(at);
        int[] inside = [
            .. Enumerable.Range(0, evidence.All.Count)
            .Where(c => Holds(new Point(evidence.All[c].Community.Position.Lon, evidence.All[c].Community.Position.Lat)))];
        IReadOnlyList<AdministrativeUnit> units = evidence.Units.At(UnitLevels.Community);
        bool hasEmptyUnit = Enumerable.Range(0, units.Count)
            .Any(u => units[u].HasArea && evidence.Units.Members(UnitLevels.Community, u).Count == 0
                && Holds(units[u].Geometry!.InteriorPoint));
        return new Known(
            circle, [.. inside.Select(c => (c, Answer.Yes))], [], hasEmptyUnit ? ["communities.units." + UnitLevels.Community] : []);
    }

    private IEnumerable<Known> AroundCentres(Evidence evidence)
    {
        var circles = new SortedDictionary<int, (List<(int, Answer)> Members, List<string> Doubts)>();
        int[] centres = [.. evidence.Whole.Offering(new ServiceClass("", "", [Around!]))];
        (int Centre, WalkTime Time)[][] walks = WalksTo(centres, evidence);
        for (int c = 0; c < walks.Length; c++)
        {
            (int[] candidates, string[] needs) = CentresOf(c, walks[c], centres, evidence);
            foreach (int f in candidates)
            {
                if (!circles.TryGetValue(f, out var circle)) circles[f] = circle = ([], []);
                circle.Members.Add((c, needs.Length > 0 ? Answer.Unknown : Answer.Yes));
                circle.Doubts.AddRange(needs);
            }
        }
        return circles.Select(
            c => new Known(new Circle(evidence.Facilities[c.Key].Id, evidence.Facilities[c.Key].Name, null, null), c.Value.Members,
                [.. c.Value.Doubts.Distinct()], []));
    }

    /// <summary>For every community the centres within the limit, the nearest first.</summary>
    private (int Centre, WalkTime Time)[][] WalksTo(int[] centres, Evidence evidence)
    {
        var walks = new List<(int Centre, WalkTime Time)>[evidence.All.Count];
        for (int c = 0; c < walks.Length; c++) walks[c] = [];
        foreach (int f in centres)
            foreach (Reachability.Walk walk in evidence.Town.Walks.Times.Row(f))
                if (walk.Time.IsWithin(Limit)) walks[walk.Column].Add((f, walk.Time));
        return [.. walks.Select(w => w.OrderBy(x => x.Time.Ticks).ThenBy(x => x.Centre).ToArray())];
    }

    /// <summary>
    /// The centre that a community belongs to. Where it is not known which is the nearest, all that may be, and what would tell: a nearer
    /// one that may not be open, one off the network within the straight line, one beyond the edge of the map; from a home off the network
    /// any that is near.
    /// </summary>
    private (int[] Candidates, string[] Needs) CentresOf(
        int community, (int Centre, WalkTime Time)[] walks, int[] centres, Evidence evidence)
    {
        if (!evidence.IsOnNetwork(community)) return (Near(centres, Limit), ["communities.on_network"]);
        int known = Array.FindIndex(walks, w => evidence.Supply.IsOpen(w.Centre) == Answer.Yes);
        List<int> candidates = [.. (known < 0 ? walks : walks[..(known + 1)]).Select(w => w.Centre)];
        WalkTime upTo = known < 0 ? Limit : walks[known].Time;
        List<string> needs = [];
        if (candidates.Exists(f => evidence.Supply.IsOpen(f) == Answer.Unknown)) needs.Add("facilities.columns.opened_on");
        int[] off = Near(centres.Where(f => !evidence.Town.Walks.Sites[f].IsOnNetwork), upTo);
        if (off.Length > 0) needs.Add("facilities.on_network");
        if (evidence.All[community].ToEdge.IsWithin(upTo)) needs.Add("network.edge");
        return ([.. candidates, .. off], [.. needs]);

        int[] Near(IEnumerable<int> some, WalkTime time)
        {
            double metres = CoverageCount.StraightReach(evidence.Town.Walks.Graph.Walker, time);
            return [.. some.Where(
                f => Geo.LocalMetres.Between(evidence.All[community].Community.Position, evidence.Facilities[f].Position) <= metres)];
        }
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
