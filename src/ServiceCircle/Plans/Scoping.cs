namespace ServiceCircle.Plans;

/// <summary>
/// Which places are urban, rural, or of the main urban district. A community is what its row says; where no row says anything, all are
/// urban, with a remark. A facility is what its row says, else what the communities around it are.
/// </summary>
/// <param name="whole">The study.</param>
internal sealed class Scoping(Evidence whole)
{
    private readonly string?[] _types = [.. whole.All.Select(c => c.Community.Type)];

    private bool NoneIsTyped => Array.TrueForAll(_types, t => t is null);

    /// <summary>The input without which a scope cannot be told; null if it can.</summary>
    public string? Missing(ClauseScope scope) => scope switch
    {
        ClauseScope.Rural when NoneIsTyped && _types.Length > 0 => "communities.columns.type",
        ClauseScope.MainUrban when whole.Settings.MainUrban.Count == 0 => "units.main_urban",
        _ => null,
    };

    /// <summary>What is assumed; null if nothing.</summary>
    public Notice? Remark(ClauseScope scope, IReadOnlyList<int> members) =>
        scope == ClauseScope.Urban && NoneIsTyped && members.Count > 0 ? new Notice("verdict/untyped-urban", ("count", members.Count)) : null;

    /// <summary>Whether a community is in a scope.</summary>
    public Answer OfCommunity(ClauseScope scope, int community)
    {
        if (scope != ClauseScope.MainUrban) return Is(scope, TypeOf(community));
        return whole.Units.Levels.Any(l => whole.Units.OfCommunity(l, community) is >= 0 and var u && IsMain(whole.Units.At(l)[u])) ? Answer.Yes : Answer.No;
    }

    /// <summary>Whether a facility is in a scope.</summary>
    public Answer OfFacility(ClauseScope scope, int facility)
    {
        if (scope == ClauseScope.MainUrban)
        {
            Answer answer = Answer.No;
            foreach ((string level, int unit) in MainUnits()) answer = answer.Or(whole.Units.Contains(level, unit, facility));
            return answer;
        }
        return whole.Facilities[facility].Type is { } own ? Is(scope, own) : OfPlace(scope, level => whole.Units.OfFacility(level, facility));
    }

    /// <summary>Whether a place is in a scope, by the units around it.</summary>
    public Answer OfPlace(ClauseScope scope, Func<string, int> unitOf)
    {
        if (scope == ClauseScope.MainUrban) return whole.Units.Levels.Any(l => unitOf(l) is >= 0 and var u && IsMain(whole.Units.At(l)[u])) ? Answer.Yes : Answer.No;
        // The smallest unit around it whose communities are all alike, the whole study last.
        foreach (string level in Enumerable.Reverse(whole.Units.Levels))
            if (unitOf(level) is >= 0 and var unit && CommonType(whole.Units.Members(level, unit)) is { } type) return Is(scope, type);
        return Is(scope, CommonType(whole.Members));
    }

    /// <summary>Whether a unit without communities is in a scope.</summary>
    public Answer OfEmptyUnit(ClauseScope scope, string level, int unit)
    {
        if (scope != ClauseScope.MainUrban) return NoneIsTyped ? Is(scope, "urban") : Answer.Unknown;
        Answer answer = Answer.No;
        foreach ((string wider, int main) in MainUnits()) answer = answer.Or(whole.Units.IsWithin(level, unit, wider, main));
        return answer;
    }

    private string? TypeOf(int community) => _types[community] ?? (NoneIsTyped ? "urban" : null);

    private string? CommonType(IReadOnlyList<int> communities)
    {
        string?[] types = [.. communities.Select(TypeOf).Distinct()];
        return types is [{ } one] ? one : null;
    }

    private static Answer Is(ClauseScope scope, string? type) => type is null ? Answer.Unknown : type == (scope == ClauseScope.Rural ? "rural" : "urban") ? Answer.Yes : Answer.No;

    private IEnumerable<(string Level, int Unit)> MainUnits() =>
        whole.Units.Levels.SelectMany(l => Enumerable.Range(0, whole.Units.At(l).Count).Where(u => IsMain(whole.Units.At(l)[u])).Select(u => (l, u)));

    private bool IsMain(AdministrativeUnit unit) => whole.Settings.MainUrban.Contains(unit.Id) || whole.Settings.MainUrban.Contains(unit.Name);
}
