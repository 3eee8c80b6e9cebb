using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Studies;

/// <summary>
/// A study as of several days. The network is that of the last day, and most facilities of an earlier day are there on the last, so
/// snapping and searches are those of the last day: each day takes its rows of the matrix and is counted and judged anew. Only for what
/// has closed in between, by the end date that OSM gives it, walks are searched again.
/// </summary>
internal static class StudyTrend
{
    /// <summary>One entry for each day, in their order, which is rising.</summary>
    public static IReadOnlyList<TrendYear> Judge(StudyResult last, FacilityList ofAllDays, IReadOnlyList<DateOnly> days) =>
        [.. days.AsParallel().AsOrdered()
            .Select(day => day == days[^1] ? new TrendYear(day, last.Coverage, last.Verdicts) : YearOf(last, ofAllDays, day))];

    private static TrendYear YearOf(StudyResult last, FacilityList ofAllDays, DateOnly day)
    {
        PlanRules rules = last.Givens.Rules;
        StudyGivens givens = last.Givens with { Rules = rules with { Settings = rules.Settings with { AsOf = day } } };
        Town town = last.Town.With(StudyInputs.OpenOn(ofAllDays, day).Facilities);
        Evidence evidence = givens.EvidenceOf(town);
        return new TrendYear(day, Study.Covered(givens, evidence), Judging.Judge(givens.Plans, evidence));
    }
}
