using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// Which new areas a clause speaks of. Main urban, and of a subset that is drawn: by where an area lies. Urban, rural, and of a subset that
/// is a list or a column: by the communities in it, else by those of the smallest unit around it that are all alike. What lies half within,
/// or where nothing tells, is not known.
/// </summary>
internal sealed class AreaScoping(Town town, PlanSettings settings, Scoping scoping)
{
    /// <summary>
    /// Outlines of the same edge, drawn twice, never meet exactly: so small a share of an area on the other side is none.
    /// </summary>
    private const double Sliver = 0.01;

    private readonly int[] _everybody = [.. Enumerable.Range(0, town.Walks.Homes.Count)];
    private readonly Dictionary<NewArea, int[]> _communities = [];
    private Geometry? _mainUrban;

    /// <summary>Whether a clause speaks of a new area, and what would tell where that is not known.</summary>
    public Answer IsIn(Clause clause, NewArea area, List<string> needs)
    {
        Answer scope = clause.Scope switch
        {
            ClauseScope.All or ClauseScope.NewBuilt => Answer.Yes,
            ClauseScope.MainUrban => InMainUrban(area),
            _ => ByCommunities(area, c => scoping.OfCommunity(clause.Scope, c)),
        };
        if (scope == Answer.Unknown) needs.Add(clause.Scope == ClauseScope.MainUrban ? NeedOfMainUrban() : "communities.columns.type");
        if (scope == Answer.No || clause.Subset is null) return scope;
        Subset rule = settings.Subsets[clause.Subset];
        Answer subset = rule.Area is { } drawn ? Lies(area.Geometry, drawn.Geometry)
            : ByCommunities(area, c => rule.Has(town.Walks.Homes[c].Community));
        if (subset == Answer.Unknown) needs.Add("subsets." + clause.Subset);
        return scope.And(subset);
    }

    /// <summary>Whether some of a new area that is delivered lies in a unit.</summary>
    public Answer UnitHoldsNewArea(string level, int unit)
    {
        Answer holds = Answer.No;
        foreach (NewArea area in settings.NewAreas.Where(a => settings.IsDelivered(a) != Answer.No))
            if (holds != Answer.Yes) holds = holds.Or(settings.IsDelivered(area).And(MayHold(area)));
        return holds;

        // Of an area half within, some is surely there; without an outline of the unit, where the area's communities or other units'
        // outlines say.
        Answer MayHold(NewArea area)
        {
            IReadOnlyList<AdministrativeUnit> all = town.Units.At(level);
            if (all[unit].HasArea) return Answers.Of(ShareIn(area.Geometry, all[unit].Geometry!) > Sliver);
            if (all.Any(u => u.HasArea && Lies(area.Geometry, u.Geometry!) == Answer.Yes)) return Answer.No;
            int[] inside = CommunitiesOf(area);
            return inside.Length == 0 ? Answer.Unknown : inside.Max(c => town.Units.Holds(level, unit, c));
        }
    }

    private Answer InMainUrban(NewArea area)
    {
        AdministrativeUnit[] main = [.. MainUnits()];
        _mainUrban ??= Array.Exists(main, u => u.HasArea)
            ? Outline.Together(main.Where(u => u.HasArea).Select(u => u.Geometry!)) : GeometryFactory.Default.CreatePolygon();
        Answer drawn = Lies(area.Geometry, _mainUrban);
        return drawn == Answer.Yes || Array.TrueForAll(main, u => u.HasArea) ? drawn
            : drawn.Or(ByCommunities(area, c => scoping.OfCommunity(ClauseScope.MainUrban, c)));
    }

    private IEnumerable<AdministrativeUnit> MainUnits() =>
        settings.MainUrban.SelectMany(town.Units.Meant).Distinct().Select(u => town.Units.At(u.Level)[u.Unit]);

    private string NeedOfMainUrban() =>
        MainUnits().FirstOrDefault(u => !u.HasArea) is { } bare ? "units.polygons." + bare.Level : "units.main_urban";

    private Answer ByCommunities(NewArea area, Func<int, Answer> isOne)
    {
        if (CommunitiesOf(area) is { Length: > 0 } inside) return Answers.Alike(inside.Select(isOne));
        foreach (string level in Enumerable.Reverse(town.Units.Levels))
            for (int u = 0; u < town.Units.At(level).Count; u++)
                if (town.Units.At(level)[u] is { HasArea: true } unit && Lies(area.Geometry, unit.Geometry!) == Answer.Yes
                    && Answers.Alike(town.Units.Members(level, u).Select(isOne)) is not Answer.Unknown and var answer) return answer;
        return Answers.Alike(_everybody.Select(isOne));
    }

    /// <summary>Communities that stand in an area, or whose outline shares ground with it.</summary>
    private int[] CommunitiesOf(NewArea area)
    {
        if (_communities.TryGetValue(area, out int[]? known)) return known;
        return _communities[area] =
            [.. _everybody.Where(
                c => Stands(town.Walks.Homes[c].Community.Position) || Overlaps(town.Units.OfCommunity(UnitLevels.Community, c)))];

        bool Stands(Position position) => Outline.Holds(area.Geometry, new Coordinate(position.Lon, position.Lat));
        bool Overlaps(int unit) => unit >= 0 && town.Units.At(UnitLevels.Community)[unit] is { HasArea: true } own
            && (ShareIn(area.Geometry, own.Geometry!) > Sliver || ShareIn(own.Geometry!, area.Geometry) > Sliver);
    }

    /// <summary>Whether an area lies within an outline; not known of one that lies half within.</summary>
    private static Answer Lies(Geometry area, Geometry around) =>
        ShareIn(area, around) switch { >= 1 - Sliver => Answer.Yes, <= Sliver => Answer.No, _ => Answer.Unknown };

    /// <summary>The share of an area that lies within an outline.</summary>
    private static double ShareIn(Geometry area, Geometry around)
    {
        if (!area.EnvelopeInternal.Intersects(around.EnvelopeInternal)) return 0;
        Geometry own = Outline.Valid(area);
        return own.Area > 0 ? Outline.Shared(own, around).Area / own.Area
            : Outline.Holds(around, area.InteriorPoint.Coordinate) ? 1 : 0;
    }
}
