using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Files;

/// <summary>Our enumerations as the words that files use.</summary>
internal static class PlanWords
{
    public static readonly IReadOnlyDictionary<string, Operator> Operators = new Dictionary<string, Operator>(StringComparer.Ordinal)
    {
        [">="] = Operator.AtLeast,
        [">"] = Operator.MoreThan,
        ["<="] = Operator.AtMost,
        ["<"] = Operator.LessThan,
        ["=="] = Operator.Equal,
        ["all_of"] = Operator.AllOf,
        ["increase"] = Operator.Increase,
        ["decrease"] = Operator.Decrease,
        ["=>"] = Operator.AtLeast,
        ["=<"] = Operator.AtMost,
        ["≥"] = Operator.AtLeast,
        ["＞＝"] = Operator.AtLeast,
        ["＞"] = Operator.MoreThan,
        ["≤"] = Operator.AtMost,
        ["＜＝"] = Operator.AtMost,
        ["＜"] = Operator.LessThan,
        ["="] = Operator.Equal,
        ["＝"] = Operator.Equal,
    };

    public static readonly IReadOnlyDictionary<string, Strength> Strengths = new Dictionary<string, Strength>(StringComparer.Ordinal)
    {
        ["firm"] = Strength.Firm,
        ["strive"] = Strength.Strive,
        ["gradual"] = Strength.Gradual,
        ["implied"] = Strength.Implied,
        ["qualitative"] = Strength.Qualitative,
        ["permission"] = Strength.Permission,
    };

    public static readonly IReadOnlyDictionary<string, ClauseScope> Scopes = new Dictionary<string, ClauseScope>(StringComparer.Ordinal)
    {
        ["all"] = ClauseScope.All,
        ["urban"] = ClauseScope.Urban,
        ["rural"] = ClauseScope.Rural,
        ["new_built"] = ClauseScope.NewBuilt,
        ["main_urban"] = ClauseScope.MainUrban,
    };

    /// <summary>The operator as plan files write it; null for none.</summary>
    public static string? Of(Operator value) => Operators.FirstOrDefault(o => o.Value == value).Key;

    public static string Of(Strength value) => Strengths.First(s => s.Value == value).Key;
    public static string Of(ClauseScope value) => Scopes.First(s => s.Value == value).Key;

    public static string Of(Reading value) => value switch
    {
        Reading.FacilityInUnit => "facility_in_unit",
        Reading.ResidentsInReach => "residents_in_reach",
        Reading.CommunitiesInReach => "communities_in_reach",
        Reading.Total => "total",
        Reading.Supplied => "supplied",
        _ => "none",
    };

    public static string Of(Basis value) => value switch
    {
        Basis.Network => "network",
        Basis.Attributes => "attributes",
        Basis.Supplied => "supplied",
        _ => "not_measurable",
    };

    public static string Of(Outcome value) => value switch
    {
        Outcome.Met => "met",
        Outcome.NotMet => "not_met",
        Outcome.NotDue => "not_due",
        Outcome.NoTarget => "measured",
        Outcome.Rule => "rule",
        _ => "not_measurable",
    };

    public static string Of(LimitSource value) => value switch
    {
        LimitSource.Radius => "radius",
        LimitSource.StandardMinutes => "standard_minutes",
        LimitSource.Clause => "clause",
        LimitSource.Study => "study",
        _ => "default_minutes",
    };

    public static string Of(Confidence value) => StandardFile.Confidences.First(c => c.Value == value).Key;
}
