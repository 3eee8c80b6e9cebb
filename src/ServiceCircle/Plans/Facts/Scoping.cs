using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// Which places a scope holds. Urban or rural: a community is what its row says; where no row says anything, all are urban, with a remark;
/// a facility is what its row says, else what the communities around it are. Main urban: what lies in the units that the study names.
/// New-built: what lies in a new area that is delivered.
/// </summary>
internal sealed class Scoping(Town town, PlanSettings settings)
{
    private readonly string?[] _types = [.. town.Walks.Homes.Select(h => h.Community.Type)];
    private readonly int[] _everybody = [.. Enumerable.Range(0, town.Walks.Homes.Count)];
    private readonly Dictionary<IReadOnlyList<int>, string?> _sharedType = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<IReadOnlyList<(string Level, int Unit)>> _mainUnits =
        new(() => [.. settings.MainUrban.SelectMany(town.Units.Meant).Distinct()]);

    private bool NoneIsTyped => Array.TrueForAll(_types, t => t is null);

    /// <summary>The input without which a scope cannot be told; null if it can.</summary>
    public string? Missing(ClauseScope scope) => scope switch
    {
        ClauseScope.Rural when NoneIsTyped && _types.Length > 0 => "communities.columns.type",
        ClauseScope.MainUrban when settings.MainUrban.Count == 0 => "units.main_urban",
        ClauseScope.NewBuilt when settings.NewAreas.Count == 0 => "new_areas.file",
        _ => null,
    };

    /// <summary>What would tell whether a community is in a scope, where it cannot be told.</summary>
    public static string NeedOfCommunity(ClauseScope scope) => scope switch
    {
        ClauseScope.MainUrban => "units.main_urban",
        ClauseScope.NewBuilt => "new_areas.columns.delivered_on",
        _ => "communities.columns.type",
    };

    /// <summary>The same of a facility.</summary>
    public static string NeedOfFacility(ClauseScope scope) =>
        scope is ClauseScope.Urban or ClauseScope.Rural ? "facilities.columns.type" : NeedOfCommunity(scope);

    /// <summary>What is assumed; null if nothing.</summary>
    public Notice? Remark(ClauseScope scope, IReadOnlyList<int> members) =>
        scope == ClauseScope.Urban && NoneIsTyped && members.Count > 0 ? new Notice("verdict/untyped-urban", ("count", members.Count))
        : null;

    /// <summary>Whether a community is in a scope.</summary>
    public Answer OfCommunity(ClauseScope scope, int community) => scope switch
    {
        ClauseScope.MainUrban => InMainUnits((level, unit) => town.Units.Holds(level, unit, community)),
        ClauseScope.NewBuilt => InNewAreas(town.Walks.Homes[community].Community.Position),
        _ => Is(scope, TypeOf(community)),
    };

    /// <summary>Whether a facility is in a scope.</summary>
    public Answer OfFacility(ClauseScope scope, int facility) => scope switch
    {
        ClauseScope.MainUrban => InMainUnits((level, unit) => town.Units.Contains(level, unit, facility)),
        ClauseScope.NewBuilt => InNewAreas(town.Walks.Sites[facility].Facility.Position),
        _ => Is(scope, town.Walks.Sites[facility].Facility.Type ?? TypeOfFacility(facility)),
    };

    /// <summary>Whether a place that is known by its units alone is in a scope.</summary>
    public Answer OfPlace(ClauseScope scope, Func<string, int> unitOf) => scope switch
    {
        ClauseScope.MainUrban => InMainUnits((level, unit) => Answers.Of(unitOf(level) == unit)),
        ClauseScope.NewBuilt => Answer.Unknown,
        _ => Is(scope, TypeAround(unitOf)),
    };

    /// <summary>Whether a unit without communities is in a scope.</summary>
    public Answer OfEmptyUnit(ClauseScope scope, string level, int unit) => scope switch
    {
        ClauseScope.MainUrban => InMainUnits((wider, main) => town.Units.IsWithin(level, unit, wider, main)),
        ClauseScope.NewBuilt => Answer.Unknown,
        _ => NoneIsTyped ? Is(scope, "urban") : Answer.Unknown,
    };

    /// <summary>The type of what is around a facility; of one that stands in one community and names another, what both are.</summary>
    private string? TypeOfFacility(int facility) => town.Units.MayBeIn(UnitLevels.Community, facility) is { Count: > 1 } either
        ? CommonType(either.SelectMany(u => town.Units.Members(UnitLevels.Community, u)))
        : TypeAround(level => town.Units.OfFacility(level, facility));

    private string? TypeOf(int community) => _types[community] ?? (NoneIsTyped ? "urban" : null);

    /// <summary>
    /// The type of the communities of the smallest unit around a place that are all alike, the whole study last; null if none are.
    /// </summary>
    private string? TypeAround(Func<string, int> unitOf)
    {
        foreach (string level in Enumerable.Reverse(town.Units.Levels))
            if (unitOf(level) is >= 0 and var unit && SharedType(town.Units.Members(level, unit)) is { } type) return type;
        return SharedType(_everybody);
    }

    /// <summary>The type that the communities of a unit share, found once for each unit: every facility asks for it.</summary>
    private string? SharedType(IReadOnlyList<int> members)
    {
        if (!_sharedType.TryGetValue(members, out string? type)) _sharedType[members] = type = CommonType(members);
        return type;
    }

    private string? CommonType(IEnumerable<int> communities) => communities.Select(TypeOf).Distinct().ToArray() is [var one] ? one : null;

    private static Answer Is(ClauseScope scope, string? type) => type switch
    {
        "urban" => Answers.Of(scope == ClauseScope.Urban),
        "rural" => Answers.Of(scope == ClauseScope.Rural),
        // A word of the table's own, or a slip: it may mean either.
        _ => Answer.Unknown,
    };

    /// <summary>Whether something is in one of the units that make up the main urban district.</summary>
    private Answer InMainUnits(Func<string, int, Answer> isIn) =>
        _mainUnits.Value.Select(u => isIn(u.Level, u.Unit)).Append(Answer.No).Max();

    private Answer InNewAreas(Position position)
    {
        var at = new Coordinate(position.Lon, position.Lat);
        return settings.NewAreas.Where(a => Outline.Holds(a.Geometry, at)).Select(settings.IsDelivered).Append(Answer.No).Max();
    }
}
