using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Files;

/// <summary>Our enumerations as the words that files use.</summary>
internal static class PlanWords
{
    /// <summary>The operator as plan files write it; null for none.</summary>
    public static string? Of(Operator value) => PlanFile.Operators.FirstOrDefault(o => o.Value == value).Key;

    public static string Of(Strength value) => PlanFile.Strengths.First(s => s.Value == value).Key;
    public static string Of(ClauseScope value) => PlanFile.Scopes.First(s => s.Value == value).Key;

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

    public static string Of(Confidence value) => value switch
    {
        Confidence.Source => "source",
        Confidence.Secondary => "secondary",
        Confidence.Derived => "derived",
        _ => "memory",
    };
}
