namespace ServiceCircle.Places;

/// <summary>
/// A kind of facility ("elder.daycare", below the group "elder"), or a group of kinds. A facility of a group is one whose exact kind is
/// unknown.
/// </summary>
internal sealed record Category(string Id, string Zh, string En, bool IsGroup)
{
    /// <summary>The circle or tier at which plans usually ask for it ("5 min", "15 min / township"); empty for groups.</summary>
    public string Level { get; init; } = "";

    /// <summary>
    /// How large a facility it is: 1 for a neighbourhood's (5 minutes), 2 (10 minutes), 3 a street's or township's (15 minutes), 4 a
    /// county's, 5 a city's.
    /// </summary>
    public int Grade { get; init; } = 1;

    /// <summary>Whether it counts toward the targets of public plans; false for commercial gyms and private clinics.</summary>
    public bool CountsAsPublic { get; init; } = true;

    /// <summary>Whether a place with access=private or access=no is none of this category: a pitch in a yard serves nobody else.</summary>
    public bool NeedsPublicAccess { get; init; }

    /// <summary>Other categories that a facility of this one also is: a nine-year school is a primary and a junior school.</summary>
    public IReadOnlyList<string> CountsFor { get; init; } = [];

    public PoiClasses? Amap { get; init; }
    public PoiClasses? Baidu { get; init; }

    /// <summary>The OSM tags that make it; any one rule suffices.</summary>
    internal IReadOnlyList<TagRule> Osm { get; init; } = [];
}

/// <summary>Classes of a map provider's places.</summary>
/// <param name="Codes">Codes, of which a trailing * stands for every code that begins so, or paths ("医疗;诊所") with all below them.</param>
/// <param name="Except">Codes that are excepted.</param>
/// <param name="NeedsName">Whether the class alone is too wide, so that a name rule must agree.</param>
internal sealed record PoiClasses(IReadOnlyList<string> Codes, IReadOnlyList<string> Except, bool NeedsName);

/// <summary>
/// What the tags and the name of a place make of it: category ids, sorted, none if it is no facility that we know; and why a place that
/// looked like one is none; and the rule that decided, as in <see cref="RuleUse"/>.
/// </summary>
internal sealed record Classification(IReadOnlyList<string> Categories, string? Reason, string Rule);
